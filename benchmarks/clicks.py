"""What a finger waits for, in a real browser: two things on the live screen, and a plain button."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg

from assessment.domain.ids import SheetKey
from assessment.ui.shared.viewer import COOKIE
from benchmarks.seeding import QUESTIONS
from tests.ui.chromium import launch

MEASURE = (Path(__file__).parent / "measure.js").read_text("utf-8")
PRESSED = "target => measure(target, () => document.body.innerText.includes('Pressed %d times'))"
CHOSEN = "target => measure(target, () => target.getAttribute('aria-pressed') === 'true')"
TURNED = """target => {
  const said = target.getRootNode().querySelector('[data-part="progress"]');
  measure(target, () => said.textContent.startsWith('question %d of'));
}"""
DRAINED = "() => levelsetOutbox.status().waiting === 0"
WARM_UP = 3
"""Rounds that are clicked but not counted."""
FINGER = 60
"""Milliseconds between pressing and letting go: no finger does both in one frame."""


class Round(NamedTuple):
    """Milliseconds from a click to what it is for."""

    plain: float
    """A button on an empty Streamlit page, until painted: what the others are compared with."""
    tuned: float
    """The same page, served with the product's settings."""
    level: float
    stored: float
    """The same click on a level, until acknowledged."""
    next: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clicks:
    rounds: tuple[Round, ...]
    reruns_per_rating: float
    """How often the live page asked the server for a redraw."""

    def middle(self, what: str) -> float:
        return float(median(getattr(each, what) for each in self.rounds))

    def ratio(self, what: str) -> float:
        return self.middle(what) / self.middle("plain")


class Pages(NamedTuple):
    """Where the servers are."""

    plain: str
    tuned: str
    app: str


def click_through(pages: Pages, sheet: SheetKey, remembered: str, rounds: int) -> Clicks:
    """Everything in turn, round after round, so that all see the same machine."""
    with sync_playwright() as playwright, closing(launch(playwright)) as browser:
        plain, tuned = _Button(browser, pages.plain), _Button(browser, pages.tuned)
        screen = _Screen(browser, pages.app, sheet, remembered)

        def click() -> Round:
            return Round(plain.press(), tuned.press(), *screen.rate(), screen.turn())

        for _ in range(WARM_UP):
            click()
        screen.reruns = 0
        measured = tuple(click() for _ in range(rounds))
    return Clicks(rounds=measured, reruns_per_rating=screen.reruns / rounds)


class _Button:
    """The empty page."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._page = browser.new_context().new_page()
        self._page.add_init_script(MEASURE)
        self._page.goto(url)
        self._button = self._page.get_by_role("button", name="Press")
        self._pressed = 0

    def press(self) -> float:
        self._pressed += 1
        self._button.evaluate(PRESSED % self._pressed)
        self._button.click(delay=FINGER)
        return _measured(self._page, "painted")


class _Screen:
    """The live screen, lap after lap through its questions."""

    def __init__(self, browser: Browser, url: str, sheet: SheetKey, remembered: str) -> None:
        self._turned, self.reruns = 0, 0
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": COOKIE, "value": remembered, "url": url}])
        self._page = context.new_page()
        self._page.add_init_script(MEASURE)
        self._page.on("websocket", self._watch)
        self._page.goto(f"{url}/interview?interview={sheet.interview}")
        self._page.locator(".level").first.wait_for()

    def _watch(self, socket: WebSocket) -> None:
        def count(frame: str | bytes) -> None:
            is_binary = isinstance(frame, bytes)
            self.reruns += is_binary and BackMsg.FromString(frame).HasField("rerun_script")

        socket.on("framesent", count)

    def rate(self) -> tuple[float, float]:
        """A level that this question does not have yet: until painted, until stored."""
        lap, question = divmod(self._turned, QUESTIONS - 1)
        level = self._page.locator(f'.level[data-level="{1 + (lap + question) % 5}"]')
        level.evaluate(CHOSEN)
        level.click(delay=FINGER)
        waits = _measured(self._page, "painted"), _measured(self._page, "stored")
        self._page.wait_for_function(DRAINED)
        return waits

    def turn(self) -> float:
        """To the next question; at the last one it goes back to the first, which nobody times."""
        self._turned += 1
        place = 1 + self._turned % (QUESTIONS - 1)
        if place == 1:
            place = QUESTIONS
        button = self._page.locator('[data-part="next"]')
        button.evaluate(TURNED % place)
        button.click(delay=FINGER)
        waited = _measured(self._page, "painted")
        if place == QUESTIONS:
            for _ in range(QUESTIONS - 1):
                self._page.keyboard.press("Alt+KeyP")
        self._page.wait_for_function(DRAINED)
        return waited


def _measured(page: Page, what: str) -> float:
    page.wait_for_function(f"() => measured.{what} !== undefined")
    waited: float = page.evaluate(f"measured.{what}")
    return waited
