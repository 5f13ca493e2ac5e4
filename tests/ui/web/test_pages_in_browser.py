"""Each page in one visit: it works under its policy, and headings lead through it.

One title, and no level is left out below it. A page is loaded once for both, because loading it
takes most of such a test.
"""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.ui.web.test_policy_in_browser import broken, opened

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

SCORES = "/compare?requisition=DEMO-PLANT"
PAGES = {
    "/": "Today",
    SCORES: "Compare",
    "/scorecard?interview=DEMO-PLANT.C-01.1&rater=D-01": "Scorecard",
    "/debrief?candidate=DEMO-PLANT.C-01": "Debrief",
    "/brief?requisition=DEMO-PLANT": "Role brief",
    "/kit?requisition=DEMO-PLANT": "Kit",
    "/interviews?requisition=DEMO-PLANT": "Interviews",
    "/panel?requisition=DEMO-PLANT": "Panel",
    "/bank": "Question bank",
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
def test_a_page_keeps_to_its_policy_and_leaves_out_no_level_of_heading(
    new_context, demo_server, path, title
):
    page, said = opened(new_context(), f"{demo_server.url}{path}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title, ignore_case=True)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    if path == SCORES:
        expect(page.get_by_role("figure", name="Scores from 0 to 100")).to_be_visible()

    levels = page.evaluate(LEVELS)

    assert broken(page, said) == []
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
