"""What stands before every request: Streamlit's own page as we need it, only our own host names."""

import json
from collections.abc import Callable
from functools import partial

import streamlit as st
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.ui.shared.address.url_prefix import below_prefix
from assessment.ui.shared.browser.scripts import SCRIPTS
from assessment.ui.shared.drawing.templating import filled
from assessment.ui.shared.network import LOOPBACK_NAMES
from assessment.ui.web.access import LocalNetwork, OneExercise, SameOrigin
from assessment.ui.web.candidate_link import BOARD_COOKIE
from assessment.ui.web.headers import SecurityHeaders, page_policy
from assessment.ui.web.own_browser import USED_COOKIE
from assessment.ui.web.preloading import preloads
from assessment.ui.web.sign_in import SignInRequired

HOST_CONFIG = "/_stcore/host-config"
FILES = ("/static/", "/assets/", "/media/", "/component/", "/api/", "/download/", "/print/")
"""What is no page of Streamlit's, and is passed on as it comes."""
STREAMLITS_PAGE = b'<div id="root">'
"""In Streamlit's HTML and in none of ours."""
CONNECTION = "shared/connection/index.js"
USED = f"{USED_COOKIE}=1; HttpOnly; Path=/; SameSite=lax".encode()
"""Until the browser is closed."""
DEMANDS = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})
"""What a request for an answer that is rewritten goes without: it comes whole and uncompressed."""


class StreamlitPage:
    """Changes two answers of Streamlit's.

    About three seconds into an outage a dialog would make the page inert, and typed words would be
    gone. `blockErrorDialogs` in the configuration that the page fetches at its start prevents that;
    the outbox tells about the outage instead. And its HTML gets a script that says so where no
    connection opens: no component is drawn then.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        change = _change(scope)
        if change is None:
            await self.app(scope, receive, send)
            return
        plain = [(k, v) for k, v in scope["headers"] if k not in DEMANDS]
        marks = BOARD_COOKIE not in HTTPConnection(scope).cookies
        await self.app({**scope, "headers": plain}, receive, _Rewritten(send, change, marks=marks))


def _change(scope: Scope) -> Callable[[bytes], bytes] | None:
    if scope["type"] != "http":
        return None
    path = below_prefix(scope["path"])
    if path.endswith(HOST_CONFIG):
        return _for_no_other_site
    if scope["method"] != "GET" or path.startswith(FILES):
        return None
    return partial(_with_script, path.rpartition("/")[2])


def _for_no_other_site(body: bytes) -> bytes:
    """No dialogs, and no other site's page may talk to ours."""
    ours = {"blockErrorDialogs": True, "allowedOrigins": []}
    return json.dumps(json.loads(body) | ours).encode()


def _with_script(page: str, body: bytes) -> bytes:
    if STREAMLITS_PAGE not in body:
        return body
    address, modules = SCRIPTS.address(CONNECTION), preloads(page)
    tag = filled("web/templates/script.html.j2", address=address, preloads=modules)
    return body.replace(b"</head>", f"{tag}</head>".encode(), 1)


class _Rewritten:
    """Collects one answer and sends it changed; what is no success or no page passes as it is."""

    def __init__(self, send: Send, change: Callable[[bytes], bytes], *, marks: bool) -> None:
        """`marks` says that Streamlit's page goes to somebody who is no candidate."""
        self.send, self.change, self.marks, self.body = send, change, marks, b""
        self.start: Message = {}
        self.passes = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            self.passes = not _is_text(message)
            if self.passes:
                await self.send(message)
            return
        if self.passes:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = self.change(self.body) if self.start["status"] == 200 else self.body
        sized = [(k, v) for k, v in self.start["headers"] if k.lower() != b"content-length"]
        sized.append((b"content-length", str(len(body)).encode()))
        if self.marks and STREAMLITS_PAGE in body:
            sized.append((b"set-cookie", USED))
        if STREAMLITS_PAGE in body:
            sized.append((b"content-security-policy", page_policy(body).encode()))
        await self.send({**self.start, "headers": sized})
        await self.send({"type": "http.response.body", "body": body})


def _is_text(start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] == 200 and kind.startswith(("text/html", "application/json"))


def middleware() -> list[Middleware]:
    """For `st.App`, outermost first. Host names are those that Streamlit was told to answer to."""
    hosts = st.get_option("server.allowedHosts") or LOOPBACK_NAMES
    return [
        Middleware(SecurityHeaders),
        Middleware(StreamlitPage),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)),
        Middleware(SameOrigin),
        Middleware(LocalNetwork),
        Middleware(SignInRequired),
        Middleware(OneExercise),
    ]
