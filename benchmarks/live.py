"""Never waits: the live screen against a plain button, and how many interviewers a server holds.

uv run python -m benchmarks.live            some ten minutes
uv run python -m benchmarks.live --short    within two, for CI

A clock never makes it fail; only an acknowledged event that is not stored exactly once does.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from assessment.domain.ids import SheetKey
from assessment.services.access import tokens
from benchmarks.clicks import Clicks, Pages, click_through
from benchmarks.databases import KINDS
from benchmarks.load import Load, Place, Plan, measure
from benchmarks.queries import queries_per_event
from benchmarks.seeding import seed
from benchmarks.serving import ROOT, Serving
from benchmarks.table import GOAL, Result, figures, machine_load, readable
from db.opening import Store, open_store

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Stage:
    """One database with its seeded interviews, and the server that works on it."""

    database: str
    store: Store
    sheets: list[SheetKey]
    server: Serving


def main(
    *,
    short: Annotated[bool, typer.Option("--short", help="Within two minutes, for CI.")] = False,
    interviewers: Annotated[int, typer.Option(help="Try this many, and no more.")] = 0,
    seconds: Annotated[float, typer.Option(help="How long each crowd works.")] = 0,
) -> None:
    """Measures, prints a table, and as its last line one JSON object."""
    busy = machine_load()
    plan = Plan(
        interviewers=interviewers or GOAL,
        most=interviewers or (GOAL if short else 3 * GOAL),
        step=GOAL // 2,
        seconds=seconds or (8 if short else 45),
        alone_seconds=10 if short else 60,
    )
    with ExitStack() as stack:
        result = _measured(stack, plan, rounds=10 if short else 60)
    typer.echo(readable(result, busy))
    typer.echo(json.dumps(figures(result)))
    if any(each.lost or each.doubled for each in result.loads):
        raise typer.Exit(1)


def _measured(stack: ExitStack, plan: Plan, rounds: int) -> Result:
    """All servers start together; each then waits idly for its turn."""
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="levelset-")))
    # The plain page finds no settings of ours: there are none in this folder.
    plain = stack.enter_context(closing(Serving(HERE / "empty_page.py", folder, HERE, {})))
    tuned = stack.enter_context(closing(Serving(HERE / "tuned_page.py", folder, ROOT, {})))
    stages = [stack.enter_context(_stage(kind, folder, plan.most + 2)) for kind in KINDS]
    for server in (plain, tuned, *(stage.server for stage in stages)):
        server.wait_until_healthy()
    clicks = _clicks(stages[0], plain, tuned, rounds)
    return Result(
        clicks=clicks,
        queries=tuple(queries_per_event(s.store, s.sheets[-1]) for s in stages),
        loads=tuple(_load(stage, plan, clicks.reruns_per_rating) for stage in stages),
    )


@contextmanager
def _stage(database: str, folder: Path, interviews: int) -> Iterator[Stage]:
    with KINDS[database](folder) as url, closing(open_store(url)) as store:
        sheets = seed(store.open_uow, interviews)
        environment = {"LEVELSET_DATABASE_URL": url}
        with closing(Serving(ROOT / "app.py", folder, ROOT, environment)) as server:
            yield Stage(database, store, sheets, server)


def _clicks(stage: Stage, plain: Serving, tuned: Serving, rounds: int) -> Clicks:
    sheet = stage.sheets[-2]
    remembered = tokens.signed_rater(stage.store.open_uow, sheet.rater)
    return click_through(Pages(plain.url, tuned.url, stage.server.url), sheet, remembered, rounds)


def _load(stage: Stage, plan: Plan, redraws: float) -> Load:
    place = Place(stage.database, stage.server, stage.store.open_uow, stage.sheets)
    return measure(place, plan, redraws)


if __name__ == "__main__":
    typer.run(main)
