"""How many interviewers one server process holds on one database."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assessment.domain.ids import SheetKey
from assessment.services.store.ports import OpenUnitOfWork
from benchmarks.crowd import WARM_UP, Crowd, Stretch
from benchmarks.serving import Serving

MOST_TIMES_SLOWER = 10
"""A server holds a crowd while 95 of 100 waits stay below this many times those of one alone."""
FEWEST = 10
"""Below this many nothing smaller is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many to try, and for how long each time."""

    interviewers: int
    most: int
    step: int
    seconds: float
    alone_seconds: float


class Place(NamedTuple):
    """Where it is measured."""

    database: str
    server: Serving
    open_uow: OpenUnitOfWork
    sheets: Sequence[SheetKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one server process with one database came to."""

    database: str
    alone: Stretch
    tried: tuple[Stretch, ...]
    megabytes: float
    """Of the server's memory for one open interview."""
    cpu: float
    """Cores that the server kept busy during the first crowd."""
    lost: int
    doubled: int

    @property
    def held(self) -> Stretch:
        """The largest crowd that was held; one alone always is."""
        held = [s for s in self.tried if holds(s, self.alone)]
        return max(held, key=lambda s: s.interviewers, default=self.alone)

    @property
    def ratio(self) -> float:
        return self.held.p95 / self.alone.p95


def holds(crowd: Stretch, alone: Stretch) -> bool:
    in_time = crowd.p95 <= MOST_TIMES_SLOWER * alone.p95
    return in_time and not crowd.refused and not crowd.failed


def measure(place: Place, plan: Plan, redraws: float) -> Load:
    """One alone, then the crowd; a larger one while it is held, a smaller one while it is not."""
    return asyncio.run(_measure(place, plan, redraws))


async def _measure(place: Place, plan: Plan, redraws: float) -> Load:
    server = place.server
    crowd = Crowd(server.url, place.open_uow, place.sheets, redraws)
    await crowd.grow(1)
    alone = await crowd.work(1, plan.alone_seconds)
    before = server.megabytes()
    await crowd.grow(plan.interviewers)
    worked = server.cpu_seconds()
    tried = [await crowd.work(plan.interviewers, plan.seconds)]
    cpu = (server.cpu_seconds() - worked) / (plan.seconds + WARM_UP)
    megabytes = (server.megabytes() - before) / max(1, plan.interviewers - 1)
    while (number := _next(tried, alone, plan)) > 0:
        await crowd.grow(number)
        tried.append(await crowd.work(number, plan.seconds))
    await crowd.leave()
    lost, doubled = crowd.lost_and_doubled()
    return Load(
        database=place.database,
        alone=alone,
        tried=tuple(tried),
        megabytes=megabytes,
        cpu=cpu,
        lost=lost,
        doubled=doubled,
    )


def _next(tried: Sequence[Stretch], alone: Stretch, plan: Plan) -> int:
    """The number to try next; 0 ends it."""
    last = tried[-1]
    if holds(last, alone):
        climbing = last.interviewers >= plan.interviewers
        higher = last.interviewers + plan.step
        return higher if climbing and higher <= plan.most else 0
    if last.interviewers > plan.interviewers:
        return 0
    return last.interviewers // 2 if last.interviewers > FEWEST else 0
