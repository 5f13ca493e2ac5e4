"""Three people sign in, a server dies, a laptop goes offline, and one shortlist comes of it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy.engine import URL

from assessment.domain.ids import SheetKey
from assessment.domain.requisition import SeatRole
from db.opening import open_store
from tests.builders import a_kit, a_seat, an_interview, furnish
from tests.conftest import TEMPLATE, _fresh
from tests.laptops import QUESTIONS
from tests.ui import signing_in
from tests.ui.handing_over import downloaded, held, menu, merged, opened, run, submitted
from tests.ui.live_driver import LiveScreen, LiveSheet
from tests.ui.servers.deployment import Deployment
from tests.ui.serving import WarmServer
from tests.ui.signing_in import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.xdist_group("wheel")]

ROLE = "T1"
BENS, ANNS = SheetKey("T1.C-01.1", "R-02"), SheetKey("T1.C-02.1", "R-01")
NAMES = {"R-01": "Ann Lead", "R-02": "Ben Second"}
SENTENCE = ("He asks who released the lot, ", "and names the record that says so.")


@pytest.fixture
def database(postgres_server: URL) -> Iterator[URL]:
    yield from _fresh(postgres_server, TEMPLATE)


@pytest.fixture
def team(
    tmp_path: Path, installed_command: Path, database: URL, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Deployment]:
    """Two processes whose people sign in; Ben interviews C-01, and Ann, who leads, C-02."""
    made = Deployment(tmp_path, installed_command, database.render_as_string(hide_password=False))
    monkeypatch.setenv("LEVELSET_SIGNING_KEY_FILE", str(made.key))
    with closing(open_store(made.database_url)) as store:
        kit = a_kit(f"{ROLE}.K1", questions=QUESTIONS)
        seats = {BENS: a_seat("R-02"), ANNS: a_seat("R-01", SeatRole.LEAD)}
        planned = [an_interview(s.interview, kit=kit.id, seats=(seats[s],)) for s in seats]
        furnish(store.open_uow, *planned, kit=kit, names=NAMES)
        with store.open_uow() as uow:
            uow.people.set_email("R-01", signing_in.LEAD)
            uow.people.set_email("R-02", signing_in.INTERVIEWER)
            uow.commit()
    with signing_in.provider(tmp_path) as metadata:
        for server in made.servers.values():
            server.environment |= signing_in.environment(made.url, metadata)
        made.nginx.start()
        made.start()
        yield made
        made.stop()


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[WarmServer]:
    """With an empty database, not running yet."""
    (tmp_path / "laptop").mkdir()
    server = WarmServer(tmp_path / "laptop")
    open_store(server.database_url).close()
    yield server
    server.stop()


def test_a_team_on_two_servers_and_one_laptop_ends_with_one_shortlist(
    team: Deployment,
    laptop: WarmServer,
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
):
    interview_through_a_death(team, new_context())
    team.start()
    ann = sign_in(
        new_context(accept_downloads=True),
        team.url,
        signing_in.LEAD,
        f"/interviews?requisition={ROLE}",
    )
    out = handed_over(ann, tmp_path / "out.zip")
    back = held_offline(laptop, new_context(accept_downloads=True), out, tmp_path / "back.zip")
    opened(ann, f"{team.url}/interviews?requisition={ROLE}")
    merged(ann, back, "the scorecard of R-01 for C-02 is back, submitted.")

    ida = sign_in(new_context(), team.url, signing_in.ADMIN, f"/compare?requisition={ROLE}")
    expect(ida.get_by_text("Signed in as Administrator").first).to_be_visible()
    for candidate in ("C-01", "C-02"):
        expect(ida.get_by_text(candidate).first).to_be_visible()
    expect(ida.get_by_text("All scorecards in.", exact=False).first).to_be_visible()

    run(team.database_url, "audit", "verify")
    run(team.database_url, "db", "check")
    archive = tmp_path / "export.zip"
    run(team.database_url, "export", "--requisition", ROLE, "--out", str(archive))
    run(team.database_url, "verify", str(archive))


def interview_through_a_death(team: Deployment, device: BrowserContext) -> None:
    """Ben is in the middle of a sentence when the process that serves him is killed."""
    page = sign_in(
        device, team.url, signing_in.INTERVIEWER, f"/interview?interview={BENS.interview}"
    )
    screen = LiveScreen(page, page.url).ready()
    screen.command("3")
    screen.write(SENTENCE[0])
    (route,) = (c["value"] for c in device.cookies() if c["name"] == "levelset_route")
    with ThreadPoolExecutor(1) as other:
        killed = other.submit(team.servers[route].kill)
        screen.type(SENTENCE[1], delay=20)
        killed.result()
    screen.drained()
    submitted(page, team.url, team.database_url, BENS)
    with closing(open_store(team.database_url)) as store:
        card = LiveSheet(store.open_uow, BENS.interview, BENS.rater)
        assert card.record("q01").evidence == "".join(SENTENCE)


def handed_over(page: Page, file: Path) -> Path:
    expect(page.get_by_role("heading", name="Interviews")).to_be_visible()
    menu(page, "C-02")
    page.get_by_role("button", name="Hand over", exact=True).click()
    expect(page.get_by_text("is on another laptop").first).to_be_visible()
    return downloaded(page, "Download the file", file)


def held_offline(laptop: WarmServer, device: BrowserContext, out: Path, back: Path) -> Path:
    """On the laptop nobody signs in: it is one person's."""
    laptop.start()
    page = device.new_page()
    opened(page, laptop.url)
    merged(page, out, "The interview with C-02 is here.")
    held(device, laptop, ANNS)
    opened(page, f"{laptop.url}/interviews?requisition={ROLE}")
    menu(page, "C-02")
    page.get_by_role("button", name="Make the return").click()
    file = downloaded(page, "Download the return", back)
    laptop.stop()
    return file
