"""A code such as C-02 stays on one line in a narrow window, and is copied as it is."""

import pytest
from playwright.sync_api import expect

from tests.ui.live_driver import eventually

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

PAGES = (
    "/",
    "/compare?requisition=DEMO-PLANT",
    "/compare?requisition=DEMO-PLANT&view=sure",
    "/debrief?candidate=DEMO-PLANT.C-02",
    "/interviews?requisition=DEMO-PLANT",
    "/requisition?requisition=DEMO-PLANT",
)
BROKEN = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), broken = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (!text.parentElement.checkVisibility()) continue;
        for (const code of text.data.matchAll(/[A-Z]+-\\u2060?[0-9]+/g)) {
            const place = document.createRange();
            place.setStart(text, code.index);
            place.setEnd(text, code.index + code[0].length);
            const lines = new Set([...place.getClientRects()].map(r => Math.round(r.top)));
            if (lines.size > 1) broken.push(text.data);
        }
    }
    return broken;
}"""
SQUEEZED = """() => {
    const text = document.createElement('p');
    text.textContent = 'The interview with C-02';
    text.style.width = '1ch';
    document.querySelector('[data-testid="stMain"]').append(text);
}"""


@pytest.mark.parametrize("path", PAGES)
def test_no_code_is_broken_in_a_narrow_window(new_context, demo_server, path):
    page = new_context(width=390, height=844).new_page()
    page.goto(f"{demo_server.url}{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")

    page.evaluate(SQUEEZED)  # where each word has a line of its own
    eventually(lambda: page.evaluate(BROKEN), [])


def test_a_code_is_copied_without_what_holds_it_together(new_context, demo_server):
    device = new_context(width=390, height=844)
    page = device.new_page()
    page.goto(f"{demo_server.url}/debrief?candidate=DEMO-PLANT.C-02")
    title = page.get_by_role("heading", level=1)
    eventually(title.inner_text, "Debrief C-\u206002")

    copied = title.evaluate(
        """(title) => {
            getSelection().selectAllChildren(title);
            const event = new ClipboardEvent('copy', {
                bubbles: true, cancelable: true, clipboardData: new DataTransfer(),
            });
            title.dispatchEvent(event);
            return event.clipboardData.getData('text/plain');
        }"""
    )

    assert copied == "Debrief C-02"


def test_a_wide_window_has_codes_as_they_are(new_context, demo_server):
    page = new_context(width=1440, height=900).new_page()
    page.goto(f"{demo_server.url}/debrief?candidate=DEMO-PLANT.C-02")
    title = page.get_by_role("heading", level=1)
    eventually(title.inner_text, "Debrief C-02")

    page.set_viewport_size({"width": 390, "height": 844})
    eventually(title.inner_text, "Debrief C-\u206002")
