"""One thread for what can be worked out before somebody asks for it."""

import logging
from collections.abc import Callable
from threading import Event, Lock, Thread

PAUSE_SECONDS = 0.3
"""The page that somebody opened is drawn first."""
MOST_WAITING = 20
"""Pieces of work; with more the oldest is not done."""
_log = logging.getLogger("levelset")


class Background:
    """One thread that works off what is wanted, while there is anything; `open` allows it."""

    def __init__(self, pause: float = PAUSE_SECONDS) -> None:
        self._pause, self._lock, self._closed = pause, Lock(), Event()
        self._closed.set()
        self._waiting: dict[object, Callable[[], None]] = {}
        self._thread: Thread | None = None

    def open(self) -> None:
        self._closed.clear()

    def close(self) -> None:
        """Forgets what waits, and returns once nothing runs any more."""
        self._closed.set()
        with self._lock:
            self._waiting.clear()
            running = self._thread
        if running:
            running.join()

    def want(self, name: object, work: Callable[[], None]) -> None:
        """Does `work` in a moment; not twice where `name` waits already."""
        with self._lock:
            if self._closed.is_set():
                return
            self._waiting.pop(name, None)
            self._waiting[name] = work
            if len(self._waiting) > MOST_WAITING:
                del self._waiting[next(iter(self._waiting))]
            if self._thread is None:
                self._thread = Thread(target=self._work, name="prepare", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while work := self._next():
            try:
                work()
            except Exception as fault:  # noqa: BLE001  # whoever opens the page gets an answer
                _log.warning("Work in the background failed: %s.", type(fault).__name__)

    def _next(self) -> Callable[[], None] | None:
        """What is wanted next, after the pause; the thread ends where that is nothing."""
        closed = self._closed.wait(self._pause)
        with self._lock:
            if closed or not self._waiting:
                self._thread = None
                return None
            return self._waiting.pop(next(iter(self._waiting)))


BACKGROUND = Background()
"""This process's own; closed until a server opens it."""
