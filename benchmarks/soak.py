"""Kills the server again and again while somebody rates and types, and compares every character.

`uv run python -m benchmarks.soak --rounds 200` prints a line for each kill, and last one JSON
object; it fails when anything was lost, doubled or left untold.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer
from playwright.sync_api import Browser, BrowserContext, Error, sync_playwright

from assessment.domain.ids import SheetKey
from assessment.domain.permissions import Actor
from assessment.domain.rating import EntryKey, EntryValue, Kind, Standing
from assessment.services.recording.sheets import sheet as read_sheet
from assessment.services.store.ports import OpenUnitOfWork
from benchmarks.random_interviewer import RandomInterviewer, differences
from benchmarks.seeding import seed as furnish
from db.opening import open_store
from tests.ui.chromium import launch
from tests.ui.live_driver import LiveScreen, LiveSheet, eventually, remember
from tests.ui.serving import Server, WarmServer

ROUNDS, SEED = 200, 20260302
KILLS_A_PAGE = 5
"""An interview and its window see this many; then the next one begins."""
PATIENCE = 90
"""Seconds: what is slow on a crowded machine is not yet lost."""
BREATH = 0.05
"""Seconds between two things that somebody does; without it they only keep the computer busy."""
TOLD = "offline, kept on this device"

KEEP_ACKNOWLEDGED = """(() => {
  const fetched = window.fetch;
  window.fetch = async (...request) => {
    const answer = await fetched(...request);
    if (String(request[0]).includes("api/events") && answer.ok) {
      const { ids, refused } = await answer.clone().json();
      const { client, events } = JSON.parse(request[1].body);
      const kept = JSON.parse(sessionStorage.getItem("acknowledged") ?? "[]");
      for (const { seq, kind, item, part, value } of events) {
        kept.push([client, seq, kind, item, part, value, ids[seq] ?? null]);
      }
      for (const { why } of refused) kept.push(why);
      sessionStorage.setItem("acknowledged", JSON.stringify(kept));
    }
    return answer;
  };
})()"""
"""What the page was told is stored, before the page itself hears it; survives a reload."""


class Moment(StrEnum):
    RANDOM = "at random"
    AT_WRITE = "at a write"


class Page(StrEnum):
    OPEN = "left open"
    RELOADED = "reloaded afterwards"
    RELOADED_MEANWHILE = "reloaded in the outage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One kill and what came of it."""

    number: int
    moment: Moment
    page: Page
    acknowledged: int
    """Events that this interview's window was told are stored, so far."""
    waiting: int
    """What the window kept when the server came back."""
    characters: int
    """Typed so far into all notes, and all found again."""
    faults: tuple[str, ...]


def soak(browser: Browser, folder: Path, numbers: range, seed: int) -> Iterator[Round]:
    """The rounds of these numbers, one by one as they end; every window is another interview."""
    server = WarmServer(folder)
    store = open_store(server.database_url)
    windows = [numbers[n : n + KILLS_A_PAGE] for n in range(0, len(numbers), KILLS_A_PAGE)]
    sheets = furnish(store.open_uow, len(windows))
    server.start()
    try:
        for sheet, window in zip(sheets, windows, strict=True):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            chance = f"{seed}, from {window.start}"
            sitting = _Sitting(server, store.open_uow, context, sheet, chance)
            yield from map(sitting.round, window)
            context.close()
    finally:
        server.stop()
        store.close()


