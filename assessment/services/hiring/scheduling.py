"""Interviews planned, rescheduled, changed while nothing was entered, and cancelled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from assessment.domain.board import BoardKind
from assessment.domain.decision import DebriefKind
from assessment.domain.errors import Incomplete, Invalid, NotAllowed, NotOnPanel
from assessment.domain.ids import CandidateId, InterviewId, KitId, RaterId, RequisitionId, code_of
from assessment.domain.interview import Interview, Seat
from assessment.domain.listing import listed
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.removal import RemovalRecord
from assessment.domain.scorecard import scorecard
from assessment.domain.status import Status
from assessment.domain.visibility import Progress, Viewer, sight
from assessment.services.reading.visible_ratings import requisition_file
from assessment.services.store.lookups import (
    boards_begun,
    next_number,
    sheets_begun,
    the_candidate,
    the_kit,
    the_requisition,
)
from assessment.services.store.permits import (
    acting,
    note_act,
    permit,
    permit_candidate,
    permit_interview,
)
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.removals import put_back, take_out
from assessment.services.store.text_cleaning import note


def plan_interviews(
    open_uow: OpenUnitOfWork,
    *,
    times: Mapping[CandidateId, datetime],
    kit: KitId,
    seats: Iterable[RaterId],
    by: Actor,
) -> tuple[Interview, ...]:
    """One interview for each candidate, with the same seats: all of them or none."""
    if not times:
        raise Incomplete("Choose at least one candidate to interview.")
    raters = tuple(seats)
    with acting(open_uow, by) as uow:
        for candidate in times:
            permit_candidate(uow, by, Action.PLAN_INTERVIEW, candidate)
        planned = tuple(_plan(uow, c, kit, at, raters) for c, at in times.items())
        for interview in planned:
            note_act(uow, by, Action.PLAN_INTERVIEW, interview.id)
        uow.commit()
    return planned


def change_interview(
    open_uow: OpenUnitOfWork,
    *,
    interview: InterviewId,
    planned_at: datetime,
    kit: KitId,
    seats: Iterable[RaterId],
    by: Actor,
) -> Interview:
    """Another kit or panel while nothing was entered; another time until a scorecard is in.

    Who may have read others' ratings keeps the seat that she has here, or is refused a rating one.
    """
    with acting(open_uow, by) as uow:
        found, candidate = permit_interview(uow, by, Action.CHANGE_INTERVIEW, interview)
        requisition, raters = candidate.requisition, tuple(seats)
        changed = replace(found, planned_at=_utc(planned_at), kit=kit)
        if kit == found.kit and set(raters) == {s.rater for s in found.seats}:
            _refuse_complete(uow, found, "rescheduled")
        else:
            _refuse_begun(uow, found)
            the_kit(uow, requisition, kit)
            _refuse_another_deck(uow, found, kit)
            seated = _seats(uow, found.candidate, raters, held=found.seats)
            changed = replace(changed, seats=seated)
        uow.interviews.save(changed)
        note_act(uow, by, Action.CHANGE_INTERVIEW, interview)
        uow.commit()
    return changed


def remove_interview(
    open_uow: OpenUnitOfWork, clock: Clock, *, interview: InterviewId, reason: str, by: Actor
) -> None:
    """Cancels an interview until a scorecard of it is in or its board is finished.

    What was entered so far stays in the logs, and `restore_interview` brings it back. What a page
    still sends is kept as proposals. Refused where somebody who has begun to rate in it could read
    the others' ratings without it.
    """
    with acting(open_uow, by) as uow:
        found, candidate = permit_interview(uow, by, Action.REMOVE_INTERVIEW, interview)
        _refuse_away(uow, found, "cancelled")
        _refuse_complete(uow, found, "cancelled")
        _refuse_reading_writers(uow, found, candidate.requisition, CANCELLED)
        code = code_of(found.candidate)
        missing = f"Give a short reason why the interview with {code} is cancelled."
        kept = note(reason, "reason", missing=missing)
        take_out(uow, clock, interview, requisition=candidate.requisition, because=kept, by=by)
        note_act(uow, by, Action.REMOVE_INTERVIEW, interview, because=kept)
        uow.commit()


def restore_interview(open_uow: OpenUnitOfWork, *, interview: InterviewId, by: Actor) -> None:
    """Undoes a cancellation; the audit log notes where the debrief was open by then.

    Refused where somebody who had begun to rate in it can read the others' ratings meanwhile.
    """
    with acting(open_uow, by) as uow:
        found, candidate = permit_interview(
            uow, by, Action.REMOVE_INTERVIEW, interview, removed=True
        )
        _refuse_reading_writers(uow, found, candidate.requisition, RESTORED)
        file = requisition_file(uow, candidate.requisition, by=OWNER)
        was_open = file.candidate(candidate.id).open
        put_back(uow, interview)
        detail = "restored, debrief was open" if was_open else "restored"
        note_act(uow, by, Action.REMOVE_INTERVIEW, interview, detail)
        uow.commit()


def removed_interviews(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor
) -> tuple[tuple[Interview, RemovalRecord], ...]:
    """The interviews that can be put back, oldest removal first."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.REMOVE_INTERVIEW, requisition)
        gone = [r for r in uow.removals.of(requisition) if r.rater is None]
        found = [(uow.interviews.find(InterviewId(r.subject)), r) for r in gone]
    return tuple((interview, record) for interview, record in found if interview)


