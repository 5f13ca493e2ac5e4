"""A line in the log for each request: which route, how it ended, how long it took.

The route is the template that we wrote, `/s/{code}`, and never the path that was asked for.
"""

import re
import secrets
import time
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.server.json_log import REQUEST, note
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.address.url_prefix import below_prefix
from assessment.ui.web.health import LIVE, READY

HEADER = "X-Request-Id"
GIVEN = re.compile(r"[0-9a-f]{32}")
"""An id as nginx makes it. A header of another form is not taken over into the log."""
STREAMLITS = re.compile(r"/_stcore/(stream|health|host-config|upload_file|metrics)\b")
FOLDERS = ("/static/", "/assets/", "/media/", "/component/")
ELSEWHERE = "other"
SWITCHING, REFUSED = 101, 403
UNREMARKABLE = frozenset({(LIVE, 200), (READY, 200)})
"""Asked every few seconds, and of interest only where the answer is another one."""


class RequestLog:
    """Stands before everything else that answers, so refusals and errors have a line too."""

    def __init__(self, app: ASGIApp, routes: Sequence[Route]) -> None:
        self.app, self._routes = app, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        request = given if GIVEN.fullmatch(given) else secrets.token_hex(16)
        before = REQUEST.set(request)
        watched, begun = _Watched(send, request), time.perf_counter()
        try:
            await self.app(scope, receive, watched)
        finally:
            self._note(scope, watched.status, time.perf_counter() - begun)
            REQUEST.reset(before)

    def _note(self, scope: Scope, status: int | None, seconds: float) -> None:
        route = template(scope, self._routes)
        if (route, status) in UNREMARKABLE:
            return
        fields = {
            "method": scope.get("method", "WEBSOCKET"),
            "route": route,
            "status": status,
            "duration_ms": round(seconds * 1000, 1),
        }
        note("Request", fields)


class _Watched:
    """Sends an answer on, with the request's id, and remembers its status."""

    def __init__(self, send: Send, request: str) -> None:
        self._send, self._request = send, request
        self.status: int | None = None
        """None where there was no answer: the client was gone, or the process ends."""

    async def __call__(self, message: Message) -> None:
        kind = message["type"]
        if kind in {"http.response.start", "websocket.http.response.start"}:
            self.status = message["status"]
            message["headers"] = list(message.get("headers", ()))
            MutableHeaders(raw=message["headers"])[HEADER] = self._request
        elif kind == "websocket.accept":
            self.status = SWITCHING
        elif kind == "websocket.close" and self.status is None:
            self.status = REFUSED
        await self._send(message)


def template(scope: Scope, routes: Sequence[Route]) -> str:
    """The route that a request asked for, without anything of its own; `other` for no route."""
    path = below_prefix(scope["path"])
    if scope["type"] == "http":
        for route in routes:
            if route.matches(scope)[0] is not Match.NONE:
                return below_prefix(route.path)
    if found := STREAMLITS.match(path):
        return found.group()
    for folder in FOLDERS:
        if path.startswith(folder):
            return f"{folder}*"
    return path if path.removeprefix("/") in {"", *PageName} else ELSEWHERE
