"""Screens in the browser's own code, where a click may not wait for the server."""

from pathlib import Path

UI = Path(__file__).parents[1]


def text_of(*names: str) -> str:
    """The files `names` under `assessment/ui`, joined: components given as text cannot import."""
    return "\n".join((UI / name).read_text("utf-8") for name in names)


OUTBOX = tuple(
    f"shared/outbox/{name}.js" for name in ("device", "outbox", "dom", "note", "notices")
)
"""What every component that writes puts in front of its own script."""
CONTROLS = ("shared/outbox/controls.css", "shared/outbox/notices.css")
"""How its buttons, boxes and notices look."""
EVENTS = "api/events"
"""Where the outbox posts to; relative, so that it holds under any prefix."""
MOVES = "api/board"
"""The same for the board of a placement exercise."""
BOARD_STATE = "api/board/state"
"""Where the live screen fetches how far the candidate's board is."""
BANK = "api/bank"
"""Where the live screen fetches what may be added to an interview."""
