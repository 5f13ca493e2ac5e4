"""Boards in a real browser: a scorecard on A4, and six boards side by side at 1024 pixels."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from assessment.domain.ids import InterviewId
from db.opening import open_store
from tests.builders import a_kit, a_seat, an_interview, furnish
from tests.placed_boards import DECK, DISPUTED, KEYED, lay
from tests.shortlist import EVENLY, SECOND, fill
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

REQUISITION = "PAPER"
INTERVIEWS = tuple(InterviewId(f"{REQUISITION}.C-{n:02}.1") for n in range(1, 7))
MISTAKEN = KEYED | {"crd-001": "4", "crd-003": "4", "crd-005": "2", "crd-010": "0", DISPUTED: "2"}
NOTE = "They walked from the order to the lot, named who decides, and said what happens when not. "
CUT = """() => [...document.querySelectorAll('.lv-grid table, .lv-grid p, .lv-grid li')]
    .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML)"""

ROOM_BELOW = "all => [...new Set(all.map(e => getComputedStyle(e).marginBottom))]"


@pytest.fixture
def preparing(shared_server, new_context):
    store = open_store(shared_server.database_url)
    with store.open_uow(read_only=True) as uow:
        there = uow.requisitions.find(REQUISITION)
    if not there:
        kit = replace(a_kit(f"{REQUISITION}.K1"), deck=DECK)
        for interview in INTERVIEWS:
            planned = an_interview(interview, kit=kit.id, seats=(a_seat(SECOND),))
            furnish(store.open_uow, planned, kit=kit)
            lay(
                store.open_uow,
                interview,
                MISTAKEN,
                stance="any_level_3_software",
                painted=["production.tracking", "inventory.tracking"],
            )
            notes = dict.fromkeys(EVENLY, NOTE * 2)
            fill(store.open_uow, SECOND, interview, evidence=notes)
    store.close()

    def opened(address, see, **options):
        page = new_context(**options).new_page()
        page.goto(f"{shared_server.url}/{address}")
        expect(page.get_by_text(see).first).to_be_visible()
        drawn = page.get_by_test_id("stApp")
        expect(drawn).to_have_attribute("data-test-script-state", "notRunning")
        page.evaluate("async () => { await document.fonts.ready; }")
        return page

    return opened


def test_a_scorecard_with_a_board_prints_on_two_sheets_with_nothing_cut(preparing):
    page = preparing(f"scorecard?interview={INTERVIEWS[0]}", "Cards to talk about")
    expect(page.get_by_text("All cards and moves")).to_be_visible()
    page.emulate_media(media="print")

    expect(page.get_by_text("All cards and moves")).to_be_hidden()
    eventually(lambda: page.evaluate(CUT), [])
    # Streamlit keeps 60 pixels free under printed columns, which a full sheet has not got.
    columns = page.locator('[data-testid="stColumn"]')
    eventually(lambda: columns.evaluate_all(ROOM_BELOW), ["0px"])
    pdf = page.pdf(prefer_css_page_size=True, print_background=True).decode("latin-1")
    assert pdf.count("/Type /Page\n") == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_six_boards_stand_side_by_side_on_a_small_screen(preparing, scheme):
    page = preparing(
        f"compare?requisition={REQUISITION}&view=placement",
        "Where each card was placed",
        width=1024,
        height=768,
        color_scheme=scheme,
    )

    expect(page.locator("table.lv-boards thead th")).to_have_count(len(INTERVIEWS))
    too_wide = "document.documentElement.scrollWidth > innerWidth"
    eventually(lambda: page.evaluate(too_wide), expected=False)
    eventually(lambda: page.evaluate(CUT), [])
