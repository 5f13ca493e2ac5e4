"""Headers on every answer of this server: pages, files, the API, refusals, errors, websockets."""

import base64
import hashlib
import logging
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.ui.web.refusal import sentence_page

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For what is no page: data, refusals, downloads."""
PAGE = (
    "default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval'{scripts}; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; media-src 'self'; "
    "worker-src 'self' blob:; manifest-src 'self'; frame-src 'none'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
"""For Streamlit's pages. What it does not bear to be without is told in SECURITY.md."""
ALWAYS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
OURS_ALONE = ("access-control-allow-origin", "access-control-allow-credentials", "server")
"""Streamlit lets any page read some of its answers."""
DENIAL = "websocket.http.response"
REFUSED = "This connection is not allowed. Open Levelset with the link that you were given."
FAILED = "Something went wrong here. What you typed is kept; reload the page and try again."

_INLINE = re.compile(rb"<(?:script)>(.*?)<[/]script>", re.DOTALL)
_log = logging.getLogger("levelset")


def page_policy(html: bytes) -> str:
    """The policy for a page, with a digest for each script that Streamlit writes into it."""
    digests = (hashlib.sha256(script).digest() for script in _INLINE.findall(html))
    allowed = "".join(f" 'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    return PAGE.format(scripts=allowed)


class SecurityHeaders:
    """Stands before everything else, so that no answer goes out without the headers.

    An error that nobody caught becomes a sentence, and a websocket that is turned away gets an
    answer with headers where the server can give one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        guarded = _Guarded(scope, send)
        try:
            await self.app(scope, receive, guarded)
        except Exception:
            _log.exception("A request failed.")
            if guarded.started:
                raise
            if scope["type"] == "http":
                await sentence_page(FAILED, status=500)(scope, receive, guarded)
            else:
                await guarded({"type": "websocket.close", "code": 1011})


class _Guarded:
    """Adds the headers to one answer."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope, self.send, self.started = scope, send, False

    async def __call__(self, message: Message) -> None:
        kind = message["type"]
        if kind in {"http.response.start", "websocket.http.response.start", "websocket.accept"}:
            _add(message)
        turned_away = kind == "websocket.close" and not self.started
        self.started = True
        if turned_away and DENIAL in self.scope.get("extensions", {}):
            await self._turn_away()
        else:
            await self.send(message)

    async def _turn_away(self) -> None:
        refusal = sentence_page(REFUSED, status=403)
        start = {
            "type": "websocket.http.response.start",
            "status": 403,
            "headers": list(refusal.raw_headers),
        }
        _add(start)
        await self.send(start)
        await self.send({"type": "websocket.http.response.body", "body": bytes(refusal.body)})


def _add(start: Message) -> None:
    start["headers"] = list(start.get("headers", ()))
    headers = MutableHeaders(raw=start["headers"])
    for name in OURS_ALONE:
        del headers[name]
    headers.setdefault("Content-Security-Policy", NOTHING)
    for name, value in ALWAYS.items():
        headers.setdefault(name, value)
