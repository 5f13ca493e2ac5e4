"""What the live screen says of the time: what is left, how far behind, what could be left out."""

import pytest

from tests.builders import a_bank
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

STANDS_BESIDE = """() => {
  const hosts = [...document.querySelectorAll("*")].filter((e) => e.shadowRoot);
  const root = hosts.map((e) => e.shadowRoot).find((r) => r.querySelector(".screen"));
  const box = (name) => root.querySelector(name).getBoundingClientRect();
  const [back, said, on] = ["previous", "advice", "next"].map((n) => box(`[data-part=${n}]`));
  return back.right <= said.left && said.right <= on.left && said.height <= back.height;
}"""


SAID = """() => {
  const hosts = [...document.querySelectorAll("*")].filter((e) => e.shadowRoot);
  const root = hosts.map((e) => e.shadowRoot).find((r) => r.querySelector(".screen"));
  return ["elapsed", "left", "spent"].map(
    (part) => root.querySelector(`[data-part=${part}]`).innerText
  );
}"""
"""All three at one moment, so that no tick falls between them."""


def clock(seconds):
    return f"{seconds // 60}:{seconds % 60:02}"


def behind_on(stage, minutes, **options):
    """The screen after question 1 was rated within 4 of its 5 minutes and 2 stood open since."""
    device = stage.device(**options)
    device.clock.install()
    screen = stage.screen(device)
    screen.hold_clock()
    screen.command("3")
    device.clock.run_for("04:00")
    screen.command("n")
    device.clock.run_for(minutes)
    return screen


def test_what_is_left_stands_beside_what_was_used(stage):
    screen = behind_on(stage, minutes="02:00")

    # 6 of 45 minutes are used, and 2 of the 5 of this question: what a tick more or less leaves
    used, left, spent = screen.page.evaluate(SAID)
    assert (used, left, spent) in {
        (
            f"{minutes}:{seconds:02}",
            f"{clock(45 * 60 - 60 * minutes - seconds)} left",
            f"{clock(tick)} of 5 min · {clock(300 - tick)} left",
        )
        for minutes, seconds in ((5, 59), (6, 0), (6, 1), (6, 2))
        for tick in range(118, 124)
    }
    eventually(screen.part("planned").inner_text, "45:00")
    eventually(screen.part("advice").inner_text, "")


def test_minutes_that_are_used_up_are_said_to_be_over(stage):
    screen = behind_on(stage, minutes="43:00")

    eventually(lambda: screen.part("left").inner_text().startswith(("1:59", "2:0")), expected=True)
    eventually(lambda: screen.part("left").inner_text().endswith(" over"), expected=True)
    eventually(lambda: screen.part("spent").inner_text().endswith(" over"), expected=True)


def test_what_costs_no_coverage_is_named_and_leads_there(stage):
    screen, sheet = behind_on(stage, minutes="09:35"), stage.sheet()

    # 13:35 are used and questions 3 to 10 want 40 minutes: 8:35 more than 45. That takes two
    # questions. Portfolio (10) weighs nothing, breadth is asked in 4 and in 5: nothing is lost.
    eventually(
        screen.part("advice").inner_text, "3 min behind. Skipping 5 and 10 costs no coverage."
    )

    screen.part("advice").get_by_role("button", name="Go to question 10").click()

    eventually(screen.question, "question 10")
    screen.page.clock.resume()
    screen.drained()
    assert sheet.record("q10").verdict is None


def test_one_question_is_enough_and_there_is_a_choice(stage_on, shared_server):
    questions = [q for q in a_bank().questions.values() if q.id != "qua-trk-001"]
    screen = behind_on(stage_on(shared_server, questions), minutes="09:35", width=1024, height=768)

    # Nine questions of 5 minutes fill the 45: 3:35 behind is 3:35 late, and any one wins it back.
    # Portfolio (9) weighs nothing; execution is asked in 2 as well, so that 3 costs only a cell;
    # governance (8) weighs 5 of 100.
    eventually(
        screen.part("advice").inner_text,
        "3 min behind. Skipping 9 or 3 costs no coverage; 8 costs 5\u00a0% coverage.",
    )
    eventually(lambda: screen.page.evaluate(STANDS_BESIDE), expected=True)


def test_two_minutes_behind_are_nobodys_business(stage):
    screen = behind_on(stage, minutes="07:30")

    # 11:30 are used, 9:59 were planned: 1:30 behind, and the interview would end late
    eventually(screen.part("pace").inner_text, "1 min behind")
    eventually(screen.part("advice").inner_text, "")


def test_privacy_hides_what_could_be_left_out(stage):
    screen = behind_on(stage, minutes="09:35")
    eventually(lambda: screen.part("advice").inner_text() != "", expected=True)

    screen.command("h")

    eventually(screen.part("advice").inner_text, "")
