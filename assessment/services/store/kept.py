"""What was worked out or read before, kept in this process for as long as nothing changed."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock, RLock
from typing import Any, Generic, TypeVar

V = TypeVar("V")
_every: "list[Kept[Any]]" = []
"""All that there are in this process, for `forget_all`."""


class Kept(Generic[V]):
    """A value for each name, with the state that it was made from; the oldest one goes first.

    A value is given out only for an equal state, so whatever it depends on belongs into the state,
    the viewer's rights included. States are compared whole: no digest stands in for them.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, tuple[object, V]] = OrderedDict()
        self._turn, self._cleared = Lock(), 0
        self._making: dict[Hashable, tuple[Any, int]] = {}
        """For each name that is being made: its lock, and how many hold it or wait for it."""
        _every.append(self)

    def __len__(self) -> int:
        return len(self._found)

    def clear(self) -> None:
        with self._turn:
            self._cleared += 1
            self._found.clear()

    def get(self, name: Hashable, state: object) -> V | None:
        """What was made for `name` from an equal state; None otherwise."""
        with self._turn:
            kept = self._found.get(name)
            if kept is None or kept[0] != state:
                return None
            self._found.move_to_end(name)
            return kept[1]

    def put(self, name: Hashable, state: object, value: V) -> V:
        """Keeps and returns `value`, in place of what `name` had before."""
        with self._turn:
            self._found[name] = (state, value)
            self._found.move_to_end(name)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return value

    def or_made(self, name: Hashable, state: object, make: Callable[[], V]) -> V:
        """As `get`; where there is nothing yet, what `make` returns is kept.

        Whoever asks for the same name meanwhile waits for it, and makes it only for another state.
        It is not kept where everything was forgotten meanwhile, as after an erasure.
        """
        if (kept := self.get(name, state)) is not None:
            return kept
        with self._alone(name):
            kept, before = self.get(name, state), self._cleared
            if kept is not None:
                return kept
            made = make()
            return self.put(name, state, made) if self._cleared == before else made

    @contextmanager
    def _alone(self, name: Hashable) -> Iterator[None]:
        with self._turn:
            lock, others = self._making.get(name, (RLock(), 0))
            self._making[name] = (lock, others + 1)
        try:
            with lock:
                yield
        finally:
            with self._turn:
                lock, others = self._making.pop(name)
                if others > 1:
                    self._making[name] = (lock, others - 1)


def forget_all() -> None:
    """Nothing is kept any more: what was erased is not left in this process either."""
    for kept in _every:
        kept.clear()
