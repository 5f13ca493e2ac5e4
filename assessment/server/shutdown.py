"""How a server process ends on a signal: what runs is finished, and it never takes for ever.

The first signal makes the process not ready. Behind a proxy it goes on answering for a moment, so
that whoever asks for its readiness notices. Then uvicorn accepts no new connection, closes the
websockets, whose pages connect again, and waits for requests that are running: a batch of events
is stored and answered, or the page keeps it and sends it to another server. A second signal ends
the process at once, and so does the end of the time allowed. Neither loses what was acknowledged.
"""

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

ANNOUNCED = 2.0
"""Seconds for which a process behind a proxy is not ready and still answers."""
LONGEST = 20.0
"""Seconds after that for requests that are running."""
ONE_SIGNAL = 0.5
"""Seconds. A service manager signals every process of a service, and `levelset serve` hands its
own signal on: two within this time are one."""
GAVE_UP = 1
"""The exit code where requests were still running at the end of the time."""

Handler = Callable[[int, FrameType | None], object]
_log = logging.getLogger("levelset")


class Shutdown:
    """Ends one process. `drain` is called first, and nothing else is done while it announces."""

    def __init__(
        self,
        drain: Callable[[], None],
        *,
        announced: float = 0.0,
        longest: float = LONGEST,
        leave: Callable[[int], None] = os._exit,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._drain, self._announced, self._longest = drain, announced, longest
        self._leave, self._now = leave, now
        self._first_at: float | None = None
        self._limit: threading.Timer | None = None

    def listen(self) -> None:
        """Stands before the handlers that uvicorn has installed for this process.

        Does nothing where there are none, as outside of a server process.
        """
        if threading.current_thread() is not threading.main_thread():
            return
        loop = asyncio.get_running_loop()
        for number, announced in ((signal.SIGTERM, self._announced), (signal.SIGINT, 0.0)):
            before = signal.getsignal(number)
            if callable(before):
                signal.signal(number, self.handler(loop, before, announced))

    def handler(
        self, loop: asyncio.AbstractEventLoop, before: Handler, announced: float
    ) -> Handler:
        """What a signal does; `before` is called `announced` seconds after the first one."""

        def received(number: int, frame: FrameType | None) -> None:
            now = self._now()
            if self._first_at is None:
                self._first_at = now
                self._drain()
                self._start_limit(announced)
                loop.call_soon_threadsafe(lambda: loop.call_later(announced, before, number, frame))
            elif now - self._first_at > ONE_SIGNAL:
                self._leave(128 + number)

        return received

    def _start_limit(self, announced: float) -> None:
        self._limit = threading.Timer(announced + self._longest, self._give_up)
        self._limit.daemon = True
        self._limit.start()

    def _give_up(self) -> None:
        _log.error(
            "Requests were still running %d seconds after the signal to stop, so Levelset stopped "
            "without them. Pages keep what was not acknowledged.",
            self._longest,
        )
        self._leave(GAVE_UP)

    def requests_finished(self) -> None:
        """No request is running any more: what is left to do has no limit."""
        if self._limit:
            self._limit.cancel()
