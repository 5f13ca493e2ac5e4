"""Kills one of two servers behind nginx under a crowd, and says how soon it is as it was before.

`uv run python -m benchmarks.servers` starts two processes on PostgreSQL behind the nginx of
`deploy/`, lets interviewers rate and type, and kills one process in the middle. Waiting is counted
from the moment when something was done on the screen. The 95th percentile of each second after the
kill is compared with the one before it, in the same run, so a slow machine is no worse than a fast
one. Interviewers that the machine can't hold wait before the kill as well: `ms before`
should be some tens, else take fewer `--people`. Last it prints one JSON object; it fails where an
event was lost or stored twice.
"""

import asyncio
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from assessment.services.store.ports import OpenUnitOfWork
from benchmarks.crowd import WARM_UP, Crowd, Stretch, quantile
from benchmarks.databases import postgresql
from benchmarks.seeding import seed
from db.opening import open_store
from db.signing_key import VARIABLE
from tests.ui.installed_wheel import install_wheel
from tests.ui.servers.deployment import Deployment

PEOPLE, BEFORE, AFTER = 100, 15, 20
"""Interviewers, and seconds before and after the kill."""
BACK, GOAL = 2.0, 5.0
"""Back is a 95th percentile of at most so many times the one before; within so many seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one kill came to. Times are seconds."""

    interviewers: int
    acknowledged: int
    sent_again: int
    """Requests that a page had to send again, because nginx could not help."""
    lost: int
    doubled: int
    p95_before: float
    p95_after: tuple[float, ...]
    """Of what was done in each second after the kill."""

    @property
    def ratios(self) -> list[float]:
        return [round(p95 / self.p95_before, 2) for p95 in self.p95_after]

    @property
    def back_after(self) -> int | None:
        """The first second from which every later one is back; None where the last one is not."""
        late = [second for second, ratio in enumerate(self.ratios) if ratio > BACK]
        back = max(late, default=-1) + 1
        return back if back < len(self.ratios) else None


@contextmanager
def deployed(folder: Path) -> Iterator[tuple[Deployment, OpenUnitOfWork]]:
    """Two processes of the wheel behind nginx, on a database that waits for its disk."""
    with postgresql(folder) as url:
        (folder / "wheel").mkdir()
        deployment = Deployment(folder, install_wheel(folder / "wheel"), url)
        os.environ[VARIABLE] = str(deployment.key)
        store = open_store(url)
        try:
            deployment.start()
            deployment.nginx.start()
            yield deployment, store.open_uow
        finally:
            deployment.stop()
            store.close()


async def measured(
    deployment: Deployment, open_uow: OpenUnitOfWork, people: int, before: int, after: int
) -> Outcome:
    """Everybody works; `before` seconds after the warm-up process a is killed."""
    crowd = Crowd(deployment.url, open_uow, seed(open_uow, people), redraws=0.0)
    await crowd.grow(people)

    async def killed() -> float:
        await asyncio.sleep(WARM_UP + before)
        at = time.perf_counter()
        await asyncio.to_thread(deployment.servers["a"].kill)
        assert not deployment.servers["a"].runs()
        return at

    stretch, at = await asyncio.gather(crowd.work(people, before + after), killed())
    await crowd.leave()
    lost, doubled = crowd.lost_and_doubled()
    return Outcome(
        interviewers=people,
        acknowledged=len(stretch.dues),
        sent_again=len(stretch.failed),
        lost=lost + len(stretch.refused),
        doubled=doubled,
        p95_before=_p95(stretch, at - before, at),
        p95_after=tuple(_p95(stretch, at + n, at + n + 1) for n in range(after - 1)),
    )


def _p95(stretch: Stretch, begin: float, end: float) -> float:
    """Of what was due between two moments."""
    return quantile(sorted(waited for due, waited in stretch.dues if begin <= due < end), 0.95)


def main(
    people: Annotated[int, typer.Option(min=1, help="Interviewers.")] = PEOPLE,
    before: Annotated[int, typer.Option(min=5, help="Seconds before the kill.")] = BEFORE,
    after: Annotated[int, typer.Option(min=10, help="Seconds after it.")] = AFTER,
) -> None:
    """Kill one of two servers under a crowd; fail where an event was lost or stored twice."""
    with tempfile.TemporaryDirectory(prefix="lvs-") as name, deployed(Path(name)) as (run, uow):
        one = asyncio.run(measured(run, uow, people, before, after))
    typer.echo(_told(one))
    typer.echo(json.dumps(asdict(one) | {"ratios": one.ratios, "back_after": one.back_after}))
    raise typer.Exit(1 if one.lost or one.doubled else 0)


def _told(one: Outcome) -> str:
    back = "not yet" if one.back_after is None else f"from second {one.back_after} on"
    return (
        f"{one.interviewers} interviewers: 95th percentile {one.p95_before * 1000:.0f} ms before "
        f"the kill. Times that, second by second after it: {', '.join(map(str, one.ratios))}. "
        f"Back at {BACK:.0f} times or less: {back} (goal: {GOAL:.0f} s). {one.acknowledged} events "
        f"acknowledged, {one.sent_again} requests sent again by pages, {one.lost} lost, "
        f"{one.doubled} stored twice."
    )


if __name__ == "__main__":
    typer.run(main)
