"""A sign-in ends in the middle of a sentence: the words wait on the device for the same person."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from assessment.domain.erasure import Erasure
from assessment.domain.ids import CandidateId, KitId, RaterId, RequisitionId
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.requisition import SeatRole
from assessment.services.drafts import brief_drafts
from assessment.services.hiring.candidates import rename_candidate
from assessment.services.hiring.erasing import erase_candidate
from assessment.services.store.ports import OpenUnitOfWork
from db.opening import open_store
from tests.builders import a_kit, a_seat, an_interview, furnish
from tests.fakes import StoppedClock
from tests.ui import signing_in
from tests.ui.conftest import served
from tests.ui.live_driver import eventually
from tests.ui.serving import Server
from tests.ui.signing_in import sign_in, sign_out

pytestmark = pytest.mark.browser

ROLE = RequisitionId("T1")
SEATS = (a_seat("R-01", SeatRole.LEAD), a_seat("R-02", SeatRole.LEAD))
NAMES = {"R-01": "Ann Lead", "R-02": "Ben Second"}
SENTENCE = "She leaves in May, and would come back."
KEPT = "What you typed and didn't save is kept on this device"
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
FULL = """const put = Storage.prototype.setItem;
Storage.prototype.setItem = function (name, value) {
  if (name.startsWith("levelset:typed")) throw new DOMException("full", "QuotaExceededError");
  put.call(this, name, value);
};"""
"""Has no room for what is typed, in every page of a browser."""
HELD = "Object.keys(localStorage).filter((name) => name.startsWith('levelset:typed'))"
PUT_BACK = "what you typed before your sign-in ended. It isn't saved yet."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two people lead one role, and sign in."""
    folder = tmp_path_factory.mktemp("typed")
    with signing_in.provider(folder) as metadata:
        yield from served(signing_in.server_with_sign_in(folder, metadata))


@pytest.fixture
def store(server: Server) -> Iterator[OpenUnitOfWork]:
    """Three candidates with an interview each, the same for every test here."""
    with closing(open_store(server.database_url)) as opened:
        with opened.open_uow(read_only=True) as uow:
            is_new = uow.requisitions.find(ROLE) is None
        if is_new:
            kit = a_kit(KitId("T1.K1"))
            for interview in ("T1.C-01.1", "T1.C-02.1", "T1.C-03.1"):
                planned = an_interview(interview, kit=kit.id, seats=SEATS)
                furnish(opened.open_uow, planned, kit=kit, names=NAMES)
            with opened.open_uow() as uow:
                uow.people.set_email("R-01", signing_in.LEAD)
                uow.people.set_email("R-02", signing_in.INTERVIEWER)
                uow.commit()
        yield opened.open_uow


