"""Words land in the note of the open question; commands are chords, or keys of command mode."""

import pytest
from playwright.sync_api import expect

from assessment.domain.deviations import OffKit
from assessment.domain.rating import NotRated
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

SIGN = "Command mode: keys act, E writes"
KEYDOWN = """press => {
  let target = document.activeElement;
  while (target.shadowRoot?.activeElement) target = target.shadowRoot.activeElement;
  target.dispatchEvent(
    new KeyboardEvent("keydown", {bubbles: true, composed: true, cancelable: true, ...press}));
}"""
"""A key of another layout, as the browser reports it."""
PASTE = """text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste",
    {clipboardData, bubbles: true, composed: true, cancelable: true}));
}"""
DROP = """(where, text) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData("text/plain", text);
  for (const name of ["dragover", "drop"]) {
    where.dispatchEvent(new DragEvent(name,
      {dataTransfer, bubbles: true, composed: true, cancelable: true}));
  }
}"""
IS_FOCUSED = "node => node.getRootNode().activeElement === node"
IS_MASKED = "node => getComputedStyle(node).webkitTextSecurity === 'disc'"
PLACES = """() => {
  const hosts = [...document.querySelectorAll("*")].filter((e) => e.shadowRoot);
  const root = hosts.map((e) => e.shadowRoot).find((r) => r.querySelector(".screen"));
  return [...root.querySelectorAll(".screen :not(dialog, dialog *, .mode)")]
    .map((node) => JSON.stringify(node.getBoundingClientRect()));
}"""
CLICKED = {
    "a level": '.level[data-level="4"]',
    "a probe": ".chip",
    "the box of a wrong belief": ".belief input",
    "the words of a wrong belief": ".belief span",
    "the clock": '[data-part="clock"]',
    "a reason": ".reason >> nth=1",
    "the prompt": ".prompt",
    "the progress": '[data-part="progress"]',
    "privacy": '[data-part="privacy"]',
}


@pytest.mark.parametrize("clicked", CLICKED.values(), ids=CLICKED)
def test_words_after_a_click_stand_in_the_note_and_change_nothing_else(stage, clicked):
    screen, sheet = stage.screen(), stage.sheet()
    screen.note.click()
    screen.type("First half. ")

    screen.page.locator(clicked).first.click()
    given = screen.chosen(), screen.page.locator("[aria-pressed=true]").count()
    screen.type("Very clear on scope, 2 of 3? Next he asked / waited.")
    screen.drained()

    whole = "First half. Very clear on scope, 2 of 3? Next he asked / waited."
    assert (screen.note.input_value(), sheet.record("q01").evidence) == (whole, whole)
    assert (screen.chosen(), screen.page.locator("[aria-pressed=true]").count()) == given
    assert (screen.question(), screen.page.locator("dialog[open]").count()) == ("question 1", 0)


def test_the_note_has_the_focus_when_the_page_opens(stage):
    screen = stage.screen()

    eventually(lambda: screen.note.evaluate(IS_FOCUSED), expected=True)


def test_words_go_into_the_note_when_nothing_has_the_focus(stage):
    screen = stage.screen()
    screen.page.evaluate("document.activeElement.blur()")

    screen.type("Vague on the copy")
    screen.note.blur()
    screen.type(", still.")

    assert screen.note.input_value() == "Vague on the copy, still."


def test_words_after_a_move_stand_in_the_note_of_the_question_that_was_opened(stage):
    screen, sheet = stage.screen(), stage.sheet()

    screen.type("one")
    screen.part("next").click()
    screen.type("two")
    screen.page.locator(".dot").nth(4).click()
    screen.type("five")
    screen.command("p")
    screen.type("four")
    screen.drained()

    notes = [sheet.record(f"q0{n}").evidence for n in range(1, 6)]
    assert notes == ["one", "two", "", "four", "five"]


def test_after_tab_space_and_enter_act_on_the_control_and_words_go_into_the_note(stage):
    screen, sheet = stage.screen(), stage.sheet()

    screen.level(3).focus()
    screen.press("Space")
    screen.page.locator(".belief input").first.focus()
    screen.press("Enter")
    screen.page.locator(".chip").nth(1).focus()
    screen.press("Enter")
    screen.type("said it himself")
    screen.drained()

    record = sheet.record("q01")
    assert (record.level, record.beliefs, record.probes) == (3, (0,), (1,))
    assert record.evidence == "said it himself"
    assert screen.note.evaluate(IS_FOCUSED)


def test_tab_reaches_every_control_from_the_note(stage):
    screen = stage.screen()
    screen.note.focus()

    screen.press("Shift+Tab", "Space")

    assert screen.chosen() == ["5"]


def test_an_input_method_writes_into_the_note_after_a_click(stage):
    screen, sheet = stage.screen(), stage.sheet()
    devtools = screen.page.context.new_cdp_session(screen.page)

    screen.level(4).click()
    devtools.send("Input.imeSetComposition", {"text": "に", "selectionStart": 1, "selectionEnd": 1})
    devtools.send("Input.insertText", {"text": "日本"})
    screen.drained()

    assert (sheet.record("q01").evidence, sheet.record("q01").level) == ("日本", 4)


