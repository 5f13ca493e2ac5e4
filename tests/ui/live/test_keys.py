"""Commands are chords, or keys of command mode; words and dialogs keep theirs."""

import pytest
from playwright.sync_api import expect

from assessment.domain.deviations import OffKit
from assessment.domain.rating import NotRated
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

SIGN = "Command mode: keys are shortcuts, E returns to the note"
KEYDOWN = """press => {
  let target = document.activeElement;
  while (target.shadowRoot?.activeElement) target = target.shadowRoot.activeElement;
  target.dispatchEvent(
    new KeyboardEvent("keydown", {bubbles: true, composed: true, cancelable: true, ...press}));
}"""
"""A key of another layout, as the browser reports it."""
IS_MASKED = "node => getComputedStyle(node).webkitTextSecurity === 'disc'"
PLACES = """() => {
  const hosts = [...document.querySelectorAll("*")].filter((e) => e.shadowRoot);
  const root = hosts.map((e) => e.shadowRoot).find((r) => r.querySelector(".screen"));
  return [...root.querySelectorAll(".screen :not(dialog, dialog *, .mode)")]
    .map((node) => JSON.stringify(node.getBoundingClientRect()));
}"""
AZERTY = [{"key": key, "code": f"Digit{n}"} for n, key in enumerate("&é\"'(", 1)]


@pytest.mark.parametrize("level", range(1, 6))
def test_digits_are_places_on_the_keyboard_whatever_the_layout_types_there(stage, level):
    screen = stage.screen()

    screen.page.evaluate(KEYDOWN, {**AZERTY[level - 1], "altKey": True})
    eventually(screen.chosen, [str(level)])

    screen.command("0")
    screen.press("Escape")
    screen.page.evaluate(KEYDOWN, AZERTY[level - 1])
    eventually(screen.chosen, [str(level)])


@pytest.mark.parametrize("windows", [False, True])
def test_alt_gr_types_and_never_acts(stage, windows):
    screen = stage.screen()
    held = {"modifierAltGraph": True, **({"ctrlKey": True, "altKey": True} if windows else {})}

    for key, code in (("²", "Digit2"), ("n", "KeyN"), ("€", "KeyE"), ("v", "KeyV")):
        screen.page.evaluate(KEYDOWN, {"key": key, "code": code, **held})

    eventually(screen.chosen, [])
    eventually(screen.question, "question 1")
    expect(screen.page.locator(".reason[aria-pressed=true]")).to_have_count(0)


def test_on_a_mac_control_makes_the_chords_and_option_types(stage):
    device = stage.device()
    device.add_init_script("Object.defineProperty(navigator, 'platform', {get: () => 'MacIntel'})")
    screen = stage.screen(device)

    screen.press("Control+Digit4")
    screen.page.evaluate(KEYDOWN, {"key": "¡", "code": "Digit1", "altKey": True})

    eventually(screen.chosen, ["4"])
    eventually(screen.part("next").inner_text, "Next Control+N →")


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
    eventually(lambda: (screen.note.input_value(), screen.chosen()), ("4", []))


def test_a_key_without_a_command_is_named_in_command_mode(stage):
    screen = stage.screen()
    screen.press("Escape")

    screen.type("z")

    expect(screen.part("mode")).to_have_text("Command mode: z does nothing, E returns to the note")
    eventually(screen.note.input_value, "")
    screen.press("4")
    expect(screen.part("mode")).to_have_text(SIGN)


def test_command_mode_outlasts_a_dialog_and_dialogs_keep_their_own_text(stage):
    screen = stage.screen()
    screen.press("Escape", "/")

    screen.type("n 4 e")
    eventually(screen.part("finder-text").input_value, "n 4 e")
    screen.press("Escape")

    expect(screen.part("finder")).to_be_hidden()
    expect(screen.part("mode")).to_have_text(SIGN)
    screen.press("4")
    eventually(lambda: (screen.chosen(), screen.note.input_value()), (["4"], ""))


def test_a_dialog_opened_while_writing_gives_the_focus_back_to_the_note(stage):
    screen = stage.screen()
    screen.type("before, ")

    screen.part("find").click()
    screen.type("7")
    screen.press("Escape")
    screen.type("after")

    eventually(screen.note.input_value, "before, after")


def test_single_keys_can_be_switched_off_and_stay_so(stage):
    screen = stage.screen()
    screen.press("Escape")
    screen.command("?")

    screen.page.get_by_label("Use single keys in command mode").uncheck()
    screen.press("Escape")
    expect(screen.part("mode")).to_have_text("")
    for _ in range(2):
        screen.press("Escape")
        screen.type("4")
        eventually(screen.chosen, [])
        screen.drained()
        screen.reload()

    eventually(screen.note.input_value, "44")
    screen.command("?")
    expect(screen.page.get_by_label("Use single keys in command mode")).not_to_be_checked()


def test_a_reason_can_be_written_before_the_question_has_a_mark(stage):
    screen, sheet = stage.screen(), stage.sheet()

    screen.command("w")
    eventually(screen.part("why-label").inner_text, "If you skip it, why?")
    screen.type("no time")
    screen.press("Enter")
    screen.type("later, then")
    screen.command("n", "n", "4", "p", "w")
    eventually(screen.part("why-label").inner_text, "Asked after question 3. Why?")
    screen.command("p", "p", "x")
    screen.drained()

    assert dict(sheet.card.off_kit) == {("q01", OffKit.SKIPPED): "no time"}
    assert sheet.record("q01").evidence == "later, then"


def test_privacy_masks_what_was_typed_and_typing_goes_on(stage):
    screen, sheet = stage.screen(), stage.sheet()
    screen.command("n", "3", "p")
    screen.type("vague ")

    screen.command("h")
    eventually(lambda: screen.note.evaluate(IS_MASKED), expected=True)
    screen.type("on the copy")
    screen.command("w")
    screen.type("no time")
    eventually(lambda: screen.part("why").evaluate(IS_MASKED), expected=True)
    expect(screen.part("why")).to_be_visible()
    screen.command("h")
    screen.drained()

    eventually(lambda: screen.note.evaluate(IS_MASKED), expected=False)
    assert sheet.record("q01").evidence == "vague on the copy"
    eventually(lambda: dict(sheet.card.off_kit), {("q01", OffKit.ORDER): "no time"})


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1440, 900)])
def test_nothing_moves_when_command_mode_begins_or_ends(stage, width, height):
    screen = stage.screen(width=width, height=height)
    screen.type("said little")
    screen.command("s")  # a clock that runs changes what it shows
    screen.drained()
    screen.says_saved()
    writing = screen.page.evaluate(PLACES)

    screen.press("Escape")
    expect(screen.part("mode")).to_be_visible()
    eventually(lambda: screen.page.evaluate(PLACES), writing)
    screen.press("e")

    eventually(lambda: screen.page.evaluate(PLACES), writing)


def test_controls_show_their_chords(stage):
    screen = stage.screen()

    eventually(screen.part("next").inner_text, "Next Alt+N →")
    eventually(screen.part("previous").inner_text, "← Previous Alt+P")
    titles = {name: screen.part(name).get_attribute("title") for name in ("clock", "help", "find")}
    assert titles == {
        "clock": "Alt+S",
        "help": "Shortcuts (Alt+?)",
        "find": "Find a question (Alt+/)",
    }
    expect(screen.level(4)).to_have_attribute("aria-keyshortcuts", "Alt+4")
