"""A seat's link for another device: it opens one scorecard there, until it ends."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessment.domain.errors import AssessmentError, NotFound, StoreUnavailable
from assessment.domain.permissions import Actor
from assessment.domain.seat_link import SeatLink
from assessment.services.access import people, seat_links, tokens
from assessment.ui import app_context
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.address.url_state import VIEWER
from assessment.ui.shared.signed_in import SignedIn, signed_in
from assessment.ui.shared.viewer import LINK_COOKIE
from assessment.ui.shared.wording import sentence
from assessment.ui.web.own_browser import ELSEWHERE, asking_page, pressed_here, typed_or_scanned
from assessment.ui.web.rate_limit import link_refusal
from assessment.ui.web.refusal import sentence_page

OPEN = "Open the scorecard"
HAS_AN_ACCOUNT = (
    "This link is for a device on which nobody is signed in, and this browser is signed in as "
    "{name}. Open it in another browser or in a private window."
)


def rater_routes() -> list[Route]:
    """For `st.App`."""
    return [
        Route("/s/{code}", follow, methods=["GET"]),
        Route("/s/{code}", sit, methods=["POST"]),
    ]


async def follow(request: Request) -> Response:
    """Opens the scorecard; asks first where another page sent the browser here."""
    return await _answer(request, at_once=typed_or_scanned(request))


async def sit(request: Request) -> Response:
    """As `follow`, after its button was pressed."""
    if not pressed_here(request):
        return sentence_page(ELSEWHERE, status=403)
    return await _answer(request, at_once=True)


async def _answer(request: Request, *, at_once: bool) -> Response:
    if refusal := link_refusal(request.path_params["code"]):
        return refusal
    try:
        found = await run_in_threadpool(_opened, request.path_params["code"])
        account = await run_in_threadpool(signed_in, app_context.current(), request.cookies)
    except AssessmentError as fault:
        return sentence_page(sentence(fault), status=_status(fault))
    link, name, remembered = found
    if isinstance(account, SignedIn):
        return _for_an_account(account, link)
    if not at_once:
        said = (
            f"This link opens the scorecard of {name}. From then on this browser shows that "
            "scorecard only. Open it if you are that interviewer."
        )
        return asking_page(said, OPEN)
    await run_in_threadpool(seat_links.note_opened, app_context.current().open_uow, link)
    return _admitted(request, link, remembered)


def _status(fault: AssessmentError) -> int:
    if isinstance(fault, StoreUnavailable):
        return 503
    return 404 if isinstance(fault, NotFound) else 410  # it ended


def _for_an_account(account: SignedIn, link: SeatLink) -> Response:
    """Somebody who is signed in is nobody else, whatever link is opened."""
    if account.actor.rater != link.sheet.rater:
        return sentence_page(HAS_AN_ACCOUNT.format(name=account.name), status=403)
    own = navigation.address(PageName.INTERVIEW, interview=link.sheet.interview)
    return RedirectResponse(own, status_code=303)


def _opened(code: str) -> tuple[SeatLink, str, str]:
    here = app_context.current()
    link = seat_links.opened(here.open_uow, here.clock, code)
    name = people.own_name(here.open_uow, by=Actor(rater=link.sheet.rater, link=link.sheet))
    return link, name, tokens.link_cookie(here.open_uow, link)


def _admitted(request: Request, link: SeatLink, remembered: str) -> Response:
    query = {"interview": link.sheet.interview, VIEWER: link.sheet.rater}
    there = navigation.address(PageName.INTERVIEW, **query)
    answer = RedirectResponse(there, status_code=303)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    left = link.ends_at - app_context.current().clock()
    answer.set_cookie(
        LINK_COOKIE,
        remembered,
        max_age=int(left.total_seconds()),
        httponly=True,
        samesite="lax",  # the link may come from a message, and has to hold on the way
        secure=request.url.scheme == "https",
    )
    return answer