def quiet(page: Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def reason(page: Page, code: str = "C-01") -> Locator:
    """The field with the reason for a withdrawal, in the menu of a candidate."""
    quiet(page)
    field = page.get_by_label("Reason", exact=True)
    if field.count() == 0:
        row = page.locator(f".st-key-row-candidate-{code}")
        row.get_by_role("button", name="Change").click()
    return field


def name(page: Page) -> Locator:
    """The field with the name of C-02, in the same menu."""
    quiet(page)
    field = page.get_by_label("Name", exact=True)
    if field.count() == 0:
        page.locator(".st-key-row-candidate-C-02").get_by_role("button", name="Change").click()
    return field


def end_sign_in(device: BrowserContext, url: str) -> None:
    """In another tab, as somebody does who has forgotten this one."""
    other = device.new_page()
    other.goto(url)
    sign_out(other, url)
    other.close()


def typed_until_signed_out(server: Server, device: BrowserContext, code: str = "C-01") -> Page:
    """Ann's page after she pressed *Withdraw*, a moment after her sign-in had ended."""
    page = sign_in(device, server.url, signing_in.LEAD, f"/requisition?requisition={ROLE}")
    reason(page, code).press_sequentially(SENTENCE)
    end_sign_in(device, server.url)
    page.get_by_role("button", name="Withdraw candidate").click()
    page.get_by_text("You're signed out.").wait_for()
    return page


def back(page: Page, url: str, email: str) -> None:
    """Signs in by the link of the page, which leads to where it was."""
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.locator("input[name=sub]").fill(email)
    page.get_by_role("button", name="Authorize").first.click()
    page.wait_for_url(f"{url}/requisition**")


def in_draft(store: OpenUnitOfWork) -> str:
    """What the lead's draft asks the client: the words that are put back arrive a moment later."""
    draft = brief_drafts.kept(store, ROLE, by=Actor(rater=RaterId("R-01")))
    return draft.to_clear_up if draft else ""


def reasons(store: OpenUnitOfWork) -> list[str]:
    with store(read_only=True) as uow:
        return [line.because for line in uow.journal.lines()]


def test_words_in_a_plain_form_wait_for_the_same_person_and_are_saved(
    server: Server, store: OpenUnitOfWork, new_context: Callable[..., BrowserContext]
) -> None:
    device = new_context()
    page = typed_until_signed_out(server, device)
    expect(page.get_by_text(f"{KEPT}: “Reason” (Roles).")).to_be_visible()
    assert SENTENCE not in page.content()

    back(page, server.url, signing_in.INTERVIEWER)
    page.get_by_text("Signed in as Ben Second").wait_for()
    expect(reason(page)).to_have_value("")
    assert page.get_by_text("your sign-in ended").count() == 0
    assert SENTENCE not in page.content()
    page.goto(server.url)
    sign_out(page, server.url)

    hers = sign_in(device, server.url, signing_in.LEAD)
    hers.get_by_text("What you typed into “Reason” before your sign-in ended is kept").wait_for()
    hers.get_by_role("link", name="Open Roles").click()
    expect(reason(hers, "C-02")).to_have_value("")  # of somebody else
    hers.keyboard.press("Escape")
    hers.get_by_text("It is put back when that field is on the page.").wait_for()
    expect(hers.get_by_label("Reason", exact=True)).to_have_count(0)
    expect(reason(hers)).to_have_value(SENTENCE)
    expect(hers.get_by_text(PUT_BACK)).to_be_visible()
    hers.get_by_role("button", name="Withdraw candidate").click()
    hers.get_by_text("C-01 is withdrawn and stays in the record.").wait_for()
    assert SENTENCE in reasons(store)
    expect(hers.get_by_text(PUT_BACK)).to_have_count(0)
    eventually(lambda: hers.evaluate(HELD), [])


def test_the_last_words_of_a_draft_come_back_beside_what_the_server_kept(
    server: Server, store: OpenUnitOfWork, new_context: Callable[..., BrowserContext]
) -> None:
    device = new_context()
    page = sign_in(device, server.url, signing_in.LEAD, f"/brief?requisition={ROLE}")
    field = page.get_by_label("Open questions for the client", exact=True)
    field.press_sequentially("Who owns the schedule")
    page.get_by_text("with unsaved changes").first.wait_for()
    end_sign_in(device, server.url)
    field.press_sequentially(" at night?")
    page.get_by_text("You're signed out.").wait_for()
    page.get_by_text(f"{KEPT}: “Open questions for the client” (Role brief).").wait_for()

    page.reload()
    page.get_by_text("What was typed here and not saved is kept on this device.").wait_for()
    page.close()
    page = sign_in(device, server.url, signing_in.LEAD)
    page.get_by_role("link", name="Open Role brief").click()
    field = page.get_by_label("Open questions for the client", exact=True)

    expect(field).to_have_value("Who owns the schedule at night?")
    page.get_by_text(PUT_BACK).wait_for()
    eventually(lambda: in_draft(store), "Who owns the schedule at night?")
    quiet(page)
    page.get_by_role("button", name="Save brief").click()
    page.get_by_text("The brief is saved.").wait_for()
    with store(read_only=True) as uow:
        brief = uow.briefs.latest(ROLE)
    assert brief
    assert brief.to_clear_up == "Who owns the schedule at night?"


def test_what_was_kept_can_be_discarded_on_the_page_that_asks_to_sign_in(
    server: Server, store: OpenUnitOfWork, new_context: Callable[..., BrowserContext]
) -> None:
    page = typed_until_signed_out(server, new_context(), "C-02")
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_text(KEPT)).to_have_count(0)
    assert not [c for c in page.context.cookies() if c["name"].startswith("levelset_typed")]

    back(page, server.url, signing_in.LEAD)

    expect(reason(page, "C-02")).to_have_value("")
    assert page.get_by_text("your sign-in ended").count() == 0


