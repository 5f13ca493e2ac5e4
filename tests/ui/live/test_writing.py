"""Everything done on the live screen reaches the database, by hand and by keyboard."""

import pytest
from playwright.sync_api import expect

from assessment.domain.rating import NotRated
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser


def test_a_click_on_a_level_is_painted_and_stored(stage):
    screen, sheet = stage.screen(), stage.sheet()

    screen.level(4).click()

    eventually(screen.chosen, ["4"])
    eventually(lambda: sheet.record("q01").level, 4)


def test_the_same_level_again_takes_it_back(stage):
    screen, sheet = stage.screen(), stage.sheet()
    screen.level(4).click()

    screen.level(4).click()

    eventually(screen.chosen, [])
    screen.drained()
    assert [e.value for e in sheet.history("verdict")] == [4, None]


def test_a_key_pressed_twice_says_the_same_twice_and_0_takes_it_back(stage):
    screen, sheet = stage.screen(), stage.sheet()

    screen.command("4", "4", "x", "x", "2", "2")
    eventually(screen.chosen, ["2"])
    screen.command("0", "0")

    eventually(screen.chosen, [])
    screen.drained()
    assert [e.value for e in sheet.history("verdict")] == [4, NotRated.NOT_ASKED, 2, None]


def test_a_reason_takes_the_place_of_a_level_and_the_reverse(stage):
    screen, sheet = stage.screen(), stage.sheet()
    screen.level(2).click()

    screen.page.get_by_role("button", name="no evidence").click()

    eventually(screen.chosen, [])
    eventually(lambda: sheet.record("q01").verdict, NotRated.NO_EVIDENCE)
    screen.level(3).click()
    eventually(lambda: sheet.record("q01").verdict, 3)
    expect(screen.page.locator('.reason[aria-pressed="true"]')).to_have_count(0)


def test_probes_asked_and_wrong_beliefs_heard_are_stored(stage):
    screen, sheet = stage.screen(), stage.sheet()

    screen.page.get_by_role("button", name="What if the setup differs?").click()
    screen.page.get_by_label("the ERP dispatches").check()

    eventually(lambda: (sheet.record("q01").probes, sheet.record("q01").beliefs), ((1,), (0,)))
    screen.page.get_by_role("button", name="What if the setup differs?").click()
    eventually(lambda: sheet.record("q01").probes, ())


def test_the_whole_interview_without_a_mouse(stage):
    screen, sheet = stage.screen(), stage.sheet()

    screen.press("Escape")
    screen.press("4", "n", "x", "ArrowRight", "v", "ArrowDown", "c", "n", "5", "0")
    screen.press("p", "P", "ArrowLeft", "ArrowUp", "e")
    screen.type("names the owner")
    screen.command("/")
    screen.type("who owns the order")
    screen.press("Enter")
    screen.command("2")
    screen.drained()

    # Five questions forward to q05 and four back to q01, where the evidence is written.
    assert sheet.record("q01").evidence == "names the owner"
    verdicts = {item: r.verdict for item, r in sheet.card.items.items()}
    assert verdicts == {
        "q01": 4,
        "q02": NotRated.NOT_ASKED,
        "q03": NotRated.NO_EVIDENCE,
        "q04": NotRated.CONFLICT_OF_INTEREST,
        "q05": None,
        "q06": 2,
    }


def test_keys_in_a_burst_go_where_they_were_meant(stage):
    screen, sheet = stage.screen(), stage.sheet()

    # All within one turn of the browser, as fast as no hand is.
    burst = """keys => keys.forEach((key) => document.body.dispatchEvent(new KeyboardEvent(
      "keydown", {key, bubbles: true, composed: true, cancelable: true})))"""
    keys = ["3", "ArrowDown", "4", "ArrowDown", "5", "ArrowDown", "1", "n", "p", "2"]
    screen.press("Escape")
    screen.page.evaluate(burst, keys)
    screen.drained()

    assert {i: r.level for i, r in sheet.card.items.items()} == {
        "q01": 3,
        "q02": 4,
        "q03": 5,
        "q04": 2,
    }
    eventually(lambda: screen.page.evaluate("location.href").endswith("&q=q04"), expected=True)


def test_no_shortcut_fires_while_typing(stage):
    screen, sheet = stage.screen(), stage.sheet()
    text = "1 2 3 n p x v c s h e / ? 0 Level 5"

    screen.write(text)
    screen.press("ArrowLeft", "ArrowUp", "Backspace")
    screen.drained()

    assert sheet.record("q01").verdict is None
    eventually(screen.question, "question 1")
    expect(screen.page.locator("dialog[open]")).to_have_count(0)
    # ArrowLeft, then ArrowUp in a single line goes to its start, where Backspace removes nothing.
    assert sheet.record("q01").evidence == text


def test_a_shortcut_leaves_the_browsers_own_keys_alone(stage):
    screen, sheet = stage.screen(), stage.sheet()

    screen.press("Escape", "Control+2", "Control+Alt+3", "Alt+Shift+4", "Shift+Tab")
    screen.drained()

    assert sheet.record("q01").verdict is None


def test_text_is_on_its_way_within_a_second_of_the_last_keystroke(stage):
    screen, sheet = stage.screen(), stage.sheet()
    screen.stop_clock()

    screen.write("the shift lead re-sequences")
    screen.pass_time(900)

    eventually(lambda: sheet.record("q01").evidence, "the shift lead re-sequences")


def test_continuous_typing_is_on_its_way_every_second_and_keeps_focus_and_caret(stage):
    screen, sheet = stage.screen(), stage.sheet()
    screen.stop_clock()
    screen.write("the end")
    screen.pass_time(900)
    screen.drained()
    screen.press("Home")

    # A key every 300 ms never rests for as long as a finished text does.
    for letter in "abcd":
        screen.type(letter)
        screen.pass_time(300)
    eventually(lambda: sheet.record("q01").evidence in {"abthe end", "abcthe end"}, expected=True)

    focused = screen.note.evaluate("box => box.getRootNode().activeElement === box")
    caret = screen.note.evaluate("box => [box.selectionStart, box.selectionEnd]")
    assert (focused, caret) == (True, [4, 4])


def test_a_redraw_from_the_server_moves_neither_focus_nor_caret(stage):
    screen, elsewhere = stage.screen(), stage.screen()
    screen.write("moved 12 orders")
    screen.press("Home", "ArrowRight")
    elsewhere.command("n", "5")
    elsewhere.drained()

    # Coming back to a window asks the server for what it holds by now.
    screen.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    screen.page.locator('.dot[data-level="5"]').wait_for()
    screen.type("X")

    eventually(screen.note.input_value, "mXoved 12 orders")


def test_text_of_every_script_and_length_arrives_character_by_character(stage):
    screen, sheet = stage.screen(), stage.sheet()
    text = 'naïve → 3× 你好 😀 مرحبا <b>&amp;</b> =1+1 "quoted"\n\ttab ' + "x" * 10_000

    screen.note.fill(text)
    screen.drained()

    assert sheet.record("q01").evidence == text


def test_two_raters_have_a_sheet_each(stage):
    one, other = stage.screen(rater="R-01"), stage.screen(rater="R-02")

    one.level(2).click()
    other.level(5).click()
    one.drained()
    other.drained()

    assert (stage.sheet("R-01").record("q01").level, stage.sheet("R-02").record("q01").level) == (
        2,
        5,
    )
    eventually(one.reload().chosen, ["2"])
