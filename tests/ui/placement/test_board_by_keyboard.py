"""A whole placement exercise by keyboard alone, with the server killed in the middle."""

import pytest
from playwright.sync_api import expect

from assessment.domain.board import Stance
from tests.boards import EVERY_PLACE
from tests.ui.board_driver import BoardScreen
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

DOWN, LEFT, RIGHT = "ArrowDown", "ArrowLeft", "ArrowRight"
WAYS = {
    "crd-001": ((), "4"),
    "crd-002": ((DOWN,), "3.production.definition_management"),
    "crd-003": ((DOWN, RIGHT, RIGHT), "3.quality.definition_management"),
    "crd-004": ((DOWN,) * 4, "3.production.dispatching"),
    "crd-005": ((DOWN, RIGHT, RIGHT, RIGHT), "3.inventory.definition_management"),
    "crd-006": ((DOWN,) * 9, "3.supporting"),
    "crd-007": ((DOWN,) * 10, "2"),
    "crd-008": ((DOWN,) * 11, "1"),
    "crd-009": ((DOWN,) * 12, "0"),
    "crd-010": ((DOWN,) * 13, "none"),
    "crd-011": ((*(DOWN,) * 8, *(RIGHT,) * 4, LEFT, RIGHT), "3.inventory.performance_analysis"),
    "crd-012": ((*(DOWN,) * 4, RIGHT), "3.maintenance.dispatching"),
}
"""From Level 4, where a card from the tray is held first."""


def lay(screen: BoardScreen, card: str) -> str:
    """Picks up the first card of the tray and carries it; where it went."""
    keys, _ = WAYS[card]
    if screen.focused() != card:
        screen.press("Home")
    eventually(screen.focused, card)
    screen.press("Enter", *keys)
    place = screen.focused()
    screen.press("Enter")
    eventually(screen.focused, card)  # the focus stays with it
    return place


def test_a_whole_board_by_keyboard_outlives_the_server(board_on, own_server):
    exercise = board_on(own_server)
    screen, stored = exercise.screen(), exercise.stored
    tab_to(screen, "own_words")
    screen.press("Enter")
    eventually(screen.focused, "note")
    screen.page.keyboard.type("What the shift works with")
    tab_to(screen, "next", back=True)
    screen.press("Enter")
    eventually(screen.title, "Where does each of these belong?")
    tab_to(screen, "crd-001")

    places = {card: lay(screen, card) for card in list(WAYS)[:5]}
    screen.drained()
    own_server.kill()
    places |= {card: lay(screen, card) for card in list(WAYS)[5:9]}
    eventually(screen.saved, "offline, kept on this device")
    own_server.start()
    screen.reload()
    screen.drained()
    assert stored.places == places
    tab_to(screen, "crd-010")
    places |= {card: lay(screen, card) for card in list(WAYS)[9:]}

    tab_to(screen, "next", back=True)
    screen.press("Space")
    tab_to(screen, "production.definition_management")
    screen.press("Space", RIGHT, DOWN, "Space")
    tab_to(screen, "finish", back=True)
    screen.press("Enter")
    eventually(screen.focused, "keep")
    screen.press("Tab", "Enter")
    screen.drained()

    assert places == {card: place for card, (_, place) in WAYS.items()}
    assert stored.places == places
    convention = stored.board.convention
    assert convention
    assert (convention.stance, convention.words) == (Stance.OWN_WORDS, "What the shift works with")
    assert stored.painted == {
        "production.definition_management",
        "maintenance.resource_management",
    }
    assert stored.board.finished_at
    assert [part for kind, part, _ in stored.log() if kind == "move"] == list(WAYS)


def tab_to(screen: BoardScreen, name: str, *, back: bool = False) -> None:
    for _ in range(30):
        if screen.focused() == name:
            return
        screen.press("Shift+Tab" if back else "Tab")
    eventually(screen.focused, name)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (820, 1180)])
def test_the_arrow_keys_reach_every_place_from_every_other(board, width, height):
    screen = board.screen(width=width, height=height).to_the_cards()
    screen.card("crd-001").focus()
    screen.press("Enter", "Enter")  # on Level 4: from the tray, the tray is no place to go

    met, paths = set(), [()]
    while paths:
        path = paths.pop(0)
        screen.press("Escape", "Enter")
        here = screen.walk(path)
        if here in met:
            continue
        met.add(here)
        paths += [(*path, f"Arrow{to}") for to in ("Up", "Down", "Left", "Right")]

    assert met == {"tray", *(place.key for place in EVERY_PLACE)}


def test_escape_lets_go_and_ctrl_z_takes_back(board):
    screen, stored = board.screen().to_the_cards(), board.stored
    screen.card("crd-002").focus()

    screen.press("Enter", DOWN, "Escape")

    eventually(lambda: (screen.focused(), screen.lying()), ("crd-002", {}))
    eventually(screen.said, "Card 2 stays among the cards to place.")
    screen.press("Enter", DOWN, "Enter")
    eventually(screen.said, "Card 2 is on Production, definition management. 1 of 12 placed.")
    screen.press("Enter", "ArrowUp", "Enter", "ControlOrMeta+z")
    eventually(screen.lying, {"crd-002": "3.production.definition_management"})
    screen.press("ControlOrMeta+z")
    eventually(screen.said, "Card 2 is again among the cards to place. 0 of 12 placed.")
    expect(screen.part("undo")).to_be_disabled()
    screen.drained()
    eventually(lambda: (screen.lying(), stored.places), ({}, {}))
