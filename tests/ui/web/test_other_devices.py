"""What a tablet on the network gets from a real server: its seat, its board, and nothing else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from assessment.ui.shared.network import LAN
from assessment.ui.web.access import NO_LINK, ONLY_EXERCISE
from tests.seat_paths import revoke, seat_path
from tests.ui.conftest import Exercise, MakeExercise, MakeStage, Stage, served
from tests.ui.live_driver import LiveScreen, eventually
from tests.ui.serving import Server, WarmServer

pytestmark = pytest.mark.browser

TABLET = {"extra_http_headers": {"X-Forwarded-For": "192.168.1.31"}}
"""As a proxy on this computer speaks for another device; the server takes the proxy's word."""


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as `levelset serve --lan` starts it."""
    yield from served(WarmServer(tmp_path_factory.mktemp("network"), environment={LAN: "1"}))


@pytest.fixture
def interview(stage_on: MakeStage, network: Server) -> Stage:
    return stage_on(network)


@pytest.fixture
def exercise(board_on: MakeExercise, network: Server) -> Exercise:
    return board_on(network)


def said_to(tablet: BrowserContext, address: str) -> tuple[int, str]:
    answer = tablet.request.get(address)
    page = tablet.new_page()
    page.goto(address)
    return answer.status, page.locator("body").inner_text().strip()


@pytest.mark.parametrize("path", ["/", "/interview", "/compare", "/_stcore/health"])
def test_without_a_link_nothing_opens(interview, path):
    tablet = interview.device(rater="", **TABLET)

    assert said_to(tablet, f"{interview.server.url}{path}") == (403, NO_LINK)


def test_a_seat_is_rated_under_the_name_its_link_carries(interview):
    sheet = interview.sheet("R-02")
    page = interview.device(rater="", **TABLET).new_page()
    page.goto(f"{interview.server.url}{seat_path(interview.open_uow, sheet.key)}")
    screen = LiveScreen(page, page.url).ready()

    screen.command("4")
    screen.write("names the owner")
    screen.drained()

    assert (sheet.record("q01").level, sheet.record("q01").evidence) == (4, "names the owner")
    assert interview.sheet("R-01").whole_log() == []


def test_a_seat_is_no_way_to_another_rater(interview):
    tablet = interview.device(rater="", **TABLET)
    url = interview.server.url
    tablet.request.get(f"{url}{seat_path(interview.open_uow, interview.sheet('R-02').key)}")

    answer = tablet.request.post(f"{url}/api/who", data={"rater": "R-01"}, headers={"Origin": url})

    assert answer.status == 403


def test_a_seat_opens_its_scorecard_and_no_page_of_the_role(interview):
    page = interview.device(rater="", **TABLET).new_page()
    url, role = interview.server.url, interview.interview.partition(".")[0]
    page.goto(f"{url}{seat_path(interview.open_uow, interview.sheet('R-02').key)}")
    LiveScreen(page, page.url).ready()

    for path in ("requisition", "compare", "bank", "kit"):
        page.goto(f"{url}/{path}?requisition={role}")
        page.get_by_role("heading", name="Today").wait_for()
        expect(page.get_by_role("link", name="Compare")).to_have_count(0)
    for path in (f"print/kit?kit={role}.K1", f"print/brief?requisition={role}"):
        assert page.request.get(f"{url}/{path}").status == 404
    export = page.request.get(f"{url}/download/export?requisition={role}&file=ratings.csv")
    assert export.status == 403


def test_words_typed_while_the_link_is_revoked_are_kept_as_proposals(interview):
    sheet = interview.sheet("R-02")
    page = interview.device(rater="", **TABLET).new_page()
    page.goto(f"{interview.server.url}{seat_path(interview.open_uow, sheet.key)}")
    screen = LiveScreen(page, page.url).ready()
    screen.write("names the owner")
    screen.drained()

    revoke(interview.open_uow, sheet.key)
    screen.write(" and the deputy")
    screen.drained()

    page.get_by_text("What you write here is kept as a proposal").wait_for()
    eventually(screen.note.input_value, "names the owner and the deputy")
    assert sheet.record("q01").evidence == "names the owner"
    assert "names the owner and the deputy" in [e.value for e in sheet.whole_log()]
    page.reload()
    page.get_by_text("has ended or was revoked").wait_for()


def test_a_board_is_played_and_leads_to_nothing_else(exercise):
    tablet = exercise.device(has_touch=True, **TABLET)
    screen = exercise.screen(tablet).to_the_cards()

    screen.tap("crd-001", "4")
    screen.drained()
    elsewhere = tablet.request.post(f"{exercise.server.url}/api/events")
    screen.page.goto(f"{exercise.server.url}/compare")

    assert exercise.stored.places == {"crd-001": "4"}
    assert (elsewhere.status, ONLY_EXERCISE in elsewhere.text()) == (403, True)
    expect(screen.ready().page).to_have_url(f"{exercise.server.url}/")
