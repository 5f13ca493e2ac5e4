"""How long Compare takes with a large shortlist, as a multiple of a click on an empty page.

uv run python -m benchmarks.compare            some four minutes
uv run python -m benchmarks.compare --short    within two, for CI

40 candidates, 5 raters and 12 questions, every scorecard submitted with a note on each question.
A first view is the link to Compare of a role whose comparison nobody has looked at since the
server started, from the role's own page, which has been open for a second or two; a role that is
not counted warms the process. Everything is timed from the click until nothing
changes on the page for half a second, which is not counted; so is the button of an empty page,
which is pressed before each of the others. A clock never makes it fail; only an error does.
"""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated, NamedTuple

import typer
from playwright.sync_api import BrowserContext, Page, sync_playwright

from assessment.domain.ids import RequisitionId, SheetKey
from assessment.domain.rating import LEVELS, Kind, Recommendation
from assessment.domain.requisition import SeatRole
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork
from benchmarks.serving import ROOT, Serving
from benchmarks.table import machine_load, table
from db.opening import open_store
from question_bank import load_bank
from tests.builders import a_kit, a_seat, an_entry, an_interview, furnish
from tests.ui.chromium import launch

HERE = Path(__file__).parent
QUIET = (HERE / "quiet.js").read_text("utf-8")
BEGAN = """for (const kind of ["click", "input"]) {
  addEventListener(kind, ({ timeStamp }) => { globalThis.began = timeStamp; }, { capture: true });
}"""
SINCE = """milliseconds => {
  const last = globalThis.levelsetQuiet(milliseconds), began = globalThis.began ?? 0;
  return last > began ? last - began : 0;
}"""
QUIET_MS = 500
PATIENCE_MS = 60_000
CANDIDATES, RATERS, QUESTIONS = 40, 5, 12
NOTE = "Said the planner decides and the line only proposes, then gave the lot and the shift. "
EMPTY = "a click on an empty page"
FIRST = "first view of a role"
WEIGHTING = "another weighting"
AGAIN = "a weighting seen before"
CLOSER = "a closer look"
VIEWER = "viewing as somebody else"
"""Which loads the whole page anew."""
GOALS = {FIRST: 4.0, WEIGHTING: 1.5, AGAIN: 1.5, CLOSER: 1.5}
"""Times the click on the empty page."""
MEASURED = (*GOALS, VIEWER)
WEIGHTINGS = ("Plant", "Enterprise", "Equal")
LOOKS = ("Competencies", "Cells", "Plant and enterprise", "All scores")


class Wait(NamedTuple):
    """What one click took."""

    milliseconds: float
    processor: float
    """Milliseconds of work of the server meanwhile, which a busy machine hardly changes."""


Waits = dict[str, list[Wait]]
Act = Callable[[], object]


def main(
    *, short: Annotated[bool, typer.Option("--short", help="Within two minutes, for CI.")] = False
) -> None:
    """Measures, prints a table, and as its last line one JSON object of ratios."""
    busy = machine_load()
    rounds = 1 if short else 5
    with ExitStack() as stack:
        empty, app = _served(stack, rounds + 1)
        found = _measured(stack, empty, app, rounds)
    typer.echo(f"{busy}\n\n" + "\n".join(_readable(found)))
    ratios = {name: round(_ratio(found, name), 2) for name in MEASURED}
    typer.echo(json.dumps(ratios | {"empty_ms": round(_middle(found[EMPTY]).milliseconds)}))


def _served(stack: ExitStack, roles: int) -> tuple[Serving, Serving]:
    """Both servers, the app's with so many roles of the same size."""
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="levelset-")))
    environment = {"LEVELSET_DATABASE_URL": f"sqlite:///{folder / 'levelset.sqlite'}"}
    with closing(open_store(environment["LEVELSET_DATABASE_URL"])) as store:
        for number in range(roles):
            seed_shortlist(store.open_uow, _role(number), number)
    environment["LEVELSET_BANK"] = ""
    empty = stack.enter_context(closing(Serving(HERE / "empty_page.py", folder, HERE, {})))
    app = stack.enter_context(closing(Serving(ROOT / "app.py", folder, ROOT, environment)))
    for server in (empty, app):
        server.wait_until_healthy()
    return empty, app


def _role(number: int) -> RequisitionId:
    return RequisitionId(f"LOAD-{number}")


