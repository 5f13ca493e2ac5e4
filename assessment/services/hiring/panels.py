"""Who interviews: raters, and their seats on a requisition's panel and in its interviews."""

from collections.abc import Sequence
from dataclasses import replace

from assessment.domain.errors import Invalid, NotAllowed, NotFound, no_such
from assessment.domain.ids import InterviewId, RaterId, RequisitionId, code_of
from assessment.domain.interview import Interview, Seat
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.removal import RemovalRecord
from assessment.domain.requisition import PanelMember, SeatRole
from assessment.domain.text.names import lookalike
from assessment.services.reading.visible_ratings import requisition_file
from assessment.services.store.lookups import next_number, sheets_begun
from assessment.services.store.permits import acting, note_act, permit, permit_anywhere
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import line, note


def add_rater(open_uow: OpenUnitOfWork, *, name: str, by: Actor) -> RaterId:
    """A new person who may be seated on panels; the code is made."""
    with acting(open_uow, by) as uow:
        permit_anywhere(uow, by, Action.ADD_PERSON)
        made = _new_rater(uow, _rater_name(name))
        note_act(uow, by, Action.ADD_PERSON, made)
        uow.commit()
    return made


def seat(
    open_uow: OpenUnitOfWork,
    *,
    requisition: RequisitionId,
    rater: RaterId,
    role: SeatRole,
    by: Actor,
) -> None:
    """Seats a rater on the panel, or changes the role there and in the planned interviews.

    Nobody begins to rate where others' ratings may have been read: those interviews keep the seat.
    """
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.CHANGE_PANEL, requisition)
        if rater not in uow.people.raters():
            raise no_such("interviewer", rater)
        _change_role(uow, requisition, rater, role)
        uow.requisitions.seat(PanelMember(requisition=requisition, rater=rater, role=role))
        note_act(uow, by, Action.CHANGE_PANEL, requisition, f"{rater} is {role}")
        uow.commit()


def seat_new(
    open_uow: OpenUnitOfWork, *, requisition: RequisitionId, name: str, role: SeatRole, by: Actor
) -> RaterId:
    """A new person, seated at once."""
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.CHANGE_PANEL, requisition)
        made = _new_rater(uow, _rater_name(name))
        uow.requisitions.seat(PanelMember(requisition=requisition, rater=made, role=role))
        note_act(uow, by, Action.CHANGE_PANEL, requisition, f"{made} is {role}")
        uow.commit()
    return made


def unseat(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    requisition: RequisitionId,
    rater: RaterId,
    reason: str,
    by: Actor,
) -> None:
    """Takes a rater off the panel and out of the planned interviews; never after an entry.

    `reseat` undoes it. What her page still sends is kept as proposals.
    """
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.CHANGE_PANEL, requisition)
        held = next((m for m in uow.requisitions.panel(requisition) if m.rater == rater), None)
        if held is None:
            raise NotFound(f"{rater} is not on the panel of {requisition}.")
        why = note(reason, "reason", missing=f"Give a short reason why {rater} leaves the panel.")
        interviews = _seated_in(uow, requisition, rater)
        _refuse_entered(uow, interviews, rater, "has to stay on the panel")
        gone = RemovalRecord(
            requisition=requisition,
            subject=requisition,
            rater=rater,
            role=held.role,
            at=clock(),
            by=by.rater,
            because=why,
        )
        uow.removals.add(gone)
        for interview in interviews:
            left = tuple(s for s in interview.seats if s.rater != rater)
            _refuse_unrated(replace(interview, seats=left), rater)
            uow.interviews.save(replace(interview, seats=left))
            uow.removals.add(replace(gone, subject=interview.id, role=interview.role_of(rater)))
        uow.requisitions.unseat(requisition, rater)
        note_act(uow, by, Action.CHANGE_PANEL, requisition, f"{rater} was removed", because=why)
        uow.commit()


def reseat(
    open_uow: OpenUnitOfWork, *, requisition: RequisitionId, rater: RaterId, by: Actor
) -> None:
    """Undoes `unseat`: back on the panel and into the interviews that are still planned."""
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.CHANGE_PANEL, requisition)
        gone = uow.removals.find(requisition, rater)
        if gone is None or gone.role is None:
            raise NotFound(f"{rater} was not removed from the panel of {requisition}.")
        seats = [r for r in uow.removals.of(requisition) if r.rater == rater and r.role]
        if rater not in {m.rater for m in uow.requisitions.panel(requisition)}:
            member = PanelMember(requisition=requisition, rater=rater, role=gone.role)
            uow.requisitions.seat(member)
            _take_seats(uow, requisition, rater, seats)
        for seat_taken in seats:
            uow.removals.drop(seat_taken)
        note_act(uow, by, Action.CHANGE_PANEL, requisition, f"{rater} is back as {gone.role}")
        uow.commit()


