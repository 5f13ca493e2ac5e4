"""What stands where on the live screen, who may read it, and what it says of the time."""

import re
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from question_bank import load_bank
from tests.ui.live_driver import LiveScreen, eventually
from tests.ui.touch_targets import too_small

pytestmark = pytest.mark.browser

BANK = list(load_bank().questions.values())
PER_KIT, KITS = 16, 5

ABOVE_THE_FOLD = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const hosts = [...document.querySelectorAll("*")].filter((e) => e.shadowRoot);
  const root = hosts.map((e) => e.shadowRoot).find((r) => r.querySelector(".screen"));
  const one = (name) => root.querySelector(name);
  const bottom = (name) => one(name).getBoundingClientRect().bottom;
  const foot = one(".foot").getBoundingClientRect();
  const wanted = [".prompt", ".probes", ".levels", "[data-part=note]"];
  const levels = [...root.querySelectorAll(".level")];
  return {
    covered: wanted.filter((name) => bottom(name) > foot.top),
    cut: levels.filter((level) => level.scrollHeight > level.clientHeight + 1).length,
    wayOn: foot.bottom <= main.clientHeight && foot.bottom <= innerHeight,
    roomToWrite: one("[data-part=note]").clientHeight >= 72,
    wide: [main, one(".screen")].some((e) => e.scrollWidth > e.clientWidth),
    rubricBegins: one(".listen li").getBoundingClientRect().top + 40 <= foot.top,
    scrolled: main.scrollTop + one(".work").scrollTop,
  };
}"""
FITS = {
    "covered": [],
    "cut": 0,
    "wayOn": True,
    "roomToWrite": True,
    "wide": False,
    "rubricBegins": True,
    "scrolled": 0,
}
"""Prompt, probes, levels and note stand above the way on, and so do the first two lines of what to
listen for; nothing is cut, nothing is scrolled."""


BESIDE = """() => {
  const hosts = [...document.querySelectorAll("*")].filter((e) => e.shadowRoot);
  const root = hosts.map((e) => e.shadowRoot).find((r) => r.querySelector(".screen"));
  const box = (name) => root.querySelector(name).getBoundingClientRect();
  const [question, side] = [box(".question"), box(".side")];
  return side.left >= question.right && side.right > innerWidth - 40;
}"""
PAD = """(above) => {
  document.querySelector("[data-testid=stMainBlockContainer]").style.paddingTop = above;
}"""


@pytest.mark.parametrize("first", range(0, len(BANK), PER_KIT * KITS))
def test_every_shipped_question_stands_above_the_fold_at_1024_by_768(
    stage_on, shared_server, first
):
    several = BANK[first : first + PER_KIT * KITS]
    kits = [several[n : n + PER_KIT] for n in range(0, len(several), PER_KIT)]
    stages = [stage_on(shared_server, questions) for questions in kits]
    page = stages[0].device(width=1024, height=768).new_page()

    seen = {}
    for stage, questions in zip(stages, kits, strict=True):
        screen = LiveScreen(page, stage.url).open()
        for question in questions:
            with suppress(AssertionError):  # the note takes its height a frame later
                eventually(lambda: page.evaluate(ABOVE_THE_FOLD), FITS, within=2)
            seen[question.id] = page.evaluate(ABOVE_THE_FOLD)
            screen.command("n")

    assert list(seen) == [question.id for question in several]
    assert {name: fit for name, fit in seen.items() if fit != FITS} == {}


CARD = "\n".join(f"Line {n}: {n * 7} of 120 orders" for n in range(1, 6))


def test_a_handout_opens_under_its_question_and_leaves_room_until_then(stage_on, shared_server):
    shown = BANK[0].model_copy(update={"handout": CARD})
    screen = stage_on(shared_server, [shown, BANK[1]]).screen(width=1024, height=768)

    eventually(lambda: screen.page.evaluate(ABOVE_THE_FOLD), FITS)
    screen.page.get_by_text("Handout for the candidate").click()
    expect(screen.part("handout-text")).to_be_visible()
    eventually(screen.part("handout-text").inner_text, CARD)
    screen.command("n")

    expect(screen.part("handout")).to_be_hidden()


def test_the_levels_say_what_they_mean_and_that_they_add_up(stage):
    screen = stage.screen()

    eventually(screen.part("scale-note").inner_text, "Each level includes the ones below it.")
    keys = screen.page.get_by_text("Choose with Alt+1 to Alt+5.")
    expect(keys).to_be_in_viewport()
    meanings = [f"{step.meaning} (Alt+{n})" for n, step in enumerate(load_bank().scale, 1)]
    eventually(lambda: [screen.level(n).get_attribute("title") for n in range(1, 6)], meanings)


def test_the_screen_takes_the_room_that_comes_free_above_it(stage):
    page = stage.screen(width=1024, height=768).page
    screen, foot = page.locator(".screen"), page.locator(".foot")

    def bottom():
        box = foot.bounding_box()
        return box["y"] + box["height"]

    for above in (120, 8):
        page.evaluate(PAD, f"{above}px")

        eventually(lambda: screen.bounding_box()["y"], above)
        eventually(bottom, pytest.approx(768 - 8, abs=1))  # 8 pixels are left below it


def test_at_1440_the_rubric_stands_beside_the_question(stage):
    screen = stage.screen(width=1440, height=900)

    eventually(lambda: screen.page.evaluate(BESIDE), expected=True)
    expect(screen.page.get_by_text("Not rated because")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 1024, 820])
def test_every_control_can_be_hit_with_a_finger(stage, width):
    screen = stage.screen(width=width, height=1180, has_touch=True)

    assert too_small(screen.page.locator(".screen :is(button, a, .belief)"), 40) == []


def test_a_tap_rates(stage):
    screen, sheet = stage.screen(width=820, height=1180, has_touch=True), stage.sheet()

    screen.level(4).tap()

    eventually(lambda: sheet.record("q01").level, 4)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_a_screen_reader_finds_nothing_serious(stage, scheme, width):
    # Between two colours, on the way from one to the other, there is none to be read.
    still = {"color_scheme": scheme, "reduced_motion": "reduce"}
    screen = stage.screen(width=width, height=900, **still)
    screen.command("4", "n", "2", "n", "5", "n", "x", "n", "1", "n", "3")
    screen.page.locator(".chip").first.click()
    screen.page.locator(".belief input").first.check()

    found = Axe().run(screen.page).response["violations"]

    serious = [
        (fault["id"], [node["target"] for node in fault["nodes"]])
        for fault in found
        if fault["impact"] in {"serious", "critical"}
    ]
    assert serious == []


def test_controls_are_named_by_what_stands_on_them(stage):
    screen = stage.screen()
    screen.command("3", "n", "x")

    page = screen.page
    expect(
        page.get_by_role("button", name="3 Solid Names the queue and who owns it.")
    ).to_have_count(1)
    expect(page.get_by_role("button", name="3 question 1, MES or MOM: level 3")).to_have_count(1)
    expect(
        page.get_by_role("button", name="– question 2, A line goes down: not asked")
    ).to_have_count(1)
    expect(page.get_by_role("textbox", name="What you heard")).to_have_count(1)
    expect(page.get_by_role("checkbox", name="the ERP dispatches")).to_have_count(1)


def test_the_focus_can_be_seen_wherever_it_is(stage):
    screen = stage.screen()

    faint = []
    for _ in range(40):
        screen.press("Tab")
        style = screen.page.evaluate(
            """() => {
              let active = document.activeElement;
              while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
              const {outlineStyle, outlineWidth} = getComputedStyle(active);
              if (!active.closest('.screen')) return null;
              return [active.textContent, outlineStyle, outlineWidth];
            }"""
        )
        if style and (style[1] == "none" or float(style[2].removesuffix("px")) < 2):
            faint.append(style)

    assert faint == []


def test_privacy_hides_the_rubric_and_keeps_question_and_note(stage):
    screen = stage.screen()
    screen.command("4", "n", "2", "p")
    screen.write("said little")

    screen.command("h")

    page = screen.page
    hidden = [".number", ".name", ".anchor", ".chip", ".listen", ".beliefs", ".reasons"]
    eventually(lambda: [s for s in hidden if page.locator(s).first.is_visible()], [])
    eventually(lambda: (screen.part("prompt").is_visible(), screen.note.is_visible()), (True, True))
    eventually(screen.chosen, [])
    fills = "levels => new Set(levels.map((level) => getComputedStyle(level).backgroundColor)).size"
    eventually(lambda: page.locator(".level").evaluate_all(fills), 1)  # a colour fades
    eventually(lambda: screen.part("dots").inner_text().strip(), "")
    eventually(screen.part("progress").inner_text, "question 1 of 10")
    eventually(
        lambda: "4" not in screen.part("dots").locator("button").first.get_attribute("aria-label"),
        expected=True,
    )

    screen.reload()
    expect(screen.part("prompt")).to_be_visible()
    eventually(lambda: [s for s in hidden if page.locator(s).first.is_visible()], [])

    screen.command("5", "h")  # the hand knows the way

    eventually(screen.chosen, ["5"])
    expect(page.locator(".anchor").first).to_be_visible()


def test_the_map_leads_to_every_question_and_the_last_leads_to_the_scorecard(stage):
    screen = stage.screen()
    expect(screen.part("scorecard")).to_have_attribute(
        "href", f"/scorecard?interview={stage.interview}&rater=R-01&as=R-01"
    )

    screen.page.locator('[data-part="dots"] button').nth(9).click()

    eventually(screen.question, "question 10")
    expect(screen.part("next")).to_be_hidden()
    expect(screen.part("finish")).to_have_attribute(
        "href", f"/scorecard?interview={stage.interview}&rater=R-01&as=R-01"
    )


def test_the_sheet_of_shortcuts_opens_and_closes_by_keyboard(stage):
    screen = stage.screen()

    screen.command("?")
    expect(screen.part("sheet").get_by_text("find a question")).to_be_visible()
    screen.command("4")
    eventually(screen.chosen, [])
    screen.press("Escape")

    expect(screen.part("sheet")).to_be_hidden()
    screen.command("4")
    eventually(screen.chosen, ["4"])


def test_the_finder_says_when_no_question_has_the_words(stage):
    screen = stage.screen()

    screen.command("/")
    screen.type("nothing like this")
    expect(screen.part("finder-none")).to_be_visible()
    screen.part("finder-text").fill("7")
    screen.press("ArrowDown", "Enter")

    eventually(screen.question, "question 7")


def test_the_clock_starts_with_the_first_mark_and_counts_what_is_open(stage):
    device, sheet = stage.device(), stage.sheet()
    device.clock.install()
    screen = stage.screen(device)
    screen.hold_clock()
    eventually(
        lambda: (screen.part("clock").inner_text(), screen.part("pace").inner_text()), ("Start", "")
    )

    screen.command("3")
    device.clock.run_for("04:00")
    screen.command("n")
    device.clock.run_for("09:35")

    # Question 1 was planned for 5 minutes, took 4 and is done: 1 ahead. Question 2 has used 9:35 of
    # its 5 minutes: 4:35 behind. Together 3:35 behind, in whole minutes 3.
    eventually(screen.part("pace").inner_text, "3 min behind")
    eventually(lambda: screen.part("spent").inner_text().startswith("9:3"), expected=True)
    eventually(lambda: screen.part("elapsed").inner_text().startswith("13:3"), expected=True)
    screen.part("clock").click()
    device.clock.resume()
    screen.drained()
    eventually(screen.part("pace").inner_text, "paused")
    assert (sheet.record("q01").seconds, sheet.record("q02").seconds) == (240, 575)

    device.clock.run_for("10:00")
    eventually(screen.part("elapsed").inner_text, "13:35")


def test_the_clock_of_a_reloaded_page_goes_on_from_what_was_counted(stage):
    device, sheet = stage.device(), stage.sheet()
    device.clock.install()
    screen = stage.screen(device)
    screen.hold_clock()
    screen.command("3")
    device.clock.run_for("02:00")
    began = screen.page.evaluate("Date.now()")
    device.clock.resume()

    def counted(least: int) -> int:
        """No less than was there, and no more than what has passed since, however long that was."""
        minutes, seconds, now = screen.part("elapsed").evaluate(
            "elapsed => [...elapsed.textContent.split(':').map(Number), Date.now()]"
        )
        assert least <= 60 * minutes + seconds <= 120 + (now - began) / 1000 + 1
        return int(60 * minutes + seconds)

    screen.reload()

    eventually(screen.part("clock").inner_text, "Pause")
    reloaded = counted(119)
    device.clock.run_for("01:00")
    screen.part("clock").click()
    screen.drained()
    assert sheet.record("q01").seconds == counted(reloaded + 59)


def test_a_second_window_shows_the_same_clock_and_a_pause_there_is_one_here(stage):
    device = stage.device()
    screen = stage.screen(device)
    screen.command("3")

    second = stage.screen(device)
    eventually(second.part("clock").inner_text, "Pause")
    second.part("clock").click()

    eventually(screen.part("clock").inner_text, "Resume")
    eventually(screen.part("elapsed").inner_text, second.part("elapsed").inner_text())


def test_leaving_the_page_is_an_absence_that_the_clock_counts_and_shows(stage):
    device = stage.device()
    device.clock.install()
    screen = stage.screen(device)
    screen.command("3")
    eventually(screen.part("away").inner_text, "")

    screen.part("leave").click()
    screen.page.get_by_role("heading", name="Open roles").wait_for()
    device.clock.run_for("01:20")
    screen.page.goto(stage.url)

    screen.part("away").filter(has_text=re.compile(r"· away [12]:\d\d$")).wait_for()
    eventually(screen.part("clock").inner_text, "Pause")
    expect(screen.part("elapsed")).to_have_text(re.compile(r"^[12]:\d\d"), use_inner_text=True)


def test_the_header_says_who_rates(stage):
    screen = stage.screen()
    with stage.open_uow(read_only=True) as uow:
        name = uow.people.raters()["R-01"]

    eventually(screen.part("rater").inner_text, f"rated by {name}")


def test_nobody_chosen_is_asked_for_with_a_button_for_each_rating_seat(stage):
    page = stage.device(rater="").new_page()
    page.goto(stage.url)

    page.get_by_role("heading", name="Who is interviewing?").wait_for()
    seats = page.locator(".st-key-rows-seats").get_by_role("link", name="Open")
    expect(seats).to_have_count(2)
    page.wait_for_url(re.compile(r"[?&]as=owner\b"))  # the links are named for the viewer now
    expect(seats.nth(1)).to_have_attribute("href", re.compile(r"[?&]as=R-02\b"))
    seats.nth(1).click()

    page.locator(".level").first.wait_for()
    page.wait_for_url(re.compile(r"[?&]as=R-02\b"))


def test_an_observer_is_told_so_and_offered_the_rating_seats(stage):
    page = stage.device(rater="R-03").new_page()

    page.goto(stage.url)

    page.get_by_text("R-03 is not a rater in this interview with C-01.").wait_for()
    expect(page.locator(".level")).to_have_count(0)


def test_an_interview_that_is_not_there_is_said_in_one_sentence(stage):
    page = stage.device().new_page()

    page.goto(f"{stage.url}23")

    page.get_by_text(f"There is no interview '{stage.interview}23' in this database.").wait_for()