def test_a_page_that_lost_its_connection_asks_to_sign_in_once_nobody_is(
    server: Server, store: OpenUnitOfWork, new_context: Callable[..., BrowserContext]
) -> None:
    """As after a night in which the computer slept and the sign-in ran out."""
    device = new_context()
    page = sign_in(device, server.url, signing_in.LEAD, f"/requisition?requisition={ROLE}")
    reason(page, "C-02").press_sequentially(SENTENCE)
    said = page.locator(".levelset-connection")
    end_sign_in(device, server.url)
    server.kill()
    expect(said).to_contain_text("The connection to Levelset is lost.")
    server.start()

    expect(said).to_contain_text("kept on this device and put back after you sign in again.")
    said.get_by_role("link", name="Sign in").click()
    page.locator("input[name=sub]").fill(signing_in.LEAD)
    page.get_by_role("button", name="Authorize").first.click()
    page.wait_for_url(f"{server.url}/requisition**")

    expect(reason(page, "C-02")).to_have_value(SENTENCE)


def test_both_texts_are_offered_where_somebody_else_filled_the_field_meanwhile(
    server: Server, store: OpenUnitOfWork, new_context: Callable[..., BrowserContext]
) -> None:
    device = new_context()
    page = sign_in(device, server.url, signing_in.LEAD, f"/requisition?requisition={ROLE}")
    name(page).press_sequentially("Grace")
    end_sign_in(device, server.url)
    page.close()
    candidate = CandidateId(f"{ROLE}.C-02")
    rename_candidate(store, lambda: NOW, candidate=candidate, name="Ada", by=OWNER)

    page = sign_in(device, server.url, signing_in.LEAD, f"/requisition?requisition={ROLE}")
    expect(name(page)).to_have_value("Ada")
    page.get_by_text("The field has other text now.").wait_for()
    expect(page.get_by_label("What you typed into Name")).to_have_value("Grace")
    page.get_by_role("button", name="Use this text").click()  # closes the menu

    expect(name(page)).to_have_value("Grace")
    page.get_by_role("button", name="Discard it").click()
    expect(name(page)).to_have_value("Ada")


def test_words_that_a_full_device_cannot_keep_are_saved_as_a_file(
    server: Server, store: OpenUnitOfWork, new_context: Callable[..., BrowserContext]
) -> None:
    device = new_context()
    device.add_init_script(FULL)
    page = sign_in(device, server.url, signing_in.LEAD, f"/requisition?requisition={ROLE}")
    page.get_by_label("Name of the interviewer").press_sequentially("R. Okafor")
    page.get_by_text("This browser has no room to keep what you type here.").wait_for()
    end_sign_in(device, server.url)
    page.get_by_role("button", name="Add to panel").click()
    page.get_by_text("This browser had no room for what you typed").wait_for()

    with page.expect_download() as saved:
        page.get_by_role("button", name="Save what I typed").click()

    assert "R. Okafor" in saved.value.path().read_text("utf-8")


def test_nothing_is_left_on_the_device_about_a_candidate_whose_data_was_erased(
    server: Server, store: OpenUnitOfWork, new_context: Callable[..., BrowserContext]
) -> None:
    page = typed_until_signed_out(server, new_context(), "C-03")
    assert len(page.evaluate(HELD)) == 1
    erased = CandidateId("T1.C-03")
    erase_candidate(store, StoppedClock(), candidate=erased, how=Erasure.ERASE, by=OWNER)

    back(page, server.url, signing_in.INTERVIEWER)

    eventually(lambda: page.evaluate(HELD), [])
