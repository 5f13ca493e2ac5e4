"""Somebody who interviews: rates every five seconds, types all the time, waits for nobody."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from assessment.domain.ids import SheetKey
from benchmarks.events_client import ConnectionLost, EventsClient
from benchmarks.window import Window

RATING_EVERY = 5.0
TEXT_EVERY = 1.0
BACK_OFF = 0.25
BEGUN, TYPED = 200, 6
"""Characters of a note when its question is opened, and typed in a second."""
NOTE = "the shift lead re-sequences the orders when the filler is late, and says who decides; " * 40

Act = Callable[[float], None]
"""Something done on the screen at the moment when it was due."""


@dataclass(slots=True)
class Event:
    """One thing done on the screen, and when: waiting counts from then, not from the sending."""

    seq: int
    kind: str
    item: str
    value: int | str
    due: float

    @property
    def is_text(self) -> bool:
        return self.kind == "evidence"


@dataclass(slots=True)
class Acknowledged:
    """An event that the server said it had stored, and as which entry."""

    sheet: SheetKey
    client: str
    event: Event
    entry: int
    waited: float


@dataclass(kw_only=True)
class Work:
    """What a stretch of work came to."""

    acknowledged: list[Acknowledged] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """Requests that had to be sent again."""


class Interviewer:
    """One window and its outbox: one request at a time, oldest first, a newer text replaces."""

    def __init__(self, url: str, sheet: SheetKey, remembered: str, redraws: float) -> None:
        """`redraws`: how often a page asks for one when a rating of it was acknowledged."""
        self.sheet, self.client = sheet, f"load-{sheet.rater}"
        self._redraws, self._owed = redraws, 0.0
        self.window = Window(url, sheet, remembered)
        self._client = EventsClient(url)
        self._seqs, self._ratings = count(1), count(1)
        self._item = ""
        self._waiting: list[Event] = []
        self._more, self._over = asyncio.Event(), False
        self._known: dict[tuple[str, str], int] = {}

    async def open(self) -> None:
        await self.window.open()
        self._item = self.window.given.items[0]

    async def close(self) -> None:
        self._client.close()
        await self.window.close()

    async def work(self, begin: float, end: float, delay: float) -> Work:
        """Writes until `end`, then waits for the last acknowledgement.

        `delay` is this interviewer's own place in the period of a rating: nobody works in step.
        """
        work, self._over = Work(), False
        sending = asyncio.create_task(self._send(work))
        rating = self._every(RATING_EVERY, begin + delay, end, self._rate)
        typing = self._every(TEXT_EVERY, begin + delay % TEXT_EVERY, end, self._type)
        await asyncio.gather(rating, typing)
        self._over = True
        self._more.set()
        await sending
        return work

    async def _every(self, period: float, first: float, end: float, act: Act) -> None:
        due = first
        while due < end:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            act(due)
            self._more.set()
            due += period

    def _rate(self, due: float) -> None:
        """A level on the next question, which is then the open one."""
        number, items = next(self._ratings), self.window.given.items
        self._item = items[number % len(items)]
        self._waiting.append(Event(next(self._seqs), "verdict", self._item, 1 + number % 5, due))

    def _type(self, due: float) -> None:
        """The whole note again, a little longer; one that waits unsent gives way to it."""
        seq = next(self._seqs)
        for older in [e for e in self._waiting if e.is_text and e.item == self._item]:
            self._waiting.remove(older)
            due = min(due, older.due)
        text = f"{seq}: {NOTE[: BEGUN + TYPED * (seq % 60)]}"
        self._waiting.append(Event(seq, "evidence", self._item, text, due))

    async def _send(self, work: Work) -> None:
        while not self._over or self._waiting:
            await self._more.wait()
            self._more.clear()
            while self._waiting:
                batch, self._waiting = self._waiting, []
                try:
                    answer = await self._client.post(self._body(batch))
                except ConnectionLost as fault:
                    work.failed.append(str(fault))
                    self._waiting = batch + self._waiting
                    await asyncio.sleep(BACK_OFF)
                    continue
                self._settle(batch, answer, work)
                await self._redraw(sum(not event.is_text for event in batch))

    async def _redraw(self, ratings: int) -> None:
        self._owed += self._redraws * ratings
        while self._owed >= 1:
            self._owed -= 1
            await self.window.redraw()

    def _body(self, batch: list[Event]) -> dict[str, object]:
        return {
            "box": self.sheet.box,
            "client": self.client,
            "token": self.window.given.token,
            "events": [
                {
                    "seq": e.seq,
                    "kind": e.kind,
                    "item": e.item,
                    "part": "",
                    "value": e.value,
                    "base": self._known.get((e.kind, e.item), 0),
                    "at": int(time.time() * 1000),
                }
                for e in batch
            ],
        }

    def _settle(self, batch: list[Event], answer: dict[str, Any], work: Work) -> None:
        now = time.perf_counter()
        work.refused += [refusal["why"] for refusal in answer["refused"]]
        for event in batch:
            if entry := answer["ids"].get(str(event.seq)):
                self._known[event.kind, event.item] = entry
                waited = now - event.due
                work.acknowledged.append(
                    Acknowledged(self.sheet, self.client, event, entry, waited)
                )
