"""Many interviewers at one server, and the proof that what it acknowledged is stored once."""

import asyncio
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.domain.ids import SheetKey
from assessment.domain.rating import Entry
from assessment.services.access import tokens
from assessment.services.store.ports import OpenUnitOfWork
from benchmarks.interviewer import RATING_EVERY, Acknowledged, Interviewer

AT_ONCE = 4
"""Windows that open at the same time."""
WARM_UP = 2.0
"""Seconds of each stretch that are worked but not measured: pools and caches fill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some interviewers at work for some seconds."""

    interviewers: int
    waits: tuple[float, ...]
    """From an event to its acknowledgement, in seconds, shortest first."""
    dues: tuple[tuple[float, float], ...]
    """When each of them was due, by the clock of `time.perf_counter`, and how long it waited."""
    refused: tuple[str, ...]
    failed: tuple[str, ...]
    """Requests that had to be sent again."""

    @property
    def p95(self) -> float:
        return quantile(self.waits, 0.95)


def quantile(sorted_values: Sequence[float], share: float) -> float:
    """The nearest value that at least `share` of all are not above."""
    return sorted_values[max(0, math.ceil(share * len(sorted_values)) - 1)]


class Crowd:
    """Interviewers with their windows open; `work` lets some of them write."""

    def __init__(
        self, url: str, open_uow: OpenUnitOfWork, sheets: Sequence[SheetKey], redraws: float
    ) -> None:
        self._open_uow = open_uow
        self._all = [
            Interviewer(url, sheet, tokens.signed_rater(open_uow, sheet.rater), redraws)
            for sheet in sheets
        ]
        self._open = 0
        self._acknowledged: list[Acknowledged] = []

    async def grow(self, number: int) -> None:
        """Opens windows until `number` of them are open."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def enter(interviewer: Interviewer) -> None:
            async with gate:
                await interviewer.open()

        await asyncio.gather(*(enter(i) for i in self._all[self._open : number]))
        self._open = max(self._open, number)

    async def work(self, number: int, seconds: float) -> Stretch:
        """The first `number` of them write for `seconds` after the warm-up."""
        begin = time.perf_counter() + 0.5
        measured, end = begin + WARM_UP, begin + WARM_UP + seconds
        works = await asyncio.gather(
            *(
                interviewer.work(begin, end, RATING_EVERY * n / number)
                for n, interviewer in enumerate(self._all[:number])
            )
        )
        acknowledged = [a for work in works for a in work.acknowledged]
        self._acknowledged += acknowledged
        dues = [(a.event.due, a.waited) for a in acknowledged if a.event.due >= measured]
        return Stretch(
            interviewers=number,
            waits=tuple(sorted(waited for _, waited in dues)),
            dues=tuple(sorted(dues)),
            refused=tuple(why for work in works for why in work.refused),
            failed=tuple(why for work in works for why in work.failed),
        )

    async def leave(self) -> None:
        await asyncio.gather(*(i.close() for i in self._all[: self._open]))

    def lost_and_doubled(self) -> tuple[int, int]:
        """Acknowledged events that are not stored as they were, and those stored twice."""
        stored: dict[tuple[SheetKey, str, int], list[Entry]] = {}
        with self._open_uow(read_only=True) as uow:
            for sheet in {a.sheet for a in self._acknowledged}:
                for entry in uow.entries.history(sheet):
                    stored.setdefault((sheet, entry.client, entry.seq), []).append(entry)
        found = [(a, stored.get((a.sheet, a.client, a.event.seq), [])) for a in self._acknowledged]
        lost = sum(not any(_is_stored_as(a, entry) for entry in entries) for a, entries in found)
        return lost, sum(len(entries) > 1 for _, entries in found)


def _is_stored_as(acknowledged: Acknowledged, entry: Entry) -> bool:
    event = acknowledged.event
    written = (acknowledged.entry, event.kind, event.item, event.value)
    return written == (entry.id, entry.kind, entry.item, entry.value)
