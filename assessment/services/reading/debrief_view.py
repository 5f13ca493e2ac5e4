"""One candidate's debrief as its viewer may see it, open or not."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.comparison.differences import Difference, ItemVerdicts, differences
from assessment.comparison.profiles import Profile, profiles
from assessment.domain.decision import DebriefKind, DebriefRecord, of_kind
from assessment.domain.ids import CandidateId, InterviewId, ItemId, RaterId, SheetKey
from assessment.domain.permissions import Action, Actor
from assessment.measurement.role import Estimate
from assessment.services.reading.estimates import candidate_estimates
from assessment.services.reading.visible_ratings import (
    CandidateFile,
    RequisitionFile,
    floor_of,
    rater_names,
    requisition_file,
    seat_file,
)
from assessment.services.store.permits import acting, permit_candidate
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import QuestionBank


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefView:
    """One candidate's debrief as its viewer may see it."""

    file: RequisitionFile
    candidate: CandidateFile
    differences: tuple[Difference, ...]
    """Items on which raters differ, in the order of the discussion."""
    agreed: int
    """Items that two raters or more gave the same level."""
    rated_once: tuple[ItemVerdicts, ...]
    """Items that only one rater gave a level, in the order of the interviews."""
    weighted: Profile
    """Whose weights the differences are in: the brief's, or equal ones without a brief."""
    names: Mapping[RaterId, str]
    estimates: Mapping[str, Estimate]
    """The candidate's by profile, from every scorecard of the shortlist; blank while sealed."""

    @property
    def waiting_for(self) -> tuple[SheetKey, ...]:
        """Whose scorecards are not in; blank where the viewer may not know."""
        state = self.candidate.progress
        return (
            tuple(sorted(state.awaited - state.submitted)) if self.candidate.sight.progress else ()
        )

    @property
    def may_settle(self) -> bool:
        """Whether the viewer may write down what was settled."""
        return self.candidate.open and self.file.may(Action.SETTLE)

    @property
    def may_decide(self) -> bool:
        """Whether the viewer may record the decision."""
        return self.candidate.open and self.file.may(Action.DECIDE)

    @property
    def may_note(self) -> bool:
        """Whether the viewer may add to the discussion."""
        return self.candidate.open and self.file.may(Action.ADD_NOTE)

    @property
    def may_open(self) -> bool:
        """Whether the viewer may open the debrief early."""
        leading = self.file.may(Action.OPEN_DEBRIEF)
        return leading and not self.candidate.progress.open and not self.owes

    @property
    def owes(self) -> bool:
        """Whether the viewer's own scorecard for this candidate is not in."""
        return owes_scorecard(self.file, self.candidate)

    @property
    def opened(self) -> DebriefRecord | None:
        """The override, where the debrief was opened early."""
        found = (r for r in self.candidate.debrief if r.kind is DebriefKind.OPENED)
        return next(found, None)

    @property
    def notes(self) -> tuple[DebriefRecord, ...]:
        return of_kind(self.candidate.debrief, DebriefKind.NOTE)

    @property
    def final_ratings(self) -> dict[tuple[InterviewId | None, ItemId | None], DebriefRecord]:
        """The newest final rating of each item that has one."""
        final = (r for r in self.candidate.debrief if r.kind is DebriefKind.FINAL_RATING)
        return {(r.interview, r.item): r for r in final}

    @property
    def recommendations(self) -> tuple[DebriefRecord, ...]:
        """The final recommendations as they were written; the last one stands."""
        return of_kind(self.candidate.debrief, DebriefKind.FINAL_RECOMMENDATION)

    @property
    def decisions(self) -> tuple[DebriefRecord, ...]:
        """The decisions as they were recorded; the last one counts."""
        return of_kind(self.candidate.debrief, DebriefKind.DECISION)


def read_debrief(
    open_uow: OpenUnitOfWork, bank: QuestionBank, candidate: CandidateId, *, by: Actor
) -> DebriefView:
    """The debrief as `by` may see it, open or not."""
    with acting(open_uow, by, read_only=True) as uow:
        permitted = permit_candidate(uow, by, Action.SEE_DEBRIEF, candidate)
        file = requisition_file(uow, permitted.requisition, by=by)
        names = rater_names(uow, file)
        found = file.candidate(candidate)
        known = profiles(bank.profiles, file.brief)
        whole = seat_file(uow, file, by=by)
        estimates = candidate_estimates(uow, whole, found, known, floor=floor_of(file))
    weighted = Profile.BRIEF if Profile.BRIEF in known else Profile.EQUAL
    rated = _rated(file, found)
    return DebriefView(
        file=file,
        candidate=found,
        differences=differences(rated, known[weighted]),
        agreed=sum(len(i.levels) > 1 and i.apart == 0 for i in rated),
        rated_once=tuple(i for i in rated if i.only_rater),
        weighted=weighted,
        names=names,
        estimates=estimates,
    )


def _rated(file: RequisitionFile, found: CandidateFile) -> list[ItemVerdicts]:
    return [
        ItemVerdicts(
            interview=interview.id,
            item=item,
            verdicts={
                c.sheet.rater: c.record(item.id).verdict
                for c in cards
                if item.id in {i.id for i in file.items_of(interview, c)}
            },
        )
        for interview in found.interviews
        if (cards := [c for c in found.submitted if c.sheet.interview == interview.id])
        for item in file.items_of(interview, *cards)
    ]


def owes_scorecard(file: RequisitionFile, found: CandidateFile) -> bool:
    own = {s for s in found.progress.awaited if s.rater == file.viewer.rater}
    return not own <= found.progress.submitted
