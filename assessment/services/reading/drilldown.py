"""What is behind one mark of a comparison: the ratings of one candidate that it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.domain.ids import CandidateId, ItemId, SheetKey
from assessment.domain.kit import AskedQuestion
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import Entry, Kind, Standing
from assessment.scoring.placement import BoardPoints
from assessment.services.reading.comparisons import (
    ComparedCandidate,
    Comparison,
    RaterEvidence,
    evidence,
)
from assessment.services.reading.observations import points_of
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import Cell, Competency

LevelHistory = Mapping[tuple[SheetKey, ItemId], tuple[Entry, ...]]
"""For each answer whose level was changed, every level or reason it had, oldest first."""
Subject = Competency | Cell
"""What a mark speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """One candidate on one subject, or on everything; blank while the candidate is sealed."""

    candidate: ComparedCandidate
    subject: Subject | None
    heard: tuple[tuple[RaterEvidence, ...], ...]
    """By question, in the order of the kits; what nobody was asked stands in it as such."""
    boards: tuple[tuple[BoardPoints, int], ...]
    """Finished boards, and how many cards were dealt: they count in placement beside questions."""

    @property
    def value(self) -> float | None:
        """What the mark shows, 0-1; None where nothing was rated, or there is no one mark."""
        if self.candidate.scores is None or self.subject is None:
            return None
        if isinstance(self.subject, Competency):
            return self.candidate.scores.by_competency.get(self.subject)
        found = self.candidate.cells.get(self.subject)
        return found.value if found else None


def behind(found: Comparison, candidate: CandidateId, subject: Subject | None) -> Behind:
    """All ratings that the mark stands on; NotFound for somebody who is no candidate here."""
    file = found.file.candidate(candidate)
    shown = next(c for c in found.candidates if c.file is file)
    if shown.scores is None:
        return Behind(candidate=shown, subject=subject, heard=(), boards=())
    asked = [q.question for q in asked_on(found.file, shown, subject)]
    counted = {card.sheet.interview for card in file.submitted}
    if subject not in {None, Competency.PLACEMENT}:
        counted = set()
    return Behind(
        candidate=shown,
        subject=subject,
        heard=tuple(h for q in asked if (h := evidence(found.file, candidate, [q]))),
        boards=tuple(
            (points_of(found.file, i, board), len(deck.cards))
            for i in file.interviews
            if i.id in counted
            if (board := file.boards.get(i.id)) and (deck := found.file.kit_of(i).deck)
        ),
    )


def level_history(open_uow: OpenUnitOfWork, told: Behind, *, by: Actor) -> LevelHistory:
    """How the levels behind a mark came about, on scorecards that `by` may see.

    What was only proposed after the lock has no part in it.
    """
    wanted = {(h.sheet, h.item.id) for heard in told.heard for h in heard}
    found: dict[tuple[SheetKey, ItemId], list[Entry]] = {}
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.COMPARE, told.candidate.file.candidate.requisition)
        for sheet in sorted({sheet for sheet, _ in wanted}):
            for entry in uow.entries.history(sheet):
                counts = entry.kind is Kind.VERDICT and entry.standing is Standing.COUNTS
                if counts and (sheet, entry.item) in wanted:
                    found.setdefault((sheet, entry.item), []).append(entry)
    return {key: tuple(entries) for key, entries in found.items() if len(entries) > 1}


def asked_on(
    file: RequisitionFile, candidate: ComparedCandidate, subject: Subject | None
) -> tuple[AskedQuestion, ...]:
    """The questions of this candidate's interviews that speak of the subject, added ones too."""
    questions = {
        item.asked.question: item.asked
        for interview in candidate.file.interviews
        for item in file.items_of(interview, *candidate.file.submitted)
    }
    return tuple(q for q in questions.values() if subject is None or _speaks_of(q, subject))


def _speaks_of(question: AskedQuestion, subject: Subject) -> bool:
    if isinstance(subject, Cell):
        return subject in question.cells
    return question.competency is subject
