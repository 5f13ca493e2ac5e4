"""The typed texts of a client pack, reviewed one by one before anything leaves.

The review is a draft of whoever reviews: it is there again after a reload, and a text that changed
since has to be reviewed again.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from assessment.domain.draft_form import DraftField
from assessment.domain.errors import Incomplete, Invalid, NotFound
from assessment.domain.ids import RequisitionId
from assessment.domain.pack_texts import field_of
from assessment.domain.permissions import Actor
from assessment.report.redaction import Found, digest_of, recognised, suggested, typed_texts
from assessment.report.source import FreeText, ReportSource
from assessment.services.reading.pack_source import (
    SALT,
    KeptWording,
    Pack,
    form_of,
    read_pack,
)
from assessment.services.store.permits import acting
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import cleaned
from question_bank import QuestionBank

EVIDENCE = "evidence "
"""Begins the keys of notes on a question."""


class ReviewState(StrEnum):
    OPEN = "to review"
    CHANGED = "changed since it was reviewed"
    KEPT = "included"
    LEFT_OUT = "left out"

    @property
    def done(self) -> bool:
        return self in {ReviewState.KEPT, ReviewState.LEFT_OUT}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextToReview:
    """One typed text with what was made of it."""

    text: FreeText
    where: str
    """Whose text it is and what it is about, for the reviewer alone."""
    found: tuple[Found, ...]
    """What may tell who somebody is."""
    state: ReviewState
    proposal: str
    """What the reviewer typed or decided last, else the text with identifiers taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReview:
    """The review of one role, as far as one reviewer has come."""

    texts: tuple[TextToReview, ...]

    @property
    def left(self) -> tuple[TextToReview, ...]:
        return tuple(t for t in self.texts if not t.state.done)


def read_review(
    open_uow: OpenUnitOfWork, bank: QuestionBank, clock: Clock, wanted: RequisitionId, *, by: Actor
) -> PackReview:
    """Every typed text that could go into the pack, with how its review stands.

    What people concluded comes before the notes of the interviews, which are most of the texts.
    """
    with acting(open_uow, by, read_only=True) as uow:
        pack = read_pack(uow, bank, clock(), wanted, by)
    places = _places(pack.source)
    texts = (to_review(t, pack, places.get(t.key, "")) for t in typed_texts(pack.source))
    return PackReview(texts=tuple(sorted(texts, key=lambda t: t.text.key.startswith(EVIDENCE))))


def keep_text(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    clock: Clock,
    wanted: RequisitionId,
    *,
    key: str,
    seen: str,
    text: str,
    by: Actor,
) -> None:
    """Includes the text in these words; Invalid where they still tell who somebody is.

    `seen` is the text as the reviewer saw it.
    """
    with acting(open_uow, by) as uow:
        pack = read_pack(uow, bank, clock(), wanted, by)
        _same(pack, key, seen)
        said = cleaned(text).strip()
        if not said:
            raise Incomplete("Write what the client may read, or leave the text out.")
        if telling := recognised(said, pack.names):
            first = telling[0]
            raise Invalid(
                f"“{said[first.start : first.end]}” may tell who somebody is ({first.kind}). "
                "Reword it, or leave the text out."
            )
        _store(
            uow, clock(), wanted, by, key, KeptWording(digest_of(seen), said, decided=True), pack
        )
        uow.commit()


def leave_out(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    clock: Clock,
    wanted: RequisitionId,
    *,
    texts: Sequence[tuple[str, str]],
    by: Actor,
) -> None:
    """Leaves these texts out, each given by its key and as the reviewer saw it."""
    with acting(open_uow, by) as uow:
        pack = read_pack(uow, bank, clock(), wanted, by)
        for key, seen in texts:
            _same(pack, key, seen)
            _store(
                uow, clock(), wanted, by, key, KeptWording(digest_of(seen), "", decided=True), pack
            )
        uow.commit()


def keep_typed(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    clock: Clock,
    wanted: RequisitionId,
    *,
    key: str,
    seen: str,
    text: str,
    by: Actor,
) -> None:
    """Keeps words that were typed and not decided on; the text is still to be reviewed."""
    with acting(open_uow, by) as uow:
        pack = read_pack(uow, bank, clock(), wanted, by)
        _store(
            uow,
            clock(),
            wanted,
            by,
            key,
            KeptWording(digest_of(seen), cleaned(text), decided=False),
            pack,
        )
        uow.commit()


def review_again(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    clock: Clock,
    wanted: RequisitionId,
    *,
    key: str,
    by: Actor,
) -> None:
    """Takes back what was decided about one text; the words that were kept are proposed again."""
    with acting(open_uow, by) as uow:
        pack = read_pack(uow, bank, clock(), wanted, by)
        kept = pack.kept.get(key)
        if kept and kept.text:
            _store(uow, clock(), wanted, by, key, replace(kept, decided=False), pack)
        else:
            uow.drafts.drop(form_of(wanted, by), [field_of(key)])
        uow.commit()


def to_review(text: FreeText, pack: Pack, where: str) -> TextToReview:
    kept = pack.kept.get(text.key)
    state, proposal = ReviewState.OPEN, suggested(text.text, pack.names)
    if kept and kept.digest != digest_of(text.text):
        state = ReviewState.CHANGED if kept.decided else ReviewState.OPEN
    elif kept and kept.decided:
        clear = not recognised(kept.text, pack.names)  # a name may have been added since
        state = (ReviewState.KEPT if kept.text else ReviewState.LEFT_OUT) if clear else state
        proposal = kept.text or proposal
    elif kept:
        proposal = kept.text
    found = recognised(text.text, pack.names)
    return TextToReview(text=text, where=where, found=found, state=state, proposal=proposal)


def _same(pack: Pack, key: str, seen: str) -> None:
    text = next((t for t in typed_texts(pack.source) if t.key == key), None)
    if text is None:
        raise NotFound("This text is no longer part of the report.")
    if text.text != seen:
        raise Invalid("This text changed while you were reading it. Review it as it stands now.")


def _store(
    uow: UnitOfWork,
    at: datetime,
    wanted: RequisitionId,
    by: Actor,
    key: str,
    kept: KeptWording,
    pack: Pack,
) -> None:
    form = form_of(wanted, by)
    plain = {"digest": kept.digest, "text": kept.text, "decided": kept.decided}
    text = json.dumps(plain, ensure_ascii=False)
    uow.drafts.keep(DraftField(form=form, field=field_of(key), text=text, kept_at=at))
    if pack.salt == wanted:
        salt = secrets.token_hex(16)
        uow.drafts.keep(DraftField(form=form, field=SALT, text=salt, kept_at=at))


def _places(source: ReportSource) -> dict[str, str]:
    """Key of a text to where it stands."""
    places = {source.title.key: "Role title", source.client.key: "Client"}
    for c in source.candidates:
        for question in c.questions:
            about = f"{c.code} · {question.title.text}"
            places[question.title.key] = f"{c.code} · title of an added question"
            places[question.prompt.key] = f"{about} · wording of an added question"
            for one in question.heard:
                places[one.evidence.key] = f"{about} · note by {one.rater}"
        for said in c.recommendations:
            places[said.text.key] = f"{c.code} · reasons of {said.who} for {said.verdict}"
        for said in filter(None, (c.final, c.decision, *c.agreed, *c.notes)):
            what = said.verdict or "note"
            about = f" · {said.about}" if said.about else ""
            places[said.text.key] = f"{c.code} · debrief · {what} by {said.who or 'owner'}{about}"
    return places
