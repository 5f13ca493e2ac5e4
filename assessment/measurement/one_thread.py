"""Small matrices on one thread: handing out what takes microseconds costs more than it saves."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

from threadpoolctl import ThreadpoolController

_turn = Lock()
_inside: list[object] = []
"""One for each piece of work that is under way on one thread, in whatever thread."""


@contextmanager
def one_thread() -> Iterator[None]:
    """What is done in here multiplies and factors matrices on one thread; a decorator as well.

    The setting is the whole process's. It ends with the last piece of work that asked for it, so
    that people who wait at the same time can't undo it for one another.
    """
    with _turn:
        if not _inside:
            _limit(1)
        _inside.append(_inside)
    try:
        yield
    finally:
        with _turn:
            _inside.pop()
            if not _inside:
                _limit(None)


@cache
def _libraries() -> tuple[ThreadpoolController, dict[str, int]]:
    """The libraries for linear algebra in this process, and how many threads each uses."""
    found = ThreadpoolController().select(user_api="blas")
    return found, {one["filepath"]: one["num_threads"] for one in found.info()}


def _limit(threads: int | None) -> None:
    """So many threads in every library; None for as many as each had at first."""
    found, usual = _libraries()
    for library in found.lib_controllers:
        library.set_num_threads(usual[library.filepath] if threads is None else threads)