def seed_shortlist(open_uow: OpenUnitOfWork, role: RequisitionId, number: int) -> None:
    """A role whose scorecards are all in; its questions are no other role's."""
    kit = f"{role}.K1"
    raters = [f"R-{n:02}" for n in range(1, RATERS + 1)]
    seats = tuple(
        a_seat(r, SeatRole.INTERVIEWER if n else SeatRole.LEAD) for n, r in enumerate(raters)
    )
    asked = list(load_bank().questions.values())[number * QUESTIONS :][:QUESTIONS]
    meetings = [
        an_interview(f"{role}.C-{n:02}.1", kit=kit, seats=seats) for n in range(1, CANDIDATES + 1)
    ]
    furnish(open_uow, *meetings, kit=a_kit(kit, questions=asked))
    chance = random.Random(number)  # the same levels every time
    with open_uow() as uow:
        for meeting in meetings:
            strength = chance.choice(LEVELS)
            for rater in raters:
                _submit(
                    uow, SheetKey(meeting.id, seats[raters.index(rater)].rater), strength, chance
                )
        uow.commit()


def _submit(uow: UnitOfWork, sheet: SheetKey, strength: int, chance: random.Random) -> None:
    seq = 0
    for n in range(1, QUESTIONS + 1):
        level = min(5, max(1, strength + chance.choice((-1, 0, 0, 1))))
        for value, kind in ((level, Kind.VERDICT), (NOTE * 3, Kind.EVIDENCE)):
            seq += 1
            uow.entries.append(an_entry(value, kind=kind, item=f"q{n:02}", sheet=sheet, seq=seq))
    for value, kind in (
        (Recommendation.MIXED, Kind.RECOMMENDATION),
        (NOTE, Kind.REASONS),
        (True, Kind.SUBMIT),
    ):
        seq += 1
        uow.entries.append(an_entry(value, kind=kind, sheet=sheet, seq=seq))


def _measured(stack: ExitStack, empty: Serving, app: Serving, rounds: int) -> Waits:
    playwright = stack.enter_context(sync_playwright())
    browser = stack.enter_context(closing(launch(playwright)))
    context = stack.enter_context(closing(browser.new_context()))
    context.add_init_script(QUIET + BEGAN)
    plain = stack.enter_context(_opened(context, empty.url))
    press = plain.get_by_role("button", name="Press").click
    found: Waits = {name: [] for name in (EMPTY, *MEASURED)}
    for number in range(rounds + 1):
        address = f"{app.url}/requisition?requisition={_role(number)}&as=owner"
        with _opened(context, address) as page:
            for name, act in _visit(page):
                waits = (EMPTY, _timed(plain, empty, press)), (name, _timed(page, app, act))
                if number:  # the first round warms both up
                    for what, wait in waits:
                        found[what].append(wait)
    return found


def _visit(page: Page) -> Iterator[tuple[str, Act]]:
    """What somebody presses on a visit to Compare, one after the other."""
    yield FIRST, page.get_by_role("link", name="Compare", exact=True).click
    for times in (WEIGHTING, AGAIN):
        for weighting in WEIGHTINGS:
            yield times, page.get_by_role("radio", name=weighting, exact=True).click
    for look in LOOKS:
        yield CLOSER, page.get_by_role("radio", name=look, exact=True).click
    for rater in ("R-01", "R-02"):
        yield VIEWER, partial(page.get_by_label("Viewing as").select_option, rater)


@contextmanager
def _opened(context: BrowserContext, address: str) -> Iterator[Page]:
    with closing(context.new_page()) as page:
        page.goto(address, timeout=PATIENCE_MS)
        page.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
        page.wait_for_function("ms => globalThis.levelsetQuiet(ms)", arg=QUIET_MS)
        yield page


def _timed(page: Page, server: Serving, act: Act) -> Wait:
    """From the click until the page is as it stays."""
    before = server.cpu_seconds()
    act()
    handle = page.wait_for_function(SINCE, arg=QUIET_MS, timeout=PATIENCE_MS)
    wrong = page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]')
    if wrong.count():
        raise RuntimeError(f"{page.url} shows an error: {wrong.first.inner_text()}")
    return Wait(float(handle.json_value()), 1000 * (server.cpu_seconds() - before))


def _readable(found: Waits) -> list[str]:
    rows = [
        (
            name.capitalize(),
            "" if name == EMPTY else f"{_ratio(found, name):.1f}",
            f"≤ {GOALS[name]:g}" if name in GOALS else "",
            f"{_middle(waits).milliseconds:.0f}",
            f"{_middle(waits).processor:.0f}",
        )
        for name, waits in found.items()
    ]
    size = f"{CANDIDATES} candidates × {RATERS} raters × {QUESTIONS} questions"
    head = (size, "times the empty page", "goal", "ms, median", "server's processor, ms")
    return table(head, rows)


def _middle(waits: list[Wait]) -> Wait:
    return Wait(*(median(part) for part in zip(*waits, strict=True)))


def _ratio(found: Waits, name: str) -> float:
    return _middle(found[name]).milliseconds / _middle(found[EMPTY]).milliseconds


if __name__ == "__main__":
    typer.run(main)
