"""Who may ask for what: a candidate's browser, another device, another site's page."""

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assessment.domain.errors import StoreUnavailable
from assessment.services.access import seat_links
from assessment.services.placement import boards
from assessment.ui import app_context
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.address.url_prefix import below_prefix
from assessment.ui.shared.network import host_named, is_this_computer, with_known_client
from assessment.ui.shared.wording import sentence
from assessment.ui.web.candidate_link import BOARD_COOKIE
from assessment.ui.web.health import LIVE, READY
from assessment.ui.web.refusal import sentence_page

OF_THE_BOARD = frozenset({"/", "/api/board", "/favicon.png", "/manifest.json"})
BELOW_THE_BOARD = ("/_stcore/", "/static/", "/component/", "/assets/", "/c/")
"""What a candidate's browser may ask for: the exercise, what it is made of, and another link."""

WAYS_IN = ("/c/", "/s/")
"""Links that bring a proof of their own."""
PROVED_BY_A_TOKEN = frozenset({"/api/events", "/api/board"})
"""What a page wrote is taken by the page's own token, also once its device's link has ended."""
TELLS_NOTHING = frozenset({LIVE, READY})
"""Asked by a proxy on its own behalf, which has no link."""
ONLY_EXERCISE = "This browser can only open the placement exercise."
NO_LINK = "To open Levelset here, ask the person who runs it for a link."
NO_CHOICE = "This device was opened with a personal link, so the viewer can't be changed."


class OneExercise:
    """Keeps a browser with a candidate's code from everything but the exercise."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not asks(scope) or _allowed(scope["path"]) or BOARD_COOKIE not in _cookies(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            exercise = navigation.address(PageName.TODAY)
            await RedirectResponse(exercise, status_code=303)(scope, receive, send)
        else:
            await refuse(sentence_page(ONLY_EXERCISE, status=403), scope, receive, send)


class LocalNetwork:
    """Lets another device in with a link only; this very computer needs none.

    However the server was started, the client's address decides. What was opened without a link
    would be the owner's own view, so websockets are looked at as well. What comes after this sees
    the address that was found, and no forwarding header.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not asks(scope):
            await self.app(scope, receive, send)
        elif refusal := await self._refusal(scope):
            await refuse(refusal, scope, receive, send)
        else:
            await self.app(with_known_client(scope), receive, send)

    async def _refusal(self, scope: Scope) -> Response | None:
        if app_context.needs_sign_in() or is_this_computer(scope):
            return None  # where people sign in, that decides, and no address
        path = below_prefix(scope["path"])
        if path.startswith(WAYS_IN) or path in PROVED_BY_A_TOKEN | TELLS_NOTHING:
            return None
        if path == "/api/who":  # a seat is what the link says, not what the device chooses
            return sentence_page(NO_CHOICE, status=403)
        try:
            admitted = await run_in_threadpool(has_a_link, _cookies(scope))
        except StoreUnavailable as fault:
            return sentence_page(sentence(fault), status=503)
        return None if admitted else sentence_page(NO_LINK, status=403)


class SameOrigin:
    """Turns away another site's websocket, before Streamlit asks the internet for its address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = HTTPConnection(scope).headers if scope["type"] == "websocket" else {}
        origin = headers.get("origin")
        if origin is None or host_named(origin) == headers.get("host"):
            await self.app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


def asks(scope: Scope) -> bool:
    """Whether it is a request or a websocket, and no start or end of the server."""
    return scope["type"] in {"http", "websocket"}


def _allowed(requested: str) -> bool:
    path = below_prefix(requested)
    return path in OF_THE_BOARD or path.startswith(BELOW_THE_BOARD)


def _cookies(scope: Scope) -> Mapping[str, str]:
    return HTTPConnection(scope).cookies


def has_a_link(cookies: Mapping[str, str]) -> bool:
    """Proved, not only present: a link that we signed, or a code that opens a board now.

    A link that ended is let in as well: its pages say so, and send what was typed before.
    """
    here = app_context.current()
    if code := cookies.get(BOARD_COOKIE):
        return boards.interview_of(here.open_uow, code) is not None
    held = cookies.get(viewer.LINK_COOKIE)
    return held is not None and seat_links.held_by(here.open_uow, held) is not None


async def refuse(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Sends `answer`, or closes the websocket."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await answer(scope, receive, send)
