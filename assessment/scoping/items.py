"""What each part of a brief is called where its reason is kept."""

from question_bank import Cell, Competency

SCOPE = "organisational_scope"
SHARE = "enterprise_share"


def cell_item(cell: Cell) -> str:
    """`cells.production.dispatching`."""
    return f"cells.{cell.key}"


def weight_item(competency: Competency) -> str:
    """`weights.execution`."""
    return f"weights.{competency}"
