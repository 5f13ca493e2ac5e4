"""One request to an ASGI app, without a server and without a client library."""

import asyncio
import atexit
import json
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, NamedTuple, TypeVar

from starlette.types import ASGIApp, Message

HOST = "127.0.0.1:8501"
OWN_PAGE = {"host": HOST, "origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
"""What a browser sends along from a page of this very server."""


_thread = ThreadPoolExecutor(1)
_loop = asyncio.Runner()
"""One event loop for every request: making a thread and a loop took longer than most answers."""
atexit.register(_loop.close)

Given = TypeVar("Given")


def in_a_loop(work: Coroutine[Any, Any, Given]) -> Given:
    """What `work` gives, in another thread: where a browser test runs, this one has a loop."""
    return _thread.submit(lambda: _loop.run(work, context=copy_context())).result()


class Answer(NamedTuple):
    status: int
    body: Any
    headers: Mapping[str, str]
    raw: bytes = b""
    """The body as it was sent."""


def post(app: ASGIApp, path: str, body: object, *, headers: Mapping[str, str] = OWN_PAGE) -> Answer:
    """`body` goes as JSON, or as it is when it is bytes."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return _run(app, "POST", path, raw, headers)


def get(
    app: ASGIApp, path: str, *, headers: Mapping[str, str] = OWN_PAGE, client: str = "127.0.0.1"
) -> Answer:
    """`client` is the address of the device that asks."""
    return _run(app, "GET", path, b"", headers, client)


def _run(
    app: ASGIApp,
    method: str,
    path: str,
    raw: bytes,
    headers: Mapping[str, str],
    client: str = "127.0.0.1",
) -> Answer:
    return in_a_loop(_request(app, method, path, raw, headers, client))


async def _request(
    app: ASGIApp, method: str, path: str, raw: bytes, headers: Mapping[str, str], client: str
) -> Answer:
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "scheme": "http",
        "server": ("127.0.0.1", 8501),
        "client": (client, 50_000),
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
    }
    pieces = [raw[at : at + 65_536] for at in range(0, len(raw), 65_536)] or [b""]
    sent: list[Message] = []

    async def receive() -> Message:
        piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    content = b"".join(m.get("body", b"") for m in sent[1:])
    body = content.decode(errors="replace")
    plain = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    is_json = plain.get("content-type") == "application/json"
    return Answer(sent[0]["status"], json.loads(body) if is_json else body, plain, content)