def unseated(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor
) -> tuple[RemovalRecord, ...]:
    """Who was taken off the panel and is not back, oldest first."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.CHANGE_PANEL, requisition)
        seated = {m.rater for m in uow.requisitions.panel(requisition)}
        every = uow.removals.of(requisition)
    return tuple(r for r in every if r.subject == requisition and r.rater not in seated)


def _take_seats(
    uow: UnitOfWork,
    requisition: RequisitionId,
    rater: RaterId,
    seats: Sequence[RemovalRecord],
) -> None:
    """Not where the ratings may have been read since: those interviews go on without her."""
    heard = _heard(uow, requisition)
    planned = {i.id: i for i in uow.interviews.of_requisition(requisition)}
    for taken in seats:
        interview = planned.get(InterviewId(taken.subject))
        if interview is None or taken.role is None or interview.role_of(rater):
            continue
        if interview.id not in heard or not taken.role.rates:
            back = Seat(rater=rater, role=taken.role)
            uow.interviews.save(replace(interview, seats=(*interview.seats, back)))


def _rater_name(name: str) -> str:
    return line(name, "name", missing="Write the interviewer's name.")


def _new_rater(uow: UnitOfWork, name: str) -> RaterId:
    raters = uow.people.raters()
    for there, known in raters.items():
        if lookalike(known) == lookalike(name):
            raise Invalid(
                f"{known} is already here as {there}. Choose them from the list, or add "
                "something to the name that tells the two apart."
            )
    made = RaterId(f"R-{next_number(raters, 'R-'):02}")
    uow.people.add_rater(made, name)
    return made


def _change_role(
    uow: UnitOfWork, requisition: RequisitionId, rater: RaterId, role: SeatRole
) -> None:
    interviews = _seated_in(uow, requisition, rater)
    if not role.rates:
        _refuse_entered(uow, interviews, rater, f"cannot become {role}")
    heard = _heard(uow, requisition) if role.rates else set()
    for interview in interviews:
        held = interview.role_of(rater)
        if interview.id in heard and held and not held.rates:
            continue
        seats = tuple(replace(s, role=role) if s.rater == rater else s for s in interview.seats)
        _refuse_unrated(replace(interview, seats=seats), rater)
        uow.interviews.save(replace(interview, seats=seats))


def _heard(uow: UnitOfWork, requisition: RequisitionId) -> set[InterviewId]:
    """Interviews with a scorecard in, and those of candidates whose debrief is open."""
    file = requisition_file(uow, requisition, by=OWNER)
    return {
        interview.id
        for candidate in file.candidates
        for interview in candidate.interviews
        if candidate.progress.open
        or candidate.progress.submitted.intersection(interview.rating_sheets)
    }


def _seated_in(uow: UnitOfWork, requisition: RequisitionId, rater: RaterId) -> list[Interview]:
    found = uow.interviews.of_requisition(requisition)
    return [i for i in found if any(s.rater == rater for s in i.seats)]


def _refuse_entered(
    uow: UnitOfWork, interviews: list[Interview], rater: RaterId, refused: str
) -> None:
    if any(s.elsewhere for i in interviews if (s := i.seat_of(rater))):
        raise NotAllowed(
            f"{rater} {refused}, because a scorecard of {rater} is on another laptop. Merge its "
            "return first, or take it back."
        )
    if any(
        s.rater == rater for s in sheets_begun(uow, interviews)
    ):  # for which candidate, is not told
        raise NotAllowed(
            f"{rater} {refused}, because a started scorecard keeps its rater. "
            f"Plan future interviews without {rater} instead."
        )


def _refuse_unrated(interview: Interview, rater: RaterId) -> None:
    if not interview.rating_sheets:
        code = code_of(interview.candidate)
        raise NotAllowed(
            f"{rater} is the only rater in the interview with {code}. "
            "Add another rater there first, or delete that interview."
        )
