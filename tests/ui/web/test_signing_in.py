"""A team signs in with a real provider: who sees what, and what signing out does to words."""

import re
from collections.abc import Iterator
from contextlib import closing
from unicodedata import category

import pytest
from playwright.sync_api import Page, expect

from assessment.domain.ids import KitId, SheetKey
from assessment.domain.requisition import SeatRole
from db.opening import open_store
from tests.builders import a_kit, a_seat, an_interview, furnish
from tests.ui import signing_in
from tests.ui.conftest import served
from tests.ui.live_driver import LiveScreen, LiveSheet, eventually
from tests.ui.serving import Server
from tests.ui.signing_in import sign_in, sign_out

pytestmark = pytest.mark.browser

SEATS = (a_seat("R-01", SeatRole.LEAD), a_seat("R-02"))
NAMES = {"R-01": "Ann Lead", "R-02": "Ben Second", "R-03": "Cem Elsewhere"}
HERS, ELSEWHERE = "T1.C-01.1", "T2.C-01.1"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose people sign in: two on the panel of T1, none of them on that of T2."""
    folder = tmp_path_factory.mktemp("team")
    with signing_in.provider(folder) as metadata:
        for server in served(signing_in.server_with_sign_in(folder, metadata)):
            with _store(server) as store:
                for interview, seats in ((HERS, SEATS), (ELSEWHERE, (a_seat("R-03"),))):
                    kit = a_kit(KitId(f"{interview.partition('.')[0]}.K1"))
                    planned = an_interview(interview, kit=kit.id, seats=seats)
                    furnish(store.open_uow, planned, kit=kit, names=NAMES)
                with store.open_uow() as uow:
                    uow.people.set_email("R-01", signing_in.LEAD)
                    uow.people.set_email("R-02", signing_in.INTERVIEWER)
                    uow.commit()
            yield server


def _store(server: Server):
    return closing(open_store(server.database_url))


def body(page: Page) -> str:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    # An address is drawn with invisible characters, so that Markdown makes no link of it.
    return "".join(c for c in page.locator("body").inner_text() if category(c) != "Cf")


@pytest.mark.parametrize(
    ("email", "said", "roles"),
    [
        (signing_in.ADMIN, "Signed in as Administrator", {"T1", "T2"}),
        (signing_in.LEAD, "Signed in as Ann Lead", {"T1"}),
        (signing_in.INTERVIEWER, "Signed in as Ben Second", {"T1"}),
    ],
)
def test_each_person_sees_the_roles_with_a_part_in_them(team, new_context, email, said, roles):
    device = new_context()
    page = sign_in(device, team.url, email, "/?as=owner")

    page.get_by_text(said).wait_for()
    assert page.locator("select").count() == 0  # nobody is chosen
    for role in ("T1", "T2"):
        paper = device.request.get(f"{team.url}/print/kit?kit={role}.K1&as=owner")
        assert paper.ok is (role in roles), role
    page.goto(f"{team.url}/requisition?requisition=T1&as=owner")
    lead = email != signing_in.INTERVIEWER
    expect(page.get_by_text("Ann Lead").first).to_be_visible()
    members = page.locator('[class*="st-key-row-member-"]')
    expect(members.get_by_role("button", name="Change")).to_have_count(2 if lead else 0)
    sees_addresses = signing_in.INTERVIEWER in body(page)
    assert sees_addresses is (email == signing_in.ADMIN)


@pytest.mark.parametrize(
    ("email", "why"),
    [
        (signing_in.UNKNOWN, "nobody@example.com isn't registered in this Levelset."),
        (signing_in.UNVERIFIED, "hasn't verified that zoe@example.com is your address."),
    ],
)
def test_somebody_else_is_told_whom_to_ask_and_gets_nothing(team, new_context, email, why):
    device = new_context()
    page = sign_in(device, team.url, email, "/compare")

    expect(page.locator("h1")).to_contain_text(why)
    expect(page.locator("h1")).to_contain_text(f"ask {signing_in.ADMIN}")
    for path in (
        "/",
        "/print/kit?kit=T1.K1",
        "/static/js/x.js",
        "/download/export?requisition=T1",
    ):
        assert device.request.get(f"{team.url}{path}").status == 403, path
    page.get_by_role("link", name="Sign in as somebody else").click()
    page.wait_for_url("**/oauth2/end_session**")


def test_an_administrator_gives_an_address_and_takes_it_away(team, new_context):
    page = sign_in(new_context(), team.url, signing_in.ADMIN, "/requisition?requisition=T2")

    def save(address: str, then: str) -> None:
        page.locator(".st-key-row-member-R-03").get_by_role("button", name="Change").click()
        field = page.get_by_label("Email address for signing in")
        field.fill(address)
        page.get_by_role("button", name="Save email address").click()
        page.get_by_text(then).first.wait_for()

    save("Cem@example.com", "Cem Elsewhere signs in with cem")
    assert "R-03 · cem@example.com" in re.sub(r"\s+", " ", body(page))
    page.reload()
    save("", "Cem Elsewhere can't sign in any more.")


def signed_out_elsewhere(team, device):
    """The lead's open page of Compare, after they signed out in another tab."""
    here = sign_in(device, team.url, signing_in.LEAD, "/compare?requisition=T1")
    here.get_by_text("Sign out").first.wait_for()
    other = device.new_page()
    other.goto(team.url)
    sign_out(other, team.url)
    return here


