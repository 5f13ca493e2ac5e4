"""What is typed into a debrief, in a browser: through a kill of the server, and into a press."""

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assessment.domain.decision import DebriefKind
from assessment.domain.permissions import Actor
from assessment.services.drafts import form_drafts
from assessment.services.store.ports import OpenUnitOfWork
from db.opening import open_store
from tests.shortlist import EVENLY, LEAD, ONE, SECOND, THIRD, a_shortlist, fill
from tests.ui.live_driver import eventually, remember
from tests.ui.serving import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def store(own_server: Server) -> Iterator[OpenUnitOfWork]:
    """Everybody's scorecards for the first candidate are in; one question got two levels."""
    opened = open_store(own_server.database_url)
    a_shortlist(opened.open_uow)
    fill(opened.open_uow, LEAD, verdicts=EVENLY | {"q02": 5})
    for rater in (SECOND, THIRD):
        fill(opened.open_uow, rater)
    yield opened.open_uow
    opened.close()


@pytest.fixture
def page(own_server: Server, new_context: Callable[..., BrowserContext]) -> Page:
    device = new_context()
    remember(device, own_server.url, LEAD)
    return device.new_page()


def texts(store: OpenUnitOfWork) -> dict[str, str]:
    found = form_drafts.kept(store, ONE, by=Actor(rater=LEAD))
    return {w.field: w.text for fields in found.values() for w in fields.values()}


def saved(store: OpenUnitOfWork, kind: DebriefKind) -> list[str]:
    with store(read_only=True) as uow:
        return [r.text for r in uow.debriefs.of(ONE) if r.kind is kind]


def shown(page: Page) -> list[str]:
    """What both texts say; while a page is drawn anew there may be an old and a new one of each."""
    both = page.get_by_label("Add a note").or_(page.get_by_label("Reasons", exact=True))
    return cast("list[str]", both.evaluate_all("all => all.map(one => one.value)"))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_what_is_typed_into_a_debrief_is_there_when_the_server_is_back(own_server, store, page):
    page.goto(f"{own_server.url}/debrief?candidate={ONE}")
    note, reasons = page.get_by_label("Add a note"), page.get_by_label("Reasons", exact=True)
    note.press_sequentially("Heard twice.\nAnd the")
    eventually(lambda: texts(store), {"note": "Heard twice.\nAnd the"})
    expect(note).to_be_focused()
    note.press_sequentially(" recipes.")
    page.get_by_role("radio", name="Strong yes").click()
    reasons.press_sequentially("Runs a shift")
    said = "Heard twice.\nAnd the recipes."
    kept = {"note": said, "recommendation": "strong_yes", "reasons": "Runs a shift"}
    eventually(lambda: texts(store), kept)

    own_server.kill()
    expect(reasons).to_be_disabled()
    own_server.start()
    expect(reasons).to_be_enabled()
    page.reload()

    expect(page.get_by_text("Restored your unsaved draft")).to_have_count(2)
    eventually(lambda: shown(page), [said, "Runs a shift"])
    reasons.press("Control+End")
    reasons.press_sequentially(" alone.")
    press(page, "Save final recommendation")
    eventually(lambda: saved(store, DebriefKind.FINAL_RECOMMENDATION), ["Runs a shift alone."])
    eventually(lambda: texts(store), {"note": said})
    eventually(lambda: shown(page), [said, ""])

    page.reload()
    eventually(lambda: shown(page), [said, ""])
    note.press("Control+End")
    note.press_sequentially(" Slowly.")
    press(page, "Save note")
    eventually(lambda: saved(store, DebriefKind.NOTE), [f"{said} Slowly."])
    eventually(lambda: shown(page), ["", ""])
    assert texts(store) == {}


def test_words_handed_over_at_a_pause_outlive_the_way_elsewhere(own_server, store, page):
    page.goto(f"{own_server.url}/debrief?candidate={ONE}")
    why = page.get_by_label("Reason", exact=True)
    why.press_sequentially("The second")
    eventually(lambda: texts(store), {"why": "The second"})
    expect(why).to_be_focused()
    why.press_sequentially(" answer.")
    eventually(lambda: texts(store), {"why": "The second answer."})
    page.get_by_label("Add a note").press_sequentially("Heard twice.")
    both = {"why": "The second answer.", "note": "Heard twice."}
    eventually(lambda: texts(store), both)

    page.goto(f"{own_server.url}/compare?requisition={ONE.partition('.')[0]}")

    assert texts(store) == both
