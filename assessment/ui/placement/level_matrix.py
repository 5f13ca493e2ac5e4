"""The level confusion matrix of a board: where cards belong, against where they were put."""

from typing import NamedTuple

from assessment.comparison.placement import BoardReading, Fit, LevelPair, fit
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from question_bank import FUNCTIONAL_LEVELS, FunctionalLevel

LEVELS: tuple[FunctionalLevel, ...] = (*reversed(FUNCTIONAL_LEVELS[:-1]), FUNCTIONAL_LEVELS[-1])
"""From the top of the board to its bottom."""
DARKEST = 5
_draw = Macros("placement/templates/level_matrix.html.j2")


class MatrixCell(NamedTuple):
    """One square of the matrix; the title reads its cards."""

    said: str = ""
    look: str = ""
    title: str = ""


def level_matrix(reading: BoardReading) -> None:
    """Six by six, numbers in the cells; the diagonal is quiet because nothing went wrong there."""
    rows = [(_name(key), [_cell(reading, (key, placed)) for placed in LEVELS]) for key in LEVELS]
    put(_draw("level_matrix", LEVELS, rows))


def _name(level: FunctionalLevel) -> str:
    return "No level" if level == "none" else f"Level {level}"


def _cell(reading: BoardReading, pair: LevelPair) -> MatrixCell:
    cards = reading.levels.get(pair, ())
    if pair[0] == pair[1]:
        return MatrixCell(str(len(cards) or ""), "diagonal")
    if not cards:
        return MatrixCell()
    errors = sum(fit(c) is Fit.ERROR for c in cards)
    views = len(cards) - errors
    said = f"{errors or ''} {f'({views})' if views else ''}".strip()
    look = f"s{min(errors + 1, DARKEST)}" if errors else Fit.OTHER_VIEW
    return MatrixCell(said, look, "; ".join(c.card.statement for c in cards))
