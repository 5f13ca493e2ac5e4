"""Around the interview in a browser: import, plan, calendar, reschedule, cancel, files, search."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Download, Locator, Page, expect

from assessment.domain.permissions import OWNER
from assessment.services.hiring.requisitions import names
from db.opening import open_store
from tests.builders import INTERVIEW, NOON, REQUISITION, furnish
from tests.ui.live_driver import eventually
from tests.ui.serving import Server

pytestmark = pytest.mark.browser

LIST = "Name;Email;ID\r\nAnna Berg;anna@example.com;A-1\r\nBen Vos;;A-2\r\nanna berg;;\r\n"
PDF = b"%PDF-1.7\nA CV."


@pytest.fixture
def store(own_server: Server):
    opened = open_store(own_server.database_url)
    furnish(opened.open_uow)
    yield opened.open_uow
    opened.close()


@pytest.fixture
def page(own_server: Server, new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(accept_downloads=True).new_page()


def go(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}{path}")
    whole(page)


def whole(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    drawn = page.get_by_test_id("stApp")
    expect(drawn).to_have_attribute("data-test-script-state", "notRunning")


def taken(page: Page, link: Locator) -> Download:
    with page.expect_download() as waiting:
        link.click()
    return waiting.value


def text_of(download: Download, folder: Path) -> str:
    saved = folder / download.suggested_filename
    download.save_as(saved)
    return saved.read_bytes().decode("utf-8").replace("\r\n ", "")


def uid(calendar: str) -> str:
    return next(line for line in calendar.splitlines() if line.startswith("UID:"))


def test_a_list_is_imported_a_file_attached_and_both_found(
    store, own_server: Server, page: Page, tmp_path: Path
):
    listed, cv = tmp_path / "list.csv", tmp_path / "cv.pdf"
    listed.write_text(LIST, "utf-8", newline="")
    cv.write_bytes(PDF)
    go(page, own_server, f"/requisition?requisition={REQUISITION}")

    page.get_by_text("Import candidates from a CSV file").click()
    page.get_by_label("CSV file").locator("input").set_input_files(listed)
    expect(page.get_by_text("2 new candidates")).to_be_visible()
    expect(page.get_by_text("Row 4: anna berg")).to_be_visible()
    page.get_by_role("button", name="Import 2 candidates").click()
    expect(page.get_by_text("2 candidates imported.")).to_be_visible()
    found = names(store, REQUISITION, by=OWNER).candidates
    assert list(found.values()) == ["Anna Berg", "Ben Vos"]

    page.get_by_role("button", name="Files").first.click()
    page.get_by_label("Attach a file").locator("input").set_input_files(cv)
    page.get_by_role("button", name="Attach file").click()
    expect(page.get_by_text("The file is attached.")).to_be_visible()
    go(page, own_server, f"/requisition?requisition={REQUISITION}")
    page.get_by_role("button", name="1 file").click()
    download = taken(page, page.get_by_role("link", name="cv.pdf"))
    download.save_as(tmp_path / "back.pdf")
    assert (tmp_path / "back.pdf").read_bytes() == PDF

    go(page, own_server, "/search")
    field = page.get_by_label("Search for")
    expect(field).to_be_focused()
    field.fill("ben vos")
    field.press("Enter")
    expect(page.get_by_role("heading", name="Candidates")).to_be_visible()
    page.get_by_role("link", name="Open").first.click()
    expect(page.get_by_role("heading", name="MES engineer", level=1)).to_be_visible()


def test_an_interview_is_told_moved_cancelled_and_its_role_archived(
    store, own_server: Server, page: Page, tmp_path: Path
):
    about = f"/interviews?requisition={REQUISITION}&interview={INTERVIEW}"
    go(page, own_server, f"{about}&change=messages")
    expect(page.get_by_text("We would like to invite you to an interview.")).to_be_visible()
    first = text_of(taken(page, page.get_by_role("link", name="Calendar file")), tmp_path)

    go(page, own_server, f"{about}&change=time")
    page.get_by_role("spinbutton", name="day, Day").press("ArrowUp")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The interview with C-01 is changed.")).to_be_visible()
    with store(read_only=True) as uow:
        assert uow.interviews.find(INTERVIEW).planned_at == NOON + timedelta(days=1)

    go(page, own_server, f"{about}&change=cancel")
    page.get_by_label("Reason").fill("Ill.")
    page.get_by_label("Reason").press("Enter")
    page.get_by_role("button", name="Cancel interview").last.click()
    expect(page.get_by_text("The interview with C-01 is cancelled.")).to_be_visible()
    page.get_by_text("Cancelled interviews").click()
    page.get_by_role("button", name="Calendar and emails").click()
    last = text_of(taken(page, page.get_by_role("link", name="Calendar cancellation")), tmp_path)
    assert "STATUS:CANCELLED" in last
    assert uid(first) == uid(last)
    assert "Ill" not in last

    go(page, own_server, f"/requisition?requisition={REQUISITION}")
    page.get_by_role("button", name="Archive role").click()
    expect(page.get_by_text("This role was archived")).to_be_visible()
    page.get_by_role("button", name="Restore role").click()
    expect(page.get_by_text("is back in Today and in the lists.")).to_be_visible()
    eventually(lambda: archived(store), None)


def archived(store):
    with store(read_only=True) as uow:
        return uow.requisitions.find(REQUISITION).archived_at
