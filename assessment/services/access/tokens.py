"""Proofs signed with the database's own key: a page was given a sheet, a device a rater."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

from assessment.domain.ids import InterviewId, RaterId, SheetKey
from assessment.services.store.ports import OpenUnitOfWork

KEY = "signing_key"
"""Kept in the database, so that a restart does not turn open pages away."""


CODE_LENGTH = 26


def token_for(open_uow: OpenUnitOfWork, sheet: SheetKey) -> str:
    """What a page sends along with the events of `sheet`."""
    return _signed(_key(open_uow), "sheet", sheet.box)


def opens(open_uow: OpenUnitOfWork, token: str, sheet: SheetKey) -> bool:
    return _same(token, token_for(open_uow, sheet))


def signed_rater(open_uow: OpenUnitOfWork, rater: RaterId) -> str:
    """`R-01.<signature>`: what a device remembers about who is looking."""
    return f"{rater}.{_signed(_key(open_uow), 'rater', rater)}"


def rater_of(open_uow: OpenUnitOfWork, remembered: str) -> RaterId | None:
    """The rater that `signed_rater` wrote down; None for anything else."""
    rater = RaterId(remembered.rpartition(".")[0])
    return rater if rater and _same(remembered, signed_rater(open_uow, rater)) else None


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), right.encode("utf-8", "replace"))


def _signed(key: str, purpose: str, text: str) -> str:
    """The purpose is part of what is signed, so that one kind of proof cannot pass for another."""
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


def seat_code(open_uow: OpenUnitOfWork, sheet: SheetKey) -> str:
    """26 letters and digits for a rater's link: 130 bits, and nothing of whose it is."""
    return _seat_code(_key(open_uow), sheet)


def rater_at(open_uow: OpenUnitOfWork, code: str) -> SheetKey | None:
    """The rating seat whose link has `code`; None for anything else, and once the seat is gone."""
    key = _key(open_uow)
    with open_uow(read_only=True) as uow:
        sheets = [
            sheet
            for requisition in uow.requisitions.all()
            for interview in uow.interviews.of_requisition(requisition.id)
            for sheet in interview.rating_sheets
        ]
    return next((s for s in sheets if _same(code, _seat_code(key, s))), None)


def _seat_code(key: str, sheet: SheetKey) -> str:
    signed = bytes.fromhex(_signed(key, "seat link", sheet.box))
    return base64.b32encode(signed)[:CODE_LENGTH].decode().lower()
