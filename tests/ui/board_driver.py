"""The placement exercise as a test plays it, and what the database then holds of it."""

from collections.abc import Sequence

from playwright.sync_api import Locator, Page

from assessment.domain.board import Board
from assessment.domain.ids import CardId, InterviewId
from assessment.domain.permissions import OWNER
from assessment.services.placement.boards import code_of, open_board
from assessment.services.store.ports import OpenUnitOfWork
from tests.ui.live_driver import eventually

_ACTIVE = """() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}"""
"""What has the focus, inside whatever shadow root."""


class StoredBoard:
    """One board in the store, read past the server."""

    def __init__(self, open_uow: OpenUnitOfWork, interview: InterviewId) -> None:
        self.open_uow, self.interview = open_uow, interview

    @property
    def board(self) -> Board:
        return open_board(self.open_uow, self.interview).board

    @property
    def code(self) -> str:
        return code_of(self.open_uow, self.interview, by=OWNER)

    @property
    def places(self) -> dict[CardId, str]:
        """Card to the key of its place."""
        return {card: place.key for card, place in self.board.placements.items()}

    @property
    def painted(self) -> set[str]:
        footprint = self.board.footprint
        return {cell.key for cell in footprint.cells} if footprint else set()

    def log(self) -> list[tuple[str, str, object]]:
        """What counts and what came late, in log order."""
        entries = open_board(self.open_uow, self.interview).log
        assert len({(e.client, e.seq) for e in entries}) == len(entries)
        return [(e.kind.value, e.part, e.value) for e in entries]


class BoardScreen:
    """One window with the exercise."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    def open(self, code: str) -> "BoardScreen":
        self.page.goto(f"{self.url}/c/{code}")
        return self.ready()

    def reload(self) -> "BoardScreen":
        self.page.reload()
        return self.ready()

    def ready(self) -> "BoardScreen":
        self.page.locator(".exercise[data-screen]").wait_for()
        return self

    def part(self, name: str) -> Locator:
        return self.page.locator(f'[data-part="{name}"]')

    def title(self) -> str:
        return self.part("title").inner_text()

    def to_the_cards(self, stance: str = "production_operations") -> "BoardScreen":
        self.stance(stance).click()
        self.part("next").click()
        self.page.locator(".card").first.wait_for()
        return self

    def stance(self, stance: str) -> Locator:
        return self.page.locator(f'[data-value="{stance}"]')

    def card(self, card: str) -> Locator:
        return self.page.locator(f'.card[data-card="{card}"]')

    def place(self, key: str) -> Locator:
        return self.page.locator(f'.place[data-place="{key}"]')

    def here(self, key: str) -> Locator:
        """The button that lies over a place while a card is in hand."""
        return self.page.locator(f'[data-here="{key}"]')

    def cell(self, key: str) -> Locator:
        return self.page.locator(f'[data-cell="{key}"]')

    def lying(self) -> dict[str, str]:
        """Card to place, as it is drawn; the tray is left out."""
        drawn: dict[str, str] = self.page.evaluate(
            """() => {
              const hosts = [...document.querySelectorAll("*")].filter((e) => e.shadowRoot);
              const root = hosts.map((e) => e.shadowRoot).find((r) => r.querySelector(".exercise"));
              const cards = [...root.querySelectorAll(".place .card")];
              const where = cards.map((c) => [c.dataset.card, c.closest(".place").dataset.place]);
              return Object.fromEntries(where.filter(([, place]) => place !== "tray"));
            }"""
        )
        return drawn

    def focused(self) -> str:
        """What has the focus: the card, or the place whose button has it."""
        named: str = self.page.evaluate(
            f"""() => {{
              const active = ({_ACTIVE})();
              const {{card, here, cell, part, value}} = active.dataset;
              return card ?? here ?? cell ?? part ?? value ?? active.tagName;
            }}"""
        )
        return named

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def walk(self, path: Sequence[str]) -> str:
        """One arrow key after the other where the focus is, in one go; where it then is."""
        self.page.evaluate(
            f"""path => path.forEach((key) => {{
              const how = {{ key, bubbles: true, composed: true, cancelable: true }};
              ({_ACTIVE})().dispatchEvent(new KeyboardEvent("keydown", how));
            }})""",
            path,
        )
        return self.focused()

    def drag(self, card: str, key: str, *, pressing: str = "") -> None:
        """By mouse, in several steps, as a hand does; a key may be pressed on the way."""
        start, goal = self.card(card).bounding_box(), self.place(key).bounding_box()
        assert start
        assert goal
        mouse = self.page.mouse
        mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
        mouse.down()
        mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] / 2, steps=8)
        if pressing:
            self.press(pressing)
        mouse.up()

    def tap(self, card: str, key: str) -> None:
        self.card(card).tap()
        self.here(key).tap()

    def said(self) -> str:
        return self.part("announce").inner_text()

    def saved(self) -> str:
        return self.part("saved").inner_text()

    def cut_off(self) -> None:
        """No move of this window reaches the server any more, nor its last ones when it goes."""
        self.page.evaluate(
            """() => {
              const through = window.fetch;
              window.fetch = (to, ...rest) =>
                String(to).includes("api/board")
                  ? Promise.reject(new TypeError("cut off"))
                  : through(to, ...rest);
              navigator.sendBeacon = () => false;
            }"""
        )

    def waiting(self) -> int:
        waiting: int = self.page.evaluate("levelsetOutbox.status().waiting")
        return waiting

    def drained(self) -> None:
        """Everything is acknowledged."""
        eventually(self.waiting, 0, within=90)
