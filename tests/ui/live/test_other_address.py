"""Levelset comes back under another address: what waits under the old one is not lost sight of."""

import json

import pytest
from playwright.sync_api import expect

from tests.ui.live_driver import LiveScreen, eventually
from tests.ui.serving import WarmServer

pytestmark = pytest.mark.browser


@pytest.fixture
def moved(own_server, tmp_path):
    """Another server for the same database, not started yet."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    server = WarmServer(elsewhere)
    server.database = own_server.database
    yield server
    server.stop()


def test_words_of_the_old_address_are_announced_under_the_new_and_taken_in_as_a_file(
    own_server, moved, stage_on, tmp_path
):
    stage = stage_on(own_server)
    device = stage.device(accept_downloads=True)
    device.clock.install()
    old = stage.screen(device)
    old.command("2")
    old.write("before")
    old.drained()
    own_server.kill()
    old.write(" and after the crash")
    old.kept()
    device.clock.run_for(70_000)
    save = old.page.get_by_role("button", name="Save unsent entries")
    save.wait_for()

    moved.start()
    new = LiveScreen(device.new_page(), stage.url.replace(own_server.url, moved.url)).open()
    notice = new.page.locator(".notice", has_text="been sent")
    expect(notice).to_contain_text(own_server.url)
    eventually(new.note.input_value, "before")
    with old.page.expect_download() as waiting:
        save.click()
    file = tmp_path / "levelset-waiting.json"
    waiting.value.save_as(file)
    new.page.get_by_label("File of unsent entries").set_input_files(file)

    eventually(lambda: stage.sheet().record("q01").evidence, "before and after the crash")
    eventually(new.note.input_value, "before and after the crash")
    expect(notice).to_have_count(0)


def test_a_file_that_holds_nothing_of_the_kind_is_refused_in_a_sentence(
    own_server, stage_on, tmp_path
):
    stage = stage_on(own_server)
    device = stage.device()
    device.add_cookies([{"name": "levelset_waiting_4", "value": "2.a", "url": own_server.url}])
    screen = stage.screen(device)
    expect(screen.page.locator(".notice")).to_contain_text("2 entries")
    wrong = tmp_path / "wrong.json"

    for text in ("not JSON", "[]", json.dumps({"format": "levelset/waiting/1", "events": [{}]})):
        wrong.write_text(text, "utf-8")
        screen.page.get_by_label("File of unsent entries").set_input_files(wrong)
        fault = screen.page.locator(".notice [role=alert]")
        expect(fault).to_contain_text("This file contains no unsent Levelset entries.")


def test_other_pages_say_it_too(own_server, stage_on):
    device = stage_on(own_server).device()
    device.add_cookies([{"name": "levelset_waiting_4", "value": "1.a", "url": own_server.url}])
    page = device.new_page()

    page.goto(own_server.url)

    said = page.locator(".levelset-connection")
    expect(said).to_contain_text(
        "On this device, 1 entry typed at http://127.0.0.1:4 hasn't been sent."
    )
    said.get_by_role("button", name="Close").click()
    expect(said).to_have_count(0)
