"""What the keys do during an interview, as the page lists them."""

from typing import NamedTuple


class KeyLine(NamedTuple):
    """The key in command mode, and what it does. `shortcuts_dialog.js` has the same lines."""

    key: str
    does: str


KEYS = (
    KeyLine("1 – 5", "give this level"),
    KeyLine("0 or Backspace", "clear level or reason"),
    KeyLine("6 – 9", "mark follow-up question 1 – 4 as asked"),
    KeyLine("X", "not asked"),
    KeyLine("V", "no evidence"),
    KeyLine("C", "conflict of interest"),
    KeyLine("W", "explain why a question was skipped or moved"),
    KeyLine("N, → or ↓", "next question"),
    KeyLine("P, ← or ↑", "previous question"),
    KeyLine("E or Enter", "return to the note"),
    KeyLine("/", "find a question"),
    KeyLine("A", "add a question from the bank"),
    KeyLine("S", "start, pause or resume the clock"),
    KeyLine("H", "hide or show the rubric and what you wrote"),
    KeyLine("?", "show this list"),
)