def test_a_word_under_way_in_an_input_method_stays_with_its_question(stage):
    screen, sheet = stage.screen(), stage.sheet()
    devtools = screen.page.context.new_cdp_session(screen.page)
    screen.type("says ")

    devtools.send(
        "Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3}
    )
    screen.part("next").click()
    screen.type("two")
    screen.drained()

    assert [sheet.record(q).evidence for q in ("q01", "q02")] == ["says にほん", "two"]


def test_what_is_pasted_or_dropped_elsewhere_goes_into_the_note(stage):
    screen = stage.screen()
    screen.type("he wrote: ")
    screen.level(2).focus()

    screen.page.evaluate(PASTE, "re-plan daily, ")
    screen.page.locator(".prompt").evaluate(DROP, "and by shift")

    assert screen.note.input_value() == "he wrote: re-plan daily, and by shift"


def test_words_of_the_screen_can_still_be_selected(stage):
    screen = stage.screen()

    screen.part("prompt").click(click_count=3)
    assert screen.page.evaluate("getSelection().type") == "Range"
    screen.type("said")

    assert screen.note.input_value() == "said"


SELECT = (
    "node => { node.getRootNode().activeElement?.blur(); getSelection().selectAllChildren(node); }"
)


def test_a_wrong_belief_with_selected_words_can_still_be_ticked(stage):
    screen, sheet = stage.screen(), stage.sheet()
    words = screen.page.locator(".belief span").first
    words.evaluate(SELECT)

    words.click()

    eventually(lambda: sheet.record("q01").beliefs, (0,))


def test_words_after_an_added_question_stand_in_its_note(stage):
    screen, sheet = stage.screen(), stage.sheet()
    screen.type("one")
    screen.command("a")
    screen.part("adder-list").locator("button").first.click()
    screen.type("he named it")
    screen.press("Enter")

    screen.type("added, 4 n")
    screen.drained()

    (added,) = sheet.card.added
    assert added.because == "he named it"
    assert sheet.record("q01").evidence == "one"
    assert sheet.record(added.item.id).evidence == "added, 4 n"


AZERTY = [{"key": key, "code": f"Digit{n}"} for n, key in enumerate("&é\"'(", 1)]


@pytest.mark.parametrize("level", range(1, 6))
def test_digits_are_places_on_the_keyboard_whatever_the_layout_types_there(stage, level):
    screen = stage.screen()

    screen.page.evaluate(KEYDOWN, {**AZERTY[level - 1], "altKey": True})
    assert screen.chosen() == [str(level)]

    screen.command("0")
    screen.press("Escape")
    screen.page.evaluate(KEYDOWN, AZERTY[level - 1])
    assert screen.chosen() == [str(level)]


@pytest.mark.parametrize("windows", [False, True])
def test_alt_gr_types_and_never_acts(stage, windows):
    screen = stage.screen()
    held = {"modifierAltGraph": True, **({"ctrlKey": True, "altKey": True} if windows else {})}

    for key, code in (("²", "Digit2"), ("n", "KeyN"), ("€", "KeyE"), ("v", "KeyV")):
        screen.page.evaluate(KEYDOWN, {"key": key, "code": code, **held})

    assert screen.chosen() == []
    assert screen.question() == "question 1"
    assert screen.page.locator(".reason[aria-pressed=true]").count() == 0


def test_on_a_mac_control_makes_the_chords_and_option_types(stage):
    device = stage.device()
    device.add_init_script("Object.defineProperty(navigator, 'platform', {get: () => 'MacIntel'})")
    screen = stage.screen(device)

    screen.press("Control+Digit4")
    screen.page.evaluate(KEYDOWN, {"key": "¡", "code": "Digit1", "altKey": True})

    assert screen.chosen() == ["4"]
    assert screen.part("next").inner_text() == "Next Control+N →"


def test_probes_are_marked_by_keys(stage):
    screen, sheet = stage.screen(), stage.sheet()

    screen.command("6", "7", "6", "9")
    screen.drained()

    assert sheet.record("q01").probes == (1,)


def test_command_mode_says_so_and_single_keys_act_until_it_is_left(stage):
    screen, sheet = stage.screen(), stage.sheet()
    expect(screen.part("mode")).to_have_text("")

    screen.press("Escape")
    expect(screen.part("mode")).to_have_text(SIGN)
    screen.press("4", "n", "x", "n", "7")
    screen.level(2).click()
    expect(screen.part("mode")).to_have_text(SIGN)
    screen.press("3", "e")
    expect(screen.part("mode")).to_have_text("")
    screen.type("n 5")
    screen.drained()

    verdicts = [sheet.record(q).verdict for q in ("q01", "q02", "q03")]
    assert verdicts == [4, NotRated.NOT_ASKED, 3]
    assert (sheet.record("q03").evidence, sheet.record("q03").probes) == ("n 5", (1,))


