"""Paper carries every word, nothing that can be pressed, and whole charts."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

import assessment.ui
from assessment.domain.ids import InterviewId
from db.opening import open_store
from tests.builders import a_kit, a_seat, an_interview, furnish
from tests.shortlist import EVENLY, SECOND, THIRD, fill
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

UI = Path(assessment.ui.__file__).parent
REQUISITION = "WHOLE"
FIRST = InterviewId(f"{REQUISITION}.C-01.1")
NOTE = " ".join(f"word{n:04}" for n in range(1100))

TO_PRESS = """() => [...document.querySelectorAll(
    '.stMainBlockContainer :is(input, textarea, select, button, [role=button], [role=combobox])')]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().width > 1)
    .map(e => e.outerHTML.slice(0, 200))"""
BEYOND = """() => [...document.querySelectorAll('.lv-lines, .lv-lines *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1
        || getComputedStyle(e.parentElement).overflow !== 'visible')
    .map(e => e.outerHTML.slice(0, 200))"""
SHOWN = """word => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const at = texts.currentNode.data.indexOf(word);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(texts.currentNode, at);
        range.setEnd(texts.currentNode, at + word.length);
        const box = range.getBoundingClientRect();
        if (box.width && box.height && texts.currentNode.parentElement.checkVisibility(
            {contentVisibilityAuto: true})) return true;
    }
    return false;
}"""


@pytest.fixture
def opened(shared_server, new_context):
    store = open_store(shared_server.database_url)
    with store.open_uow(read_only=True) as uow:
        there = uow.requisitions.find(REQUISITION)
    if not there:
        kit = replace(a_kit(f"{REQUISITION}.K1"))
        planned = an_interview(FIRST, kit=kit.id, seats=(a_seat(SECOND), a_seat(THIRD)))
        furnish(store.open_uow, planned, kit=kit)
        fill(store.open_uow, SECOND, FIRST, evidence=dict.fromkeys(EVENLY, NOTE))
        low = dict.fromkeys(EVENLY, 1)
        fill(store.open_uow, THIRD, FIRST, low, evidence=dict.fromkeys(EVENLY, NOTE))
    store.close()

    def open_page(address, see):
        page = new_context().new_page()
        page.goto(f"{shared_server.url}/{address}")
        expect(page.get_by_text(see).first).to_be_visible()
        expect(page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning"
        )
        return page

    return open_page


@pytest.mark.parametrize(
    ("address", "see"),
    [
        (f"scorecard?interview={FIRST}&rater={SECOND}", "Evidence by question"),
        (f"debrief?candidate={REQUISITION}.C-01", "Recommendations"),
        (f"compare?requisition={REQUISITION}", "Look closer"),
    ],
)
def test_every_word_of_a_note_is_on_paper_and_nothing_to_press(opened, address, see):
    page = opened(address, see)
    page.emulate_media(media="print")

    if "compare" not in address:
        eventually(lambda: str(page.evaluate(SHOWN, "word1099")), "True")
        expect(page.get_by_text("all of it").first).to_be_hidden()
    eventually(lambda: page.evaluate(TO_PRESS), [])
    eventually(lambda: page.evaluate(BEYOND), [])


def test_the_head_of_a_table_is_on_the_page_of_its_first_row(new_context):
    page, css = new_context().new_page(), (UI / "shared/drawing/html.css").read_text("utf-8")
    table = (
        '<div class="lv-draw"><table class="lv-list"><caption>Scores</caption><thead><tr><th>Head'
        "</th></tr></thead><tbody><tr><td>First<br>row</td></tr><tr><td>Next</td></tr></table></div>"
    )
    for filled in range(900, 1060, 10):
        page.set_content(f"<style>{css}</style><div style='height:{filled}px'></div>{table}")
        pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        begins = next(text for one in pages if "Head" in (text := one.extract_text()))
        assert "First" in begins, filled
        assert "Scores" in begins, filled
