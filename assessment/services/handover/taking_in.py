"""Take in a seat that another database handed over, with all that its live page needs."""

import re
from dataclasses import replace
from datetime import datetime

from pydantic import ValidationError

from assessment.domain.errors import Invalid, NotAllowed
from assessment.domain.handover import Handover, HandoverDirection, lender_key
from assessment.domain.ids import (
    CandidateId,
    InterviewId,
    KitId,
    RaterId,
    RequisitionId,
    SheetKey,
    candidate_in,
)
from assessment.domain.interview import Interview, Seat
from assessment.domain.kit import InterviewKit, KitDocument, digest_of
from assessment.domain.permissions import Action, Actor
from assessment.domain.requisition import Candidate, PanelMember, Requisition
from assessment.domain.text.names import lookalike, tidy
from assessment.export.handover_file import KIT, MEETING, HandoverFile
from assessment.export.handover_papers import KitPaper, MeetingPaper
from assessment.services.handover.merged import Merged
from assessment.services.store.lookups import next_number
from assessment.services.store.permits import note_act, permit_anywhere
from assessment.services.store.ports import UnitOfWork
from assessment.services.store.text_cleaning import LONGEST_LINE, cleaned

_MEETING = re.compile(r"([A-Z0-9][A-Z0-9_-]{0,39})\.C-[0-9]{1,9}\.[0-9]{1,9}")
_KIT = re.compile(r"([A-Z0-9][A-Z0-9_-]{0,39})\.K[0-9]{1,9}")
_CODE = re.compile(r"[A-Z]{1,8}-[0-9]{1,9}")
"""How Levelset names interviews, kits and interviewers; addresses and other ids build on it."""
LONGEST_VERSION = 40
"""Characters of the version of a question bank."""


def take_in(uow: UnitOfWork, now: datetime, file: HandoverFile, own: str, *, by: Actor) -> Merged:
    """Stores the interview, or finds that it is here already; Invalid says why it can't be."""
    permit_anywhere(uow, by, Action.TAKE_IN_INTERVIEW)
    manifest, paper = file.manifest, file.meeting
    if manifest.home == own:
        raise Invalid(
            "This interview was handed over by this very database. Merge the file on the laptop "
            "on which the interview is held, and bring its return back here."
        )
    candidate = CandidateId(paper.candidate)
    if gone := uow.erasures.find(candidate):
        raise Invalid(gone.refusal)
    known = uow.handovers.find(manifest.handover)
    sheet = known.sheet if known else _stored(uow, file)
    if known is None:
        handover = Handover(
            id=manifest.handover,
            sheet=sheet,
            direction=HandoverDirection.IN,
            other=manifest.home,
            their_rater=RaterId(paper.rater),
            board=paper.board,
            at=now,
            by=by.rater,
        )
        uow.handovers.put(handover)
        detail = f"{sheet.rater}, {manifest.handover}"
        note_act(uow, by, Action.TAKE_IN_INTERVIEW, sheet.interview, detail)
    return Merged(sheet=sheet, came_in=True, again=known is not None, finished=bool(known))


def _stored(uow: UnitOfWork, file: HandoverFile) -> SheetKey:
    paper = file.meeting
    requisition = RequisitionId(paper.requisition)
    _check_names(paper)
    _requisition(uow, paper, file.manifest.home)
    kit = _kit(uow, requisition, file.kit)
    if kit.id != paper.kit:
        raise Invalid(f"{MEETING} does not fit {KIT}. Use the file as it was made.")
    raters = _raters(uow, paper)
    panel = {m.rater for m in uow.requisitions.panel(requisition)}
    for seat in paper.seats:
        if raters[seat.rater] not in panel:
            uow.requisitions.seat(
                PanelMember(requisition=requisition, rater=raters[seat.rater], role=seat.role)
            )
    _candidate(uow, paper)
    sheet = SheetKey(InterviewId(paper.interview), raters[paper.rater])
    meeting = Interview(
        id=sheet.interview,
        candidate=CandidateId(paper.candidate),
        kit=kit.id,
        planned_at=paper.planned_at,
        seats=tuple(Seat(rater=raters[s.rater], role=s.role) for s in paper.seats),
    )
    _interview(uow, meeting, sheet)
    return sheet


