"""The live screen as a test uses it: what a person does there, and what the database then holds."""

import time
from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import BrowserContext, Locator, Page
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as OutOfPatience

from assessment.domain.ids import InterviewId, ItemId, RaterId, SheetKey
from assessment.domain.permissions import Actor
from assessment.domain.rating import Entry
from assessment.domain.scorecard import ItemRecord, Scorecard
from assessment.services.recording.sheets import sheet
from assessment.services.store.ports import OpenUnitOfWork

T = TypeVar("T")


LOOK_SECONDS = 0.02
PHYSICAL = {
    **{str(digit): f"Digit{digit}" for digit in range(10)},
    **{letter: f"Key{letter.upper()}" for letter in "xvcnpewash"},
    "/": "Slash",
    "?": "Shift+Slash",
}
"""Where the key of each command is."""
ON_DEVICE = """async () => {
  const open = indexedDB.open("levelset-outbox", 1);
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const all = db.transaction("events").objectStore("events").getAll();
  const durable = await new Promise((done) => (all.onsuccess = () => done(all.result)));
  db.close();
  const slots = Object.keys(localStorage).filter((name) => name.startsWith("levelset:outbox:"));
  const local = slots.map((slot) => JSON.parse(localStorage.getItem(slot))).filter(Boolean);
  const same = (one) => (other) => one.client === other.client && one.seq === other.seq;
  const { waiting } = levelsetOutbox.status();
"""
"""What this window's device keeps of all that was done on it, in either memory."""
OWED = f"""{ON_DEVICE}
  const unsaid = (event) => !levelsetOutbox.refused(event.box).some(same(event));
  return waiting + [...durable, ...local].filter(unsaid).length;
}}"""
KEPT = f"""{ON_DEVICE}
  return durable.length >= waiting && local.every((event) => durable.some(same(event)));
}}"""


def eventually(read: Callable[[], T], expected: T, within: float = 60) -> None:
    """Looks until `read` gives `expected`, and then fails with what it gave instead.

    `within` seconds are counted in looks: while the whole machine stands still, no patience is
    used up. A look that the page breaks off, because it was drawn anew meanwhile, is a look that
    found nothing; only the last one fails with what broke it off.
    """
    for _ in range(round(within / LOOK_SECONDS)):
        try:
            if read() == expected:
                return
        except OutOfPatience:
            raise
        except BrowserError:
            pass
        time.sleep(LOOK_SECONDS)
    found = read()
    assert found == expected, f"found {found!r}"


def remember(device: BrowserContext, url: str, rater: str) -> None:
    """Chooses who is looking on a device, as the button of the picker does."""
    answer = device.request.post(f"{url}/api/who", data={"rater": rater}, headers={"Origin": url})
    assert answer.ok, answer.text()


class LiveSheet:
    """One rater's sheet in the store, read past the server."""

    def __init__(self, open_uow: OpenUnitOfWork, interview: InterviewId, rater: RaterId) -> None:
        self.open_uow, self.key = open_uow, SheetKey(interview, rater)

    @property
    def card(self) -> Scorecard:
        return sheet(self.open_uow, self.key, by=Actor(rater=self.key.rater)).card

    def record(self, item: str) -> ItemRecord:
        return self.card.record(ItemId(item))

    def history(self, kind: str, item: str = "q01") -> list[Entry]:
        with self.open_uow(read_only=True) as uow:
            return [e for e in uow.entries.history(self.key) if (e.kind, e.item) == (kind, item)]

    def whole_log(self) -> list[Entry]:
        with self.open_uow(read_only=True) as uow:
            return uow.entries.history(self.key)


class LiveScreen:
    """One window with the live screen."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    def open(self) -> "LiveScreen":
        self.page.goto(self.url)
        return self.ready()

    def reload(self) -> "LiveScreen":
        self.page.reload()
        return self.ready()

    def ready(self) -> "LiveScreen":
        self.page.locator(".level").first.wait_for()
        return self

    def part(self, name: str) -> Locator:
        return self.page.locator(f'[data-part="{name}"]')

    @property
    def note(self) -> Locator:
        return self.part("note")

    def level(self, level: int) -> Locator:
        return self.page.locator(f'.level[data-level="{level}"]')

    def chosen(self) -> list[str]:
        chosen: list[str] = self.page.locator('.level[aria-pressed="true"]').evaluate_all(
            "levels => levels.map((level) => level.dataset.level)"
        )
        return chosen

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def command(self, *keys: str) -> None:
        """Each as a chord, which acts wherever the focus is."""
        for key in keys:
            self.press(f"Alt+{PHYSICAL.get(key, key)}")

    def type(self, text: str, delay: float = 0) -> None:
        self.page.keyboard.type(text, delay=delay)

    def write(self, text: str, delay: float = 0) -> None:
        """Into the evidence box, behind what stands there."""
        self.note.focus()
        self.press("ControlOrMeta+End")
        self.type(text, delay)

    def cut_off(self) -> None:
        """Nothing of this window reaches the server any more, its last words when it goes neither.

        A route of Playwright's does not see to those: it ends with the page, and what the page
        sends as it closes may pass.
        """
        self.page.evaluate(
            """() => {
              const through = window.fetch;
              window.fetch = (to, ...rest) =>
                String(to).includes("api/events")
                  ? Promise.reject(new TypeError("cut off"))
                  : through(to, ...rest);
              navigator.sendBeacon = () => false;
            }"""
        )

    def stop_clock(self) -> None:
        """The page's clock and timers stand; from now on `pass_time` moves them.

        For a page on which nothing was noted yet: they stand an hour further on, so that no
        machine is too slow to stop them there, and nobody counts that hour.
        """
        self.page.clock.install()
        self.hold_clock()

    def hold_clock(self) -> None:
        """The same where the device's clock was installed before the page was loaded."""
        self.page.clock.pause_at(self.page.evaluate("Date.now()") / 1000 + 3600)

    def pass_time(self, milliseconds: int) -> None:
        self.page.clock.run_for(milliseconds)

    def question(self) -> str:
        return self.part("progress").inner_text().split(" of ")[0]

    def saved(self) -> str:
        return self.part("saved").inner_text()

    def waiting(self) -> int:
        waiting: int = self.page.evaluate("levelsetOutbox.status().waiting")
        return waiting

    def drained(self) -> None:
        """Everything is acknowledged, and what an earlier page left on this device as well.

        A page that was just loaded has yet to find that; until then nothing of it waits.
        """
        eventually(lambda: self.page.evaluate(OWED), 0, within=90)

    def says_saved(self) -> None:
        """Also where the clock's own entry is just on its way."""
        eventually(lambda: self.saved().startswith("saved "), expected=True, within=90)

    def kept(self) -> None:
        """Everything is on the device, also where a killed browser leaves it."""
        self.page.wait_for_function(KEPT)
