"""A rater's link for another device: it decides whose scorecard is filled in there."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessment.domain.errors import StoreUnavailable
from assessment.domain.ids import SheetKey
from assessment.services.access import tokens
from assessment.ui import app_context
from assessment.ui.shared import navigation
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.url_state import VIEWER
from assessment.ui.shared.viewer import COOKIE_DAYS, LINK_COOKIE
from assessment.ui.shared.wording import sentence
from assessment.ui.web.rate_limit import link_refusal
from assessment.ui.web.refusal import sentence_page

NO_SEAT = "This link is not valid. Ask the person who runs Levelset for a new one."


def rater_routes() -> list[Route]:
    """For `st.App`."""
    return [Route("/s/{code}", sit, methods=["GET"])]


async def sit(request: Request) -> Response:
    """Remembers the rater on this device and opens the interview; a wrong code gets a sentence."""
    if refusal := link_refusal(request.path_params["code"]):
        return refusal
    try:
        found = await run_in_threadpool(_seat, request.path_params["code"])
    except StoreUnavailable as fault:
        return sentence_page(sentence(fault), status=503)
    if found is None:
        return sentence_page(NO_SEAT, status=404)
    sheet, remembered = found
    query = {"interview": sheet.interview, VIEWER: sheet.rater}
    there = navigation.address(PageName.INTERVIEW, **query)
    answer = RedirectResponse(there, status_code=303)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    answer.set_cookie(
        LINK_COOKIE,
        remembered,
        max_age=COOKIE_DAYS * 24 * 3600,
        httponly=True,
        samesite="lax",  # the link may come from a message, and has to hold on the way
        secure=request.url.scheme == "https",
    )
    return answer


def _seat(code: str) -> tuple[SheetKey, str] | None:
    open_uow = app_context.current().open_uow
    sheet = tokens.rater_at(open_uow, code)
    return (sheet, tokens.signed_rater(open_uow, sheet.rater)) if sheet else None
