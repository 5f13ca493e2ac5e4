"""What is typed, pasted or dropped lands in the note of the open question, whatever was clicked."""

import pytest

from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

IS_FOCUSED = "node => node.getRootNode().activeElement === node"
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
    eventually(lambda: (screen.note.input_value(), sheet.record("q01").evidence), (whole, whole))
    eventually(lambda: (screen.chosen(), screen.page.locator("[aria-pressed=true]").count()), given)
    eventually(
        lambda: (screen.question(), screen.page.locator("dialog[open]").count()), ("question 1", 0)
    )


def test_the_note_has_the_focus_when_the_page_opens(stage):
    screen = stage.screen()

    eventually(lambda: screen.note.evaluate(IS_FOCUSED), expected=True)


def test_words_go_into_the_note_when_nothing_has_the_focus(stage):
    screen = stage.screen()
    screen.page.evaluate("document.activeElement.blur()")

    screen.type("Vague on the copy")
    screen.note.blur()
    screen.type(", still.")

    eventually(screen.note.input_value, "Vague on the copy, still.")


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
    eventually(lambda: screen.note.evaluate(IS_FOCUSED), expected=True)


def test_tab_reaches_every_control_from_the_note(stage):
    screen = stage.screen()
    screen.note.focus()

    screen.press("Shift+Tab", "Space")

    eventually(screen.chosen, ["5"])


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


@pytest.mark.parametrize("way", ["tab", "nowhere", "command mode"])
def test_what_is_pasted_goes_into_the_note_wherever_the_focus_is(stage, way):
    device = stage.device()
    device.grant_permissions(["clipboard-read", "clipboard-write"])
    screen = stage.screen(device)
    screen.page.evaluate("navigator.clipboard.writeText('re-plan daily')")
    screen.type("he wrote: ")

    if way == "tab":
        screen.level(2).focus()
    elif way == "nowhere":
        screen.note.blur()
    else:
        screen.press("Escape")
    screen.press("ControlOrMeta+V")
    screen.type(", 4 n")

    eventually(screen.note.input_value, "he wrote: re-plan daily, 4 n")
    eventually(screen.chosen, [])


@pytest.mark.parametrize("onto", [".about", "[data-part=note]"])
def test_what_is_dropped_goes_into_the_note_and_the_next_word_behind_it(stage, onto):
    screen = stage.screen()
    mouse, prompt = screen.page.mouse, screen.part("prompt")
    words, box = prompt.inner_text(), prompt.bounding_box()
    to = screen.page.locator(onto).bounding_box()

    prompt.click(click_count=3)
    mouse.move(box["x"] + 30, box["y"] + 15)
    mouse.down()
    mouse.move(box["x"] + 60, box["y"] + 15, steps=3)
    mouse.move(to["x"] + to["width"] / 2, to["y"] + 8, steps=4)
    mouse.up()
    eventually(lambda: words in screen.note.input_value(), expected=True)
    screen.type("he read")

    eventually(lambda: screen.note.input_value().split(), [*words.split(), "he", "read"])


def test_words_of_the_screen_can_still_be_selected(stage):
    screen = stage.screen()

    screen.part("prompt").click(click_count=3)
    eventually(lambda: screen.page.evaluate("getSelection().type"), "Range")
    screen.type("said")

    eventually(screen.note.input_value, "said")


def test_a_wrong_belief_can_be_ticked_while_words_are_selected(stage):
    screen, sheet = stage.screen(), stage.sheet()
    screen.press("Escape")
    screen.part("prompt").click(click_count=3)

    screen.page.locator(".belief span").first.click()

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


def test_a_tap_does_not_open_the_keyboard_of_a_tablet(stage):
    screen = stage.screen(width=820, height=1180, has_touch=True)
    screen.note.blur()

    screen.level(4).tap()

    eventually(screen.chosen, ["4"])
    eventually(lambda: screen.note.evaluate(IS_FOCUSED), expected=False)
