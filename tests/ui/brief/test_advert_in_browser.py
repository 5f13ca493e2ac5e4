"""From a pasted advert to a locked kit, in a real browser; a reload in between loses nothing."""

import pytest
from playwright.sync_api import Page, expect

from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import OWNER
from assessment.services.demo.sample_adverts import sample_advert
from assessment.services.drafts import advert_drafts
from assessment.services.hiring import briefs
from assessment.services.reading.visible_ratings import read_requisition
from assessment.services.store.ports import OpenUnitOfWork
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

ROLE = "ADVERT-1"
TEXT = sample_advert("plant-role")


def quiet(page: Page) -> None:
    drawn = page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
    expect(drawn).to_be_visible()


def press(page: Page, name: str) -> None:
    quiet(page)
    page.get_by_role("button", name=name, exact=True).click()


def kept(store: OpenUnitOfWork) -> str:
    return advert_drafts.kept(store, RequisitionId(ROLE), by=OWNER)


def test_from_a_pasted_advert_to_a_locked_kit(shared_server, page, store):
    page.goto(f"{shared_server.url}/brief?requisition={ROLE}&way=advert")
    page.get_by_label("Job advert").fill(TEXT)
    expect(page.get_by_text("Probably a plant role")).to_be_visible()
    expect(page.locator("mark.cell.carried", has_text="OEE").first).to_be_visible()
    eventually(lambda: kept(store), TEXT)

    page.reload()
    expect(page.get_by_text("Probably a plant role")).to_be_visible()
    expect(page.get_by_label("Job advert")).to_have_value(TEXT)

    press(page, "Fill the brief from this advert")
    began = "Began with MES Engineer, Varnhold plant, unchanged since"
    expect(page.get_by_text(began)).to_be_visible()
    press(page, "Save brief")
    expect(page.get_by_role("button", name="Build the kit")).to_be_visible()
    saved = briefs.latest(store, RequisitionId(ROLE), by=OWNER)
    assert saved is not None
    assert "production.performance_analysis" in {cell.key for cell in saved.cells}
    assert kept(store) == ""

    press(page, "Build the kit")
    press(page, "Lock the kit")
    eventually(lambda: len(read_requisition(store, RequisitionId(ROLE), by=OWNER).kits), 1)
