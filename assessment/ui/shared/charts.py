"""Scores as marks on one line from 0 to 100; every mark has its number, every chart its words.

A mark may have an interval: the line through it is the estimate's, with a notch at its centre.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import pandas as pd
import streamlit as st

from assessment.ui.shared.bidi import isolated
from assessment.ui.shared.chart_theme import PALETTES, Mode, Palette, config_of, mode

IN_THIS_TAB = {"embedOptions": {"loader": {"target": "_self"}}}
"""Where a click on a mark opens: what draws the chart takes its options from here too."""

Hue = Literal["plant", "enterprise", "ink"]

ROW = 44
"""Pixels from one candidate to the next: a mark, its number, and two lines of words beside it."""
ROOM = 12
"""Pixels between the words of one candidate and those of the next, where there are more lines."""
LINE = 50
"""Characters in a line of words: two such lines hold nearly everything that is said of a score."""
LETTER, LEADING, GAP = 6, 16, 16
"""Pixels of a letter, rather too many, from line to line, and before the words."""
LABEL = 190
"""Pixels of a label at most: a longer name ends in an ellipsis."""
PADDING = {"left": 5, "top": 5, "right": 14, "bottom": 5}
"""Pixels; the last number of the axis stands over the end of the scale."""
SHORTEST = 120
"""Pixels of the shortest scale that has words beside it."""


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
        number = "no score" if self.score is None else f"{self.score:.1f}"
        parts = [number, "provisional" if self.provisional else "", self.group, self.words]
        who = f"{self.label} {self.name}".strip()
        return f"{who}: {', '.join(p for p in parts if p)}"


def description(marks: Sequence[Mark], required: float | None) -> str:
    """The chart in words, for those who do not see it."""
    asked = f" The required score is {required:g}." if required is not None else ""
    return f"Scores from 0 to 100. {'; '.join(m.spoken for m in marks)}.{asked}"


def score_lines(
    marks: Sequence[Mark], *, required: float | None = None, chosen: Mode = "light"
) -> alt.LayerChart:
    """One line per mark, in the order given, on the whole scale."""
    p = PALETTES[chosen]
    table = _table(marks, p)
    beside = max((len(lines(m.words)) for m in marks), default=0)
    row = max(ROW, beside * LEADING + ROOM)
    base = alt.Chart(table).encode(y=_y(marks))
    end = _end(marks)
    layers = [
        _rails(base, p, end),
        *_groups(base, marks, p, row),
        *_intervals(base, marks, p, end),
        *_dots(base, marks, p, end),
        *_words(base, marks, p, end),
    ]
    if required is not None:
        layers[1:1] = _required(required, p, end)
    return alt.LayerChart(
        layer=layers,
        height=alt.Step(row),
        padding=PADDING,
        description=description(marks, required),
        usermeta=IN_THIS_TAB,
        config=alt.Config(**config_of(chosen)),
    )


def draw(marks: Sequence[Mark], *, required: float | None = None) -> None:
    """Puts the lines on the page, in the theme of whoever is looking."""
    spec = _spec(tuple(marks), required, mode())
    st.vega_lite_chart(spec=spec, theme=None, width="stretch")


@lru_cache(maxsize=64)
def _spec(marks: tuple[Mark, ...], required: float | None, chosen: Mode) -> dict[str, Any]:
    """The chart as Vega-Lite. Building it takes longer than the rest of a redraw."""
    spec: dict[str, Any] = score_lines(marks, required=required, chosen=chosen).to_dict()
    return spec


def lines(words: str) -> list[str]:
    """The words in lines of at most LINE characters, broken where they pause."""
    for pause in (" · ", ", ", " "):
        parts = words.split(pause)
        if max(map(len, parts)) <= LINE:
            break
    found = [""]
    for part in filter(None, parts):
        joined = pause.join(filter(None, [found[-1], part]))
        if len(joined) <= LINE:
            found[-1] = joined
        else:
            found[-1] += pause.rstrip(" ·")
            found.append(part)
    return [line for line in found if line]


def _end(marks: Sequence[Mark]) -> str:
    """Where the scale ends and the column of words begins, as Vega computes it."""
    if not (column := _column(marks)):
        return "width"
    return f"({_narrow(column)} ? width : width - {column})"


def _column(marks: Sequence[Mark]) -> int:
    """Pixels of the column of words; 0 where there are none."""
    longest = max((len(line) for m in marks for line in lines(m.words)), default=0)
    return longest * LETTER + GAP if longest else 0


def _narrow(column: int) -> str:
    """Whether the scale would be too short beside the words: then it stands alone, uncut."""
    return f"width < {column + SHORTEST}"


def _table(marks: Sequence[Mark], p: Palette) -> pd.DataFrame:
    hues = {"plant": p.plant, "enterprise": p.enterprise, "ink": p.ink}
    rows = [
        {
            "label": m.label,
            "score": m.score,
            "number": "" if m.score is None else f"{m.score:.1f}",
            "words": "\n".join(lines(m.words)),
            "rows": len(lines(m.words)),
            "colour": hues[m.hue],
            "opens": m.opens,
            "begins": bool(n and m.group != marks[n - 1].group),
            "low": m.interval and m.interval.low,
            "estimate": m.interval and m.interval.estimate,
            "high": m.interval and m.interval.high,
            "provisional": m.provisional,
            "inside": p.paper if m.provisional else hues[m.hue],
            "from": 0,
            "to": 100,
        }
        for n, m in enumerate(marks)
    ]
    return pd.DataFrame(rows)


def _y(marks: Sequence[Mark]) -> alt.Y:
    look: dict[str, Any] = {"ticks": False, "domain": False, "grid": False}
    look |= {"labelPadding": 10, "labelFontWeight": 600, "labelLimit": LABEL}
    if any(m.group or m.name for m in marks):
        told = {
            m.label: [w for w in (f"{m.label} {isolated(m.name)}".strip(), m.group) if w]
            for m in marks
        }
        look["labelExpr"] = f"{json.dumps(told)}[datum.label]"
    return alt.Y("label:N", sort=[m.label for m in marks], title=None).axis(**look)


def _x(field: str, end: str) -> alt.X:
    axis = alt.Axis(values=[0, 25, 50, 75, 100], format="d", title=None, labelFlush=False)
    scale = alt.Scale(domain=[0, 100], nice=False, rangeMax=alt.ExprRef(expr=end))
    return alt.X(f"{field}:Q", scale=scale, axis=axis)


def _rails(base: alt.Chart, p: Palette, end: str) -> alt.Chart:
    rail: alt.Chart = base.mark_rule(color=p.grid, strokeWidth=2).encode(
        x=_x("from", end), x2="to:Q"
    )
    return rail


def _groups(base: alt.Chart, marks: Sequence[Mark], p: Palette, row: int) -> list[alt.Chart]:
    """A line above the first mark of every group but the first."""
    if not any(m.group for m in marks):
        return []
    return [
        base.transform_filter("datum.begins")
        .mark_rule(color=p.muted, strokeWidth=1, strokeDash=[1, 3], yOffset=-row / 2)
        .encode(x=alt.value(0), x2=alt.value(alt.ExprRef(expr="width")))
    ]


def _intervals(base: alt.Chart, marks: Sequence[Mark], p: Palette, end: str) -> list[alt.Chart]:
    """A provisional candidate's interval is dashed."""
    if not any(m.interval for m in marks):
        return []
    known = base.transform_filter("isValid(datum.low)")
    look: dict[str, Any] = {"strokeWidth": 5, "opacity": 0.5}
    whole = known.transform_filter("!datum.provisional").mark_rule(**look)
    dashed = known.transform_filter("datum.provisional").mark_rule(strokeDash=[4, 4], **look)
    along = {"x": _x("low", end), "x2": "high:Q", "color": alt.Color("colour:N", scale=None)}
    notch = known.mark_tick(thickness=2, size=20, color=p.ink, opacity=1)
    return [whole.encode(**along), dashed.encode(**along), notch.encode(x=_x("estimate", end))]


