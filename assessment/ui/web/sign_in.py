"""The way in where people sign in: whoever isn't known gets one sentence, whatever is asked for."""

from collections.abc import Mapping
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.user_info import generate_login_redirect_url

from assessment.domain.errors import AssessmentError, StoreUnavailable
from assessment.services.access import sign_in
from assessment.services.access.sign_in_settings import CALLBACK
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.address.url_prefix import below_prefix, url_prefix
from assessment.ui.shared.drawing.templating import filled
from assessment.ui.shared.network import LOOPBACK_NAMES
from assessment.ui.shared.signed_in import (
    PROVIDER,
    SIGN_IN_COOKIE,
    SignedIn,
    TurnedAway,
    end,
    signed_in,
)
from assessment.ui.shared.viewer import LINK_COOKIE
from assessment.ui.web.access import (
    PROVED_BY_A_TOKEN,
    TELLS_NOTHING,
    WAYS_IN,
    asks,
    has_a_link,
    refuse,
)
from assessment.ui.web.candidate_link import BOARD_COOKIE
from assessment.ui.web.own_browser import ELSEWHERE
from assessment.ui.web.refusal import HEADERS, sentence_page

START, LOGIN, LOGOUT = "/sign-in", "/auth/login", "/auth/logout"
OPEN = frozenset({START, LOGIN, CALLBACK, "/_stcore/health"}) | TELLS_NOTHING
"""What anybody may ask for: the way to the provider and back, and whether the server runs."""
NEXT_COOKIE = "levelset_next"
NEXT_SECONDS = 900
"""As long as somebody may take at the provider to be led back to the page that was asked for."""
PLEASE = "Sign in to use Levelset."
SIGN_IN, SOMEBODY_ELSE = "Sign in", "Sign in as somebody else"
TYPED_COOKIE = "levelset_typed_"
"""With the port of the page whose unsaved text is kept; set by `typed_words/device.js`."""
TYPED = (
    "What was typed here and not saved is kept on this device. It's put back when the same person "
    "signs in again, and shown to nobody else."
)
REMOVED = "Max-Age=0; Path=/; HttpOnly; SameSite=lax"


def sign_in_routes() -> list[Route]:
    """For `st.App`. The routes of the provider's answer and of signing out are Streamlit's."""
    return [Route(START, start, methods=["GET"])]


async def start(request: Request) -> Response:
    """On to the provider; afterwards back to the page in `next`."""
    settings = app_context.current().sign_in
    if settings is None:
        return RedirectResponse(navigation.address(PageName.TODAY), status_code=303)
    wanted = request.query_params.get("next", "")
    here = request.url.hostname
    if here in LOOPBACK_NAMES and here != settings.host and settings.host in LOOPBACK_NAMES:
        # A cookie belongs to one of the two names: the one that the provider sends people back to.
        there = f"{settings.origin}{url_prefix()}{START}?{urlencode({'next': wanted})}"
        return RedirectResponse(there, status_code=303)
    answer = RedirectResponse(generate_login_redirect_url(PROVIDER), status_code=303)
    answer.headers["Cache-Control"] = "no-store"
    if _is_own_path(wanted):
        answer.set_cookie(
            NEXT_COOKIE,
            urlencode({"next": wanted}),
            max_age=NEXT_SECONDS,
            httponly=True,
            samesite="lax",
            secure=settings.encrypted,
        )
    return answer


def _is_own_path(wanted: str) -> bool:
    """`/interview?interview=…`, and nothing that a browser takes for another site's address."""
    plain = wanted.isascii() and wanted.isprintable() and "\\" not in wanted
    own = wanted.startswith(f"{url_prefix()}/") and not wanted.startswith("//")
    return plain and own and len(wanted) < 2000


