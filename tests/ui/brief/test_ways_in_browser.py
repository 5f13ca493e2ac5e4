"""From a role through the talk with a client to the printed brief, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import OWNER
from assessment.services.drafts import brief_drafts
from assessment.services.hiring import briefs
from assessment.services.store.ports import OpenUnitOfWork
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

ROLE = "TALK-1"


def quiet(page: Page) -> None:
    expect(
        page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
    ).to_be_visible()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def answers(store: OpenUnitOfWork) -> dict[str, tuple[tuple[str, ...], str]]:
    kept = brief_drafts.kept(store, RequisitionId(ROLE), by=OWNER)
    held = kept.origin.answers if kept else {}
    return {q: (answer.chosen, answer.note) for q, answer in held.items()}


def test_a_role_is_chosen_talked_through_and_printed(shared_server, page, store):
    page.goto(f"{shared_server.url}/brief?requisition={ROLE}&way=role&role=mes-engineer")
    expect(page.get_by_text("How adverts misuse these titles")).to_be_visible()
    press(page, "Fill the brief from this role")
    expect(page.get_by_text("Began with MES engineer, unchanged since")).to_be_visible()

    page.get_by_role("radio", name="Talk it through").click()
    page.get_by_text("Material isn't where the system says it is").click()
    expect(page.get_by_text("This answer moves")).to_be_visible()
    moved = page.get_by_role("list").get_by_text("Inventory · tracking")
    expect(moved).to_be_visible()
    eventually(lambda: answers(store), {"night": (("material",), "")})
    quiet(page)
    page.get_by_label("The client's words (optional)").fill("The silos, twice in January")
    eventually(lambda: answers(store), {"night": (("material",), "The silos, twice in January")})
    press(page, "Next question")
    asked = page.get_by_role("radiogroup", name="Answer")
    asked.get_by_text("One site", exact=True).click()
    eventually(lambda: answers(store).get("sites"), (("one",), ""))
    quiet(page)
    press(page, "Next question")
    asked.get_by_text("There is one, and this role decides what may differ").click()
    expect(page.get_by_text("These don't go together:")).to_be_visible()
    eventually(lambda: answers(store).get("template"), (("owns",), ""))

    page.reload()  # nothing is lost, and the same question is open
    expect(page.get_by_text("These don't go together:")).to_be_visible()
    expect(page.get_by_text("Began with MES engineer, 5 changes since")).to_be_visible()
    quiet(page)
    press(page, "Save brief")
    expect(page.get_by_text("Open printable brief")).to_be_visible()
    saved = briefs.latest(store, RequisitionId(ROLE), by=OWNER)
    assert saved is not None
    assert saved.origin.answers["night"].note == "The silos, twice in January"

    page.goto(f"{shared_server.url}/print/brief?requisition={ROLE}")
    expect(page.get_by_text("MES engineer, 5 changes since")).to_be_visible()
    expect(page.get_by_text("3 of 12 questions")).to_be_visible()
    expect(page.get_by_text("Who decides on the template for the other sites")).to_be_visible()
