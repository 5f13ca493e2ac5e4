"""The path of a consultant: report, review, pack, key, each one press away in a real browser."""

import zipfile

import pytest
from playwright.sync_api import expect

from assessment.domain.permissions import OWNER
from assessment.services.demo import load
from db.opening import open_store
from question_bank import load_bank
from tests.fakes import StoppedClock
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

TYPED = "A sentence that was typed and not decided on"


@pytest.fixture
def page(own_server, new_context):
    store = open_store(own_server.database_url)
    load(store.open_uow, load_bank(), StoppedClock(), by=OWNER)
    store.close()
    return new_context(accept_downloads=True).new_page()


def quiet(page):
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def wordings(page):
    # All at once: a redraw may come in between.
    fields = page.get_by_label("What the client reads")
    return fields.evaluate_all("all => all.map((field) => field.value)")


def drafts(server):
    """What is kept of the review, as the owner typed it."""
    store = open_store(server.database_url)
    with store.open_uow(read_only=True) as uow:
        found = [field.text for field in uow.drafts.of("DEMO-PLANT", None)]
    store.close()
    return "\n".join(found)


def test_a_typed_sentence_outlives_a_reload_and_the_pack_downloads_after_the_review(
    page, own_server, tmp_path
):
    page.goto(f"{own_server.url}/compare?requisition=DEMO-PLANT")
    quiet(page)
    page.get_by_test_id("stPopover").filter(has_text="Report").get_by_role("button").click()
    with page.expect_download() as report:
        page.get_by_role("link", name="Word document").click()
    assert report.value.suggested_filename == "DEMO-PLANT-report.docx"
    page.get_by_role("link", name="Prepare client pack").click()
    expect(page.get_by_role("heading", name="Client pack")).to_be_visible()
    quiet(page)

    page.get_by_label("What the client reads").nth(2).fill(TYPED)
    page.get_by_role("heading", name="Client pack").click()
    eventually(lambda: TYPED in drafts(own_server), expected=True)
    page.reload()
    eventually(lambda: TYPED in wordings(page), expected=True)

    quiet(page)
    page.get_by_role("button", name="Leave out all").click()
    with page.expect_download() as pack:
        page.get_by_role("link", name="Download client pack").click()
    pack.value.save_as(tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        assert len([n for n in archive.namelist() if n.startswith("candidate-")]) == 6
    with page.expect_download() as key:
        page.get_by_role("link", name="Download the key").click()
    assert key.value.suggested_filename == "DEMO-PLANT-client-pack-key.csv"
