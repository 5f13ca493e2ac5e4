"""The live screen's modules: as they load, under a URL prefix, and after a deployment."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import served
from tests.ui.live_driver import LiveScreen, eventually
from tests.ui.serving import ROOT, Server

pytestmark = pytest.mark.browser

ALTERED_APP = ROOT / "tests" / "ui" / "altered_app.py"
NEXT_RELEASE = "\nglobalThis.nextRelease = true;\n"
VERSIONS = """() => [...new Set(performance.getEntriesByType("resource")
  .map(({ name }) => name.match(/assets\\/(\\w+)\\//)?.[1]).filter(Boolean))]"""
"""The versions of the scripts that this page has fetched."""


@pytest.fixture
def cold_server(tmp_path):
    """Imports everything when it starts, so that its scripts can be those of another release."""
    yield from served(Server(tmp_path))


def deploy(server: Server) -> None:
    server.app = ALTERED_APP
    server.environment |= {"LEVELSET_TEST_SCRIPTS": NEXT_RELEASE}
    server.start()


def test_a_page_that_is_open_during_an_upgrade_goes_on_and_delivers(stage_on, cold_server):
    stage = stage_on(cold_server)
    screen, sheet = stage.screen(), stage.sheet()
    screen.command("2")
    screen.write("before, ")
    screen.drained()

    cold_server.stop()
    screen.type("meanwhile, ")
    eventually(screen.saved, "offline, kept on this device")
    deploy(cold_server)
    screen.page.wait_for_function("() => window.nextRelease")
    eventually(lambda: len(screen.page.evaluate(VERSIONS)), 2)
    screen.type("after")
    screen.command("n", "4", "n", "5")
    screen.drained()

    assert sheet.record("q01").evidence == "before, meanwhile, after"
    eventually(screen.question, "question 3")
    verdicts = [e.value for item in ("q01", "q02", "q03") for e in sheet.history("verdict", item)]
    assert verdicts == [2, 4, 5]


def test_a_queue_that_the_new_release_cannot_use_asks_for_a_reload(stage_on, cold_server):
    stage = stage_on(cold_server)
    screen, sheet = stage.screen(), stage.sheet()
    screen.page.evaluate("delete levelsetOutbox.protocol")  # as before it had a number
    cold_server.stop()
    screen.write("kept")
    eventually(screen.saved, "offline, kept on this device")
    deploy(cold_server)

    notice = screen.page.get_by_role("alert").filter(has_text="Levelset was updated")
    notice.wait_for()
    screen.command("5")
    eventually(lambda: sheet.record("q01").evidence, "kept")
    notice.get_by_role("button", name="Reload").click()
    screen.page.wait_for_function("() => window.levelsetOutbox?.protocol")
    screen.ready().drained()

    eventually(screen.note.input_value, "kept")
    assert sheet.record("q01").level is None


def test_no_key_counts_before_everything_is_loaded(stage):
    device, sheet = stage.device(), stage.sheet()
    waiting = []

    def hold(route):
        waiting.append(route)

    device.route("**/assets/**", hold)
    page = device.new_page()
    page.goto(stage.url, wait_until="commit")  # a script that is held keeps the page from loading
    screen = LiveScreen(page, stage.url)
    screen.part("screen").wait_for(state="attached")
    expect(screen.part("screen")).to_be_hidden()
    screen.command("3")

    device.unroute("**/assets/**", hold)  # and lets what was held go on
    screen.ready().command("n", "4")
    screen.drained()

    assert (sheet.record("q01").level, sheet.record("q02").level) == (None, 4)


def test_what_a_page_before_the_modules_left_is_delivered(stage):
    """The names in browser storage are frozen: these lines are as that page wrote them."""
    device, sheet = stage.device(), stage.sheet()
    box, client = sheet.key.box, "c0ffee" * 4
    kit = f"{stage.interview.partition('.')[0]}.K1"
    common = {"box": box, "client": client, "item": "q01", "part": "", "base": 0, "epoch": "1"}
    left = [
        common | {"seq": 7, "kind": "verdict", "value": 4, "at": 1, "kit": kit, "turn": 1},
        common | {"seq": 8, "kind": "evidence", "value": "left", "at": 2, "kit": kit, "turn": 2},
    ]
    page = device.new_page()
    page.goto(f"{stage.server.url}/favicon.png")
    for event in left:
        slot = f"levelset:outbox:{box}:{client}:{event['seq']}"
        page.evaluate(
            "([slot, text]) => localStorage.setItem(slot, text)", [slot, json.dumps(event)]
        )

    screen = LiveScreen(page, stage.url).open()
    screen.drained()

    assert (sheet.record("q01").level, sheet.record("q01").evidence) == (4, "left")
    assert {(e.client, e.seq) for e in sheet.whole_log()} == {(client, 7), (client, 8)}


class PrefixedServer(Server):
    """Serves its pages under a prefix, as behind a proxy for several applications."""

    PREFIX = "hiring/mes"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.url += f"/{self.PREFIX}"

    @property
    def command(self) -> list[str]:
        return [*super().command, "--server.baseUrlPath", self.PREFIX]


@pytest.fixture(scope="module")
def prefixed_server(tmp_path_factory):
    yield from served(PrefixedServer(tmp_path_factory.mktemp("prefixed")))


def test_the_live_screen_works_under_a_url_prefix(stage_on, prefixed_server):
    stage = stage_on(prefixed_server)
    screen, sheet = stage.screen(), stage.sheet()

    screen.command("4", "n")
    screen.write("under a prefix")
    screen.drained()
    screen.reload()

    eventually(screen.note.input_value, "under a prefix")
    assert (sheet.record("q01").level, sheet.record("q02").evidence) == (4, "under a prefix")
    screen.part("leave").click()
    screen.page.wait_for_url(f"{prefixed_server.url}/?as=*")
    screen.page.get_by_role("heading", name="Today").wait_for()


def test_a_candidates_board_works_under_a_url_prefix(board_on, prefixed_server):
    exercise = board_on(prefixed_server)
    board = exercise.screen()

    expect(board.page).to_have_url(re.compile(f"^{re.escape(prefixed_server.url)}/"))
    board.page.goto(f"{prefixed_server.url}/compare")
    board.page.wait_for_url(f"{prefixed_server.url}/**")
    board.page.get_by_text("What does MES mean to you?").first.wait_for()
    board.page.locator("[data-part=stances] button").first.click()
    eventually(lambda: board.part("saved").inner_text()[:5], "saved")