class SignInRequired:
    """Stands before every page, file and route; does nothing where sign-in is off.

    Who holds a link of a scorecard or a board that we signed comes in with that, as before.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not app_context.needs_sign_in() or not asks(scope):
            await self.app(scope, receive, send)
            return
        path = below_prefix(scope["path"])
        if path == CALLBACK and scope["type"] == "http":
            await _Callback(scope, self.app).answer(receive, send)
            return
        refusal = await run_in_threadpool(_refusal, scope, path)
        if refusal:
            await refuse(refusal, scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _refusal(scope: Scope, path: str) -> Response | None:
    """Why this request gets nothing; None where it goes on."""
    if scope["type"] == "http" and _is_open(path, scope["method"]):
        return None
    if path == "/api/who":  # nobody chooses who is viewing
        return JSONResponse({"error": "viewer"}, 403)
    try:
        return _unknown(scope, path)
    except StoreUnavailable as fault:
        return sentence_page(fault.without_place, status=503)


def _is_open(path: str, method: str) -> bool:
    """Asked for by whoever isn't in yet, or has a proof of its own that its route checks.

    What no route of ours takes would get Streamlit's page, so the method counts as well.
    """
    if path in PROVED_BY_A_TOKEN:
        return method == "POST"
    reads = method in {"GET", "HEAD"}
    if path.startswith(WAYS_IN) and path.count("/") == 2:
        return reads or method == "POST"
    return reads and path in OPEN


def _unknown(scope: Scope, path: str) -> Response | None:
    """The answer to somebody who is neither signed in nor has a link."""
    here, cookies = app_context.current(), HTTPConnection(scope).cookies
    found = signed_in(here, cookies)
    if path == LOGOUT:
        return _signing_out(here, scope, found)
    if isinstance(found, SignedIn) or has_a_link(cookies):
        return None
    if path.startswith("/api/"):
        return JSONResponse({"error": "sign-in"}, 401, headers={"Cache-Control": "no-store"})
    return _asking(scope, found, cookies)


def _asking(
    scope: Scope, found: SignedIn | TurnedAway | None, cookies: Mapping[str, str]
) -> Response:
    """The page that somebody gets who may see no other."""
    if isinstance(found, TurnedAway):
        answer = _page(found.said, SOMEBODY_ELSE, f"{url_prefix()}{LOGOUT}", status=403)
    else:
        query = scope.get("query_string", b"").decode("latin-1")
        wanted = f"{scope['path']}{'?' if query else ''}{query}"
        there = f"{url_prefix()}{START}"
        if _is_own_path(wanted) and scope.get("method") == "GET":
            there = f"{there}?{urlencode({'next': wanted})}"
        kept = f"{TYPED_COOKIE}{HTTPConnection(scope).url.port or ''}" in cookies
        answer = _page(PLEASE, SIGN_IN, there, more=TYPED if kept else "", status=401)
    if BOARD_COOKIE in cookies:  # of a board that is over: it would lead every page to the exercise
        answer.delete_cookie(BOARD_COOKIE, httponly=True)
    return answer


def _page(said: str, label: str, address: str, *, more: str = "", status: int) -> HTMLResponse:
    page = filled(
        "web/templates/sign_in.html.j2", said=said, more=more, label=label, address=address
    )
    return HTMLResponse(
        page, status_code=status, headers=HEADERS | {"Referrer-Policy": "same-origin"}
    )


def _signing_out(
    here: AppContext, scope: Scope, found: SignedIn | TurnedAway | None
) -> Response | None:
    """Ends the sign-in for every window; then Streamlit takes its cookie back."""
    site = HTTPConnection(scope).headers.get("sec-fetch-site")
    if scope["type"] != "http" or site not in {None, "none", "same-origin"}:
        return sentence_page(ELSEWHERE, status=403)
    if isinstance(found, SignedIn):
        end(here, found)
    return None


class _Callback:
    """One answer of Streamlit's to somebody who comes back from the provider."""

    def __init__(self, scope: Scope, app: ASGIApp) -> None:
        self.scope, self.app = scope, app
        self.cookies = HTTPConnection(scope).cookies if asks(scope) else {}

    async def answer(self, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                await run_in_threadpool(self._arrived, message)
            await send(message)

        await self.app(self.scope, receive, told)

    def _arrived(self, message: Message) -> None:
        """Notes who came, ends what somebody else left open here, and leads to the page wanted."""
        here, headers = app_context.current(), MutableHeaders(raw=list(message["headers"]))
        given = _cookies_set(headers)
        if here.sign_in and here.sign_in.encrypted:
            _secured(headers)
        if given.get(SIGN_IN_COOKIE):
            with suppress(AssessmentError):  # the page that comes next says what is wrong
                self._noted(here, headers, given)
        message["headers"] = headers.raw

    def _noted(self, here: AppContext, headers: MutableHeaders, given: Mapping[str, str]) -> None:
        before, now = signed_in(here, self.cookies), signed_in(here, given)
        if isinstance(before, SignedIn) and (
            not isinstance(now, SignedIn) or now.session != before.session
        ):  # of the same person too: signing out would reach only the newer one
            end(here, before)
        if isinstance(now, TurnedAway):
            sign_in.note_refusal(here.open_uow, why=now.why)
        if isinstance(now, SignedIn):
            sign_in.note_sign_in(here.open_uow, by=now.actor)
            if LINK_COOKIE in self.cookies:  # its rater's page would come up at signing out
                headers.append("set-cookie", f"{LINK_COOKIE}=; {REMOVED}")
            if wanted := _wanted(self.cookies):
                headers["location"] = wanted
                headers.append("set-cookie", f"{NEXT_COOKIE}=; {REMOVED}")


def _wanted(cookies: Mapping[str, str]) -> str:
    found = parse_qs(cookies.get(NEXT_COOKIE, "")).get("next", [""])[0]
    return found if _is_own_path(found) else ""


def _cookies_set(headers: MutableHeaders) -> dict[str, str]:
    """By name; a cookie that is taken back is blank."""
    found: dict[str, str] = {}
    for line in headers.getlist("set-cookie"):
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load(line)
        except CookieError:
            continue
        found |= {name: morsel.value for name, morsel in jar.items()}
    return found


def _secured(headers: MutableHeaders) -> None:
    """Streamlit leaves `Secure` out; over TLS its cookies get it."""
    lines = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for line in lines:
        headers.append("set-cookie", line if "secure" in line.lower() else f"{line}; Secure")
