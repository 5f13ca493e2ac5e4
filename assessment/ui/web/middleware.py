"""What stands before every request: no dialog over a live screen, only our own host names."""

import json

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.ui.web.access import LocalNetwork, OneExercise, SameOrigin

HOST_CONFIG = "/_stcore/host-config"
LOOPBACK = ("127.0.0.1", "localhost")


class NoErrorDialog:
    """Keeps Streamlit from opening a dialog when it loses the server.

    About three seconds into an outage the dialog would make the page inert, and typed words would
    be gone. `blockErrorDialogs` in the configuration that the page fetches at its start prevents
    that; the outbox tells about the outage instead.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(HOST_CONFIG):
            await self.app(scope, receive, send)
            return
        # Asked for without compression, because the answer is rewritten.
        plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, _Rewritten(send))


class _Rewritten:
    """Collects one JSON answer and sends it with `blockErrorDialogs` set."""

    def __init__(self, send: Send) -> None:
        self.send, self.body = send, b""
        self.start: Message = {}

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = self.body
        if self.start["status"] == 200:
            body = json.dumps(json.loads(body) | {"blockErrorDialogs": True}).encode()
        sized = [(k, v) for k, v in self.start["headers"] if k.lower() != b"content-length"]
        sized.append((b"content-length", str(len(body)).encode()))
        await self.send({**self.start, "headers": sized})
        await self.send({"type": "http.response.body", "body": body})


def middleware() -> list[Middleware]:
    """For `st.App`, outermost first. Host names are those that Streamlit was told to answer to."""
    hosts = st.get_option("server.allowedHosts") or LOOPBACK
    return [
        Middleware(NoErrorDialog),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)),
        Middleware(SameOrigin),
        Middleware(LocalNetwork),
        Middleware(OneExercise),
    ]
