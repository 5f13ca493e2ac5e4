"""The pages work under the policy that they are sent with, and break it nowhere."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assessment.domain.permissions import OWNER
from assessment.services.demo import load
from db.opening import open_store
from question_bank import load_bank
from tests.ui.conftest import served
from tests.ui.serving import Server

pytestmark = pytest.mark.browser

LISTEN = """window.broken = [];
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  window.broken.push(`${violatedDirective} ${blockedURI}`));"""

PAGES = {
    "/": "Today",
    "/compare?requisition=DEMO-PLANT": "Compare",
    "/scorecard?interview=DEMO-PLANT.C-01.1&rater=D-01": "Scorecard",
    "/debrief?candidate=DEMO-PLANT.C-01": "Debrief",
    "/brief?requisition=DEMO-PLANT": "Role brief",
    "/kit?requisition=DEMO-PLANT": "Kit",
    "/interviews?requisition=DEMO-PLANT": "Interviews",
    "/panel?requisition=DEMO-PLANT": "Panel",
    "/bank": "Question bank",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """With the demo."""
    made = Server(tmp_path_factory.mktemp("policy"))
    store = open_store(made.database_url)
    load(store.open_uow, load_bank(), lambda: datetime.now(UTC), by=OWNER)
    store.close()
    yield from served(made)


def opened(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """The page, and what its console says against it."""
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda m: said.append(m.text) if "ontent Security" in m.text else None)
    page.add_init_script(LISTEN)
    page.goto(address)
    return page, said


def broken(page: Page, said: list[str]) -> list[str]:
    return [*said, *page.evaluate("window.broken")]


@pytest.mark.parametrize(("path", "title"), PAGES.items())
def test_no_page_breaks_its_policy(new_context, server, path, title):
    page, said = opened(new_context(), f"{server.url}{path}")

    expect(page.get_by_role("heading", name=title).first).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    if title == "Compare":
        expect(page.get_by_role("figure", name="Scores from 0 to 100")).to_be_visible()
    assert broken(page, said) == []


def test_what_is_downloaded_comes_from_a_route_and_is_kept_nowhere(new_context, server):
    page, said = opened(
        new_context(accept_downloads=True), f"{server.url}/brief?requisition=DEMO-PLANT"
    )
    link = page.get_by_role("link", name="Download Markdown")
    expect(link).to_be_visible()

    with page.expect_download() as got:
        link.click()

    assert "Plant MES engineer" in got.value.path().read_text("utf-8")
    expect(page.locator("[href*='/media/'][download], a[href*='/media/']")).to_have_count(0)
    assert broken(page, said) == []


def test_the_live_screen_works_under_it(stage):
    device = stage.device()
    device.add_init_script(LISTEN)
    screen = stage.screen(device)

    screen.command("4")
    screen.write("names the owner")
    screen.drained()

    assert stage.sheet().record("q01").level == 4
    assert screen.page.evaluate("window.broken") == []


def test_the_board_works_under_it(board):
    device = board.device()
    device.add_init_script(LISTEN)
    screen = board.screen(device).to_the_cards()

    screen.drag("crd-001", "4")
    screen.drained()

    assert screen.page.evaluate("window.broken") == []
