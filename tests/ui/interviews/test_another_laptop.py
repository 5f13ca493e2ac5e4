"""An interview held on a second laptop while the first is switched off, through the pages alone."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from typer.testing import CliRunner

from assessment.cli import build
from assessment.domain.permissions import OWNER
from assessment.domain.requisition import SeatRole
from assessment.services.hiring.candidates import rename_candidate
from db.location import VARIABLE
from db.opening import open_store
from tests.builders import CANDIDATE, INTERVIEW, REQUISITION, a_kit, a_seat, an_interview, furnish
from tests.fakes import StoppedClock
from tests.laptops import FIRST, NAMES, QUESTIONS
from tests.ui.live_driver import LiveScreen, LiveSheet, eventually, remember
from tests.ui.serving import Server, WarmServer

pytestmark = pytest.mark.browser


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Server]:
    """A server with one planned interview of one rater, and a candidate with a name."""
    folder = tmp_path / "home"
    folder.mkdir()
    server = WarmServer(folder)
    store = open_store(server.database_url)
    kit = a_kit(questions=QUESTIONS)
    seats = (a_seat("R-01", SeatRole.LEAD),)
    furnish(store.open_uow, an_interview(seats=seats), kit=kit, names=NAMES)
    rename_candidate(
        store.open_uow, StoppedClock(), candidate=CANDIDATE, name="Grace Hopper", by=OWNER
    )
    store.close()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Server]:
    """Another laptop, with an empty database, not running yet."""
    folder = tmp_path / "away"
    folder.mkdir()
    server = WarmServer(folder)
    open_store(server.database_url).close()
    yield server
    server.stop()


def whole(page: Page) -> None:
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    drawn = page.get_by_test_id("stApp")
    expect(drawn).to_have_attribute("data-test-script-state", "notRunning")


def opened(page: Page, address: str) -> None:
    page.goto(address)
    whole(page)


def downloaded(page: Page, link: str, to: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    waiting.value.save_as(to)
    return to


def menu(page: Page) -> None:
    page.get_by_role("button", name="More for C-01").click()
    page.get_by_role("button", name="Another laptop", exact=True).click()
    expect(page.get_by_role("heading", name="Another laptop")).to_be_visible()
    whole(page)


def merged(page: Page, file: Path, said: str) -> None:
    page.get_by_role("button", name="From another laptop").click()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(file.name)).to_be_visible()
    page.get_by_role("button", name="Merge file").click()
    expect(page.get_by_text(said)).to_be_visible()
    whole(page)


def run(server: Server, *arguments: str) -> str:
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = server.database_url
    try:
        done = CliRunner().invoke(build(), list(arguments))
    finally:
        os.environ.pop(VARIABLE)
        if before is not None:
            os.environ[VARIABLE] = before
    assert done.exit_code == 0, done.output
    return done.output


def test_an_interview_is_held_on_a_second_laptop_and_comes_home(
    home: Server, away: Server, new_context: Callable[..., BrowserContext], tmp_path: Path
):
    interviews = f"/interviews?requisition={REQUISITION}"
    page = new_context(accept_downloads=True).new_page()

    opened(page, home.url + interviews)
    menu(page)
    page.get_by_role("button", name="Hand over", exact=True).click()
    expect(page.get_by_text("is on another laptop").first).to_be_visible()
    out = downloaded(page, "Download the file", tmp_path / "out.zip")
    page.goto(f"{home.url}/interview?interview={INTERVIEW}&as=R-01")
    expect(page.get_by_text("This scorecard was handed over to another laptop")).to_be_visible()
    home.stop()

    away.start()
    other = new_context(accept_downloads=True)
    there = other.new_page()
    opened(there, away.url)
    merged(there, out, "The interview with C-01 is here.")
    _held(other, away)
    opened(there, away.url + interviews)
    expect(there.get_by_text("Grace Hopper").first).to_be_visible()
    whole(there)
    menu(there)
    there.get_by_role("button", name="Make the return").click()
    back = downloaded(there, "Download the return", tmp_path / "back.zip")
    away.stop()

    home.start()
    opened(page, home.url + interviews)
    merged(page, back, "the scorecard of R-01 for C-01 is back, submitted.")
    page.goto(f"{home.url}/compare?requisition={REQUISITION}")
    whole(page)
    expect(page.get_by_text("C-01").first).to_be_visible()
    expect(page.get_by_text("No scorecard", exact=False)).to_have_count(0)
    page.goto(f"{home.url}/scorecard?interview={INTERVIEW}&rater=R-01")
    expect(page.get_by_text("Released the orders by hand.").first).to_be_visible()
    home.stop()

    for server in (home, away):
        run(server, "audit", "verify")
        run(server, "db", "check")
    archive = tmp_path / "export.zip"
    run(home, "export", "--requisition", REQUISITION, "--out", str(archive))
    run(home, "verify", str(archive))


def _held(device: BrowserContext, server: Server) -> None:
    """Rated, typed and submitted on the usual live screen."""
    remember(device, server.url, "R-01")
    screen = LiveScreen(device.new_page(), f"{server.url}/interview?interview={INTERVIEW}&as=R-01")
    screen.open()
    screen.command("4")
    screen.write("Released the orders by hand.")
    screen.drained()
    page = screen.page
    page.goto(f"{server.url}/scorecard?interview={INTERVIEW}&rater=R-01")
    page.locator('[data-part="rest"]').click()
    page.get_by_role("button", name="Yes", exact=True).click()
    page.get_by_label("Your reasons").fill("Knows the floor.")
    page.get_by_role("button", name="Submit scorecard").click()
    store = open_store(server.database_url)
    card = LiveSheet(store.open_uow, FIRST.interview, FIRST.rater)
    eventually(lambda: card.card.submitted_at is not None, expected=True)
    store.close()
