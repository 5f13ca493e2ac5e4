"""The typed texts of a client pack, with how far their review has come.

The review is a draft of whoever reviews: it is there again after a reload, and a text that changed
since has to be reviewed again. Texts with the same words stand together, to get one decision
(`pack_decisions.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Actor
from assessment.report.redaction import (
    TellingPart,
    digest_of,
    marked,
    recognised,
    suggested,
    typed_texts,
)
from assessment.report.source import FreeText
from assessment.services.reading.pack_source import Pack, places_in, read_pack
from assessment.services.store.permits import acting
from assessment.services.store.ports import Clock, OpenUnitOfWork
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
    found: tuple[TellingPart, ...]
    """What tells or may tell who somebody is."""
    state: ReviewState
    proposal: str
    """What the reviewer typed or decided last, else the text with identifiers taken out."""
    begun: bool = False
    """Whether words were typed for it and not decided on."""
    together: bool = False
    """Included in one decision with others, as it was."""

    @property
    def untouched(self) -> bool:
        """Nothing is recognised in it, and nobody has reviewed it before or begun to reword it."""
        return self.state is ReviewState.OPEN and not self.found and not self.begun


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReview:
    """The review of one role, as far as one reviewer has come."""

    texts: tuple[TextToReview, ...]

    @property
    def left(self) -> tuple[TextToReview, ...]:
        return tuple(t for t in self.texts if not t.state.done)

    @property
    def groups(self) -> tuple[tuple[TextToReview, ...], ...]:
        """What is left, texts with the same words together, those to look at closely first."""
        same: dict[str, list[TextToReview]] = {}
        for text in self.left:
            same.setdefault(text.text.text, []).append(text)
        return tuple(sorted(map(tuple, same.values()), key=_unmarked))


def _unmarked(group: Sequence[TextToReview]) -> bool:
    """Words that are being typed for a text do not move it to another place."""
    return not any(text.found or text.state is ReviewState.CHANGED for text in group)


def all_untouched(group: Sequence[TextToReview]) -> bool:
    return all(text.untouched for text in group)


def read_review(
    open_uow: OpenUnitOfWork, bank: QuestionBank, clock: Clock, wanted: RequisitionId, *, by: Actor
) -> PackReview:
    """Every typed text that could go into the pack, with how its review stands.

    What people concluded comes before the notes of the interviews, which are most of the texts.
    """
    with acting(open_uow, by, read_only=True) as uow:
        pack = read_pack(uow, bank, clock(), wanted, by)
    places = places_in(pack.source)
    texts = (to_review(t, pack, places.get(t.key, "")) for t in typed_texts(pack.source))
    return PackReview(texts=tuple(sorted(texts, key=lambda t: t.text.key.startswith(EVIDENCE))))


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
    return TextToReview(
        text=text,
        where=where,
        found=marked(text.text, pack.names),
        state=state,
        proposal=proposal,
        begun=bool(kept and not kept.decided),
        together=bool(kept and kept.together and state is ReviewState.KEPT),
    )
