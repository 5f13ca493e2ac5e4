"""Links of seats: issued, renewed, revoked, and opened. Each opens one scorecard for 14 days."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from assessment.domain.audit import LINK_OPENED, LINK_REFUSED
from assessment.domain.errors import AssessmentError, NotAllowed, NotFound, not_a_rater
from assessment.domain.ids import InterviewId, RequisitionId, SheetKey, code_of
from assessment.domain.interview import Interview
from assessment.domain.permissions import Action, Actor
from assessment.domain.seat_link import LASTS, SeatLink
from assessment.domain.visibility import may_rate
from assessment.services.access import tokens
from assessment.services.store.page_token import PageToken
from assessment.services.store.permits import acting, note_act, note_once, permit, permit_interview
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork

ENDED = "This link has ended. Ask whoever runs the interview for a new one."
REVOKED = "This link was revoked. Ask whoever runs the interview for a new one."
RENEWED = "This link was renewed. Open the new one, or ask whoever runs the interview for it."
NO_SEAT = "This link opens no scorecard. Ask whoever runs the interview for a new one."


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedLink:
    """A seat's link as whoever manages it sees it."""

    sheet: SheetKey
    link: SeatLink | None
    """The one issued last; None where the seat never had one."""
    live: bool
    path: str
    """`/s/…`; blank unless it is live. An earlier version's link is live under its old address,
    and has none here."""


def links_of(
    open_uow: OpenUnitOfWork, clock: Clock, requisition: RequisitionId, *, by: Actor
) -> dict[SheetKey, OfferedLink]:
    """The link of every rating seat of the requisition."""
    now = clock()
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.MANAGE_LINKS, requisition)
        interviews = uow.interviews.of_requisition(requisition)
        issued = uow.links.newest_of([i.id for i in interviews])
    sheets = [sheet for interview in interviews for sheet in interview.rating_sheets]
    return {sheet: _offered(open_uow, sheet, issued.get(sheet), now) for sheet in sheets}


def issue(
    open_uow: OpenUnitOfWork, clock: Clock, *, interview: InterviewId, sheet: SheetKey, by: Actor
) -> OfferedLink:
    """The seat's link; a new one where it has none that opens anything.

    Renewing is the same with the earlier one replaced: see `renew`.
    """
    with acting(open_uow, by) as uow:
        found, _ = permit_interview(uow, by, Action.MANAGE_LINKS, interview)
        _check_seat(found, sheet)
        held = uow.links.newest_of([interview]).get(sheet)
        if held is None or held.earlier or not held.is_live(clock()):
            held = _issued(uow, clock(), sheet, by)
            uow.commit()
    return _offered(open_uow, sheet, held, clock())


def renew(
    open_uow: OpenUnitOfWork, clock: Clock, *, interview: InterviewId, sheet: SheetKey, by: Actor
) -> OfferedLink:
    """A new link for 14 days from now; the address of the one before opens nothing any more.

    A device that was opened with that one goes on until it ends, so that nobody is cut off.
    """
    with acting(open_uow, by) as uow:
        found, _ = permit_interview(uow, by, Action.MANAGE_LINKS, interview)
        _check_seat(found, sheet)
        made = _issued(uow, clock(), sheet, by)
        uow.commit()
    return _offered(open_uow, sheet, made, clock())


def revoke(
    open_uow: OpenUnitOfWork, clock: Clock, *, interview: InterviewId, sheet: SheetKey, by: Actor
) -> None:
    """Ends every link of the seat at once; what its devices still send is kept as proposals."""
    with acting(open_uow, by) as uow:
        permit_interview(uow, by, Action.MANAGE_LINKS, interview)
        if sheet.interview != interview or sheet not in uow.links.newest_of([interview]):
            raise NotFound("This interviewer has no link to revoke.")
        uow.links.revoke(sheet, at=clock(), by=by.rater)
        note_act(uow, by, Action.MANAGE_LINKS, sheet.box, "revoked")
        uow.commit()


