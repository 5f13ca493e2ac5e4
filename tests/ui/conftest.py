"""Real browsers against real servers, and pages alone, for every test here that asks for them."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from assessment.domain.ids import InterviewId, KitId, RaterId
from assessment.domain.permissions import OWNER
from assessment.domain.requisition import SeatRole
from assessment.services.demo import load
from assessment.services.store.ports import OpenUnitOfWork
from db.opening import open_store
from question_bank import Question, load_bank
from tests.builders import a_kit, a_seat, an_interview, furnish
from tests.exercise import a_deck, a_kit_with_a_board
from tests.shortlist import a_shortlist
from tests.ui.board_driver import BoardScreen, StoredBoard
from tests.ui.chromium import launch
from tests.ui.deciding_pages import DecidingPages
from tests.ui.installed_wheel import install_wheel
from tests.ui.live_driver import LiveScreen, LiveSheet, remember
from tests.ui.preparing_pages import PreparingPages
from tests.ui.serving import Server, WarmServer

PATIENCE = 90_000
"""Milliseconds: what is slow on a crowded machine is not yet broken."""

expect.set_options(timeout=PATIENCE)
_numbers = itertools.count(1)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        one = launch(playwright)
        yield one
        one.close()


def served(server: Server) -> Iterator[Server]:
    """Runs with an empty database until the fixture that asked for it ends."""
    open_store(server.database_url).close()  # the schema is there before anybody asks
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def shared_server(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[Server]:
    """For tests that leave the server alone: each has an interview of its own."""
    server = WarmServer(tmp_path_factory.mktemp("shared"))
    shutil.copy(sqlite_template, server.database)
    yield from served(server)


@pytest.fixture(scope="session")
def demo_server(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[Server]:
    """Has the demo, for tests that only look at it."""
    server = WarmServer(tmp_path_factory.mktemp("demo"))
    shutil.copy(sqlite_template, server.database)
    store = open_store(server.database_url)
    load(store.open_uow, load_bank(), lambda: datetime.now(UTC), by=OWNER)
    store.close()
    yield from served(server)


@pytest.fixture
def own_server(tmp_path: Path, sqlite_template: Path) -> Iterator[Server]:
    """For tests that kill it, or need an empty database."""
    server = WarmServer(tmp_path)
    shutil.copy(sqlite_template, server.database)
    yield from served(server)


@pytest.fixture(scope="session")
def installed_command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`levelset` of the built wheel; tests that use it are in one group, `wheel`."""
    return install_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser profile of its own; faults in its pages fail the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def made(width: int = 1440, height: int = 900, **options: object) -> BrowserContext:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]  # Playwright's own options
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda fault: faults.append(str(fault.error)))
        contexts.append(context)
        return context

    yield made
    for context in contexts:
        context.close()
    assert faults == []


class Stage:
    """One interview on one server: opens its live screen, and reads what was stored."""

    def __init__(
        self,
        server: Server,
        open_uow: OpenUnitOfWork,
        new_context: Callable[..., BrowserContext],
        questions: list[Question] | None = None,
    ) -> None:
        self.server, self.open_uow, self._new_context = server, open_uow, new_context
        requisition = f"T{next(_numbers)}"
        self.interview = InterviewId(f"{requisition}.C-01.1")
        self.url = f"{server.url}/interview?interview={self.interview}"
        kit = KitId(f"{requisition}.K1")
        seats = (a_seat("R-01"), a_seat("R-02"), a_seat("R-03", SeatRole.OBSERVER))
        planned = an_interview(self.interview, kit=kit, seats=seats)
        furnish(open_uow, planned, kit=a_kit(kit, questions=questions))

    def sheet(self, rater: str = "R-01") -> LiveSheet:
        return LiveSheet(self.open_uow, self.interview, RaterId(rater))

    def device(self, rater: str = "R-01", **options: object) -> BrowserContext:
        """A browser profile on which `rater` has been chosen."""
        context = self._new_context(**options)
        if rater:
            remember(context, self.server.url, rater)
        return context

    def screen(self, device: BrowserContext | None = None, **options: object) -> LiveScreen:
        """The live screen in a new window, on a new device unless one is given."""
        page = (device or self.device(**options)).new_page()
        return LiveScreen(page, self.url).open()


MakeStage = Callable[..., Stage]


@pytest.fixture
def stage_on(new_context: Callable[..., BrowserContext]) -> Iterator[MakeStage]:
    stores = []

    def made(server: Server, questions: list[Question] | None = None) -> Stage:
        store = open_store(server.database_url)
        stores.append(store)
        return Stage(server, store.open_uow, new_context, questions)

    yield made
    for store in stores:
        store.close()


@pytest.fixture
def stage(stage_on: MakeStage, shared_server: Server) -> Stage:
    """An interview of ten small questions; R-01 and R-02 rate, R-03 observes."""
    return stage_on(shared_server)


class Exercise:
    """One interview with a board of twelve cards on one server."""

    def __init__(
        self, server: Server, open_uow: OpenUnitOfWork, new_context: Callable[..., BrowserContext]
    ) -> None:
        self.server, self._new_context = server, new_context
        requisition = f"T{next(_numbers)}"
        interview = InterviewId(f"{requisition}.C-01.1")
        kit = a_kit_with_a_board(f"{requisition}.K1", a_deck(12))
        furnish(open_uow, an_interview(interview, kit=kit.id), kit=kit)
        self.stored = StoredBoard(open_uow, interview)

    def device(self, **options: object) -> BrowserContext:
        return self._new_context(**options)

    def screen(self, device: BrowserContext | None = None, **options: object) -> BoardScreen:
        """The exercise in a new window, opened by its link."""
        page = (device or self.device(**options)).new_page()
        return BoardScreen(page, self.server.url).open(self.stored.code)


MakeExercise = Callable[[Server], Exercise]


@pytest.fixture
def board_on(new_context: Callable[..., BrowserContext]) -> Iterator[MakeExercise]:
    stores = []

    def made(server: Server) -> Exercise:
        store = open_store(server.database_url)
        stores.append(store)
        return Exercise(server, store.open_uow, new_context)

    yield made
    for store in stores:
        store.close()


@pytest.fixture
def board(board_on: MakeExercise, shared_server: Server) -> Exercise:
    """An interview with a board of twelve cards."""
    return board_on(shared_server)


@pytest.fixture
def deciding() -> DecidingPages:
    made = DecidingPages()
    a_shortlist(made.open_uow)
    return made


@pytest.fixture
def preparing() -> PreparingPages:
    return PreparingPages()
