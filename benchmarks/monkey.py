"""Clicks and types at random on the live screen, and finds every word in the note it was typed for.

uv run python -m benchmarks.monkey            10,000 actions
uv run python -m benchmarks.monkey --short    150, as the tests do

It fails when a word is lost or stands in another note, or when a verdict, a probe or a wrong belief
changed without being chosen.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from playwright.sync_api import Browser, Error, sync_playwright

from assessment.domain.kit import InterviewKit
from assessment.domain.permissions import Actor
from assessment.domain.rating import EntryKey, EntryValue, Kind, Standing
from assessment.services.recording.sheets import sheet as read_sheet
from benchmarks.random_interviewer import REASON_KEYS, WORDS, RandomInterviewer, differences
from benchmarks.seeding import seed as furnish
from db.opening import open_store
from tests.ui.chromium import launch
from tests.ui.live_driver import LiveScreen, LiveSheet, remember
from tests.ui.serving import WarmServer

ACTIONS, SHORT, SEED = 10_000, 150, 20261130
WINDOW = 500
"""Actions on one scorecard; then the next interview begins, in a window of another size."""
SIZES = ((1440, 900), (1024, 768))
PATIENCE = 60
TRAIL = 12
"""Latest actions, told with a fault."""
BEGINNINGS = ("Vague on", "Corrects 2 of 3", "Next he asked", "5 or 4, he", "when / why? Has", "x")
"""Words full of keys that are commands elsewhere."""

AT_POINT = """([x, y]) => {
  let found = document.elementFromPoint(x, y);
  while (found?.shadowRoot?.elementFromPoint(x, y)) {
    const inner = found.shadowRoot.elementFromPoint(x, y);
    if (inner === found) break;
    found = inner;
  }
  return Boolean(found?.closest("button, a, input, label, textarea, select, summary, [role]"));
}"""
"""Whether something that can be pressed or written in is at a point of the window."""
FOCUSED = """() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const { level, value, number, part } = focused?.dataset ?? {};
  if (focused?.matches(".level")) return ["level", level];
  if (focused?.matches(".reason")) return ["reason", value];
  if (focused?.matches(".chip")) return ["probe", number];
  if (focused?.matches(".belief input[data-number]")) return ["belief", number];
  return [part ?? "", ""];
}"""


class Monkey(RandomInterviewer):
    """Never looks where the focus is before it types; only command mode is left on purpose."""

    def __init__(self, screen: LiveScreen, kit: InterviewKit, dice: Random) -> None:
        super().__init__(screen, kit, dice)
        self.trail: list[str] = []
        self._commands = False
        self._acts |= {
            self._click_anywhere: 12,
            self._click_label: 4,
            self._click_clock: 3,
            self._click_note: 4,
            self._click_onward: 4,
            self._tab: 10,
            self._mark_probe: 6,
            self._take_back: 2,
            self._use_finder: 3,
            self._hide_and_write: 2,
            self._press_escape: 2,
        }

    def act(self) -> None:
        (chosen,) = self._dice.choices(list(self._acts), list(self._acts.values()))
        self.trail = [*self.trail[1 - TRAIL :], chosen.__name__.strip("_")]
        chosen()

    def _write(self) -> None:
        """Types, and leaves it to the page where the words go."""
        self._stop_commands()
        words = [
            self._dice.choice(BEGINNINGS),
            *self._dice.choices(WORDS, k=self._dice.randint(0, 2)),
        ]
        text = " ".join(words) + self._dice.choice([". ", " ", "\n"])
        self.screen.type(text)
        self._note(Kind.EVIDENCE, self.text + text)

    def _press(self, key: str) -> None:
        if self._commands:
            self.screen.press(key)
        elif key in {"ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"}:
            self._press_escape()
            self.screen.press(key)
        else:
            self.screen.command(key)

    def _press_escape(self) -> None:
        self.screen.press("Escape")
        self._commands = True

    def _stop_commands(self) -> None:
        if not self._commands:
            return
        if self._dice.random() < 0.7:
            self.screen.press("e")
            self._commands = False
        else:
            self._click_note()

    def _click_note(self) -> None:
        self.screen.note.click()
        self.screen.press("ControlOrMeta+End")
        self._commands = False

    def _click_anywhere(self) -> None:
        """Somewhere in the window where nothing can be pressed."""
        size = self.screen.page.viewport_size
        assert size
        while True:
            at = self._dice.randrange(size["width"]), self._dice.randrange(size["height"])
            if not self.screen.page.evaluate(AT_POINT, at):
                break
        self.screen.page.mouse.click(*at, click_count=self._dice.choice([1, 1, 2]))

    def _click_label(self) -> None:
        """The words of a wrong belief instead of its box."""
        beliefs = len(self._kit.items[self.open].asked.wrong_beliefs)
        self._toggle(Kind.BELIEF, ".belief [data-number] + span", beliefs)

    def _click_clock(self) -> None:
        self.screen.part("clock").click()

    def _click_onward(self) -> None:
        last = len(self._kit.items) - 1
        back = self.open == last or (self.open > 0 and self._dice.random() < 0.4)
        self.screen.part("previous" if back else "next").click()
        self.open += -1 if back else 1

    def _tab(self) -> None:
        """Somewhere by keyboard, and often presses what it finds there."""
        way = self._dice.choice(["Tab", "Shift+Tab"])
        for _ in range(self._dice.randint(1, 6)):
            self.screen.press(way)
            kind, which = self.screen.page.evaluate(FOCUSED)
            if kind in {"why", "note"}:  # also on the way to something else
                self._commands = False
        if kind == "why":
            self.screen.press("Enter")  # back to the note
        act = self._presses().get(kind)
        if act and self._dice.random() < 0.6:
            self.screen.press(self._dice.choice(["Space", "Enter"]))
            act(which)

    def _presses(self) -> dict[str, Callable[[str], None]]:
        """What a press on a control of each kind means."""
        return {
            "level": lambda which: self._clicked(int(which)),
            "reason": lambda which: self._clicked(_reason(which)),
            "probe": lambda which: self._toggled(Kind.PROBE, which),
            "belief": lambda which: self._toggled(Kind.BELIEF, which),
        }

    def _toggled(self, kind: Kind, part: str) -> None:
        self._note(kind, not self._last(kind, part), part)

    def _mark_probe(self) -> None:
        number = self._dice.randrange(4)
        self._press(str(6 + number))
        if number < len(self._kit.items[self.open].asked.probes):
            self._toggled(Kind.PROBE, str(number))

    def _take_back(self) -> None:
        self._press("0")
        self._given(None)

    def _use_finder(self) -> None:
        """Its words are its own; a number and Enter lead to that question."""
        self._press("/")
        if self._dice.random() < 0.5:
            self.screen.type("who 4 n x e")
            self.screen.press("Escape")
            return
        self.open = self._dice.randrange(len(self._kit.items))
        self.screen.type(str(self.open + 1))
        self.screen.press("Enter")

    def _hide_and_write(self) -> None:
        self._stop_commands()
        self.screen.part("privacy").click()
        self._write()
        self.screen.command("h")


def _reason(value: str) -> EntryValue:
    return next(reason for reason in REASON_KEYS.values() if reason == value)


def play(screen: LiveScreen, stored: LiveSheet, monkey: Monkey, actions: int) -> list[str]:
    """Plays so many actions; returns what the database then holds otherwise than was done."""
    for number in range(actions):
        try:
            monkey.act()
        except Error as fault:  # what is to be clicked is hidden or covered
            told = " > ".join(monkey.trail)
            return [f"action {number + 1}: {fault.message.splitlines()[0]} ({told})"]
        if (shown := screen.question()) != f"question {monkey.open + 1}":
            told = " > ".join(monkey.trail)
            return [f"action {number + 1}: {shown} instead of question {monkey.open + 1} ({told})"]
    screen.drained()
    return list(_otherwise_stored(stored, monkey))


def _otherwise_stored(stored: LiveSheet, monkey: Monkey) -> Iterator[str]:
    found: dict[EntryKey, list[EntryValue]] = {}
    for entry in stored.whole_log():
        if entry.kind is not Kind.SECONDS and entry.standing is Standing.COUNTS:
            found.setdefault(entry.key, []).append(entry.value)
    for key in sorted(monkey.done.keys() | found.keys(), key=str):
        yield from differences(key, monkey.done.get(key, []), found.get(key, []))


def run(browser: Browser, folder: Path, actions: int, seed: int) -> Iterator[tuple[int, list[str]]]:
    """The actions of each window and its faults, one after another as they end."""
    windows = [min(WINDOW, actions - n) for n in range(0, actions, WINDOW)]
    server = WarmServer(folder)
    store = open_store(server.database_url)
    sheets = furnish(store.open_uow, len(windows))
    server.start()
    try:
        for number, (sheet, share) in enumerate(zip(sheets, windows, strict=True)):
            width, height = SIZES[number % len(SIZES)]
            context = browser.new_context(viewport={"width": width, "height": height})
            context.set_default_timeout(PATIENCE * 1000)
            remember(context, server.url, sheet.rater)
            url = f"{server.url}/interview?interview={sheet.interview}"
            screen = LiveScreen(context.new_page(), url).open()
            kit = read_sheet(store.open_uow, sheet, by=Actor(rater=sheet.rater)).kit
            monkey = Monkey(screen, kit, Random(f"{seed}, window {number}"))
            stored = LiveSheet(store.open_uow, sheet.interview, sheet.rater)
            yield share, play(screen, stored, monkey, share)
            context.close()
    finally:
        server.stop()
        store.close()


def main(
    *,
    short: Annotated[bool, typer.Option("--short", help=f"{SHORT} actions, for CI.")] = False,
    actions: Annotated[int, typer.Option(min=1, help="Clicks, sentences and keys.")] = ACTIONS,
    seed: Annotated[int, typer.Option(help="What is done, and in which order.")] = SEED,
) -> None:
    """Clicks and types at random; fails when a word or a verdict is not where it belongs."""
    done, faults = 0, list[str]()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        for share, found in run(browser, Path(folder), SHORT if short else actions, seed):
            done += share
            faults += found
            typer.echo("\n      ".join([f"{done:>6} actions, {len(found)} faults", *found]))
        browser.close()
    typer.echo(json.dumps({"actions": done, "faults": len(faults), "seed": seed}))
    raise typer.Exit(1 if faults else 0)


if __name__ == "__main__":
    typer.run(main)
