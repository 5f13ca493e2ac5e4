"""What a person does to hand an interview over to another laptop, and to bring it home."""

import os
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect
from typer.testing import CliRunner

from assessment.cli import build
from assessment.domain.ids import SheetKey
from db.location import VARIABLE
from db.opening import open_store
from tests.ui.live_driver import LiveScreen, LiveSheet, eventually, remember
from tests.ui.serving import Server


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


def menu(page: Page, candidate: str) -> None:
    page.get_by_role("button", name=f"More for {candidate}").click()
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


def run(database_url: str, *arguments: str) -> str:
    """What the command says of that database."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = database_url
    try:
        done = CliRunner().invoke(build(), list(arguments))
    finally:
        os.environ.pop(VARIABLE)
        if before is not None:
            os.environ[VARIABLE] = before
    assert done.exit_code == 0, done.output
    return done.output


def held(device: BrowserContext, server: Server, sheet: SheetKey) -> None:
    """Rated, typed and submitted on the usual live screen."""
    remember(device, server.url, sheet.rater)
    interview = f"{server.url}/interview?interview={sheet.interview}&as={sheet.rater}"
    screen = LiveScreen(device.new_page(), interview)
    screen.open()
    screen.command("4")
    screen.write("Released the orders by hand.")
    screen.drained()
    submitted(screen.page, server.url, server.database_url, sheet)


def submitted(page: Page, url: str, database_url: str, sheet: SheetKey) -> None:
    """The rest of the questions as not asked, with a recommendation."""
    page.goto(f"{url}/scorecard?interview={sheet.interview}&rater={sheet.rater}")
    page.locator('[data-part="rest"]').click()
    page.get_by_role("button", name="Yes", exact=True).click()
    page.get_by_label("Your reasons").fill("Knows the floor.")
    page.get_by_role("button", name="Submit scorecard").click()
    store = open_store(database_url)
    card = LiveSheet(store.open_uow, sheet.interview, sheet.rater)
    eventually(lambda: card.card.submitted_at is not None, expected=True)
    store.close()
