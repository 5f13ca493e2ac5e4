"""The interview on paper: a kit to write in, and a scorecard to fill in for each rater."""

from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse

from assessment.domain.errors import AssessmentError, NotOnPanel, StoreUnavailable, not_a_rater
from assessment.domain.ids import InterviewId, KitId, RaterId, SheetKey, code_of
from assessment.domain.interview import Interview
from assessment.domain.kit import BOARD_MINUTES, TALK_ITEM, InterviewKit, KitItem
from assessment.domain.permissions import Actor
from assessment.domain.rating import LEVELS, NotRated, Recommendation
from assessment.services.kits import kits
from assessment.services.reading.meetings import PlannedMeeting, read_meeting
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.printing.paper import paper
from assessment.ui.shared import viewer
from assessment.ui.shared.off_kit import told
from assessment.ui.shared.question_view import described
from assessment.ui.shared.wording import counted, sentence, zone_called, zoned
from question_bank import QuestionBank

REASONS = [reason.label for reason in NotRated]
RECOMMENDATIONS = [choice.label for choice in Recommendation]


class PaperQuestion(NamedTuple):
    """One item of a kit as its template reads it."""

    number: int
    place: str
    item: KitItem
    anchors: list[tuple[int, str, str]]
    """Level, its name, and the behaviour; blank where the rubric describes none."""


class PaperSheet(NamedTuple):
    """One rater's scorecard as its template reads it: empty but for where the kit was left."""

    rater: str
    off_kit: list[tuple[str, str]]
    """Sentence and title of the question; blank where the viewer may not read the sheet."""


def kit_page(request: Request) -> HTMLResponse:
    """`GET /print/kit?kit=…`: every question of a frozen kit with room to write, and its cards."""
    kit = KitId(request.query_params.get("kit", ""))
    here = app_context.current()
    return _or_why_not(lambda: _kit(here, kit, viewer.who_requests(here, request), _zone(request)))


def scorecard_page(request: Request) -> HTMLResponse:
    """`GET /print/scorecard?interview=…`: the asker's own; for the owner, one for each seat."""
    wanted = InterviewId(request.query_params.get("interview", ""))
    here = app_context.current()
    return _or_why_not(
        lambda: _scorecards(here, wanted, viewer.who_requests(here, request), _zone(request))
    )


def _or_why_not(page: Callable[[], HTMLResponse]) -> HTMLResponse:
    try:
        return page()
    except AssessmentError as fault:
        status = {StoreUnavailable: 503, NotOnPanel: 403}.get(type(fault), 404)
        return paper("nothing.html.j2", status=status, said=sentence(fault))


def _zone(request: Request) -> tzinfo:
    """Whose clock the page goes by: the one of the browser that opened it, or this computer's."""
    return zone_called(request.query_params.get("zone", ""))


def _kit(here: AppContext, wanted: KitId, by: Actor, zone: tzinfo) -> HTMLResponse:
    kit, requisition = kits.read_kit(here.open_uow, wanted, by=by)
    questions = list(_questions(kit, here.bank))
    return paper(
        "kit.html.j2",
        kit=kit,
        title=requisition.title,
        frozen=_day(kit.frozen_at, zone),
        length=f"{counted(len(kit.items), 'question')}, {kit.planned_minutes} of {kit.minutes} min",
        scale=here.bank.scale,
        questions=questions,
        handouts=[q for q in questions if q.item.asked.handout],
        reasons=REASONS,
        talk=TALK_ITEM,
        board_minutes=BOARD_MINUTES,
    )


def _questions(kit: InterviewKit, bank: QuestionBank) -> Iterator[PaperQuestion]:
    names: dict[int, str] = {step.level: step.name for step in bank.scale}
    for number, item in enumerate(kit.items, 1):
        yield PaperQuestion(
            number=number,
            place=described(item.asked, bank),
            item=item,
            anchors=[(n, names.get(n, ""), item.asked.anchors.get(n, "")) for n in LEVELS],
        )


def _scorecards(here: AppContext, wanted: InterviewId, by: Actor, zone: tzinfo) -> HTMLResponse:
    found = read_meeting(here.open_uow, wanted, by=by)
    return paper(
        "scorecard.html.j2",
        interview=found.interview,
        candidate=found.candidate,
        title=found.requisition.title,
        planned=zoned(found.interview.planned_at, zone),
        sheets=list(_sheets(found, by.rater)),
        questions=list(_questions(found.kit, here.bank)),
        levels=LEVELS,
        reasons=REASONS,
        recommendations=RECOMMENDATIONS,
    )


def _sheets(found: PlannedMeeting, looking: RaterId | None) -> Iterator[PaperSheet]:
    for rater in _raters(found.interview, looking):
        left = found.off_kit[SheetKey(found.interview.id, rater)]
        said = [(told(d), d.item.asked.title) for d in left]
        yield PaperSheet(rater=found.names.get(rater, rater), off_kit=said)


def _day(moment: datetime, zone: tzinfo) -> str:
    here = moment.astimezone(zone)
    return f"{here.day} {here:%B %Y}"


def _raters(interview: Interview, looking: RaterId | None) -> list[RaterId]:
    """Whose scorecards `looking` may have: their own, or all of them for the owner."""
    seated = [sheet.rater for sheet in interview.rating_sheets]
    if looking is None:
        return seated
    if looking not in seated:
        raise not_a_rater(looking, code_of(interview.candidate))
    return [looking]