def opened(open_uow: OpenUnitOfWork, clock: Clock, code: str) -> SeatLink:
    """The link that the address with `code` opens; NotFound or NotAllowed says why it doesn't."""
    number = tokens.link_number(open_uow, code)
    with open_uow(read_only=True) as uow:
        link = uow.links.find(number) if number else _earlier(open_uow, uow, code)
        if link is None or not _is_rating(uow, link.sheet):
            raise NotFound(NO_SEAT)
        newest = uow.links.newest_of([link.sheet.interview])[link.sheet]
    if refusal := _refusal(link, newest, clock()):
        with suppress(AssessmentError):  # the refusal counts, also where nothing can be written
            by = Actor(rater=link.sheet.rater, link=link.sheet)
            note_once(open_uow, by, LINK_REFUSED, link.sheet.box, _numbered(link))
        raise NotAllowed(refusal)
    return link


def _refusal(link: SeatLink, newest: SeatLink, now: datetime) -> str:
    if link.revoked_at:
        return REVOKED
    if not link.is_live(now):
        return ENDED
    return RENEWED if newest.number != link.number else ""


def note_opened(open_uow: OpenUnitOfWork, link: SeatLink) -> None:
    """Notes in the audit log that a device was let in."""
    sheet = link.sheet
    with suppress(AssessmentError), open_uow() as uow:  # the scorecard can be filled in anyway
        uow.journal.note(by=sheet.rater, act=LINK_OPENED, about=sheet.box, detail=_numbered(link))
        uow.commit()


def _numbered(link: SeatLink) -> str:
    return f"link {link.number}"


def device(open_uow: OpenUnitOfWork, clock: Clock, cookie: str) -> SeatLink | None:
    """The link that a device was opened with; None where it doesn't hold any more."""
    link = held_by(open_uow, cookie)
    if link is None or not link.is_live(clock()):
        return None
    with open_uow(read_only=True) as uow:
        return link if _is_rating(uow, link.sheet) else None


def held_by(open_uow: OpenUnitOfWork, cookie: str) -> SeatLink | None:
    """The link in a device's cookie, also after it ended; None where we did not sign it."""
    number = tokens.link_in_cookie(open_uow, cookie)
    if number is None:
        return None
    with open_uow(read_only=True) as uow:
        return uow.links.find(number)


def page_holds(open_uow: OpenUnitOfWork, clock: Clock, token: PageToken) -> bool:
    """Whether what a page proves still lets it read; its words are taken in any case."""
    if token.link <= 0:  # on the owner's computer, or of an earlier version
        return True
    with open_uow(read_only=True) as uow:
        link = uow.links.find(token.link)
    return link is not None and link.is_live(clock())


def _issued(uow: UnitOfWork, now: datetime, sheet: SheetKey, by: Actor) -> SeatLink:
    made = SeatLink(number=0, sheet=sheet, issued_at=now, issued_by=by.rater, ends_at=now + LASTS)
    note_act(uow, by, Action.MANAGE_LINKS, sheet.box, f"issued until {made.ends_at:%Y-%m-%d}")
    return uow.links.add(made)


def _check_seat(interview: Interview, sheet: SheetKey) -> None:
    if sheet not in interview.rating_sheets:
        raise not_a_rater(sheet.rater, code_of(interview.candidate))


def _is_rating(uow: UnitOfWork, sheet: SheetKey) -> bool:
    interview = uow.interviews.find(sheet.interview)
    if interview is None or interview.removed:
        return False
    return may_rate(interview.role_of(sheet.rater))


def _earlier(open_uow: OpenUnitOfWork, uow: UnitOfWork, code: str) -> SeatLink | None:
    sheets = [
        sheet
        for requisition in uow.requisitions.all()
        for interview in uow.interviews.of_requisition(requisition.id)
        for sheet in interview.rating_sheets
    ]
    sheet = tokens.earlier_sheet(open_uow, code, sheets)
    return uow.links.earlier(sheet) if sheet else None


def _offered(
    open_uow: OpenUnitOfWork, sheet: SheetKey, link: SeatLink | None, now: datetime
) -> OfferedLink:
    live = link is not None and link.is_live(now)
    shown = link if live and link and not link.earlier else None
    path = f"/s/{tokens.link_code(open_uow, shown)}" if shown else ""
    return OfferedLink(sheet=sheet, link=link, live=live, path=path)
