"""What is done on the live screen outlives the server, the connection, the page and the window."""

import json

import pytest
from playwright.sync_api import expect

from assessment.domain.ids import CandidateId
from assessment.domain.permissions import OWNER
from assessment.domain.rating import Kind
from assessment.services.hiring.candidates import withdraw
from tests.fakes import StoppedClock
from tests.ui.live_driver import LiveScreen, eventually

pytestmark = pytest.mark.browser

SAID = 'names the owner; "planner decides" → 3× rework 你好 😀'


FOUND_WHEN_TOLD = """(() => {
  const { getAll } = IDBObjectStore.prototype;
  const told = new Promise((tell) => (window.found = tell));
  IDBObjectStore.prototype.getAll = function (range) {
    const request = getAll.call(this, range);
    if (!range) return request;
    const late = { get result() { return request.result; } };
    request.onsuccess = () => told.then(() => late.onsuccess());
    return late;
  };
})()"""
"""A device that is slow to say what earlier page loads left on it."""


def no_dialog(screen: LiveScreen) -> bool:
    return screen.page.locator('[role="dialog"]').count() == 0


def test_a_killed_server_loses_nothing(stage_on, own_server):
    stage = stage_on(own_server)
    screen, sheet = stage.screen(), stage.sheet()
    screen.command("2")
    screen.drained()
    text = ""

    for turn, reloaded in enumerate((False, True)):
        screen.write(f"before {turn} ", delay=5)
        own_server.kill()
        screen.type(f"while it is down {turn}, {SAID} ", delay=5)
        text += f"before {turn} while it is down {turn}, {SAID} "
        screen.command(str(turn + 3), "n", "4", "p")
        eventually(screen.chosen, [str(turn + 3)])
        eventually(screen.saved, "offline, kept on this device")

        own_server.start()
        if reloaded:
            screen.reload()
        screen.drained()

        eventually(screen.note.input_value, text)
        assert sheet.record("q01").evidence == text
        assert (sheet.record("q01").level, sheet.record("q02").level % 5) == (turn + 3, 4)
        screen.command("n", "0", "p")

    entries = sheet.whole_log()
    assert len({(e.client, e.seq) for e in entries}) == len(entries)


def test_typing_through_an_outage_meets_no_dialog(stage_on, own_server):
    stage = stage_on(own_server)
    screen, sheet = stage.screen(), stage.sheet()
    screen.write("before. ")
    own_server.kill()

    # Streamlit's own dialog would come after about three seconds and make the page inert.
    text = "one word after another, slowly, for longer than that takes to come up"
    screen.type(text, delay=80)

    assert no_dialog(screen)
    eventually(screen.note.input_value, f"before. {text}")
    own_server.start()
    screen.drained()
    assert sheet.record("q01").evidence == f"before. {text}"
    screen.says_saved()


def test_a_reload_in_mid_sentence_keeps_the_sentence_and_the_place(stage):
    screen, sheet = stage.screen(), stage.sheet()
    screen.command("n", "n")
    screen.write("the shift lead re-seq", delay=5)

    screen.reload()

    eventually(screen.question, "question 3")
    eventually(screen.note.input_value, "the shift lead re-seq")
    eventually(lambda: sheet.record("q03").evidence, "the shift lead re-seq")
    screen.write("uences")
    screen.drained()
    assert sheet.record("q03").evidence == "the shift lead re-sequences"
    expect(screen.part("both")).to_be_hidden()


def test_what_a_dead_connection_left_is_sent_by_the_next_page(stage):
    device, sheet = stage.device(), stage.sheet()
    screen = stage.screen(device)
    screen.cut_off()
    screen.command("4")
    screen.write(SAID)
    screen.kept()
    screen.page.close()
    assert sheet.whole_log() == []

    stage.screen(device).drained()

    assert (sheet.record("q01").level, sheet.record("q01").evidence) == (4, SAID)


def test_what_a_device_is_slow_to_find_reverses_nothing(stage):
    device, sheet = stage.device(), stage.sheet()
    screen = stage.screen(device)
    screen.cut_off()
    screen.command("2")
    screen.kept()
    screen.page.close()
    device.add_init_script(FOUND_WHEN_TOLD)
    screen = stage.screen(device)

    screen.command("5")
    screen.page.evaluate("found()")
    screen.drained()

    assert [e.value for e in sheet.history("verdict")] == [2, 5]
    eventually(screen.chosen, ["5"])