def _plan(
    uow: UnitOfWork, candidate: CandidateId, kit: KitId, at: datetime, raters: Sequence[RaterId]
) -> Interview:
    found = the_candidate(uow, candidate)
    the_kit(uow, found.requisition, kit)
    there = uow.interviews.of_candidate(candidate)
    planned_at = _utc(at)
    if any(i.planned_at == planned_at for i in there if not i.removed):
        raise Invalid(f"{found.code} already has an interview at that time. Choose another time.")
    number = next_number([i.id for i in there], f"{candidate}.")
    interview = Interview(
        id=InterviewId(f"{candidate}.{number}"),
        candidate=candidate,
        kit=kit,
        planned_at=planned_at,
        seats=_seats(uow, candidate, raters),
    )
    uow.interviews.add(interview)
    return interview


def _seats(
    uow: UnitOfWork,
    candidate: CandidateId,
    raters: Sequence[RaterId],
    *,
    held: Sequence[Seat] = (),
) -> tuple[Seat, ...]:
    """The chosen members of the panel, in the panel's order."""
    requisition = the_candidate(uow, candidate).requisition
    panel = uow.requisitions.panel(requisition)
    if strangers := set(raters) - {m.rater for m in panel}:
        who = ", ".join(sorted(strangers))
        raise NotOnPanel(
            f"{who} is not on the panel of {requisition}. Add them to the panel first."
        )
    readers = _readers(uow, requisition, candidate)
    kept = {s.rater: s.role for s in held if s.rater in readers}
    chosen = tuple(
        Seat(rater=m.rater, role=kept.get(m.rater, m.role) if m.role.rates else m.role)
        for m in panel
        if m.rater in raters
    )
    _refuse_readers([s.rater for s in chosen if s.role.rates and s.rater in readers], candidate)
    if not any(s.role.rates for s in chosen):
        raise Incomplete("Choose at least one lead or interviewer, because someone has to rate.")
    return chosen


def _readers(
    uow: UnitOfWork, requisition: RequisitionId, candidate: CandidateId
) -> frozenset[RaterId]:
    """Who only sat in on this candidate and, the debrief being open, may have read the ratings."""
    seats = [s for i in uow.interviews.of_candidate(candidate) for s in i.seats]
    found = {s.rater for s in seats} - {s.rater for s in seats if s.role.rates}
    if not found or not requisition_file(uow, requisition, by=OWNER).candidate(candidate).open:
        return frozenset()
    return frozenset(found)


