"""One thread for what can be worked out before somebody asks for it."""

import logging
from collections.abc import Callable
from threading import Event, Lock, Thread
from time import monotonic

PAUSE_SECONDS = 0.3
"""The page that somebody opened is drawn first."""
QUIET_SECONDS = 2.0
"""Nobody has saved anything on a live screen for so long before work that can wait is begun."""
MOST_WAITING = 20
"""Pieces of work of each kind; with more the oldest is not done."""
_log = logging.getLogger("levelset")
Work = Callable[[], None]


class Background:
    """One thread that works off what is wanted, while there is anything; `open` allows it."""

    def __init__(self, pause: float = PAUSE_SECONDS, quiet: float = QUIET_SECONDS) -> None:
        self._pause, self._quiet = pause, quiet
        self._lock, self._closed = Lock(), Event()
        self._closed.set()
        self._soon: dict[object, Work] = {}
        self._later: dict[object, Work] = {}
        self._written = float("-inf")
        self._thread: Thread | None = None

    def open(self) -> None:
        self._closed.clear()

    def close(self) -> None:
        """Forgets what waits, and returns once nothing runs any more."""
        self._closed.set()
        with self._lock:
            self._soon.clear()
            self._later.clear()
            running = self._thread
        if running:
            running.join()

    def want(self, name: object, work: Work, *, later: bool = False) -> None:
        """Does `work` in a moment; not twice where `name` waits already.

        What is wanted `later` comes after everything else, and while nobody writes.
        """
        with self._lock:
            if self._closed.is_set() or (later and name in self._soon):
                return
            self._later.pop(name, None)
            waiting = self._later if later else self._soon
            waiting.pop(name, None)
            waiting[name] = work
            if len(waiting) > MOST_WAITING:
                del waiting[next(iter(waiting))]
            if self._thread is None:
                self._thread = Thread(target=self._work, name="prepare", daemon=True)
                self._thread.start()

    def give_way(self) -> None:
        """Notes that somebody is writing: what is wanted later waits until that has ended."""
        self._written = monotonic()

    def _work(self) -> None:
        while work := self._next():
            try:
                work()
            except Exception as fault:  # noqa: BLE001  # whoever opens the page gets an answer
                _log.warning("Work in the background failed: %s.", type(fault).__name__)

    def _next(self) -> Work | None:
        """What is wanted next, after the pause; the thread ends where that is nothing."""
        while True:
            closed = self._closed.wait(self._pause)
            with self._lock:
                if closed or not (self._soon or self._later):
                    self._thread = None
                    return None
                if self._soon or monotonic() - self._written >= self._quiet:
                    waiting = self._soon or self._later
                    return waiting.pop(next(iter(waiting)))


BACKGROUND = Background()
"""This process's own; closed until a server opens it."""
