"""Proofs signed with the database's own key: a page was given a sheet, a device a link.

A page's token says through which link the page was opened, and until when, so that an event needs
no further look at the links. Proofs of earlier versions are hexadecimal digests without an end.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from assessment.domain.ids import InterviewId, RaterId, SheetKey
from assessment.domain.seat_link import SeatLink
from assessment.services.store.page_token import EARLIER, PageToken
from assessment.services.store.ports import OpenUnitOfWork

KEY = "signing_key"
"""Kept in the database, so that a restart does not turn open pages away."""


CODE_LENGTH = 26


def token_for(open_uow: OpenUnitOfWork, sheet: SheetKey, link: SeatLink | None = None) -> str:
    """What a page sends along with the events of `sheet`; `link` is what it was opened with."""
    ends = link.ends_at.timestamp() if link else None
    signed = _serializer(_key(open_uow), "sheet").dumps(
        [sheet.box, link.number if link else 0, ends]
    )
    return str(signed)


def page_token(open_uow: OpenUnitOfWork, token: str, sheet: SheetKey) -> PageToken | None:
    """What `token` proves for `sheet`; None where it proves nothing."""
    key = _key(open_uow)
    if _same(token, _signed(key, "sheet", sheet.box)):
        return PageToken(link=EARLIER)
    box, number, ends = _loaded(key, "sheet", token, [str, int, float | int | None])
    if box != sheet.box:
        return None
    return PageToken(
        link=number, ends_at=None if ends is None else datetime.fromtimestamp(ends, UTC)
    )


def signed_rater(open_uow: OpenUnitOfWork, rater: RaterId) -> str:
    """`R-01.<signature>`: who was chosen last in a browser on the owner's computer."""
    return f"{rater}.{_signed(_key(open_uow), 'rater', rater)}"


def rater_of(open_uow: OpenUnitOfWork, remembered: str) -> RaterId | None:
    """The rater that `signed_rater` wrote down; None for anything else."""
    rater = RaterId(remembered.rpartition(".")[0])
    return rater if rater and _same(remembered, signed_rater(open_uow, rater)) else None


def link_code(open_uow: OpenUnitOfWork, link: SeatLink) -> str:
    """What stands in the address of a link: its number, signed, and nothing of whose it is."""
    return str(_serializer(_key(open_uow), "seat link").dumps([link.number]))


def link_number(open_uow: OpenUnitOfWork, code: str) -> int | None:
    """The number in the address of a link; None where we did not sign it."""
    return _number(_loaded(_key(open_uow), "seat link", code, [int]))


def link_cookie(open_uow: OpenUnitOfWork, link: SeatLink) -> str:
    """What a device keeps of the link that it was opened with."""
    return str(_serializer(_key(open_uow), "seat cookie").dumps([link.number]))


def link_in_cookie(open_uow: OpenUnitOfWork, cookie: str) -> int | None:
    """The number in such a cookie; None where we did not sign it."""
    return _number(_loaded(_key(open_uow), "seat cookie", cookie, [int]))


def _number(loaded: list[Any]) -> int | None:
    return loaded[0] if isinstance(loaded[0], int) else None


def _serializer(key: str, purpose: str) -> URLSafeSerializer:
    """The purpose is part of the signature, so that one kind of proof cannot pass for another."""
    return URLSafeSerializer(
        key, salt=f"levelset {purpose}", signer_kwargs={"digest_method": hashlib.sha256}
    )


def _loaded(key: str, purpose: str, text: str, shape: list[Any]) -> list[Any]:
    """The values in a signed text; as many times None where it isn't one of ours."""
    try:
        found = _serializer(key, purpose).loads(text.encode("utf-8", "replace"))
    except (BadData, ValueError):
        found = None
    if isinstance(found, list) and len(found) == len(shape):
        values: list[Any] = found
        if all(isinstance(v, kind) for v, kind in zip(values, shape, strict=True)):
            return values
    return [None] * len(shape)


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), right.encode("utf-8", "replace"))


def _signed(key: str, purpose: str, text: str) -> str:
    message = f"{purpose}:{text}".encode("utf-8", "replace")
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()


def _key(open_uow: OpenUnitOfWork) -> str:
    """Read anew each time: another database may have been restored under a running server."""
    with open_uow(read_only=True) as uow:
        if found := uow.settings.get(KEY):
            return found
    with open_uow() as uow:
        if not uow.settings.get(KEY):  # another request may have been first
            uow.settings.put(KEY, secrets.token_hex(32))
            uow.commit()
    with open_uow(read_only=True) as uow:
        return uow.settings.get(KEY) or ""


def board_token(open_uow: OpenUnitOfWork, interview: InterviewId) -> str:
    """What the board's page sends along with its events."""
    return _signed(_key(open_uow), "board", interview)


def opens_box_of_board(open_uow: OpenUnitOfWork, token: str, interview: InterviewId) -> bool:
    return _same(token, board_token(open_uow, interview))


def board_code(open_uow: OpenUnitOfWork, interview: InterviewId) -> str:
    """26 letters and digits for the candidate's link: 130 bits, and nothing of whom it is for."""
    return _board_code(_key(open_uow), interview)


def board_opened_by(
    open_uow: OpenUnitOfWork, code: str, interviews: Iterable[InterviewId]
) -> InterviewId | None:
    """The one of `interviews` whose board `code` opens; None where it opens none of them."""
    key = _key(open_uow)
    return next((i for i in interviews if _same(code, _board_code(key, i))), None)


def _board_code(key: str, interview: InterviewId) -> str:
    signed = bytes.fromhex(_signed(key, "board link", interview))
    return base64.b32encode(signed)[:CODE_LENGTH].decode().lower()


def earlier_sheet(
    open_uow: OpenUnitOfWork, code: str, sheets: Iterable[SheetKey]
) -> SheetKey | None:
    """The one of `sheets` that the address of an earlier version's link names."""
    if len(code) != CODE_LENGTH:
        return None
    key = _key(open_uow)
    return next((s for s in sheets if _same(code, earlier_code(key, s))), None)


def earlier_code(key: str, sheet: SheetKey) -> str:
    """The code in a seat's link before links had an end."""
    signed = bytes.fromhex(_signed(key, "seat link", sheet.box))
    return base64.b32encode(signed)[:CODE_LENGTH].decode().lower()