def _refuse_readers(raters: Sequence[RaterId], candidate: CandidateId) -> None:
    if raters:
        code, who = code_of(candidate), listed(raters)
        raise NotAllowed(
            f"{who} observed {code} without rating, and the debrief of {code} is open. Nobody can "
            f"start rating who may have read the others' ratings. Leave {who} out."
        )


def _refuse_away(uow: UnitOfWork, interview: Interview, act: str) -> None:
    """Another laptop holds it as it was handed over."""
    if any(h.open for h in uow.handovers.of([interview.id])):
        raise NotAllowed(
            f"The interview with {code_of(interview.candidate)} can't be {act} while a scorecard "
            "of it is on another laptop. Merge its return first, or take it back."
        )


def _refuse_begun(uow: UnitOfWork, interview: Interview) -> None:
    _refuse_away(uow, interview, "changed")
    if sheets_begun(uow, [interview]):  # who, is not for everybody to know
        raise NotAllowed(
            f"The interview with {code_of(interview.candidate)} can no longer be changed: "
            "something has already been entered. Only its time can, until a scorecard is in. Plan "
            "a second interview if you need one."
        )


def _refuse_complete(uow: UnitOfWork, interview: Interview, act: str) -> None:
    """An interview that somebody has concluded took place, and stays in the record."""
    logs = uow.entries.newest_of([interview.id])
    submitted = any(scorecard(s, log).status is Status.SUBMITTED for s, log in logs.items())
    finished = any(e.kind is BoardKind.FINISH for e in uow.boards.log(interview.id))
    if submitted or finished:  # whose, is not for everybody to know
        raise NotAllowed(
            f"The interview with {code_of(interview.candidate)} can no longer be {act}: part of it "
            "is complete. Plan a second interview if you need one."
        )


CANCELLED = (
    "The interview with {code} can't be cancelled: a scorecard of it is begun, and without this "
    "interview whoever writes it could read the others' ratings and go on after a restoration. "
    "That scorecard has to be submitted."
)
RESTORED = (
    "The interview with {code} can't be restored: a scorecard of it was begun, and whoever writes "
    "it may have read the others' ratings since. Plan a second interview if you need one."
)


def _refuse_reading_writers(
    uow: UnitOfWork, interview: Interview, requisition: RequisitionId, said: str
) -> None:
    """Nobody goes on with a scorecard who could read others' because its interview is left out."""
    begun = sheets_begun(uow, [interview])
    writers = [s.rater for s in interview.rating_sheets if s in begun]
    there = uow.interviews.of_candidate(interview.candidate)
    rest = [i for i in there if not i.removed and i.id != interview.id]
    submitted = uow.entries.submitted_in([i.id for i in (*rest, interview)])
    overridden = any(r.kind is DebriefKind.OPENED for r in uow.debriefs.of(interview.candidate))
    reveal = the_requisition(uow, requisition).reveal

    def reads(rater: RaterId, meetings: Iterable[Interview]) -> bool:
        state = Progress(
            awaited=frozenset(s for i in meetings for s in i.rating_sheets),
            submitted=submitted,
            opened_by_override=overridden,
        )
        return sight(Viewer(rater=rater), state, reveal).others

    if any(reads(w, rest) and not reads(w, [*rest, interview]) for w in writers):
        raise NotAllowed(said.format(code=code_of(interview.candidate)))


def _refuse_another_deck(uow: UnitOfWork, interview: Interview, kit: KitId) -> None:
    """What lies on a board are the cards of one kit; the time and the seats may still change."""
    if kit != interview.kit and boards_begun(uow, [interview]):
        raise NotAllowed(
            f"The interview with {code_of(interview.candidate)} keeps the kit {interview.kit}: the "
            "placement board has been started with its cards. Plan a second interview if you need "
            "another kit."
        )


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise Invalid("An interview is planned for a date and a time in a known time zone.")
    return moment.astimezone(UTC)
