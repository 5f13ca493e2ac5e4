"""Forms behind a button: drawn once it was pressed, and from then on with what was typed."""

import pytest
from playwright.sync_api import expect

from db.opening import open_store
from tests.builders import REQUISITION, furnish
from tests.ui.page_reading import opened

FORMS = {"Save name", "Save panel role", "Save period", "Save notice", "Create the copy"}


def offered(page):
    return {button.label for button in page.button} & FORMS


def test_forms_are_drawn_from_the_first_opening_on(preparing):
    furnish(preparing.open_uow)
    page = preparing.page("requisition", requisition=REQUISITION)
    assert offered(page) == set()

    assert offered(opened(page)) == FORMS

    assert offered(opened(page, now=False)) == FORMS


@pytest.fixture
def role(own_server):
    """The address of a role with one candidate."""
    store = open_store(own_server.database_url)
    furnish(store.open_uow)
    store.close()
    return f"{own_server.url}/requisition?requisition={REQUISITION}"


@pytest.mark.browser
def test_what_was_typed_stays_while_its_form_is_closed_and_the_page_drawn_anew(role, new_context):
    page = new_context().new_page()
    page.goto(role)
    change = page.get_by_role("button", name="Change", exact=True).first
    field = page.get_by_label("Reason for removing")

    change.click()
    field.fill("Added twice, and then")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    page.get_by_role("button", name="Add candidate").click()
    expect(page.get_by_text("C-02", exact=True)).to_be_visible()

    change.click()
    expect(field).to_have_value("Added twice, and then")


@pytest.mark.browser
def test_a_fault_in_a_form_that_was_opened_comes_into_view(role, new_context):
    page = new_context(width=1024, height=420).new_page()
    page.goto(role)
    page.get_by_role("button", name="Change", exact=True).first.click()

    remove = page.get_by_role("button", name="Remove candidate")
    remove.evaluate("button => button.scrollIntoView({ block: 'end' })")  # the last line in view
    remove.click()

    fault = page.get_by_test_id("stAlertContentError")
    expect(fault).to_contain_text("reason")
    expect(fault).to_be_in_viewport(ratio=1)
