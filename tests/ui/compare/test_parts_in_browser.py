"""The parts of Compare have headings in order, and addresses that open the page there."""

import re

import pytest
from playwright.sync_api import expect

from assessment.domain.ids import InterviewId
from db.opening import open_store
from tests.builders import a_kit, a_seat, an_interview, furnish
from tests.shortlist import EVENLY, SECOND, fill
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

ROLE = "PARTS-1"
PARTS = {
    "how-sure": "How sure",
    "what-would-change-it": "What would change it",
    "look-closer": "Look closer",
}
DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'
TOP = "part => part.getBoundingClientRect().top"
HEIGHT = 420
"""Of a window that is lower than what stands above the second heading."""


@pytest.fixture(scope="module")
def address(shared_server):
    opened = open_store(shared_server.database_url)
    both = [InterviewId(f"{ROLE}.C-0{n}.1") for n in (1, 2)]
    planned = [an_interview(i, kit=f"{ROLE}.K1", seats=(a_seat(SECOND),)) for i in both]
    furnish(opened.open_uow, *planned, kit=a_kit(f"{ROLE}.K1"))
    for level, interview in zip((2, 4), both, strict=True):
        fill(opened.open_uow, SECOND, interview, dict.fromkeys(EVENLY, level))
    opened.close()
    return f"{shared_server.url}/compare?requisition={ROLE}"


def test_each_heading_below_the_title_links_to_itself(address, new_context):
    page = new_context().new_page()
    page.goto(address)
    expect(page.locator("table.lv-scores")).to_be_visible()

    headings = page.locator(":is(h1, h2, h3, h4)").evaluate_all(
        "found => found.map(h => [h.tagName, h.id])"
    )
    assert headings == [["H1", "compare"], *(["H2", part] for part in PARTS)]
    for part, name in PARTS.items():
        heading = page.get_by_role("heading", name=name, exact=True)
        expect(heading.get_by_role("link", name=name, exact=True)).to_have_attribute(
            "href", f"#{part}"
        )
    expect(page.get_by_role("radiogroup", name="Look closer")).to_have_count(1)


@pytest.mark.parametrize("part", PARTS)
def test_an_address_with_a_part_opens_the_page_there(address, new_context, part):
    page = new_context(width=1024, height=HEIGHT).new_page()
    page.goto(f"{address}&view=cells#{part}")

    heading = page.locator(f"h2#{part}")
    expect(page.locator("table.lv-cells").first).to_be_attached()
    eventually(lambda: 0 <= heading.evaluate(TOP) < HEIGHT / 2, expected=True)


def test_a_link_to_a_part_goes_with_the_view_of_that_moment(address, new_context):
    page = new_context(width=1024, height=HEIGHT).new_page()
    page.goto(address)
    page.locator(DRAWN).wait_for()
    closer = page.locator("h2#look-closer a")
    page.get_by_role("radio", name="Competencies", exact=True).click()
    expect(page).to_have_url(re.compile("view=competencies"))
    expect(page.get_by_text("Mean level, 1 to 5")).to_be_visible()
    table = page.locator("table.lv-heat").evaluate_handle("table => table")

    closer.focus()
    closer.press("Enter")
    expect(page).to_have_url(re.compile(r"view=competencies.*#look-closer$"))
    assert 0 <= page.locator("h2#look-closer").evaluate(TOP) < HEIGHT
    assert table.evaluate("table => table.isConnected")
