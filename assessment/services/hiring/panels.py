"""Who interviews: raters, and their seats on a requisition's panel and in its interviews."""

from collections.abc import Sequence
from dataclasses import replace

from assessment.domain.errors import Invalid, NotAllowed, NotFound
from assessment.domain.ids import InterviewId, RaterId, RequisitionId, code_of
from assessment.domain.interview import Interview
from assessment.domain.names import lookalike
from assessment.domain.requisition import PanelMember, SeatRole, leads
from assessment.services.reading.visible_ratings import requisition_file
from assessment.services.store.lookups import next_number, sheets_begun, the_requisition
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import line


def add_rater(open_uow: OpenUnitOfWork, *, name: str) -> RaterId:
    """A new person who may be seated on panels; the code is made."""
    name = _rater_name(name)
    with open_uow() as uow:
        made = _new_rater(uow, name)
        uow.commit()
    return made


def seat(
    open_uow: OpenUnitOfWork,
    *,
    requisition: RequisitionId,
    rater: RaterId,
    role: SeatRole,
    by: RaterId | None,
) -> None:
    """Seats a rater on the panel, or changes the role there and in the planned interviews.

    Nobody begins to rate where others' ratings may have been read: those interviews keep the seat.
    """
    with open_uow() as uow:
        the_requisition(uow, requisition)
        _refuse_unless_leading(uow, requisition, by)
        if rater not in uow.people.raters():
            raise NotFound(f"There is no interviewer {rater!r} in this database.")
        _change_role(uow, requisition, rater, role)
        uow.requisitions.seat(PanelMember(requisition=requisition, rater=rater, role=role))
        uow.commit()


def seat_new(
    open_uow: OpenUnitOfWork,
    *,
    requisition: RequisitionId,
    name: str,
    role: SeatRole,
    by: RaterId | None,
) -> RaterId:
    """A new person, seated at once."""
    name = _rater_name(name)
    with open_uow() as uow:
        the_requisition(uow, requisition)
        _refuse_unless_leading(uow, requisition, by)
        made = _new_rater(uow, name)
        uow.requisitions.seat(PanelMember(requisition=requisition, rater=made, role=role))
        uow.commit()
    return made


def unseat(
    open_uow: OpenUnitOfWork, *, requisition: RequisitionId, rater: RaterId, by: RaterId | None
) -> None:
    """Takes a rater off the panel and out of the planned interviews; never after an entry."""
    with open_uow() as uow:
        _refuse_unless_leading(uow, requisition, by)
        interviews = _seated_in(uow, requisition, rater)
        _refuse_entered(uow, interviews, rater, "has to stay on the panel")
        for interview in interviews:
            left = tuple(s for s in interview.seats if s.rater != rater)
            _refuse_unrated(replace(interview, seats=left), rater)
            uow.interviews.save(replace(interview, seats=left))
        uow.requisitions.unseat(requisition, rater)
        uow.commit()


def may_change(panel: Sequence[PanelMember], rater: RaterId | None) -> bool:
    """Whether `rater` may seat people here: whoever leads, and anybody while nobody is seated."""
    return not panel or leads(panel, rater)


def _refuse_unless_leading(uow: UnitOfWork, requisition: RequisitionId, by: RaterId | None) -> None:
    if not may_change(uow.requisitions.panel(requisition), by):
        raise NotAllowed(
            "Only the lead, a consultant or the owner can change the panel. Ask one of them."
        )


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
    file = requisition_file(uow, requisition, rater=None)
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
