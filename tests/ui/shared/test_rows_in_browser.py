"""Rows with a button and a menu, in a browser: by keyboard, for a screen reader, at every width."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from assessment.domain.permissions import OWNER
from assessment.services.hiring.candidates import add_candidate
from db.opening import open_store
from tests.fakes import StoppedClock
from tests.shortlist import EVENLY, LEAD, MES_1, ONE, SECOND, THIRD, a_shortlist, fill
from tests.ui.live_driver import eventually, remember
from tests.ui.serving import Server

pytestmark = pytest.mark.browser

PAGES = {
    "today": "/",
    "interviews": f"/interviews?requisition={MES_1}",
    "debrief": f"/debrief?candidate={ONE}",
    "debriefs": f"/debrief?requisition={MES_1}",
}
STREAMLITS_OWN = {"list", "listitem"}
"""The menu of pages that Streamlit draws in a narrow window."""
OVER_THE_EDGE = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return main.scrollWidth - main.clientWidth;
}"""


@pytest.fixture
def url(own_server: Server) -> Iterator[str]:
    """The first candidate's debrief is open, the second is still to be interviewed."""
    opened = open_store(own_server.database_url)
    a_shortlist(opened.open_uow)
    add_candidate(opened.open_uow, StoppedClock(), requisition=MES_1, name="Noor", by=OWNER)
    fill(opened.open_uow, LEAD, verdicts=EVENLY | {"q02": 5})
    for rater in (SECOND, THIRD):
        fill(opened.open_uow, rater)
    yield own_server.url
    opened.close()


def whole(page: Page) -> None:
    """Waits until the page is drawn to its end."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    drawn = page.get_by_test_id("stApp")
    expect(drawn).to_have_attribute("data-test-script-state", "notRunning")


def text_after_tab(page: Page, button: Locator) -> str:
    """Of what Tab leads to from the button: its menu, as soon as our modules are loaded."""
    button.focus()
    page.keyboard.press("Tab")
    return page.locator(":focus").inner_text()


def test_a_menu_is_entered_and_left_by_keyboard(
    url: str, new_context: Callable[..., BrowserContext]
):
    device = new_context()
    remember(device, url, LEAD)
    page = device.new_page()
    page.goto(f"{url}{PAGES['interviews']}")
    whole(page)
    dots = page.get_by_role("button", name="More for C-02", exact=False)

    dots.focus()
    page.keyboard.press("Enter")
    entries = page.get_by_test_id("stPopoverBody").get_by_role("button")
    expect(entries.first).to_be_visible()
    expect(entries.get_by_text("Reschedule")).to_be_visible()
    eventually(lambda: text_after_tab(page, dots), entries.first.inner_text())
    page.keyboard.press("ArrowDown")
    expect(entries.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+Tab")
    expect(dots).to_be_focused()
    page.keyboard.press("Enter")
    expect(entries).to_have_count(0)
    page.keyboard.press("Enter")
    expect(entries.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(entries.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Reschedule")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Reschedule")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_these_pages_fit_and_a_screen_reader_finds_nothing_to_object_to(
    url: str, new_context: Callable[..., BrowserContext], scheme: str
):
    device = new_context(color_scheme=scheme)
    remember(device, url, LEAD)
    page = device.new_page()

    found = {}
    for name, address in PAGES.items():
        page.goto(f"{url}{address}")
        whole(page)
        for width in (1440, 720, 390):
            page.set_viewport_size({"width": width, "height": 844})
            eventually(lambda: page.evaluate(OVER_THE_EDGE), 0)
        faults = {f["id"] for f in Axe().run(page).response["violations"]}
        found[name] = faults - STREAMLITS_OWN
        page.set_viewport_size({"width": 1440, "height": 900})

    assert found == {name: set() for name in PAGES}
