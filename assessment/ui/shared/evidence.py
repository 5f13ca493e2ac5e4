"""What was heard: one sheet's answers in order, or several raters side by side on one question."""

from collections.abc import Mapping, Sequence

from assessment.domain.ids import RaterId
from assessment.domain.rating import Entry, NotRated
from assessment.domain.scorecard import ItemRecord
from assessment.services.reading.comparisons import ComparedCandidate, RaterEvidence
from assessment.services.reading.drilldown import LevelHistory
from assessment.services.reading.scorecards import Answer
from assessment.ui.shared.address.navigation import PageName, address
from assessment.ui.shared.drawing.html import put, put_nothing
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import when

_draw = Macros("shared/drawing/templates/evidence.html.j2")


def answers(found: Sequence[Answer], scale: Sequence[str]) -> None:
    """Every question with its level, the anchor that marks it, what was heard, and the time."""
    put(_draw("answers", [(a, minutes(a.record.seconds)) for a in found], scale))


def beliefs(found: Sequence[Answer]) -> None:
    """Wrong beliefs heard: evidence, with no part in any number."""
    told = [(a, belief) for a in found for belief in a.beliefs]
    if not told:
        put_nothing("No misconceptions recorded.")
        return
    put(_draw("beliefs", told))


def side_by_side(
    heard: Sequence[tuple[ComparedCandidate, Sequence[RaterEvidence]]], names: Mapping[RaterId, str]
) -> None:
    """One question: a row per candidate, a column per rater who may be seen."""
    raters = sorted({h.sheet.rater for _, found in heard for h in found})
    rows = [(candidate, _by_rater(found, raters)) for candidate, found in heard]
    put(_draw("side_by_side", [names.get(r, r) for r in raters], rows))


def heard_of(
    heard: Sequence[Sequence[RaterEvidence]],
    names: Mapping[RaterId, str],
    history: LevelHistory,
) -> None:
    """One candidate: a row per question, a column per rater who may be seen.

    Where a level was changed, what it was before stands under it.
    """
    raters = sorted({h.sheet.rater for found in heard for h in found})
    rows = [(found[0].item, _by_rater(found, raters, history)) for found in heard]
    put(_draw("heard_of", [names.get(r, r) for r in raters], rows))


def minutes(seconds: int) -> str:
    """`2:40`; blank where the question was never open."""
    return f"{seconds // 60}:{seconds % 60:02}" if seconds else ""


def _by_rater(
    found: Sequence[RaterEvidence], raters: Sequence[RaterId], history: LevelHistory | None = None
) -> list[list[tuple[ItemRecord, str, str]]]:
    """For each rater what was recorded, the address of its scorecard, and what it was before."""
    return [
        [
            (
                h.record,
                address(PageName.SCORECARD, interview=h.sheet.interview, rater=r),
                came_about((history or {}).get((h.sheet, h.item.id), ())),
            )
            for h in found
            if h.sheet.rater == r
        ]
        for r in raters
    ]


def came_about(entries: Sequence[Entry]) -> str:
    """`3, Tue 4 Aug 2026, 14:00; then 4, Wed 5 Aug 2026, 09:10, because …`, of what changed."""
    return "; then ".join(_step(entry) for entry in entries)


def _step(entry: Entry) -> str:
    value = entry.value
    shown = value.label if isinstance(value, NotRated) else "cleared" if value is None else value
    because = f", because {entry.because}" if entry.because else ""
    return f"{shown}, {when(entry.at)}{because}"