@pytest.mark.parametrize("way", ["Enter", "click", "Tab"])
def test_the_note_ends_command_mode(stage, way):
    screen = stage.screen()
    screen.press("Escape")

    if way == "click":
        screen.note.click()
    elif way == "Tab":
        screen.note.focus()
    else:
        screen.press(way)
    screen.type("4")

    expect(screen.part("mode")).to_have_text("")
    assert (screen.note.input_value(), screen.chosen()) == ("4", [])


def test_a_key_without_a_command_is_named_in_command_mode(stage):
    screen = stage.screen()
    screen.press("Escape")

    screen.type("z")

    expect(screen.part("mode")).to_have_text("Command mode: z does nothing, E writes")
    assert screen.note.input_value() == ""
    screen.press("4")
    expect(screen.part("mode")).to_have_text(SIGN)


def test_command_mode_outlasts_a_dialog_and_dialogs_keep_their_own_text(stage):
    screen = stage.screen()
    screen.press("Escape", "/")

    screen.type("n 4 e")
    assert screen.part("finder-text").input_value() == "n 4 e"
    screen.press("Escape")

    assert screen.part("finder").is_hidden()
    expect(screen.part("mode")).to_have_text(SIGN)
    screen.press("4")
    assert (screen.chosen(), screen.note.input_value()) == (["4"], "")


def test_a_dialog_opened_while_writing_gives_the_focus_back_to_the_note(stage):
    screen = stage.screen()
    screen.type("before, ")

    screen.part("find").click()
    screen.type("7")
    screen.press("Escape")
    screen.type("after")

    assert screen.note.input_value() == "before, after"


def test_single_keys_can_be_switched_off_and_stay_so(stage):
    screen = stage.screen()
    screen.press("Escape")
    screen.command("?")

    screen.page.get_by_label("Single keys in command mode").uncheck()
    screen.press("Escape")
    expect(screen.part("mode")).to_have_text("")
    for _ in range(2):
        screen.press("Escape")
        screen.type("4")
        assert screen.chosen() == []
        screen.drained()
        screen.reload()

    assert screen.note.input_value() == "44"
    screen.command("?")
    assert not screen.page.get_by_label("Single keys in command mode").is_checked()


def test_a_reason_can_be_written_before_the_question_has_a_mark(stage):
    screen, sheet = stage.screen(), stage.sheet()

    screen.command("w")
    assert screen.part("why-label").inner_text() == "If you leave it out, why?"
    screen.type("no time")
    screen.press("Enter")
    screen.type("later, then")
    screen.command("n", "n", "4", "p", "w")
    assert screen.part("why-label").inner_text() == "Asked after question 3. Why?"
    screen.command("p", "p", "x")
    screen.drained()

    assert dict(sheet.card.off_kit) == {("q01", OffKit.SKIPPED): "no time"}
    assert sheet.record("q01").evidence == "later, then"


def test_privacy_masks_what_was_typed_and_typing_goes_on(stage):
    screen, sheet = stage.screen(), stage.sheet()
    screen.command("n", "3", "p")
    screen.type("vague ")

    screen.command("h")
    assert screen.note.evaluate(IS_MASKED)
    screen.type("on the copy")
    screen.command("w")
    screen.type("no time")
    assert screen.part("why").evaluate(IS_MASKED)
    assert screen.part("why").is_visible()
    screen.command("h")
    screen.drained()

    assert not screen.note.evaluate(IS_MASKED)
    assert sheet.record("q01").evidence == "vague on the copy"
    eventually(lambda: dict(sheet.card.off_kit), {("q01", OffKit.ORDER): "no time"})


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1440, 900)])
def test_nothing_moves_when_command_mode_begins_or_ends(stage, width, height):
    screen = stage.screen(width=width, height=height)
    screen.type("said little")
    writing = screen.page.evaluate(PLACES)

    screen.press("Escape")
    expect(screen.part("mode")).to_be_visible()
    assert screen.page.evaluate(PLACES) == writing
    screen.press("e")

    assert screen.page.evaluate(PLACES) == writing


def test_controls_show_their_chords(stage):
    screen = stage.screen()

    assert screen.part("next").inner_text() == "Next Alt+N →"
    assert screen.part("previous").inner_text() == "← Previous Alt+P"
    titles = {name: screen.part(name).get_attribute("title") for name in ("clock", "help", "find")}
    assert titles == {
        "clock": "Alt+S",
        "help": "Shortcuts (Alt+?)",
        "find": "Find a question (Alt+/)",
    }
    assert screen.level(4).get_attribute("aria-keyshortcuts") == "Alt+4"


def test_a_tap_does_not_open_the_keyboard_of_a_tablet(stage):
    screen = stage.screen(width=820, height=1180, has_touch=True)
    screen.note.blur()

    screen.level(4).tap()

    assert screen.chosen() == ["4"]
    assert not screen.note.evaluate(IS_FOCUSED)
