"""A click on Compare draws its own part, and the whole page once something has changed."""

import re

import pytest
from playwright.sync_api import expect

from assessment.domain.ids import InterviewId
from db.opening import open_store
from tests.builders import a_kit, a_seat, an_interview, furnish
from tests.shortlist import EVENLY, SECOND, fill

pytestmark = pytest.mark.browser

ROLE = "CLICKS"
FIRST, OTHER = (InterviewId(f"{ROLE}.C-0{n}.1") for n in (1, 2))


@pytest.fixture
def store(shared_server):
    opened = open_store(shared_server.database_url)
    planned = [an_interview(i, kit=f"{ROLE}.K1", seats=(a_seat(SECOND),)) for i in (FIRST, OTHER)]
    furnish(opened.open_uow, *planned, kit=a_kit(f"{ROLE}.K1"))
    fill(opened.open_uow, SECOND, FIRST, EVENLY)
    yield opened
    opened.close()


def test_a_click_after_a_new_scorecard_shows_it_everywhere(store, shared_server, new_context):
    page = new_context().new_page()
    page.goto(f"{shared_server.url}/compare?requisition={ROLE}")
    lines = page.locator(".lv-lines")
    expect(lines).to_contain_text("0 of 1 scorecards in")

    page.get_by_role("radio", name="Enterprise", exact=True).click()
    expect(page).to_have_url(re.compile("profile=enterprise"))
    page.get_by_role("radio", name="Competencies", exact=True).click()
    expect(page.get_by_text("Mean level, 1 to 5")).to_be_visible()
    expect(page).to_have_url(re.compile("view=competencies"))

    fill(store.open_uow, SECOND, OTHER, dict.fromkeys(EVENLY, 5))
    page.get_by_role("radio", name="All scores", exact=True).click()
    expect(lines).to_contain_text("100.0")
    expect(lines).not_to_contain_text("0 of 1 scorecards in")

    expect(page).not_to_have_url(re.compile("view="))
    page.go_back()
    expect(page.get_by_text("Mean level, 1 to 5")).to_be_visible()