def _dots(base: alt.Chart, marks: Sequence[Mark], p: Palette, end: str) -> list[alt.Chart]:
    linked = {"href": "opens:N"} if any(m.opens for m in marks) else {}
    scored = base.transform_filter("isValid(datum.score)")
    dot = scored.mark_point(filled=True, size=190, strokeWidth=2.5, opacity=1).encode(
        x=_x("score", end),
        fill=alt.Fill("inside:N", scale=None),
        stroke=alt.Stroke("colour:N", scale=None),
        **linked,
    )
    look: dict[str, Any] = {"dy": -16, "fontSize": 14, "fontWeight": 600, "color": p.ink}
    # Drawn twice: a rim of paper first, so that a line behind the number does not cross it.
    rim = look | {"stroke": p.paper, "strokeWidth": 5, "strokeJoin": "round"}
    return [
        dot,
        *(
            scored.mark_text(**mark).encode(x=_x("score", end), text="number:N", **linked)
            for mark in (rim, look)
        ),
    ]


def _words(base: alt.Chart, marks: Sequence[Mark], p: Palette, end: str) -> list[alt.Chart]:
    """A column of their own right of the scale, each in the middle of its candidate's line."""
    narrow = _narrow(_column(marks))
    beside = alt.value(alt.ExprRef(expr=f"{narrow} ? 0 : {end} + {GAP}"))
    return [
        base.transform_filter(alt.datum.rows == rows)
        .mark_text(
            align="left",
            fontSize=13,
            color=p.muted,
            opacity=alt.ExprRef(expr=f"{narrow} ? 0 : 1"),
            limit=alt.ExprRef(expr=f"{narrow} ? 1 : 0"),
            lineBreak="\n",
            lineHeight=LEADING,
            dy=-(rows - 1) * LEADING / 2,
        )
        .encode(x=beside, text="words:N")
        for rows in sorted({len(lines(m.words)) for m in marks} - {0})
    ]


def _required(required: float, p: Palette, end: str) -> list[alt.Chart]:
    asked = alt.Chart(pd.DataFrame({"asked": [required], "said": [f"required score {required:g}"]}))
    line = asked.mark_rule(color=p.ink, strokeDash=[5, 4], strokeWidth=1.5).encode(
        x=_x("asked", end)
    )
    said = asked.mark_text(baseline="bottom", dy=-4, color=p.ink, fontSize=13).encode(
        x=_x("asked", end), y=alt.value(0), text="said:N"
    )
    return [line, said]
