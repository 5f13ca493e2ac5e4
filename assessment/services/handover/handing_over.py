"""Hand over a rating seat of an interview to another laptop, or take it back without a return."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from assessment import version
from assessment.domain.errors import NotAllowed, not_a_rater
from assessment.domain.handover import Handover, HandoverDirection, board_is_elsewhere
from assessment.domain.ids import RequisitionId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.kit import InterviewKit, contents
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import Standing
from assessment.domain.requisition import Candidate
from assessment.domain.visibility import may_rate
from assessment.export.handover_file import handover_bytes
from assessment.export.handover_papers import KitPaper, MeetingPaper, SeatPaper
from assessment.services.store.identity import identity_of
from assessment.services.store.lookups import the_kit, the_requisition
from assessment.services.store.permits import acting, note_act, permit, permit_interview
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import note

TAKEN_BACK = "taken back"
"""The detail in the audit log of taking a seat back without its return."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A seat that goes to another laptop, with the file that takes it there."""

    handover: Handover
    file: bytes
    again: bool
    """Whether it had been handed over before, and this is its file once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPlace:
    """Where one rating seat is, as far as this database knows."""

    sheet: SheetKey
    handover: Handover

    @property
    def sentence(self) -> str:
        return self.handover.sentence


def hand_over(open_uow: OpenUnitOfWork, clock: Clock, *, sheet: SheetKey, by: Actor) -> HandedOver:
    """Let the other laptop write on this seat; what arrives here meanwhile is kept as a proposal.

    Asked again before the return, it gives the same seat's file once more.
    """
    with acting(open_uow, by) as uow:
        interview, candidate = permit_interview(uow, by, Action.HAND_OVER, sheet.interview)
        uow.entries.lock(sheet)
        known = uow.handovers.of([interview.id])
        there = next((h for h in known if h.sheet == sheet and h.elsewhere), None)
        if there is None:
            _check(uow, interview, candidate, sheet)
        handover = there or _begun(uow, clock(), interview, sheet, by)
        uow.handovers.put(handover)
        home = identity_of(uow)
        file = _file(uow, home, handover, interview, candidate)
        detail = f"{sheet.rater}, {handover.id}" + (", again" if there else "")
        note_act(uow, by, Action.HAND_OVER, interview.id, detail)
        uow.commit()
    return HandedOver(handover=handover, file=file, again=there is not None)


def take_back(
    open_uow: OpenUnitOfWork, clock: Clock, *, sheet: SheetKey, reason: str, by: Actor
) -> None:
    """Write on the seat here again, though nothing came back: the laptop is lost.

    A return that is merged later is kept as proposals.
    """
    with acting(open_uow, by) as uow:
        interview, _ = permit_interview(uow, by, Action.HAND_OVER, sheet.interview)
        uow.entries.lock(sheet)
        out = [h for h in uow.handovers.of([interview.id]) if h.direction is HandoverDirection.OUT]
        there = next((h for h in out if h.sheet == sheet and h.open), None)
        if there is None:
            raise NotAllowed(f"The scorecard of {sheet.rater} is not on another laptop.")
        missing = "Give a short reason for taking the scorecard back without its return."
        why = note(reason, "reason", missing=missing)
        uow.handovers.put(replace(there, taken_back_at=clock()))
        detail = f"{sheet.rater}, {there.id}, {TAKEN_BACK}"
        note_act(uow, by, Action.HAND_OVER, interview.id, detail, because=why)
        uow.commit()


def came_from_elsewhere(open_uow: OpenUnitOfWork, *, sheet: SheetKey, by: Actor) -> bool:
    """Whether another database handed this seat over to this one."""
    with acting(open_uow, by, read_only=True) as uow:
        permit_interview(uow, by, Action.RETURN_INTERVIEW, sheet.interview)
        known = uow.handovers.of([sheet.interview])
    return any(h.sheet == sheet and h.direction is HandoverDirection.IN for h in known)


def seat_places(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor
) -> dict[SheetKey, SeatPlace]:
    """The newest handover of every seat of a role that went to another laptop or came from one."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_REQUISITION, requisition)
        planned = [i.id for i in uow.interviews.of_requisition(requisition)]
        found = _newest(uow.handovers.of(planned)) if planned else {}
    return {sheet: SeatPlace(sheet=sheet, handover=h) for sheet, h in found.items()}


def _newest(handovers: Iterable[Handover]) -> dict[SheetKey, Handover]:
    return {h.sheet: h for h in handovers}


def _check(uow: UnitOfWork, interview: Interview, candidate: Candidate, sheet: SheetKey) -> None:
    """Refuse what the other laptop could not write, or what has begun here."""
    if not may_rate(interview.role_of(sheet.rater)):
        raise not_a_rater(sheet.rater, candidate.code)
    if candidate.withdrawn_at:
        raise NotAllowed(f"{candidate.code} has withdrawn, so there is no interview to hand over.")
    if any(e.standing is Standing.COUNTS for e in uow.entries.newest(sheet)):
        raise NotAllowed(
            f"{sheet.rater} has already entered something in this interview with "
            f"{candidate.code}, and a file carries nobody's ratings. Go on here, or plan a second "
            "interview and hand that over."
        )


def _begun(
    uow: UnitOfWork, now: datetime, interview: Interview, sheet: SheetKey, by: Actor
) -> Handover:
    kit = uow.kits.find(interview.kit)
    away = board_is_elsewhere(uow.handovers.of([interview.id]))
    board = bool(kit and kit.deck) and not away and not uow.boards.log(interview.id)
    return Handover(
        id=secrets.token_hex(16),
        sheet=sheet,
        direction=HandoverDirection.OUT,
        their_rater=sheet.rater,
        board=board,
        at=now,
        by=by.rater,
    )


def _file(
    uow: UnitOfWork, home: str, handover: Handover, interview: Interview, candidate: Candidate
) -> bytes:
    requisition = the_requisition(uow, candidate.requisition)
    kit = the_kit(uow, requisition.id, interview.kit)
    names, raters = uow.people.candidate_names(requisition.id), uow.people.raters()
    meeting = MeetingPaper(
        requisition=requisition.id,
        title=requisition.title,
        client=requisition.client,
        reveal=requisition.reveal,
        created_at=requisition.created_at,
        candidate=candidate.id,
        candidate_name=names.get(candidate.id, ""),
        added_at=candidate.added_at,
        interview=interview.id,
        planned_at=interview.planned_at,
        kit=kit.id,
        seats=[
            SeatPaper(rater=s.rater, role=s.role, name=raters.get(s.rater, ""))
            for s in interview.seats
        ],
        rater=handover.sheet.rater,
        board=handover.board,
    )
    about = {
        "handover": handover.id,
        "home": home,
        "written_by": home,
        "made_at": handover.at,
        "levelset_version": version(),
    }
    return handover_bytes(about, meeting, _paper(kit))


def _paper(kit: InterviewKit) -> KitPaper:
    return KitPaper(
        id=kit.id,
        bank_version=kit.bank_version,
        frozen_at=kit.frozen_at,
        digest=kit.digest,
        document=contents(kit.minutes, kit.items, kit.weights, kit.deck),
    )