class _Sitting:
    """One interviewer at one window, through several deaths of the server."""

    def __init__(
        self,
        server: Server,
        open_uow: OpenUnitOfWork,
        context: BrowserContext,
        sheet: SheetKey,
        chance: str,
    ) -> None:
        self._server = server
        self._dice, self._fate = Random(chance), Random(f"{chance} fate")
        self._stored = LiveSheet(open_uow, sheet.interview, sheet.rater)
        context.set_default_timeout(PATIENCE * 1000)
        context.add_init_script(KEEP_ACKNOWLEDGED)
        remember(context, server.url, sheet.rater)
        url = f"{server.url}/interview?interview={sheet.interview}"
        self._screen = LiveScreen(context.new_page(), url).open()
        self._interviewer = RandomInterviewer(
            self._screen, read_sheet(open_uow, sheet, by=Actor(rater=sheet.rater)).kit, self._dice
        )

    def round(self, number: int) -> Round:
        moment, page = list(Moment)[number % 2], list(Page)[number // 2 % 3]
        with ThreadPoolExecutor(1) as other:
            self._use_until(other.submit(self._kill, moment))
            for _ in range(self._dice.randint(3, 12)):
                self._interviewer.act()
            while not (waiting := self._screen.waiting()):  # she has only been reading so far
                self._interviewer.act()
            untold = self._untold()
            if page is Page.RELOADED_MEANWHILE:
                self._reloads()  # the browser's own page says that nobody answers
                self._server.start()
                # The browser's own page may try again by itself and break the reload off.
                eventually(self._reloads, expected=True)
                self._screen.ready()
            else:
                self._use_until(other.submit(self._server.start))
            if page is Page.RELOADED:
                self._screen.reload()
        untold += self._undrained()
        acknowledged, refused = self._told_by_the_server()
        return Round(
            number=number,
            moment=moment,
            page=page,
            acknowledged=len(acknowledged),
            waiting=waiting,
            characters=sum(
                len(str(values[-1]))
                for key, values in self._interviewer.done.items()
                if key.kind is Kind.EVIDENCE
            ),
            faults=(*untold, *refused, *self._lost(acknowledged), *self._otherwise_on_screen()),
        )

    def _use_until(self, over: "Future[None]") -> None:
        """Goes on rating and typing while the other thread does its work."""
        while not over.done():
            self._interviewer.act()
            time.sleep(BREATH)
        over.result()

    def _reloads(self) -> bool:
        """Whether a reload got an answer."""
        try:
            return self._screen.page.reload() is not None
        except Error:
            return False

    def _kill(self, moment: Moment) -> None:
        time.sleep(self._fate.uniform(0.3, 2.0))
        if moment is Moment.AT_WRITE:
            self._wait_for_write()
            time.sleep(self._fate.choice([0, 0, 0.0005, 0.001, 0.003]))
        self._server.kill()

    def _wait_for_write(self) -> None:
        """Until something changes in the write-ahead log, which is before it is safe on disk."""
        log = self._server.database.with_name("levelset.db-wal")
        before, deadline = _state(log), time.monotonic() + 5
        while _state(log) == before and time.monotonic() < deadline:
            time.sleep(0.0002)

    def _untold(self) -> list[str]:
        """The page must say that the server is gone and where the entries are."""
        with suppress(AssertionError):
            eventually(self._screen.saved, TOLD, within=PATIENCE)
        said = self._screen.saved()
        return [] if said == TOLD else [f"in the outage the page says {said!r}"]

    def _undrained(self) -> list[str]:
        with suppress(AssertionError):
            self._screen.drained()
            self._screen.says_saved()
            return []
        left, said = self._screen.waiting(), self._screen.saved()
        return [f"{left} entries have not arrived; the page says {said!r}"]

    def _told_by_the_server(self) -> tuple[list[list[Any]], list[str]]:
        kept = self._screen.page.evaluate("sessionStorage.getItem('acknowledged') ?? '[]'")
        all_ = json.loads(kept)
        refused = [f"refused: {said}" for said in all_ if isinstance(said, str)]
        return [said for said in all_ if not isinstance(said, str)], refused

    def _lost(self, acknowledged: list[list[Any]]) -> Iterator[str]:
        log = self._stored.whole_log()
        stored = {(e.client, e.seq): e for e in log}
        for client, seq, *what, entry in acknowledged:
            found = stored.get((client, seq))
            # 0 is said of what arrived behind something newer: it is kept, and does not count.
            place = found and (0 if found.standing is Standing.LATE else found.id)
            if found is None or [*found.key, found.value, place] != [*what, entry]:
                yield f"acknowledged was {what} as {entry}, stored is {found}"
        if doubled := len(log) - len(stored):
            yield f"{doubled} entries are stored twice"
        yield from (f"a false alarm about another page's text: {e}" for e in log if e.over)
        counting: dict[EntryKey, list[EntryValue]] = {}
        for e in log:
            if e.kind is not Kind.SECONDS and e.standing is Standing.COUNTS:
                counting.setdefault(e.key, []).append(e.value)
        for key in self._interviewer.done.keys() | counting.keys():
            yield from differences(key, self._interviewer.done.get(key, []), counting.get(key, []))

    def _otherwise_on_screen(self) -> Iterator[str]:
        verdict = self._interviewer.verdict
        level = [str(verdict)] if isinstance(verdict, int) else []
        for what, expected, shown in (
            ("question", f"question {self._interviewer.open + 1}", self._screen.question()),
            ("note", self._interviewer.text, self._screen.note.input_value()),
            ("level", level, self._screen.chosen()),
            ("dialogs", 0, self._screen.page.locator('[role="dialog"]').count()),
            ("choice between texts", False, self._screen.part("both").is_visible()),
            ("notices", "", self._screen.part("notices").inner_text()),
        ):
            if shown != expected:
                yield f"{what} on the screen: {shown!r} instead of {expected!r}"


def _state(file: Path) -> tuple[int, int]:
    try:
        found = os.stat(file)  # noqa: PTH116  # thousands of times a second
    except FileNotFoundError:
        return (0, 0)
    return found.st_mtime_ns, found.st_size


def main(
    rounds: Annotated[int, typer.Option(min=1, help="How often the server is killed.")] = ROUNDS,
    seed: Annotated[int, typer.Option(help="What is done, and when it stops.")] = SEED,
) -> None:
    """Kill the server while somebody rates and types; fail when anything was lost."""
    faulty = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        for one in soak(browser, Path(folder), range(rounds), seed):
            faulty += bool(one.faults)
            typer.echo(_line(one))
        browser.close()
    typer.echo(json.dumps({"rounds": rounds, "faulty": faulty, "seed": seed}))
    raise typer.Exit(1 if faulty else 0)


def _line(one: Round) -> str:
    said = "".join(f"\n      {fault}" for fault in one.faults) or " Nothing lost."
    return (
        f"{one.number + 1:>4}  Killed {one.moment}, page {one.page}: {one.acknowledged} "
        f"acknowledged, {one.waiting} kept meanwhile, {one.characters} characters compared.{said}"
    )


if __name__ == "__main__":
    typer.run(main)
