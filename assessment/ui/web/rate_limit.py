"""How often one token may be used: more than a person could need, and no more.

Counted in the memory of one server process. Who asks too often is told when to come back; the
outbox keeps what was typed and sends it then.
"""

import hashlib
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from starlette.responses import JSONResponse, Response

from assessment.ui.web.refusal import sentence_page

TOKENS_AT_MOST = 10_000
"""Tokens that are counted at once; the one that was used longest ago is forgotten."""
TOO_OFTEN = (
    "This page sends faster than Levelset takes it in. What was typed is kept here and is sent "
    "again in a moment."
)
TOO_MANY_TRIES = "This link was opened too often just now. Wait a moment, then open it again."


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many uses at once, and so many a second after that."""

    burst: float
    per_second: float


ALLOWED = {
    "batch": Allowance(200, 20),
    "added question": Allowance(30, 0.2),
    "look-up": Allowance(60, 2),
    "link": Allowance(30, 0.5),
}
"""The outbox sends one batch at a time, and typing makes about two a second."""


class RateLimits:
    """What is left of each allowance, by kind and token."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now, self._lock = now, Lock()
        self._left: OrderedDict[tuple[str, bytes], tuple[float, float]] = OrderedDict()

    def wait_for(self, kind: str, token: str, uses: int = 1) -> int:
        """Takes `uses` and returns 0, or takes nothing and returns the seconds to wait."""
        allowed, key = ALLOWED[kind], (kind, _short(token))
        wanted = min(uses, allowed.burst)
        if not wanted:
            return 0
        with self._lock:
            now = self._now()
            left, at = self._left.pop(key, (allowed.burst, now))
            left = min(allowed.burst, left + (now - at) * allowed.per_second)
            granted = left >= wanted
            self._left[key] = (left - wanted if granted else left, now)
            if len(self._left) > TOKENS_AT_MOST:
                self._left.popitem(last=False)
        return 0 if granted else max(1, math.ceil((wanted - left) / allowed.per_second))


def _short(token: str) -> bytes:
    """Anybody can send a token of megabytes, so what is kept of one is always as long."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


LIMITS = RateLimits()


class TooOften(Exception):
    """Not now; `seconds` later."""

    def __init__(self, seconds: int) -> None:
        super().__init__(TOO_OFTEN)
        self.seconds = seconds

    def answer(self) -> Response:
        """For a page's own requests."""
        headers = {"Retry-After": str(self.seconds), "Cache-Control": "no-store"}
        return JSONResponse({"error": TOO_OFTEN}, 429, headers=headers)


def spend(kind: str, token: str, uses: int = 1) -> None:
    """Raises TooOften where nothing is left."""
    if seconds := LIMITS.wait_for(kind, token, uses):
        raise TooOften(seconds)


def link_refusal(code: str) -> Response | None:
    """The answer to a link that was opened too often; None where it may be opened."""
    seconds = LIMITS.wait_for("link", code)
    if not seconds:
        return None
    answer = sentence_page(TOO_MANY_TRIES, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer
