"""The database cannot be written for a while: the page says so, keeps all, and sends it once."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Response, expect

from db.opening import open_store
from tests.ui.live_driver import LiveScreen, LiveSheet, eventually
from tests.ui.serving import Server
from tests.ui.small_disk import a_small_disk

pytestmark = pytest.mark.browser

PATIENCE = 60
OFFLINE = "offline, kept on this device"
KEPT = r"What you enter is kept on this device and sent as soon as the database accepts it\."
HOLD = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(5)
sys.stdin.read()
held.execute("ROLLBACK")
"""
"""Locks the database for five seconds, and on until nobody listens any more."""


LISTEN = """() => {
  window.said = new Set();
  levelsetOutbox.listen(() => said.add(levelsetOutbox.status().text));
}"""
"""Everything that is said about saving from here on, however late somebody looks."""


@contextmanager
def held(database: Path) -> Iterator[None]:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout
    assert other.stdout.readline() == "held\n"
    try:
        yield
    finally:
        other.communicate(timeout=PATIENCE)
    assert other.returncode == 0


def tells_the_verdict(answer: Response) -> bool:
    """And not what the clock had counted before."""
    return "/api/events" in answer.url and '"verdict"' in (answer.request.post_data or "")


def all_arrived_once(screen: LiveScreen, sheet: LiveSheet, level: int, text: str) -> None:
    eventually(screen.waiting, 0, within=PATIENCE)
    screen.says_saved()
    eventually(screen.part("notices").inner_text, "")
    assert [e.value for e in sheet.history("verdict")] == [2, level]
    assert sheet.record("q01").evidence == text
    eventually(lambda: (screen.chosen(), screen.note.input_value()), ([str(level)], text))
    log = sheet.whole_log()
    assert len({(e.client, e.seq) for e in log}) == len(log)


@pytest.mark.parametrize("said", ["saving…", OFFLINE])  # for five seconds, and for longer
def test_a_locked_database_is_waited_for(stage, shared_server, said):
    screen, sheet = stage.screen(), stage.sheet()
    screen.command("2")
    screen.drained()

    with held(shared_server.database):
        screen.page.evaluate(LISTEN)
        screen.command("4")
        eventually(screen.chosen, ["4"])
        eventually(lambda: said in screen.page.evaluate("[...said]"), expected=True)
        screen.write("noted while it was locked", delay=5)
        assert sheet.record("q01").level == 2

    all_arrived_once(screen, sheet, 4, "noted while it was locked")


def test_a_full_disk_is_told_and_nothing_is_lost(stage_on, tmp_path):
    folder = tmp_path / "disk"
    with a_small_disk(folder) as disk:
        # What Python compiles must not be cut off and stay behind for everybody.
        server = Server(folder, environment={"PYTHONDONTWRITEBYTECODE": "1"})
        server.log = tmp_path / "server.log"
        open_store(server.database_url).close()
        server.start()
        try:
            stage = stage_on(server)
            screen, sheet = stage.screen(), stage.sheet()
            screen.command("2")
            screen.drained()

            disk.fill(server)
            before = sheet.whole_log()
            with screen.page.expect_response(tells_the_verdict) as answered:
                screen.command("4")
            screen.write("noted while it was full")

            assert answered.value.status == 503
            eventually(screen.saved, OFFLINE, within=PATIENCE)
            told = rf"^The database {re.escape(str(server.database))} cannot be .* {KEPT}$"
            expect(screen.part("notices")).to_have_text(re.compile(told))
            screen.reload()
            eventually(screen.note.input_value, "noted while it was full", within=PATIENCE)
            eventually(screen.chosen, ["4"])
            screen.write(", and after a reload")
            assert sheet.whole_log() == before

            disk.make_room(server)
            all_arrived_once(screen, sheet, 4, "noted while it was full, and after a reload")
        finally:
            server.stop()