def _check_names(paper: MeetingPaper) -> None:
    """Refuse ids that Levelset doesn't make, or that don't belong to each other."""
    meeting, kit = _MEETING.fullmatch(paper.interview), _KIT.fullmatch(paper.kit)
    fits = (
        meeting is not None
        and kit is not None
        and meeting[1] == kit[1] == paper.requisition
        and candidate_in(InterviewId(paper.interview)) == paper.candidate
        and len({s.rater for s in paper.seats}) == len(paper.seats)
        and any(s.rater == paper.rater and s.role.rates for s in paper.seats)
    )
    texts = (paper.title, paper.client, paper.candidate_name, *(s.name for s in paper.seats))
    ids = tuple(s.rater for s in paper.seats)
    short = all(0 < len(i) <= LONGEST_LINE for i in ids) and all(
        len(t) <= LONGEST_LINE for t in texts
    )
    if not fits or not short or any(cleaned(t) != t for t in (*texts, *ids)):
        raise Invalid(f"{MEETING} is not what Levelset writes there.")


def _requisition(uow: UnitOfWork, paper: MeetingPaper, home: str) -> None:
    """A role of this database's own is never mixed with one of the same name from elsewhere."""
    wanted = RequisitionId(paper.requisition)
    lender = uow.settings.get(lender_key(wanted))
    there = uow.requisitions.find(wanted)
    if there and lender != home:
        whose = "another database lent it" if lender else "it belongs to this database"
        raise Invalid(
            f"There is already a role {wanted} here, and {whose}. Merge the file into another "
            "database: name one in LEVELSET_DATABASE_URL."
        )
    if there is None:
        made = Requisition(
            id=wanted,
            title=tidy(paper.title),
            client=tidy(paper.client),
            reveal=paper.reveal,
            created_at=paper.created_at,
        )
        uow.requisitions.add(made)
        uow.settings.put(lender_key(wanted), home)


def _kit(uow: UnitOfWork, requisition: RequisitionId, paper: KitPaper) -> InterviewKit:
    if len(paper.bank_version) > LONGEST_VERSION:
        raise Invalid(f"{KIT} is not a kit that this version of Levelset can read.")
    try:
        document = KitDocument.model_validate(paper.document)
        digest = digest_of(paper.document)
    except (ValidationError, ValueError, TypeError) as fault:
        raise Invalid(f"{KIT} is not a kit that this version of Levelset can read.") from fault
    if digest != paper.digest:
        raise Invalid(f"{KIT} was changed after the kit was locked. Use the file as it was made.")
    kit = document.kit(
        id=KitId(paper.id),
        requisition=requisition,
        bank_version=paper.bank_version,
        frozen_at=paper.frozen_at,
        digest=paper.digest,
    )
    there = uow.kits.find(kit.id)
    if there is None:
        uow.kits.add(kit)
    elif there.digest != kit.digest:
        raise Invalid(f"This database already has another kit {kit.id}.")
    return kit


def _raters(uow: UnitOfWork, paper: MeetingPaper) -> dict[str, RaterId]:
    """The code here of everybody with a seat: somebody of the same name is the same person."""
    found: dict[str, RaterId] = {}
    for seat in paper.seats:
        there = uow.people.raters()
        same = (r for r, name in there.items() if seat.name and _same(name, seat.name))
        code = next(same, None)
        if code is None:
            own = seat.rater in there or not _CODE.fullmatch(seat.rater)
            code = RaterId(f"R-{next_number(there, 'R-'):02}" if own else seat.rater)
            uow.people.add_rater(code, tidy(seat.name) or tidy(seat.rater) or code)
        found[seat.rater] = code
    return found


def _same(one: str, other: str) -> bool:
    return lookalike(one) == lookalike(other)


def _candidate(uow: UnitOfWork, paper: MeetingPaper) -> None:
    wanted, requisition = CandidateId(paper.candidate), RequisitionId(paper.requisition)
    if uow.requisitions.candidate(wanted) is None:
        made = Candidate(id=wanted, requisition=requisition, added_at=paper.added_at)
        uow.requisitions.add_candidate(made)
    if tidy(paper.candidate_name):
        uow.people.name_candidate(wanted, tidy(paper.candidate_name))


def _interview(uow: UnitOfWork, meeting: Interview, sheet: SheetKey) -> None:
    """Adds it, or brings it up to date for another seat of it that comes to the same laptop."""
    there = uow.interviews.find(meeting.id)
    if there is None:
        uow.interviews.add(meeting)
        return
    own = [h for h in uow.handovers.of([meeting.id]) if h.sheet == sheet]
    if uow.entries.newest(sheet) or any(h.open for h in own):
        raise NotAllowed(
            f"The scorecard of {sheet.rater} in this interview is here already, from an earlier "
            "handover. Return that one first, or merge the file into another database."
        )
    if replace(meeting, planned_at=there.planned_at) != there and uow.entries.newest_of(
        [meeting.id]
    ):
        raise NotAllowed(
            "This interview was changed where it came from after it was taken in here, and "
            "something has been entered since. Return that first."
        )
    uow.interviews.save(meeting)
