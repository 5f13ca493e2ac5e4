"""The level confusion matrix of a board: where cards belong, against where they were put."""

from assessment.comparison.placement import BoardReading, Fit, LevelPair, fit
from assessment.ui.shared.html import put, text
from question_bank import FUNCTIONAL_LEVELS, FunctionalLevel

LEVELS: tuple[FunctionalLevel, ...] = (*reversed(FUNCTIONAL_LEVELS[:-1]), FUNCTIONAL_LEVELS[-1])
"""From the top of the board to its bottom."""
DARKEST = 5


def level_matrix(reading: BoardReading) -> None:
    """Six by six, numbers in the cells; the diagonal is quiet because nothing went wrong there."""
    put(matrix_html(reading))


def matrix_html(reading: BoardReading) -> str:
    heads = "".join(f'<th scope="col">{level}</th>' for level in LEVELS)
    rows = "".join(
        f'<tr><th scope="row">{_name(key)}</th>'
        + "".join(_cell(reading, (key, placed)) for placed in LEVELS)
        + "</tr>"
        for key in LEVELS
    )
    return (
        '<table class="lv-heat lv-matrix"><caption>Cards by level: rows say where they belong, '
        f"columns where they were put</caption><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
        '<p><span><i></i>level right</span><span><i class="s3"></i>level errors</span>'
        '<span><i class="other_view"></i>(another view, no error)</span></p>'
    )


def _name(level: FunctionalLevel) -> str:
    return "No level" if level == "none" else f"Level {level}"


def _cell(reading: BoardReading, pair: LevelPair) -> str:
    cards = reading.levels.get(pair, ())
    if pair[0] == pair[1]:
        return f'<td class="diagonal">{len(cards) or ""}</td>'
    if not cards:
        return "<td></td>"
    errors = sum(fit(c) is Fit.ERROR for c in cards)
    views = len(cards) - errors
    said = f"{errors or ''} {f'({views})' if views else ''}".strip()
    look = f"s{min(errors + 1, DARKEST)}" if errors else Fit.OTHER_VIEW
    title = "; ".join(c.card.statement for c in cards)
    return f'<td class="{look}" title="{text(title)}">{said}</td>'
