"""A clock that is set back, on the device or on the server, reverses nothing."""

import pytest
from playwright.sync_api import expect

from db.opening import open_store
from tests.ui.live_driver import eventually
from tests.ui.serving import ROOT, WarmServer

pytestmark = pytest.mark.browser

HOUR = 3600
DEVICE_CLOCK = """(() => {
  const Real = Date, wrong = () => Number(localStorage.getItem("clock is behind by") ?? 0);
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() - wrong()); }
    static now() { return Real.now() - wrong(); }
  };
})()"""
"""As an operating system does it: the time of day changes, the steady clock does not."""


def set_back(screen) -> None:
    screen.page.evaluate(f"localStorage.setItem('clock is behind by', {HOUR * 1000})")


WATCH = """(elapsed) => {
  const ticked = () => (window.ticked = [elapsed.textContent, performance.now() / 1000]);
  const all = { childList: true, characterData: true, subtree: true };
  window.ticked = null;
  new MutationObserver(ticked).observe(elapsed, all);
}"""
"""What the clock showed at its last tick, and when that was: however late somebody looks."""


def ticked(screen) -> tuple[int, float] | None:
    found = screen.page.evaluate("ticked")
    if found is None:
        return None
    minutes, seconds = found[0].split(":")
    return int(minutes) * 60 + int(seconds), found[1]


def no_jump(screen, work) -> None:
    """The interview's clock goes on from where it was, by no more than has really passed."""
    screen.part("elapsed").evaluate(WATCH)
    eventually(lambda: ticked(screen) is not None, expected=True)
    before, began = ticked(screen)
    work()
    eventually(lambda: ticked(screen)[0] > before, expected=True)
    after, ended = ticked(screen)
    assert after - before <= ended - began + 1


def test_the_devices_clock_set_back_in_mid_interview_reverses_nothing(stage):
    device, sheet = stage.device(), stage.sheet()
    device.add_init_script(DEVICE_CLOCK)
    screen = stage.screen(device)
    screen.command("2")
    screen.write("before")
    screen.drained()

    def work() -> None:
        set_back(screen)
        screen.command("5")
        screen.write(" and after", delay=5)
        screen.drained()

    no_jump(screen, work)

    first, last = sheet.history("verdict")
    assert (first.value, last.value) == (2, 5)
    assert last.client_at < first.client_at < last.at  # it was set back, and that is on record
    assert sheet.record("q01").evidence == "before and after"
    eventually(screen.reload().chosen, ["5"])
    eventually(screen.note.input_value, "before and after")
    expect(screen.part("both")).to_be_hidden()


def test_what_two_page_loads_kept_is_sent_in_the_order_it_was_done(stage):
    device, sheet = stage.device(), stage.sheet()
    device.add_init_script(DEVICE_CLOCK)
    screen = stage.screen(device)
    device.route("**/api/events", lambda route: route.abort())
    screen.command("2")
    screen.write("first")
    screen.kept()
    screen.reload()
    eventually(screen.note.input_value, "first", within=60)

    set_back(screen)
    screen.command("5")
    screen.write(" and second")
    screen.kept()
    device.unroute("**/api/events")
    screen.reload()
    screen.drained()

    assert [e.value for e in sheet.history("verdict")] == [2, 5]
    assert (sheet.record("q01").level, sheet.record("q01").evidence) == (5, "first and second")
    eventually(lambda: (screen.chosen(), screen.note.input_value()), (["5"], "first and second"))


def test_the_servers_clock_set_back_reverses_nothing(stage_on, tmp_path):
    clock = tmp_path / "clock"
    clock.write_text("0", "utf-8")
    server = WarmServer(
        tmp_path,
        app=ROOT / "tests" / "ui" / "altered_app.py",
        environment={"LEVELSET_TEST_CLOCK": str(clock)},
    )
    open_store(server.database_url).close()
    server.start()
    try:
        stage = stage_on(server)
        screen, sheet = stage.screen(), stage.sheet()
        screen.command("2")
        screen.write("before")
        screen.drained()

        def work() -> None:
            set_back_later = clock.with_name("clock set back")
            set_back_later.write_text(str(-HOUR), "utf-8")
            set_back_later.replace(clock)  # the server reads it all the while
            screen.command("5")
            screen.write(" and after", delay=5)
            screen.drained()

        no_jump(screen, work)

        first, last = sheet.history("verdict")
        assert (first.value, last.value) == (2, 5)
        assert last.at < first.at  # it was set back
        assert (sheet.record("q01").level, sheet.record("q01").evidence) == (5, "before and after")
        eventually(screen.reload().chosen, ["5"])
        eventually(screen.note.input_value, "before and after")
        expect(screen.part("both")).to_be_hidden()
    finally:
        server.stop()
