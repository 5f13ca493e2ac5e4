"""The printed pages in a real browser: as many sheets of A4 as they are meant to fill."""

import re

import pytest

from assessment.domain.notice import NoticeDetails
from assessment.domain.permissions import OWNER
from assessment.services.demo import load
from assessment.services.hiring.notices import change_notice
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.printing.brief import brief_page
from assessment.ui.printing.notice import notice_page
from assessment.ui.printing.report import report_page
from assessment.ui.printing.sheets import kit_page, scorecard_page
from question_bank import load_bank
from tests.builders import KIT, a_bank, a_kit, a_question, an_interview, furnish
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import FIRST, NAMES, PANEL
from tests.ui.live_driver import eventually
from tests.unit.ui.printing.test_sheets import body

pytestmark = pytest.mark.browser

A4 = r"/MediaBox \[0 0 59[45](?:\.\d+)? 84[12](?:\.\d+)?\]"


@pytest.fixture
def print_out(new_context):
    """The page as the browser's own print dialogue makes it: a PDF."""

    def printed(html):
        page = new_context().new_page()
        page.set_content(html)
        pdf = page.pdf(prefer_css_page_size=True, print_background=True).decode("latin-1")
        assert len(re.findall(A4, pdf)) == pdf.count("/Type /Page\n")
        return pdf.count("/Type /Page\n")

    return printed


def planned(*questions):
    store = fake_open_uow()
    furnish(store, an_interview(FIRST, seats=PANEL), kit=a_kit(questions=questions), names=NAMES)
    app_context.install(AppContext(bank=a_bank(), open_uow=store, clock=StoppedClock()))


@pytest.mark.parametrize("number", [1, 10, 20])
def test_each_question_fills_a_page_and_a_scorecard_is_one(print_out, number):
    titled = a_question().model_copy(update={"title": "Thirty percent of downtime booked as other"})
    planned(*[titled] * number)

    assert print_out(body(kit_page, f"kit={KIT}")) == number
    assert print_out(body(scorecard_page, f"interview={FIRST}")) == 3


def test_a_question_too_long_for_a_page_goes_on_and_is_not_cut(print_out):
    prompt = "and then the line stops again, " * 120
    planned(a_question().model_copy(update={"prompt": prompt}), a_question())

    assert print_out(body(kit_page, f"kit={KIT}")) == 3


@pytest.mark.parametrize(("cards", "sheets"), [(1, 2 + 1), (2, 2 + 1), (9, 9 + 3)])
def test_the_cards_for_the_candidate_come_on_sheets_of_their_own(print_out, cards, sheets):
    card = "\n".join(f"Line {n}: {n * 7} of 120 orders, due at {n + 9}:30" for n in range(8))
    shown = a_question().model_copy(update={"handout": card})
    planned(*[shown] * cards, *[a_question()] * (2 - cards))

    assert print_out(body(kit_page, f"kit={KIT}")) == sheets


@pytest.mark.parametrize("requisition", ["DEMO-PLANT", "DEMO-ENTERPRISE"])
def test_a_brief_to_be_signed_fits_one_page(print_out, requisition):
    store, bank = fake_open_uow(), load_bank()
    load(store, bank, StoppedClock(), by=OWNER)
    app_context.install(AppContext(bank=bank, open_uow=store, clock=StoppedClock()))

    assert print_out(body(brief_page, f"requisition={requisition}")) == 1


@pytest.mark.parametrize("letters", [0, 300])
def test_a_notice_to_candidates_fits_one_page_filled_in_or_not(print_out, letters):
    store, bank = fake_open_uow(), load_bank()
    load(store, bank, StoppedClock(), by=OWNER)
    app_context.install(AppContext(bank=bank, open_uow=store, clock=StoppedClock()))
    words = ("Varnhold Coatings " * 20)[:letters].strip()
    details = NoticeDetails(controller=words, contact=words, basis=words)
    change_notice(store, requisition="DEMO-PLANT", details=details, by=OWNER)

    assert print_out(body(notice_page, "requisition=DEMO-PLANT")) == 1


BEYOND_THE_MARGINS = """() => {
    const main = document.querySelector('main').getBoundingClientRect();
    return [...document.querySelectorAll('main *')]
        .filter(e => e.getBoundingClientRect().right > main.right + 1)
        .map(e => e.outerHTML.slice(0, 200));
}"""
CUT_LETTERING = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
    const edge = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].filter(t => {
        const box = t.getBoundingClientRect();
        return box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1
            || box.bottom > edge.bottom + 1;
    }).map(t => t.textContent);
})"""


@pytest.mark.parametrize(("query", "most"), [("", 8), ("&candidate=C-01", 7)])
def test_a_report_of_the_demo_fits_a4_with_nothing_cut(print_out, new_context, query, most):
    store, bank = fake_open_uow(), load_bank()
    load(store, bank, StoppedClock(), by=OWNER)
    app_context.install(AppContext(bank=bank, open_uow=store, clock=StoppedClock()))
    html = body(report_page, f"requisition=DEMO-PLANT&names=True{query}")

    assert 1 < print_out(html) <= most
    page = new_context(700, 1000).new_page()
    page.emulate_media(media="print")
    page.set_content(html)
    eventually(lambda: page.evaluate(BEYOND_THE_MARGINS), [])
    eventually(lambda: page.evaluate(CUT_LETTERING), [])
    eventually(lambda: page.locator("svg").count() > 1, expected=True)
