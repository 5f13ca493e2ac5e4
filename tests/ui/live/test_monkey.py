"""Random clicks, keys and sentences; `python -m benchmarks.monkey` does 10,000 of them."""

from random import Random

import pytest

from assessment.domain.permissions import Actor
from assessment.services.recording.sheets import sheet as read_sheet
from benchmarks.monkey import SEED, SHORT, Monkey, play

pytestmark = pytest.mark.browser

SWALLOW_A_LETTER = """addEventListener("beforeinput", (event) => {
  if (event.data === "k") event.preventDefault();
}, true)"""
RATE_AFTER_A_CLICK = """addEventListener("click", () => setTimeout(() => {
  const press = {key: "1", code: "Digit1", altKey: true, bubbles: true, cancelable: true};
  document.body.dispatchEvent(new KeyboardEvent("keydown", press));
}), true)"""


def monkey_on(stage, screen):
    kit = read_sheet(stage.open_uow, stage.sheet().key, by=Actor(rater=stage.sheet().key.rater)).kit
    return Monkey(screen, kit, Random(SEED))  # noqa: S311  # repeatable, and nothing secret


def test_every_word_stands_in_its_note_and_every_verdict_was_chosen(stage):
    screen = stage.screen()
    monkey = monkey_on(stage, screen)

    assert play(screen, stage.sheet(), monkey, SHORT) == []
    assert sum(len(str(values[-1])) for values in monkey.done.values()) > SHORT


@pytest.mark.parametrize("fault", [SWALLOW_A_LETTER, RATE_AFTER_A_CLICK])
def test_a_page_that_loses_a_letter_or_rates_by_itself_is_found_out(stage, fault):
    screen = stage.screen()
    screen.page.evaluate(fault)

    assert play(screen, stage.sheet(), monkey_on(stage, screen), 30) != []
