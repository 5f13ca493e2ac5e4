"""The server or the browser is killed under somebody who works.

The server 20 times here; `python -m benchmarks.soak --rounds 200` begins with these very rounds.
"""

import time
from contextlib import suppress

import pytest
from playwright.sync_api import Error

from benchmarks.soak import KILLS_A_PAGE, SEED, soak
from tests.ui.chromium import kill, launch_on, processes_on
from tests.ui.live_driver import LiveScreen, eventually, remember

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("first", range(0, 20, KILLS_A_PAGE))
def test_a_kill_loses_doubles_and_hides_nothing(browser, tmp_path, first):
    numbers = range(first, first + KILLS_A_PAGE)

    rounds = list(soak(browser, tmp_path, numbers, SEED))

    assert [(r.number, r.faults) for r in rounds] == [(n, ()) for n in numbers]
    assert rounds[-1].acknowledged > 0
    assert sum(r.waiting for r in rounds) > 0  # she really went on while nobody answered


def test_a_browser_killed_offline_loses_nothing_older_than_a_second(browser, stage, tmp_path):
    profile, sheet = tmp_path / "profile", stage.sheet()

    def start() -> LiveScreen:
        context = launch_on(profile, browser)
        context.set_default_timeout(90_000)
        remember(context, stage.server.url, "R-01")
        return LiveScreen(context.new_page(), stage.url).open()

    screen = start()
    screen.command("2")
    screen.drained()
    screen.page.context.set_offline(True)
    screen.command("4")
    eventually(screen.saved, "offline, kept on this device", within=60)
    screen.write("")
    processes, typed, passed, last = processes_on(profile), [], 0.0, time.monotonic()
    while passed < 4:
        screen.type("é")
        last, began = time.monotonic(), last
        passed += min(last - began, 0.1)  # while the whole machine stands still, nothing is kept
        typed.append(passed)
    older = sum(at <= passed - 1 for at in typed)
    kill(processes)
    with suppress(Error):
        screen.page.context.close()

    screen = start()
    screen.drained()

    text = sheet.record("q01").evidence
    assert text == "é" * len(text)
    assert 0 < older <= len(text) <= len(typed)
    assert [e.value for e in sheet.history("verdict")] == [2, 4]
    eventually(lambda: (screen.chosen(), screen.note.input_value()), (["4"], text))
    screen.says_saved()
    log = sheet.whole_log()
    assert len({(e.client, e.seq) for e in log}) == len(log)
    screen.page.context.close()
