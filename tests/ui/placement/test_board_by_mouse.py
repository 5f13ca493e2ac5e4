"""A whole placement exercise by mouse, with the server killed in the middle."""

import pytest

from assessment.domain.board import Stance
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

FIRST = {
    "crd-001": "4",
    "crd-002": "3.production.dispatching",
    "crd-003": "3.quality.data_collection",
    "crd-004": "3.inventory.performance_analysis",
}
"""Before the server is killed."""
DOWN = {
    "crd-005": "3.supporting",
    "crd-006": "2",
    "crd-007": "3.production.dispatching",
    "crd-008": "3.maintenance.definition_management",
}
"""While nobody answers."""
AFTER = {"crd-009": "1", "crd-010": "0", "crd-011": "none", "crd-012": "3.production.tracking"}
"""With the server back."""


def test_a_whole_board_by_mouse_outlives_the_server(board_on, own_server):
    exercise = board_on(own_server)
    screen, stored = exercise.screen(), exercise.stored
    screen.stance("any_level_3_software").click()
    screen.part("note").click()
    screen.page.keyboard.type("Anything that runs Level 3")
    screen.part("next").click()
    for card, place in FIRST.items():
        screen.drag(card, place)
    screen.drained()
    own_server.kill()

    for card, place in DOWN.items():
        screen.drag(card, place)
    screen.drag("crd-001", "2")  # moved again
    eventually(screen.saved, "offline, kept on this device")
    eventually(screen.part("count").inner_text, "8 of 12 placed")
    assert stored.places == FIRST

    own_server.start()
    screen.reload()
    screen.drained()
    assert stored.places == FIRST | DOWN | {"crd-001": "2"}
    for card, place in AFTER.items():
        screen.drag(card, place)
    screen.part("next").click()
    screen.cell("production.dispatching").click()
    screen.cell("quality.data_collection").click()
    screen.cell("quality.data_collection").click()
    screen.cell("inventory.tracking").click()
    screen.part("finish").click()
    eventually(screen.part("missing").inner_text, "Every card is placed.")
    screen.part("sure").click()
    screen.drained()

    board = stored.board
    assert stored.places == FIRST | DOWN | AFTER | {"crd-001": "2"}
    assert board.convention
    assert board.convention.stance is Stance.ANY_LEVEL_3_SOFTWARE
    assert board.convention.words == "Anything that runs Level 3"
    assert stored.painted == {"production.dispatching", "inventory.tracking"}
    assert board.finished_at
    moves = [(part, value) for kind, part, value in stored.log() if kind == "move"]
    assert moves == [*FIRST.items(), *DOWN.items(), ("crd-001", "2"), *AFTER.items()]
    eventually(screen.title, "Thank you. Your board is finished. Your answers are locked.")
    eventually(screen.lying, stored.places)
