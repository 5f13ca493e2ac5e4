"""An interview held on a second laptop while the first is switched off, through the pages alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from assessment.domain.permissions import OWNER
from assessment.domain.requisition import SeatRole
from assessment.services.hiring.candidates import rename_candidate
from db.opening import open_store
from tests.builders import CANDIDATE, INTERVIEW, REQUISITION, a_kit, a_seat, an_interview, furnish
from tests.fakes import StoppedClock
from tests.laptops import FIRST, NAMES, QUESTIONS
from tests.ui.handing_over import downloaded, held, menu, merged, opened, run, whole
from tests.ui.serving import Server, WarmServer

pytestmark = pytest.mark.browser


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Server]:
    """A server with one planned interview of one rater, and a candidate with a name."""
    folder = tmp_path / "home"
    folder.mkdir()
    server = WarmServer(folder)
    store = open_store(server.database_url)
    kit = a_kit(questions=QUESTIONS)
    seats = (a_seat("R-01", SeatRole.LEAD),)
    furnish(store.open_uow, an_interview(seats=seats), kit=kit, names=NAMES)
    rename_candidate(
        store.open_uow, StoppedClock(), candidate=CANDIDATE, name="Grace Hopper", by=OWNER
    )
    store.close()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Server]:
    """Another laptop, with an empty database, not running yet."""
    folder = tmp_path / "away"
    folder.mkdir()
    server = WarmServer(folder)
    open_store(server.database_url).close()
    yield server
    server.stop()


def test_an_interview_is_held_on_a_second_laptop_and_comes_home(
    home: Server, away: Server, new_context: Callable[..., BrowserContext], tmp_path: Path
):
    interviews = f"/interviews?requisition={REQUISITION}"
    page = new_context(accept_downloads=True).new_page()

    opened(page, home.url + interviews)
    menu(page, "C-01")
    page.get_by_role("button", name="Hand over", exact=True).click()
    expect(page.get_by_text("is on another laptop").first).to_be_visible()
    out = downloaded(page, "Download the file", tmp_path / "out.zip")
    page.goto(f"{home.url}/interview?interview={INTERVIEW}&as=R-01")
    expect(page.get_by_text("This scorecard was handed over to another laptop")).to_be_visible()
    home.stop()

    away.start()
    other = new_context(accept_downloads=True)
    there = other.new_page()
    opened(there, away.url)
    merged(there, out, "The interview with C-01 is here.")
    held(other, away, FIRST)
    opened(there, away.url + interviews)
    expect(there.get_by_text("Grace Hopper").first).to_be_visible()
    whole(there)
    menu(there, "C-01")
    there.get_by_role("button", name="Make the return").click()
    back = downloaded(there, "Download the return", tmp_path / "back.zip")
    away.stop()

    home.start()
    opened(page, home.url + interviews)
    merged(page, back, "the scorecard of R-01 for C-01 is back, submitted.")
    page.goto(f"{home.url}/compare?requisition={REQUISITION}")
    whole(page)
    expect(page.get_by_text("C-01").first).to_be_visible()
    expect(page.get_by_text("No scorecard", exact=False)).to_have_count(0)
    page.goto(f"{home.url}/scorecard?interview={INTERVIEW}&rater=R-01")
    expect(page.get_by_text("Released the orders by hand.").first).to_be_visible()
    home.stop()

    for server in (home, away):
        run(server.database_url, "audit", "verify")
        run(server.database_url, "db", "check")
    archive = tmp_path / "export.zip"
    run(home.database_url, "export", "--requisition", REQUISITION, "--out", str(archive))
    run(home.database_url, "verify", str(archive))
