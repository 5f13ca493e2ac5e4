"""Leaving the kit on the live screen: another order, one left out, one from the bank."""

import re

import pytest
from playwright.sync_api import expect

from assessment.domain.deviations import OffKit
from assessment.domain.rating import NotRated
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

TRACKING = "prd-trk-001"
"""In the shipped bank, which the server offers, and not in the small kit."""


def add_question(screen, words, because):
    screen.command("a")
    screen.part("adder-text").fill(words)
    screen.part("adder-list").locator("button").first.click()
    screen.part("adder-why").fill(because)
    screen.press("Enter")


def reasons(sheet):
    return dict(sheet.card.off_kit)


def test_a_question_that_was_left_out_asks_why_and_keeps_the_answer(stage):
    screen, sheet = stage.screen(), stage.sheet()
    expect(screen.part("off-kit")).to_be_hidden()

    screen.command("x")
    eventually(screen.part("why-label").inner_text, "Why was it not asked?")
    screen.command("w")
    screen.type("no time, 5 more to come")
    screen.command("n")

    expect(screen.part("off-kit")).to_be_hidden()
    eventually(lambda: reasons(sheet), {("q01", OffKit.SKIPPED): "no time, 5 more to come"})
    assert sheet.record("q01").verdict is NotRated.NOT_ASKED
    assert sheet.record("q02").verdict is None  # the 5 was typed, not pressed

    screen.reload()
    screen.command("p")
    eventually(screen.part("why").input_value, "no time, 5 more to come")


def test_another_order_asks_why_at_the_question_that_comes_after_a_later_one(stage):
    screen, sheet = stage.screen(), stage.sheet()

    screen.command("3", "n", "n", "4")
    expect(screen.part("off-kit")).to_be_hidden()
    screen.command("p", "2")

    eventually(screen.part("why-label").inner_text, "Asked after question 3. Why?")
    screen.part("why").fill("he came back to it")
    eventually(lambda: reasons(sheet), {("q02", OffKit.ORDER): "he came back to it"})

    screen.reload()
    eventually(screen.part("why-label").inner_text, "Asked after question 3. Why?")
    eventually(screen.part("why").input_value, "he came back to it")
    screen.command("p")
    expect(screen.part("off-kit")).to_be_hidden()


def test_a_question_from_the_bank_is_added_with_a_reason_and_rated(stage):
    screen, sheet = stage.screen(), stage.sheet()

    add_question(screen, TRACKING, "He named it himself.")

    eventually(screen.question, "question 11")
    eventually(
        lambda: screen.part("progress").inner_text().startswith("question 11 of 11"), expected=True
    )
    eventually(screen.part("added").inner_text, "Added: He named it himself.")
    expect(screen.part("finish")).to_be_visible()
    prompt = screen.part("prompt").inner_text()
    screen.command("4")
    screen.write("knows every pallet")
    screen.drained()

    (added,) = sheet.card.added
    assert (added.item.asked.question, added.because) == (TRACKING, "He named it himself.")
    assert added.item.asked.prompt == prompt
    record = sheet.record(f"a-{TRACKING}")
    assert (record.level, record.evidence) == (4, "knows every pallet")

    screen.reload()
    eventually(lambda: (screen.question(), screen.chosen()), ("question 11", ["4"]))
    eventually(screen.part("prompt").inner_text, prompt)


def test_a_question_added_by_mistake_is_taken_off_again_until_something_is_noted(stage):
    screen, sheet = stage.screen(), stage.sheet()
    add_question(screen, TRACKING, "the wrong one")
    screen.command("4")
    expect(screen.part("drop")).to_be_hidden()
    screen.command("0")

    screen.part("drop").click()

    eventually(
        lambda: screen.part("progress").inner_text().startswith("question 10 of 10"), expected=True
    )
    screen.drained()
    assert sheet.card.added == ()
    screen.reload()
    eventually(
        lambda: screen.part("progress").inner_text().startswith("question 10 of 10"), expected=True
    )
    expect(screen.part("drop")).to_be_hidden()
    add_question(screen, TRACKING, "He named it himself.")
    screen.drained()
    assert [added.because for added in sheet.card.added] == ["He named it himself."]


