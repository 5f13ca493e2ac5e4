"""Charts as lines, boxes, dots and words in millimetres: drawn as SVG and as a picture alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assessment.domain.rounding import one_decimal
from assessment.measurement.role import Estimate

Anchor = Literal["start", "middle", "end"]

INK, GREY, PALE = "#1F2328", "#5A636D", "#D5DAE0"
PLANT, ENTERPRISE = "#C2570C", "#1F5FA8"
STEP = "#3D6B8E"
"""Of a filled step in a profile of competencies."""

WIDTH = 174.0
"""Millimetres between the margins of an A4 page."""
LABELS, SCALE_ENDS = 34.0, 126.0
"""Where the labels end, and the scale from 0 to 100."""
WORDS_AT = 131.0
ROW = 9.0
TOP, AXIS = 7.0, 9.0
TEXT, SMALL = 3.1, 2.7
"""Heights of letters, in millimetres."""


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    ink: str = INK
    width: float = 0.3
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    """Blank: none."""
    ink: str = ""
    """Of the outline; blank: none."""


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    ink: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Lettering:
    x: float
    y: float
    text: str
    size: float = TEXT
    anchor: Anchor = "start"
    ink: str = INK
    bold: bool = False


Mark = Line | Box | Dot | Lettering


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """`told` says in words what the drawing shows."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalRow:
    """One line of an interval plot."""

    label: str
    ink: str
    score: float | None
    """None draws no dot: the words stand alone."""
    estimate: Estimate | None
    provisional: bool
    words: tuple[str, ...]
    """At most two lines beside the scale."""
    group: str = ""
    """A heading stands over the first row of each group."""

    @property
    def told(self) -> str:
        return f"{self.label}: {', '.join(filter(None, [*self.words, self.group]))}"


def interval_plot(rows: Sequence[IntervalRow], title: str, *, required: float | None) -> Drawing:
    """Scores from 0 to 100 as dots on the interval of the estimate; hollow while provisional."""
    marks: list[Mark] = []
    y, group = TOP, ""
    for row in rows:
        if row.group != group:
            marks += [Line(0, y, WIDTH, y, PALE), Lettering(0, y + 4.2, row.group, SMALL, ink=GREY)]
            y, group = y + 5.5, row.group
        marks += _row(row, y + ROW / 2)
        y += ROW
    marks[:0] = _axis(TOP, y)  # below the dots and intervals
    told = f"{title}. {'; '.join(row.told for row in rows)}."
    if required is not None:
        told += f" The required score is {required:g}."
        x = _x(required)
        marks.append(Line(x, TOP - 1, x, y, GREY, 0.3, dashed=True))
        marks.append(Lettering(x, TOP - 2.2, f"required score {required:g}", SMALL, "middle", GREY))
    return Drawing(width=WIDTH, height=y + AXIS, marks=tuple(marks), told=told)


def _row(row: IntervalRow, y: float) -> Iterator[Mark]:
    yield Lettering(LABELS - 3, y + 1.1, row.label, TEXT, "end", bold=True)
    if row.score is not None:
        if found := row.estimate:
            yield Line(_x(found.low), y, _x(found.high), y, row.ink, 0.9)
            for end in (found.low, found.high):
                yield Line(_x(end), y - 1.2, _x(end), y + 1.2, row.ink, 0.5)
            yield Line(_x(found.estimate), y - 2, _x(found.estimate), y + 2, GREY, 0.3)
        yield Dot(_x(row.score), y, 1.7, row.ink, hollow=row.provisional)
    first, *rest = row.words or ("",)
    yield Lettering(WORDS_AT, y + (-0.5 if rest else 1.1), first, TEXT)
    for line in rest[:1]:
        yield Lettering(WORDS_AT, y + 3.2, line, SMALL, ink=GREY)


def _axis(top: float, bottom: float) -> Iterator[Mark]:
    yield Line(LABELS, bottom, SCALE_ENDS, bottom, GREY)
    for value in range(0, 101, 20):
        x = _x(value)
        yield Line(x, top, x, bottom, PALE, 0.15)
        yield Line(x, bottom, x, bottom + 1, GREY)
        yield Lettering(x, bottom + 4.6, str(value), SMALL, "middle", GREY)


def _x(score: float) -> float:
    return LABELS + (SCALE_ENDS - LABELS) * min(100.0, max(0.0, score)) / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One competency: its mean level from 1 to 5, None where nothing was rated."""

    label: str
    level: float | None
    weights: str
    """What it weighs, in words."""


STEPS_AT, STEP_WIDTH, STEP_GAP = 34.0, 14.0, 1.0
LEVEL_AT, WEIGHTS_AT = 113.0, 128.0
STRIP = 6.6


def profile_plot(rows: Sequence[ProfileRow], title: str) -> Drawing:
    """Five steps for each competency, filled to its mean level; outlined where not assessed."""
    marks: list[Mark] = [
        Lettering(STEPS_AT, 3.4, "level 1 to 5", SMALL, ink=GREY),
        Lettering(LEVEL_AT, 3.4, "mean", SMALL, "end", GREY),
        Lettering(WEIGHTS_AT, 3.4, "weight plant / enterprise", SMALL, ink=GREY),
    ]
    for number, row in enumerate(rows):
        marks += _strip(row, 5.0 + STRIP * number)
    told = "; ".join(
        f"{row.label} {'not assessed' if row.level is None else one_decimal(row.level)}"
        for row in rows
    )
    height = 5.0 + STRIP * len(rows) + 1
    return Drawing(width=WIDTH, height=height, marks=tuple(marks), told=f"{title}. {told}.")


def _strip(row: ProfileRow, y: float) -> Iterator[Mark]:
    base = y + 4.1
    yield Lettering(STEPS_AT - 3, base, row.label, TEXT, "end")
    if row.level is None:
        yield Box(STEPS_AT, y + 1, 5 * STEP_WIDTH + 4 * STEP_GAP, 4.4, ink=PALE)
    for step in range(5 if row.level is not None else 0):
        x = STEPS_AT + step * (STEP_WIDTH + STEP_GAP)
        filled = min(1.0, max(0.0, (row.level or 0.0) - step))
        yield Box(x, y + 1, STEP_WIDTH * filled, 4.4, fill=STEP)
        yield Box(x, y + 1, STEP_WIDTH, 4.4, ink=STEP)
    if row.level is None:
        yield Lettering(
            STEPS_AT + 2.5 * (STEP_WIDTH + STEP_GAP), base, "not assessed", SMALL, "middle", GREY
        )
    else:
        yield Lettering(LEVEL_AT, base, one_decimal(row.level), TEXT, "end", bold=True)
    yield Lettering(WEIGHTS_AT, base, row.weights, SMALL, ink=GREY)
