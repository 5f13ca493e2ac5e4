"""Where the focus goes and what comes into view after a press, and that an edit moves nothing."""

import re

import pytest
from playwright.sync_api import expect

from db.opening import open_store
from tests.builders import a_requisition
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

NAME = "Name (optional)"
FOCUSED = "document.activeElement?.ariaLabel"


def values(page, label):
    """What the fields of this label say: while a page is drawn anew there may be an old one too."""
    return page.get_by_label(label).evaluate_all("all => all.map((one) => one.value)")


def whole(page):
    """Waits until the page is drawn to its end: another run would take the focus from a field."""
    expect(page).to_have_url(re.compile("[?&]as="))  # the last thing that a page does when it opens
    drawn = page.get_by_test_id("stApp")
    expect(drawn).to_have_attribute("data-test-script-state", "notRunning")


@pytest.fixture
def requisition(shared_server):
    """Its code; one for each test of this file would only be more rows."""
    code = "LOOK-1"
    store = open_store(shared_server.database_url)
    with store.open_uow() as uow:
        if uow.requisitions.find(code) is None:
            uow.requisitions.add(a_requisition(code))
            uow.commit()
    store.close()
    return code


def test_one_name_after_another_is_added_without_the_mouse(shared_server, new_context, requisition):
    page = new_context().new_page()
    page.goto(f"{shared_server.url}/requisition?requisition={requisition}")
    whole(page)
    page.get_by_label(NAME).click()

    for name in ("Ada Brandt", "Noor Haddad"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(page.get_by_text(name, exact=True)).to_be_visible()
        eventually(lambda: values(page, NAME), [""])
        eventually(lambda: page.evaluate(FOCUSED), NAME)

    whole(page)
    page.get_by_label("Name of the interviewer").click()
    page.keyboard.type("R. Okafor")
    page.keyboard.press("Enter")
    expect(page.get_by_text("R. Okafor").first).to_be_visible()
    eventually(lambda: page.evaluate(FOCUSED), "Name of the interviewer")


def test_a_fault_comes_into_view(shared_server, new_context, requisition):
    page = new_context(width=1024, height=420).new_page()
    page.goto(f"{shared_server.url}/requisition?requisition={requisition}")

    for _ in range(2):
        eventually(lambda: values(page, NAME), [""])
        page.get_by_label(NAME).fill("Ines Vidal")
        page.get_by_label(NAME).press("Enter")
        expect(page.get_by_text("Ines Vidal").first).to_be_visible()

    expect(page.get_by_test_id("stAlertContentError")).to_be_in_viewport()
    eventually(lambda: values(page, NAME), ["Ines Vidal"])


def test_the_first_edit_of_a_brief_moves_nothing(shared_server, new_context, requisition):
    page = new_context().new_page()
    page.goto(f"{shared_server.url}/brief?requisition={requisition}")
    discard = page.get_by_role("button", name="Discard changes")
    expect(discard).to_be_disabled()
    open_points = page.get_by_label("Open questions for the client")
    page.get_by_role("button", name="dispatching").first.wait_for()  # a part that is drawn late
    page.evaluate("document.fonts.ready.then(() => true)")
    whole(page)
    open_points.scroll_into_view_if_needed()  # typing would, and that moves everything
    before = open_points.bounding_box()

    open_points.press_sequentially("Who owns nights?")

    expect(discard).to_be_enabled()
    eventually(open_points.bounding_box, before)
    discard.click()
    eventually(lambda: values(page, "Open questions for the client"), [""])