def test_an_added_question_is_offered_no_more_and_needs_a_reason(stage):
    screen = stage.screen()
    add_question(screen, TRACKING, "   ")
    expect(screen.part("adder-form")).to_be_visible()

    screen.part("adder-why").fill("He named it himself.")
    screen.press("Enter")
    screen.command("a")
    screen.part("adder-text").fill(TRACKING)

    eventually(screen.part("adder-said").inner_text, "No other questions match.")
    screen.part("adder-text").fill("plc-001")  # of the kit
    expect(screen.part("adder-list").locator("button")).to_have_count(0)


def test_the_finder_leads_to_the_bank_by_keyboard(stage):
    screen = stage.screen()

    screen.command("/")
    screen.part("add").press("Enter")
    screen.part("adder-list").locator("button").first.wait_for()
    screen.type(TRACKING)
    screen.press("ArrowDown", "Enter")
    screen.type("He named it himself.")
    screen.press("Enter")

    eventually(screen.question, "question 11")


def test_a_question_added_while_the_server_is_away_is_kept_and_sent(stage):
    device, sheet = stage.device(), stage.sheet()
    screen = stage.screen(device)
    screen.command("a")
    screen.part("adder-list").locator("button").first.wait_for()
    screen.press("Escape")
    device.set_offline(offline=True)

    add_question(screen, TRACKING, "He named it himself.")
    screen.command("4")
    eventually(screen.chosen, ["4"])
    screen.kept()
    device.set_offline(offline=False)
    screen.reload()

    eventually(lambda: sheet.record(f"a-{TRACKING}").level, 4)
    assert [a.because for a in sheet.card.added] == ["He named it himself."]
    expect(screen.part("progress")).to_have_text(re.compile("^question 11 of 11"))


def test_a_reload_lands_on_an_added_question_that_is_not_sent_yet(stage):
    device = stage.device()
    screen = stage.screen(device)
    device.route("**/api/events", lambda route: route.abort())
    screen.cut_off()
    add_question(screen, TRACKING, "He named it himself.")

    screen.reload()

    expect(screen.part("progress")).to_have_text(re.compile("^question 11 of 11"))
    eventually(screen.part("added").inner_text, "Added: He named it himself.")


def test_what_is_typed_before_the_bank_is_here_waits_for_it(stage):
    device = stage.device()
    screen = stage.screen(device)
    held = []

    def hold(route):
        held.append(route)

    device.route("**/api/bank*", hold)
    with screen.page.expect_request("**/api/bank*"):
        screen.command("a")

    screen.part("adder-text").fill(TRACKING)

    eventually(screen.part("adder-said").inner_text, "Loading the question bank…")
    eventually(lambda: screen.page.evaluate("1") * len(held), 1)
    held[0].continue_()
    expect(screen.part("adder-list").locator("button")).to_have_count(1)
    expect(screen.part("adder-said")).to_have_text("")


def test_a_bank_that_cannot_be_reached_is_said_and_the_kit_goes_on(stage):
    device = stage.device()
    screen = stage.screen(device)
    device.route("**/api/bank*", lambda route: route.abort())

    def unreachable() -> bool:
        if screen.part("adder").is_hidden():  # a page that is still being drawn takes no keys
            screen.command("a")
        return screen.page.get_by_text("The question bank can't be reached.").is_visible()

    eventually(unreachable, expected=True)
    screen.press("Escape")
    screen.command("3")
    eventually(screen.chosen, ["3"])


def test_another_tab_shows_what_was_added(stage):
    device = stage.device()
    one, other = stage.screen(device), stage.screen(device)

    add_question(one, TRACKING, "He named it himself.")

    eventually(lambda: other.part("dots").locator("button").count(), 11)
    eventually(other.question, "question 1")


def test_two_raters_who_add_one_question_rate_one_item(stage):
    first, second = stage.screen(rater="R-01"), stage.screen(rater="R-02")
    for screen, level in ((first, "5"), (second, "2")):
        add_question(screen, TRACKING, "He named it himself.")
        screen.command(level)
        screen.drained()

    item = f"a-{TRACKING}"
    assert [stage.sheet(r).record(item).level for r in ("R-01", "R-02")] == [5, 2]


def test_privacy_hides_levels_in_the_finder_and_reasons_beside_the_question(stage):
    screen = stage.screen()
    screen.command("4", "n", "x", "h")

    eventually(
        lambda: screen.part("why").evaluate("why => getComputedStyle(why.parentNode).opacity"), "0"
    )
    screen.command("/")
    expect(screen.part("finder-list")).not_to_contain_text("level 4", use_inner_text=True)
    screen.press("Escape")
    screen.command("h", "/")
    expect(screen.part("finder-list")).to_contain_text("level 4", use_inner_text=True)
