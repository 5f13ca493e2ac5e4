"""Live interviewers as a server meets them: outboxes that write, wait, and send again."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assessment.domain.ids import SheetKey
from assessment.services.access import tokens
from assessment.services.store.ports import OpenUnitOfWork
from benchmarks.events_client import ConnectionLost, EventsClient

FIRST_BACK_OFF, LONGEST_BACK_OFF = 0.25, 5.0
"""Seconds, as in `delivery.js`."""
TRIES = 60
"""For one batch; with the waits between them minutes, on a machine that is never so slow."""
AT_ONCE = 3
"""Events in a batch at most."""


@dataclass(kw_only=True)
class Interviewer:
    """One outbox: a request at a time, the oldest events first, again until there is an answer."""

    sheet: SheetKey
    client: EventsClient
    token: str
    items: Sequence[str]
    chance: random.Random
    written: list[dict[str, object]] = field(default_factory=list)
    acknowledged: dict[int, int] = field(default_factory=dict)
    """The place in the log that each event was said to have."""
    refused: list[object] = field(default_factory=list)
    sent_again: int = 0

    @property
    def name(self) -> str:
        return f"page-of-{self.sheet.rater}"

    @property
    def route(self) -> str:
        """Which server answered last: a or b."""
        return self.client.cookies.get("levelset_route", "")

    async def interview(self, events: int, told: Callable[[], None], gone: asyncio.Event) -> None:
        """Writes `events` events or a few more, the last ones once `gone` is set.

        `told` is called for each that was acknowledged.
        """
        while len(self.written) < events:
            if len(self.written) >= events - AT_ONCE:
                await gone.wait()
            batch = [self._writes() for _ in range(self.chance.randint(1, AT_ONCE))]
            answer = await self._delivered(batch)
            self.acknowledged |= {int(seq): place for seq, place in answer["ids"].items()}
            self.refused += answer["refused"]
            for _ in batch:
                told()
        self.client.close()

    def _writes(self) -> dict[str, object]:
        seq = len(self.written) + 1
        item = self.items[seq // 4 % len(self.items)]
        rated = seq % 3 == 0
        event: dict[str, object] = {
            "seq": seq,
            "kind": "verdict" if rated else "evidence",
            "item": item,
            "part": "",
            "value": 1 + seq % 5
            if rated
            else f"{self.sheet.rater} said so, {seq}. " * (1 + seq % 7),
            "base": 0,
            "at": 0,
        }
        self.written.append(event)
        return event

    async def _delivered(self, batch: list[dict[str, object]]) -> dict[str, dict[str, int]]:
        body = {"box": self.sheet.box, "client": self.name, "token": self.token, "events": batch}
        for failures in range(TRIES):
            try:
                return await self.client.post(body)
            except ConnectionLost:
                self.sent_again += 1
                wait = min(FIRST_BACK_OFF * 2**failures, LONGEST_BACK_OFF)
                await asyncio.sleep(wait * self.chance.uniform(0.8, 1.2))
        raise AssertionError(f"{self.name}: nothing was acknowledged in {TRIES} tries")


def interviewers(
    url: str, open_uow: OpenUnitOfWork, sheets: Sequence[SheetKey]
) -> list[Interviewer]:
    """One for each scorecard, each with a page that it was given."""
    with open_uow(read_only=True) as uow:
        kit = uow.interviews.find(sheets[0].interview).kit
        items = [item.id for item in uow.kits.find(kit).items]
    return [
        Interviewer(
            sheet=sheet,
            client=EventsClient(url),
            token=tokens.token_for(open_uow, sheet),
            items=items,
            chance=random.Random(sheet.rater),  # noqa: S311  # how much is written at once
        )
        for sheet in sheets
    ]


def wrongly_stored(open_uow: OpenUnitOfWork, all_: Sequence[Interviewer]) -> list[str]:
    """What isn't stored exactly once, in the order of writing, and as it was acknowledged."""
    found = []
    with open_uow(read_only=True) as uow:
        for one in all_:
            log = sorted(uow.entries.history(one.sheet), key=lambda entry: entry.id)
            stored = [(e.client, e.seq, e.kind, e.item, e.value, e.id) for e in log]
            expected = [
                (one.name, e["seq"], e["kind"], e["item"], e["value"], one.acknowledged[e["seq"]])
                for e in one.written
            ]
            if stored != expected:
                found.append(f"{one.name}: stored {stored}, written {expected}")
    return found
