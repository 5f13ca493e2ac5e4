"""Headings lead through every page: one title, and no level is left out below it."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.ui.web.test_policy_in_browser import PAGES as OFTEN
from tests.ui.web.test_policy_in_browser import server  # noqa: F401  # a fixture

pytestmark = pytest.mark.browser

PAGES = OFTEN | {
    "/requisition?requisition=DEMO-PLANT": "Plant MES engineer",
    "/bank?q=prd-dsp-001": "Forty orders",
    "/outcomes?requisition=DEMO-PLANT": "Outcomes",
    "/client-pack?requisition=DEMO-PLANT": "Client pack",
    "/practice?as=D-01": "Practice",
    "/audit": "Audit log",
    "/help": "Help",
    "/compare?candidate=DEMO-PLANT.C-01": "C-01",
}
LEVELS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter(e => e.checkVisibility()).map(e => Number(e.tagName[1]))"""


@pytest.mark.parametrize(("path", "title"), PAGES.items())
def test_no_level_of_heading_is_left_out(new_context, server, path, title):  # noqa: F811
    page = new_context().new_page()
    page.goto(f"{server.url}{path}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title, ignore_case=True)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")

    levels = page.evaluate(LEVELS)

    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