@pytest.mark.parametrize("lost", ["localStorage", "indexedDB"])
def test_either_memory_of_the_device_is_enough(stage, lost):
    device, sheet = stage.device(), stage.sheet()
    screen = stage.screen(device)
    screen.cut_off()
    screen.command("4")
    screen.write(SAID)
    screen.kept()

    if lost == "localStorage":  # as a killed browser leaves it
        screen.page.evaluate("localStorage.clear()")
    else:
        screen.page.evaluate(
            """async () => {
              const open = indexedDB.open("levelset-outbox", 1);
              const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
              const all = db.transaction("events", "readwrite");
              all.objectStore("events").clear();
              await new Promise((done) => (all.oncomplete = done));
            }"""
        )
    screen.page.goto("about:blank")
    assert sheet.whole_log() == []
    stage.screen(device).drained()

    assert (sheet.record("q01").level, sheet.record("q01").evidence) == (4, SAID)


def test_a_full_device_says_so_and_asks_before_leaving(stage):
    device, sheet = stage.device(), stage.sheet()
    screen = stage.screen(device)
    screen.page.evaluate(
        """() => {
          const full = () => { throw new DOMException("full", "QuotaExceededError"); };
          Storage.prototype.setItem = full;
          IDBObjectStore.prototype.put = full;
        }"""
    )
    device.route("**/api/events", lambda route: route.abort())

    screen.command("3")

    full = "This device's storage is full: 1 entry is only kept in this window. Keep it open."
    eventually(screen.saved, full)
    screen.level(3).focus()
    with screen.page.expect_event("dialog") as asked:
        screen.page.evaluate("setTimeout(() => location.reload(), 0)")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    device.unroute("**/api/events")
    screen.drained()
    assert sheet.record("q01").level == 3


def test_two_windows_that_write_one_note_are_both_told_and_nothing_is_lost(stage):
    device, sheet = stage.device(), stage.sheet()
    one, other = stage.screen(device), stage.screen(device)

    for turn in range(4):
        one.write(f"A{turn} ")
        other.write(f"B{turn} ")
    one.part("both").wait_for()
    other.part("both").wait_for()
    one.drained()
    other.drained()
    texts = [e.value for e in sheet.history("evidence")]
    mine, theirs = one.note.input_value(), other.note.input_value()
    assert mine in texts
    assert theirs in texts

    eventually(one.part("both-text").inner_text, theirs)  # one window tells the other in its time
    one.page.get_by_role("button", name="Keep both").click()

    expect(one.part("both")).to_be_hidden()
    one.drained()
    assert sheet.record("q01").evidence == f"{mine}\n{theirs}"


def test_on_two_devices_the_earlier_writer_is_told_at_its_next_word(stage):
    sheet = stage.sheet()
    one, other = stage.screen(stage.device()), stage.screen(stage.device())
    one.write("from the laptop")
    one.drained()

    other.write("from the tablet")
    other.part("both").wait_for()

    eventually(other.part("both-text").inner_text, "from the laptop")
    other.page.get_by_role("button", name="Use theirs").click()
    other.drained()
    assert sheet.record("q01").evidence == "from the laptop"
    eventually(other.note.input_value, "from the laptop")


def test_the_choice_between_two_texts_outlives_a_reload(stage):
    device, sheet = stage.device(), stage.sheet()
    one, other = stage.screen(stage.device()), stage.screen(device)
    one.write("from the laptop")
    one.drained()
    other.write("from the tablet")
    other.part("both").wait_for()
    other.drained()

    other.reload()

    eventually(other.part("both-text").inner_text, "from the laptop")
    other.page.get_by_role("button", name="Keep both").click()
    other.drained()
    assert sheet.record("q01").evidence == "from the tablet\nfrom the laptop"
    other.reload()
    expect(other.part("both")).to_be_hidden()


def test_what_cannot_be_drawn_is_sent_all_the_same(stage):
    screen, sheet = stage.screen(), stage.sheet()
    screen.page.evaluate(
        """() => {
          window.reportError = () => {};
          levelsetOutbox.listen(() => { throw new Error("nothing can be drawn"); });
        }"""
    )

    screen.command("4", "n", "2")
    screen.drained()

    assert (sheet.record("q01").level, sheet.record("q02").level) == (4, 2)
    screen.says_saved()


