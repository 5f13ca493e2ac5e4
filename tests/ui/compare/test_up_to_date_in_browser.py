"""A click on Compare draws its own part, and the whole page once something has changed."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

from assessment.domain.ids import InterviewId
from db.opening import open_store
from tests.builders import a_kit, a_seat, an_interview, furnish
from tests.shortlist import EVENLY, SECOND, fill
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

_numbers = count(1)
SHADED = ("background-color", re.compile(r"^(?!rgba\(0, 0, 0, 0\)$)"))
MOST_MESSAGES = 18
"""Of another weighting, of which six are Streamlit's own; the menus alone would be thirty more."""


@pytest.fixture
def role():
    """A role of its own for each test: they share the server's database."""
    return f"CLICKS-{next(_numbers)}"


@pytest.fixture
def store(shared_server, role):
    opened = open_store(shared_server.database_url)
    kit, both = f"{role}.K1", (interview(role, n) for n in (1, 2))
    planned = [an_interview(i, kit=kit, seats=(a_seat(SECOND),)) for i in both]
    furnish(opened.open_uow, *planned, kit=a_kit(kit))
    fill(opened.open_uow, SECOND, interview(role, 1), EVENLY)
    yield opened
    opened.close()


def interview(role, number):
    return InterviewId(f"{role}.C-0{number}.1")


def test_a_click_after_a_new_scorecard_shows_it_everywhere(store, role, shared_server, new_context):
    page = new_context().new_page()
    page.goto(f"{shared_server.url}/compare?requisition={role}")
    lines = page.locator(".lv-lines")
    expect(lines).to_contain_text("0 of 1 scorecard in")

    page.get_by_role("radio", name="Enterprise", exact=True).click()
    expect(page).to_have_url(re.compile("profile=enterprise"))
    page.get_by_role("radio", name="Competencies", exact=True).click()
    expect(page.get_by_text("Mean level, 1 to 5")).to_be_visible()
    expect(page).to_have_url(re.compile("view=competencies"))

    fill(store.open_uow, SECOND, interview(role, 2), dict.fromkeys(EVENLY, 5))
    page.get_by_role("radio", name="All scores", exact=True).click()
    expect(lines).to_contain_text("100.0")
    expect(lines).not_to_contain_text("0 of 1 scorecard in")

    expect(page).not_to_have_url(re.compile("view="))
    page.go_back()
    expect(page.get_by_text("Mean level, 1 to 5")).to_be_visible()


def test_a_number_of_the_table_opens_in_the_weighting_that_is_in_view(
    store, role, shared_server, new_context
):
    page = new_context().new_page()
    page.goto(f"{shared_server.url}/compare?requisition={role}")
    table = page.locator("table.lv-scores")
    expect(table).to_contain_text("coverage")
    columns = "drawn => [...drawn.rows[1].cells].map(c => getComputedStyle(c).backgroundColor)"
    brief = table.evaluate(columns)

    page.get_by_role("radio", name="Equal", exact=True).click()
    expect(page).to_have_url(re.compile("profile=equal"))
    expect(table.locator("tbody tr").first.locator("td").nth(3)).to_have_css(*SHADED)
    equal = table.evaluate(columns)
    number = table.locator("a.lv-number").first
    expect(number).not_to_have_attribute("href", re.compile("profile"))
    number.click()

    expect(page).to_have_url(re.compile(rf"candidate={role}\.C-0.*profile=equal"))
    page.get_by_role("button", name="Back to the comparison").click()
    expect(page.get_by_role("radio", name="Equal", exact=True)).to_be_checked()
    shaded = [[colour != cells[1] for colour in cells[1:5]] for cells in (brief, equal)]
    assert shaded == [[False, False, True, False], [False, False, False, True]]


def test_another_weighting_leaves_the_table_of_all_scores_where_it_is(
    store, role, shared_server, new_context
):
    page = new_context().new_page()
    page.goto(f"{shared_server.url}/compare?requisition={role}")
    expect(page.locator("table.lv-scores")).to_contain_text("coverage")
    drawn = page.locator("table.lv-scores").evaluate_handle("drawn => drawn")

    page.get_by_role("radio", name="Enterprise", exact=True).click()
    expect(page.locator("table.lv-scores tbody tr").first.locator("td").nth(1)).to_have_css(*SHADED)
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()

    assert drawn.evaluate("drawn => drawn.isConnected")


def test_another_weighting_sends_no_menu_and_no_heading_again(
    store, role, shared_server, new_context
):
    page, sent = new_context().new_page(), []

    def received(frame):
        sent.append(told(frame))

    page.on("websocket", lambda socket: socket.on("framereceived", received))
    page.goto(f"{shared_server.url}/compare?requisition={role}")
    expect(page.locator("table.lv-scores")).to_contain_text("coverage")
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    before = len(sent)

    page.get_by_role("radio", name="Enterprise", exact=True).click()
    expect(page).to_have_url(re.compile("profile=enterprise"))
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    eventually(lambda: any(b"Weighting: Enterprise" in frame for frame in sent), expected=True)
    again = sent[before:]
    assert len(again) <= MOST_MESSAGES
    assert not [frame for frame in again if b"Export" in frame or b"Include names" in frame]


def told(frame):
    return frame if isinstance(frame, bytes) else frame.encode()
