"""Reads what a page of this very server sent as JSON, and refuses everything else."""

import json
from collections.abc import Mapping

from starlette.requests import Request

from assessment.ui.shared.network import host_named

LARGEST_BODY = 4_000_000
"""Bytes. The outbox sends a fifth of a megabyte at a time; one pasted book may be larger."""


class Refused(Exception):
    """Not a request that our pages make; `status` and one word for the network log."""

    def __init__(self, status: int, word: str) -> None:
        super().__init__(word)
        self.status, self.word = status, word


async def json_of(request: Request) -> Mapping[str, object]:
    """The request's JSON object, when the request comes from a page of this very server."""
    if not _same_origin(request):
        raise Refused(403, "origin")
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > LARGEST_BODY:
            raise Refused(413, "too long")
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Refused(400, "shape")
    return body


def _same_origin(request: Request) -> bool:
    """Another site's page cannot set these headers, so it cannot write in our visitor's name."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in {None, "same-origin"} or origin is None:
        return False
    return host_named(origin) == request.headers.get("host")