def test_what_was_typed_after_a_withdrawal_is_told_once_and_kept_as_a_proposal(stage):
    screen, sheet = stage.screen(), stage.sheet()
    withdraw(
        stage.open_uow,
        StoppedClock(),
        candidate=CandidateId(stage.interview.rpartition(".")[0]),
        reason="another offer",
        by=OWNER,
    )

    screen.command("4")
    screen.write("typed too late")

    told = (
        "C-01 withdrew on 2 March 2026. What you write here is kept as a proposal. "
        "You can take it into your scorecard once that is open to you again."
    )
    eventually(lambda: screen.page.locator(".notice p").all_inner_texts(), [told])
    screen.drained()
    eventually(lambda: (screen.chosen(), screen.note.input_value()), (["4"], "typed too late"))
    assert (sheet.record("q01").level, sheet.record("q01").evidence) == (None, "")
    proposed = {e.kind: e.value for e in sheet.card.proposed}  # the newest of each kind
    assert proposed == {Kind.VERDICT: 4, Kind.EVIDENCE: "typed too late"}
    screen.page.reload()
    screen.page.get_by_text("C-01 withdrew. Everything entered stays in the record.").wait_for()


def test_two_raters_who_type_at_once_do_not_meet(stage):
    one, other = stage.screen(stage.device("R-01")), stage.screen(stage.device("R-02"))
    texts = f"R-01 heard: {SAID} " * 3, f"R-02 heard: {SAID[::-1]} " * 3

    for screen in (one, other):
        screen.note.focus()
    for letters in zip(*texts, strict=True):
        one.type(letters[0])
        other.type(letters[1])
    for screen, keys in ((one, "3n4p"), (other, "5n1p")):
        screen.command(*keys)
        screen.drained()

    for screen, rater, text, levels in zip(
        (one, other), ("R-01", "R-02"), texts, ((3, 4), (5, 1)), strict=True
    ):
        sheet = stage.sheet(rater)
        eventually(screen.note.input_value, text)
        assert sheet.record("q01").evidence == text
        assert (sheet.record("q01").level, sheet.record("q02").level) == levels
        eventually(screen.chosen, [str(levels[0])])
        expect(screen.part("both")).to_be_hidden()
        assert [e.value for e in sheet.history("verdict")] == [levels[0]]
        screen.says_saved()


def test_a_level_given_in_one_window_shows_in_the_other(stage):
    device = stage.device()
    one, other = stage.screen(device), stage.screen(device)

    one.command("4")

    eventually(other.chosen, ["4"])


def test_a_text_that_is_too_long_is_listed_and_can_be_copied(stage):
    screen, sheet = stage.screen(), stage.sheet()
    screen.note.fill("x" * 50_001)

    listed = screen.page.locator(".notice")
    listed.wait_for()

    eventually(
        listed.locator("p").inner_text,
        "Question 1, what you heard: The note on question 1 has 50,001 characters. Shorten it to "
        "50,000 or fewer. The rest of the scorecard is saved.",
    )
    eventually(lambda: len(listed.locator("textarea").input_value()), 50_001)
    screen.command("4")
    screen.reload()  # it is kept on the device, and refused again
    listed.wait_for()
    screen.note.fill("shorter")
    screen.drained()
    expect(listed).to_have_count(0)
    assert (sheet.record("q01").level, sheet.record("q01").evidence) == (4, "shorter")


def test_an_answer_that_is_no_answer_is_tried_again(stage):
    device, sheet = stage.device(), stage.sheet()
    screen = stage.screen(device)
    answers = iter(
        [
            {"status": 200, "content_type": "text/html", "body": "<!doctype html>"},
            {"status": 503, "json": {"error": "The database is locked."}},
            {"status": 200, "body": json.dumps({"strange": True})},
        ]
    )

    def answer(route):
        made = next(answers, None)
        route.fulfill(**made) if made else route.continue_()

    device.route("**/api/events", answer)

    screen.command("5")
    screen.drained()

    assert [e.value for e in sheet.history("verdict")] == [5]


def test_a_request_that_is_refused_as_a_whole_does_not_hold_up_the_rest(stage):
    device, sheet = stage.device(), stage.sheet()
    screen = stage.screen(device)

    def answer(route):
        too_long = "too much" in (route.request.post_data or "")
        route.fulfill(status=413, json={"error": "too long"}) if too_long else route.continue_()

    device.route("**/api/events", answer)

    screen.write("too much")
    screen.command("4")

    listed = screen.page.locator(".notice p")
    listed.wait_for()
    eventually(
        listed.inner_text,
        "Question 1, what you heard: The server did not accept this entry (answered 413).",
    )
    screen.drained()
    assert sheet.record("q01").level == 4
