"""Boards as small multiples: five bands each, Level 3 opened into its cells, cards as numbers."""

from collections import defaultdict
from collections.abc import Sequence

from assessment.comparison.wording import percent
from assessment.domain.deck import Deck
from assessment.scoring.placement import BoardPoints
from assessment.services.reading.board_results import PlannedBoard, ReadBoard
from assessment.ui.placement.placed_cards import chip
from assessment.ui.shared.html import text
from question_bank import EIGHT_ACTIVITIES, OperationsCategory

GAP = '<td class="gap"></td>'
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


def small_boards(deck: Deck, boards: Sequence[PlannedBoard]) -> str:
    """One row of boards under their candidates; a blank one says why it is."""
    columns = [_column(deck, b) for b in boards]
    rows = "".join(
        f'<tr><th scope="row" class="{look}">{name}</th>'
        + "".join(GAP + column[n] for column in columns)
        + "</tr>"
        for n, (look, name) in enumerate(LABELS)
    )
    heads = "".join(
        f'{GAP}<th colspan="4" scope="colgroup">{text(b.label)}'
        f"<small>{share(b.read.points, b.read.dealt) if b.read else ''}</small></th>"
        for b in boards
    )
    cols = '<col class="names">' + f'<col class="gap">{"<col>" * 4}' * len(boards)
    return (
        '<table class="lv-heat lv-cells lv-boards"><caption>Every card by its number, where it was '
        "put: <b>P</b>roduction, <b>M</b>aintenance, <b>Q</b>uality, <b>I</b>nventory</caption>"
        f"<colgroup>{cols}</colgroup><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def share(points: BoardPoints, dealt: int) -> str:
    """`82 % of the points`, with how many cards that is about where some were not placed."""
    said = "not rated" if points.fraction is None else f"{percent(points.fraction)} of the points"
    return said if points.placed == dealt else f"{said}, {points.placed} of {dealt} cards placed"


def _column(deck: Deck, board: PlannedBoard) -> list[str]:
    """The cells of one board, a text for each row."""
    if board.read is None:
        why = f'<td class="sealed" colspan="4" rowspan="{len(LABELS)}">'
        return [f"{why}{text(board.blank_because)}</td>", *[""] * (len(LABELS) - 1)]
    chips = _chips(deck, board.read)
    left_out = "".join(
        f'<b class="lv-card as_keyed" title="{text(card.statement)}: not placed">{n}</b>'
        for n, card in enumerate(deck.cards, 1)
        if card.id not in board.read.board.placements
    )
    categories = list(OperationsCategory)
    return [
        _band(chips["4"]),
        "".join(
            f'<td class="letter"><abbr title="{c}">{c[0].upper()}</abbr></td>' for c in categories
        ),
        *(
            "".join(f"<td>{chips[f'3.{c}.{activity}']}</td>" for c in categories)
            for activity in EIGHT_ACTIVITIES
        ),
        *(_band(chips[key]) for key in ("3.supporting", "2", "1", "0", "none")),
        _band(left_out, "unplaced"),
    ]


def _band(chips: str, look: str = "") -> str:
    return f'<td colspan="4" class="{look}">{chips}</td>'


def _chips(deck: Deck, read: ReadBoard) -> defaultdict[str, str]:
    """What lies where, by `Placement.key`."""
    found: defaultdict[str, str] = defaultdict(str)
    for c in read.points.cards:
        found[c.placement.key] += chip(deck.ids.index(c.card.id) + 1, c)
    return found
