"""What is done in a debrief: it opens, people talk, and what they say is kept as its own record.

Notes, final ratings and the final recommendation are records beside the scorecards. None of them
changes a score.
"""

from dataclasses import replace

from assessment.domain.decision import DebriefKind, DebriefRecord, Decision
from assessment.domain.errors import Invalid, NotAllowed, NotFound
from assessment.domain.ids import CandidateId, InterviewId, ItemId
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import LEVELS, Recommendation
from assessment.services.reading.debrief_view import owes_scorecard
from assessment.services.reading.visible_ratings import (
    CandidateFile,
    RequisitionFile,
    requisition_file,
)
from assessment.services.store.audit_log import JournalLine
from assessment.services.store.permits import acting, note_act, permit_candidate
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import note as checked_note

OPENED = "debrief opened early"
"""The act in the journal."""


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
        if owes_scorecard(file, found):
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
