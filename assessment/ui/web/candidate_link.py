"""The candidate's link: it opens one placement board in a browser, and nothing else."""

from urllib.parse import urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessment.domain.errors import StoreUnavailable
from assessment.domain.ids import InterviewId
from assessment.services.placement import boards
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.address.url_prefix import url_prefix
from assessment.ui.shared.wording import sentence
from assessment.ui.web.own_browser import (
    ELSEWHERE,
    asking_page,
    held_here,
    pressed_here,
    typed_or_scanned,
)
from assessment.ui.web.rate_limit import link_refusal
from assessment.ui.web.refusal import sentence_page

BOARD_COOKIE = "levelset_board"
"""Holds the code of the link. A browser that has it is a candidate's: it sees the exercise only."""
BOARD_HOURS = 12
"""As long as a day of interviews: a tablet that was restarted in between still has its board."""
NO_BOARD = "This link is not valid. Ask your interviewer for a new one."
USED_BY_OTHERS = (
    "This browser is used by an interviewer, so the link changed nothing here. Open it on the "
    "candidate's device, in another browser or in a private window. If you show the exercise in "
    "this browser, it shows nothing else for 12 hours."
)
SHOW = "Show the exercise in this browser"
_OTHER_LOOPBACK = {"127.0.0.1": "localhost", "localhost": "127.0.0.1", "::1": "127.0.0.1"}


def candidate_routes() -> list[Route]:
    """For `st.App`."""
    return [
        Route("/c/{code}", follow, methods=["GET"]),
        Route("/c/{code}", enter, methods=["POST"]),
    ]


async def follow(request: Request) -> Response:
    """Opens the exercise; in an interviewer's browser nothing changes before a button is pressed.

    From then on the browser shows the exercise only, so it has to be meant.
    """
    other_board = request.cookies.get(BOARD_COOKIE, "") not in {"", request.path_params["code"]}
    sent_here = other_board and not typed_or_scanned(request)
    return await _answer(request, at_once=not held_here(request.cookies) and not sent_here)


async def enter(request: Request) -> Response:
    """As `follow`, after its button was pressed."""
    if not pressed_here(request):
        return sentence_page(ELSEWHERE, status=403)
    return await _answer(request, at_once=True)


async def _answer(request: Request, *, at_once: bool) -> Response:
    """Remembers the code in this browser, on to the exercise; a wrong one gets a sentence."""
    code = request.path_params["code"]
    if refusal := link_refusal(code):
        return refusal
    try:
        found = await run_in_threadpool(boards.interview_of, app_context.current().open_uow, code)
    except StoreUnavailable as fault:
        return sentence_page(sentence(fault), status=503)
    if not found:
        return sentence_page(NO_BOARD, status=404)
    if not at_once:
        return asking_page(USED_BY_OTHERS, SHOW)
    await run_in_threadpool(boards.note_opened, app_context.current().open_uow, found)
    return _admitted(request, code)


def _admitted(request: Request, code: str) -> Response:
    answer = RedirectResponse(navigation.address(PageName.TODAY), status_code=303)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    answer.set_cookie(
        BOARD_COOKIE,
        code,
        max_age=BOARD_HOURS * 3600,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


def board_code() -> str | None:
    """The code in this browser; None where no candidate's link was ever opened."""
    held = st.context.cookies.get(BOARD_COOKIE)
    return held if isinstance(held, str) else None  # a page run alone, as in tests, has no browser


def interview_at_the_board(context: AppContext) -> InterviewId | None:
    """The interview whose board this browser may see."""
    code = board_code()
    return boards.interview_of(context.open_uow, code) if code else None


def board_address(request_url: str, code: str) -> str:
    """The candidate's link, for a page that was asked for under `request_url`.

    On the interviewer's own computer it is under the other loopback name: cookies belong to a
    name, so that the candidate's does not shut her out of her own pages.
    """
    here = urlsplit(request_url)
    host = _OTHER_LOOPBACK.get(here.hostname or "", here.hostname or "")
    named = f"[{host}]" if ":" in host else host
    port = f":{here.port}" if here.port else ""
    return f"{here.scheme}://{named}{port}{url_prefix()}/c/{code}"
