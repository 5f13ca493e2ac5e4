"""Boards as small multiples: five bands each, Level 3 opened into its cells, cards as numbers."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from assessment.comparison.wording import percent
from assessment.domain.deck import Deck
from assessment.scoring.placement import BoardPoints
from assessment.services.reading.board_results import PlannedBoard, ReadBoard
from assessment.ui.placement.placed_cards import CardChip, chip
from assessment.ui.shared.drawing.templating import Macros
from question_bank import EIGHT_ACTIVITIES, OperationsCategory

_draw = Macros("placement/templates/small_boards.html.j2")
LABELS = (
    ("band", "Level 4"),
    ("band", "Level 3"),
    *(("inside", a.label.capitalize()) for a in EIGHT_ACTIVITIES),
    ("inside", "Supporting"),
    ("band", "Level 2"),
    ("band", "Level 1"),
    ("band", "Level 0"),
    ("band", "No level"),
    ("band", "Not placed"),
)
"""The rows of a board, from the top."""


class BoardPart(NamedTuple):
    """One board's part of a row: a reason, a band, the letters of the columns, or cells."""

    sealed: str | None = None
    band: Sequence[CardChip] | None = None
    look: str = ""
    letters: Sequence[str] = ()
    cells: Sequence[Sequence[CardChip]] = ()


def small_boards(deck: Deck, boards: Sequence[PlannedBoard]) -> Markup:
    """One row of boards under their candidates; a blank one says why it is."""
    columns = [_column(deck, b) for b in boards]
    rows = [
        (look, name, [column[n] for column in columns]) for n, (look, name) in enumerate(LABELS)
    ]
    heads = [(b.label, share(b.read.points, b.read.dealt) if b.read else "") for b in boards]
    return _draw("small_boards", heads, rows)


def share(points: BoardPoints, dealt: int) -> str:
    """`82 % of the points`, with how many cards that is about where some were not placed."""
    said = "not rated" if points.fraction is None else f"{percent(points.fraction)} of the points"
    return said if points.placed == dealt else f"{said}, {points.placed} of {dealt} cards placed"


def _column(deck: Deck, board: PlannedBoard) -> list[BoardPart]:
    """The parts of one board, one for each row."""
    if board.read is None:
        blanks = [BoardPart()] * (len(LABELS) - 1)
        return [BoardPart(sealed=board.blank_because), *blanks]
    chips = _chips(deck, board.read)
    left_out = [
        CardChip(n, "lv-card as_keyed", f"{card.statement}: not placed")
        for n, card in enumerate(deck.cards, 1)
        if card.id not in board.read.board.placements
    ]
    categories = list(OperationsCategory)
    return [
        BoardPart(band=chips["4"]),
        BoardPart(letters=categories),
        *(
            BoardPart(cells=[chips[f"3.{c}.{activity}"] for c in categories])
            for activity in EIGHT_ACTIVITIES
        ),
        *(BoardPart(band=chips[key]) for key in ("3.supporting", "2", "1", "0", "none")),
        BoardPart(band=left_out, look="unplaced"),
    ]


def _chips(deck: Deck, read: ReadBoard) -> defaultdict[str, list[CardChip]]:
    """What lies where, by `Placement.key`."""
    found: defaultdict[str, list[CardChip]] = defaultdict(list)
    for c in read.points.cards:
        found[c.placement.key].append(chip(deck.ids.index(c.card.id) + 1, c))
    return found
