"""The debrief of one candidate: it opens, people talk, and what they say is kept as its own record.

Notes, final ratings and the final recommendation are records beside the scorecards. None of them
changes a score.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessment.comparison.differences import Difference, ItemVerdicts, differences
from assessment.comparison.profiles import Profile, profiles
from assessment.domain.decision import DebriefKind, DebriefRecord, Decision, of_kind
from assessment.domain.errors import Invalid, NotAllowed, NotFound
from assessment.domain.ids import CandidateId, InterviewId, ItemId, RaterId, SheetKey
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import LEVELS, Recommendation
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
from assessment.services.store.audit_log import JournalLine
from assessment.services.store.permits import acting, note_act, permit_candidate
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import note as checked_note
from question_bank import QuestionBank

OPENED = "debrief opened early"
"""The act in the journal."""


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
        return _owes(self.file, self.candidate)

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


def open_debrief(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    candidate: CandidateId,
    by: Actor,
    reason: str,
) -> None:
    """Opens the debrief before every scorecard is in; the reason goes into the journal."""
    text = checked_note(
        reason,
        "reason",
        missing="Give a reason for opening the debrief before every scorecard is in.",
    )
    with acting(open_uow, by) as uow:
        file, found = _found(uow, candidate, by, Action.OPEN_DEBRIEF)
        if _owes(file, found):
            raise NotAllowed(
                f"Submit your own scorecard for {found.candidate.code} first. "
                "Once the debrief is open, you would know the others' ratings."
            )
        at = clock()
        uow.debriefs.add(
            DebriefRecord(
                id=0, candidate=candidate, kind=DebriefKind.OPENED, by=by.rater, at=at, text=text
            )
        )
        detail = found.progress.sentence
        opened = JournalLine(
            at=at, by=by.author, act=OPENED, about=candidate, detail=detail, because=text
        )
        uow.journal.write(opened)
        uow.commit()


def add_note(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    candidate: CandidateId,
    by: Actor,
    text: str,
    interview: InterviewId | None = None,
    item: ItemId | None = None,
) -> None:
    """Keeps what was said, on an item or on the candidate."""
    said = checked_note(text, "note", missing="Write the note first.")
    record = DebriefRecord(
        id=0, candidate=candidate, kind=DebriefKind.NOTE, by=by.rater, at=clock(), text=said
    )
    _keep(open_uow, by, replace(record, interview=interview, item=item))


def settle_level(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    candidate: CandidateId,
    by: Actor,
    interview: InterviewId,
    item: ItemId,
    level: int,
    text: str = "",
) -> None:
    """Keeps the level agreed on in discussion; every rater's own stays what it was."""
    said = checked_note(text, "note")
    if level not in LEVELS:
        raise Invalid(f"An agreed level is from 1 to 5, not {level}.")
    record = DebriefRecord(
        id=0, candidate=candidate, kind=DebriefKind.FINAL_RATING, by=by.rater, at=clock(), text=said
    )
    _keep(open_uow, by, replace(record, interview=interview, item=item, level=level))


def recommend(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    candidate: CandidateId,
    by: Actor,
    recommendation: Recommendation,
    reasons: str,
) -> None:
    """Keeps the final recommendation with its reasons; a later one stands in its place."""
    said = checked_note(
        reasons, "reasons", missing="Give your reasons. The client will ask for them."
    )
    kind = DebriefKind.FINAL_RECOMMENDATION
    record = DebriefRecord(id=0, candidate=candidate, kind=kind, by=by.rater, at=clock(), text=said)
    _keep(open_uow, by, replace(record, recommendation=recommendation.value))


def decide(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    candidate: CandidateId,
    by: Actor,
    decision: Decision,
    reason: str,
) -> None:
    """Records what was decided about the candidate and why; a later decision replaces it.

    The audit log gets a line with the decision and the reason, in the same transaction.
    """
    why = checked_note(
        reason, "reason", missing="Give the reason for the decision. The candidate may ask for it."
    )
    kind = DebriefKind.DECISION
    record = DebriefRecord(id=0, candidate=candidate, kind=kind, by=by.rater, at=clock(), text=why)
    with acting(open_uow, by) as uow:
        _found(uow, candidate, by, Action.DECIDE)
        uow.debriefs.add(replace(record, decision=decision))
        note_act(uow, by, Action.DECIDE, candidate, decision.value, because=why)
        uow.commit()


def _keep(open_uow: OpenUnitOfWork, by: Actor, record: DebriefRecord) -> None:
    """Stores what was said once the debrief is open; what was settled needs who may settle."""
    action = Action.ADD_NOTE if record.kind is DebriefKind.NOTE else Action.SETTLE
    with acting(open_uow, by) as uow:
        file, found = _found(uow, record.candidate, by, action)
        if record.interview or record.item:
            _check_item(file, found, record.interview, record.item)
        uow.debriefs.add(record)
        uow.commit()


def _found(
    uow: UnitOfWork, candidate: CandidateId, by: Actor, action: Action
) -> tuple[RequisitionFile, CandidateFile]:
    """The candidate with whether the debrief is open, which decides whether `by` may."""
    requisition = permit_candidate(uow, by, Action.SEE_DEBRIEF, candidate).requisition
    file = requisition_file(uow, requisition, by=by)
    found = file.candidate(candidate)
    permit_candidate(uow, by, action, candidate, debrief_open=found.progress.open)
    return file, found


def _owes(file: RequisitionFile, found: CandidateFile) -> bool:
    own = {s for s in found.progress.awaited if s.rater == file.viewer.rater}
    return not own <= found.progress.submitted


def _check_item(
    file: RequisitionFile,
    found: CandidateFile,
    interview: InterviewId | None,
    item: ItemId | None,
) -> None:
    for meeting in found.interviews:
        if meeting.id == interview:
            asked = file.items_of(meeting, *found.submitted)
            if any(i.id == item for i in asked):
                return
    raise NotFound(
        f"{found.candidate.code} was not asked {item or 'that question'} in this interview."
    )
