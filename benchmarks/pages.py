"""How long each page loads until it is quiet, as a multiple of an empty Streamlit page.

uv run python -m benchmarks.pages            some six minutes
uv run python -m benchmarks.pages --short    within two, for CI

Quiet is when the script has run, no request is open, and nothing has changed on the page for half a
second; that half second is not counted. All pages show the demo, and each is opened in a new tab of
one browser context, after a first visit that is not counted: files come from the browser's cache,
as for anybody who has been there before. The empty page is opened before each of the others, so
that both see the same machine. A clock never makes it fail; only a page that shows an error does.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated, NamedTuple
from urllib.parse import urlencode

import typer
from playwright.sync_api import BrowserContext, Page, WebSocket, sync_playwright

from assessment.domain.permissions import OWNER
from assessment.services.demo import load
from benchmarks.serving import ROOT, Serving
from benchmarks.table import machine_load, table
from db.opening import open_store
from question_bank import load_bank
from tests.ui.chromium import launch

HERE = Path(__file__).parent
QUIET = (HERE / "quiet.js").read_text("utf-8")
QUIET_MS = 500
PATIENCE_MS = 60_000
GOAL = 2
EMPTY = "an empty Streamlit page"
REQUISITION, CANDIDATE, INTERVIEW = "DEMO-PLANT", "DEMO-PLANT.C-01", "DEMO-PLANT.C-01.1"
RATER = "D-01"
PAGES: Mapping[str, Mapping[str, str]] = {
    "today": {},
    "bank": {},
    "requisition": {"requisition": REQUISITION},
    "brief": {"requisition": REQUISITION},
    "kit": {"requisition": REQUISITION},
    "interviews": {"requisition": REQUISITION},
    "interview": {"interview": INTERVIEW, "as": RATER},
    "scorecard": {"interview": INTERVIEW, "rater": RATER},
    "debrief": {"candidate": CANDIDATE},
    "compare": {"requisition": REQUISITION},
    "panel": {"requisition": REQUISITION},
}


class Load(NamedTuple):
    """One page, opened once."""

    milliseconds: float
    websocket: int
    """Bytes that the server sent through it."""
    http: int
    """Bytes of the bodies of all other answers, those from the browser's cache included."""


def main(
    *,
    short: Annotated[bool, typer.Option("--short", help="Within two minutes, for CI.")] = False,
    only: Annotated[str, typer.Option(help="This page alone, as in bank.")] = "",
) -> None:
    """Measures, prints a table, and as its last line one JSON object of ratios."""
    busy = machine_load()
    with ExitStack() as stack:
        addresses = _served(stack, [name for name in PAGES if only in {"", name}])
        found = _in_turn(stack, addresses, rounds=1 if short else 7)
    typer.echo(f"{busy}\n\n" + "\n".join(_readable(found)))
    ratios = {name: round(_ratio(found, name), 2) for name in found if name != EMPTY}
    typer.echo(json.dumps(ratios | {"empty_ms": round(_middle(found, EMPTY))}))


def _served(stack: ExitStack, names: list[str]) -> dict[str, str]:
    """Both servers, and the address of each page."""
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="levelset-")))
    environment = {"LEVELSET_DATABASE_URL": f"sqlite:///{folder / 'levelset.sqlite'}"}
    with closing(open_store(environment["LEVELSET_DATABASE_URL"])) as store:
        load(store.open_uow, load_bank(), lambda: datetime.now(UTC), by=OWNER)
    environment["LEVELSET_BANK"] = ""
    empty = stack.enter_context(closing(Serving(HERE / "empty_page.py", folder, HERE, {})))
    app = stack.enter_context(closing(Serving(ROOT / "app.py", folder, ROOT, environment)))
    for server in (empty, app):
        server.wait_until_healthy()
    return {EMPTY: empty.url} | {
        name: f"{app.url}/{name}?{urlencode({'as': 'owner'} | dict(PAGES[name]))}" for name in names
    }


def _in_turn(stack: ExitStack, addresses: Mapping[str, str], rounds: int) -> dict[str, list[Load]]:
    playwright = stack.enter_context(sync_playwright())
    browser = stack.enter_context(closing(launch(playwright)))
    context = stack.enter_context(closing(browser.new_context()))
    context.add_init_script(QUIET)
    found: dict[str, list[Load]] = {name: [] for name in addresses}
    pages = {name: address for name, address in addresses.items() if name != EMPTY}
    for round_ in range(rounds + 1):
        for name, address in pages.items():
            empty, opened = _open(context, addresses[EMPTY]), _open(context, address)
            if round_:
                found[EMPTY].append(empty)
                found[name].append(opened)
    return found


def _open(context: BrowserContext, address: str) -> Load:
    with _tab(context) as page:
        received = _Received(page)
        page.goto(address, timeout=PATIENCE_MS)
        page.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
        handle = page.wait_for_function(
            "milliseconds => globalThis.levelsetQuiet(milliseconds)",
            arg=QUIET_MS,
            timeout=PATIENCE_MS,
        )
        _refuse_an_error(page)
        took = float(handle.json_value())
        return Load(took, received.websocket, received.http(page))


@contextmanager
def _tab(context: BrowserContext) -> Iterator[Page]:
    with closing(context.new_page()) as page:
        yield page


class _Received:
    """Counts what one tab is sent."""

    def __init__(self, page: Page) -> None:
        self.websocket = 0
        page.on("websocket", self._watch)

    def _watch(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._count)

    def _count(self, payload: str | bytes) -> None:
        self.websocket += len(payload)

    def http(self, page: Page) -> int:
        sizes = (
            "performance.getEntries().reduce((sum, each) => sum + (each.encodedBodySize || 0), 0)"
        )
        return int(page.evaluate(sizes))


def _refuse_an_error(page: Page) -> None:
    wrong = page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]')
    if wrong.count():
        raise RuntimeError(f"{page.url} shows an error: {wrong.first.inner_text()}")


def _readable(found: Mapping[str, list[Load]]) -> list[str]:
    rows = [
        (
            name.capitalize(),
            f"{_ratio(found, name):.2f}",
            "" if name == EMPTY else f"≤ {GOAL}",
            f"{_middle(found, name):.0f}",
            f"{median(each.websocket for each in loads) / 1000:.0f}",
            f"{median(each.http for each in loads) / 1000:.0f}",
        )
        for name, loads in found.items()
    ]
    head = ("Load until quiet", "times the empty page", "goal", "ms", "websocket, kB", "HTTP, kB")
    return table(head, rows)


def _middle(found: Mapping[str, list[Load]], name: str) -> float:
    return median(load.milliseconds for load in found[name])


def _ratio(found: Mapping[str, list[Load]], name: str) -> float:
    return _middle(found, name) / _middle(found, EMPTY)


if __name__ == "__main__":
    typer.run(main)