def test_a_page_that_is_open_asks_to_sign_in_at_its_next_event(team, new_context):
    here = signed_out_elsewhere(team, new_context())

    here.get_by_role("link", name="Bank").click()

    here.get_by_text("You're signed out.").wait_for()
    assert "T1" not in body(here)
    here.get_by_role("link", name="Sign in").click()
    here.wait_for_url("**/oauth2/authorize**")


def test_signing_in_again_leads_back_to_the_page_that_was_open(team, new_context):
    here = signed_out_elsewhere(team, new_context())

    here.get_by_text("Enterprise", exact=True).first.click()  # another weighting

    here.get_by_text("You're signed out.").wait_for()
    assert "T1" not in body(here)
    there = re.compile(r"/compare\?(.*&)?requisition=T1")
    expect(here).to_have_url(there)
    here.get_by_role("link", name="Sign in").click()
    here.locator("input[name=sub]").fill(signing_in.LEAD)
    here.get_by_role("button", name="Authorize").first.click()
    here.get_by_role("heading", name="Compare").wait_for()
    expect(here).to_have_url(there)


def test_words_of_a_signed_out_person_wait_for_the_same_person(team, new_context):
    device = new_context()
    page = sign_in(device, team.url, signing_in.INTERVIEWER, f"/interview?interview={HERS}")
    screen = LiveScreen(page, page.url).ready()
    page.route("**/api/events", lambda route: route.abort())
    screen.write("names the owner")
    page.get_by_text("kept on this device").first.wait_for()
    other = device.new_page()
    other.goto(team.url)
    sign_out(other, team.url)
    page.unroute("**/api/events")

    page.get_by_text("sign in to save, kept on this device").first.wait_for()
    page.get_by_text("What you enter is kept on this device.").wait_for()
    with _store(team) as store:
        sheet = LiveSheet(store.open_uow, SheetKey(HERS, "R-02").interview, "R-02")
        assert sheet.whole_log() == []

        lead = sign_in(device, team.url, signing_in.LEAD, f"/interview?interview={HERS}")
        LiveScreen(lead, lead.url).ready()
        with page.expect_response("**/api/events") as refused:
            pass
        assert refused.value.status == 401
        assert LiveScreen(lead, lead.url).note.input_value() == ""
        assert lead.get_by_text("names the owner").count() == 0
        assert sheet.whole_log() == []
        lead.goto(team.url)
        sign_out(lead, team.url)

        sign_in(device, team.url, signing_in.INTERVIEWER)
        eventually(
            lambda: [e.value for e in sheet.history("evidence")][-1:],
            ["names the owner"],
        )
        page.get_by_text("saved").first.wait_for()
