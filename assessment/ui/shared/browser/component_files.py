"""The HTML and CSS of components, and the addresses that their scripts ask."""

from pathlib import Path

UI = Path(__file__).parents[2]


def text_of(*names: str) -> str:
    """The files `names` under `assessment/ui`, joined."""
    return "\n".join((UI / name).read_text("utf-8") for name in names)


CONTROLS = ("shared/outbox/controls.css", "shared/outbox/notices.css")
"""How buttons, boxes and notices look in every component that writes."""
EVENTS = "api/events"
"""Where the outbox posts to; relative, so that it holds under any prefix."""
MOVES = "api/board"
"""The same for the board of a placement exercise."""
BOARD_STATE = "api/board/state"
"""Where the live screen fetches how far the candidate's board is."""
BANK = "api/bank"
"""Where the live screen fetches what may be added to an interview."""
