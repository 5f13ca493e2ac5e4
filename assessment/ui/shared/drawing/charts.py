"""Scores as marks on one line from 0 to 100; every mark has its number, every chart its words.

A mark may have an interval: the line through it is the estimate's, with a notch at its centre. The
lines are HTML: nothing has to be loaded, compiled or measured before they are there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from markupsafe import Markup

from assessment.domain.rounding import one_decimal
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros

Hue = Literal["plant", "enterprise", "ink"]

_draw = Macros("shared/drawing/templates/score_lines.html.j2")


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and the ends of its 95 % interval."""

    low: float
    estimate: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One line of the chart."""

    label: str
    score: float | None
    """None draws no mark: the words stand alone on the line."""
    hue: Hue = "ink"
    provisional: bool = False
    """Drawn hollow."""
    words: str = ""
    """Beside the mark, or alone where there is none."""
    opens: str = ""
    """The address of what is behind it."""
    interval: Interval | None = None
    name: str = ""
    """Beside the label, where the viewer may see it."""
    group: str = ""
    """Under them; a line parts it from the group before. Marks of a group stand together."""

    @property
    def spoken(self) -> str:
        number = "no score" if self.score is None else one_decimal(self.score)
        parts = [number, "provisional" if self.provisional else "", self.group, self.words]
        who = f"{self.label} {self.name}".strip()
        return f"{who}: {', '.join(p for p in parts if p)}"


def description(marks: Sequence[Mark], required: float | None) -> str:
    """The chart in words, for those who do not see it."""
    asked = f" The required score is {required:g}." if required is not None else ""
    return f"Scores from 0 to 100. {'; '.join(m.spoken for m in marks)}.{asked}"


class ScoreLine(NamedTuple):
    """One mark as it is drawn."""

    mark: Mark
    number: str
    """To one decimal; blank without a score."""
    begins: bool
    """A line parts it from the group before."""


def score_lines(marks: Sequence[Mark], *, required: float | None = None) -> Markup:
    """One line per mark, in the order given, on the whole scale."""
    drawn = [
        ScoreLine(
            m,
            number="" if m.score is None else one_decimal(m.score),
            begins=bool(n and m.group != marks[n - 1].group),
        )
        for n, m in enumerate(marks)
    ]
    asked = None if required is None else f"{required:g}"
    return _draw("score_lines", description(marks, required), drawn, asked)


def draw(marks: Sequence[Mark], *, required: float | None = None) -> None:
    """Puts the lines on the page."""
    put(score_lines(marks, required=required))
