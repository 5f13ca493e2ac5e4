"""Where the focus goes and what comes into view after a press, and that an edit moves nothing."""

import re

import pytest
from playwright.sync_api import expect

from db.opening import open_store
from tests.builders import a_requisition
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

NAME, INTERVIEWER = "Name (optional)", "Name of the interviewer"
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
    page.get_by_label(INTERVIEWER).click()
    page.keyboard.type("R. Okafor")
    page.keyboard.press("Enter")
    expect(page.get_by_text("R. Okafor").first).to_be_visible()
    eventually(lambda: page.evaluate(FOCUSED), INTERVIEWER)


def test_typing_in_another_field_before_the_answer_keeps_the_cursor_there(own_server, new_context):
    opened = open_store(own_server.database_url)
    with opened.open_uow() as uow:
        uow.requisitions.add(a_requisition("SLOW-1"))
        uow.commit()
    device = new_context()
    device.clock.install()
    page = device.new_page()
    page.goto(f"{own_server.url}/requisition?requisition=SLOW-1")
    whole(page)

    with opened.open_uow() as held:  # the press waits for it
        held.settings.put("held", "until somebody types elsewhere")
        page.get_by_label(NAME).fill("Ada Brandt")
        page.get_by_role("button", name="Add candidate").click()
        running = page.get_by_test_id("stApp")
        expect(running).to_have_attribute("data-test-script-state", "running")
        page.get_by_label(INTERVIEWER).click()
        page.keyboard.type("R. Oka")
    opened.close()
    expect(page.get_by_text("Ada Brandt", exact=True)).to_be_visible()
    whole(page)
    device.clock.run_for(1_000)  # the page looks for its next field every 100 ms
    page.keyboard.type("for")

    eventually(lambda: values(page, INTERVIEWER), ["R. Okafor"])
    assert values(page, NAME) == [""]


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
