"""Scores as marks on one line from 0 to 100; every mark has its number, every chart its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import pandas as pd
import streamlit as st

from assessment.ui.components.chart_theme import PALETTES, Mode, Palette, config_of, mode

Hue = Literal["plant", "enterprise", "ink"]

ROW = 44
"""Pixels from one line to the next: a mark, its number and a word beside it."""
MIDDLE = 55
"""Scores beyond this have their words on the left, where there is room."""


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

    @property
    def spoken(self) -> str:
        number = "no score" if self.score is None else f"{self.score:.1f}"
        parts = [number, "provisional" if self.provisional else "", self.words]
        return f"{self.label}: {', '.join(p for p in parts if p)}"


def description(marks: Sequence[Mark], required: float | None) -> str:
    """The chart in words, for those who do not see it."""
    asked = f" The brief asks {required:g}." if required is not None else ""
    return f"Scores from 0 to 100. {'; '.join(m.spoken for m in marks)}.{asked}"


def score_lines(
    marks: Sequence[Mark], *, required: float | None = None, chosen: Mode = "light"
) -> alt.LayerChart:
    """One line per mark, in the order given, on the whole scale."""
    p = PALETTES[chosen]
    table = _table(marks, p)
    y = alt.Y("label:N", sort=[m.label for m in marks], title=None).axis(
        ticks=False, domain=False, labelPadding=10, labelFontWeight=600, grid=False
    )
    base = alt.Chart(table).encode(y=y)
    layers = [_rails(base, p), *_dots(base, p), *_words(base, p)]
    if required is not None:
        layers[1:1] = _required(required, p)
    return alt.LayerChart(
        layer=layers,
        height=alt.Step(ROW),
        description=description(marks, required),
        config=alt.Config(**config_of(chosen)),
    )


def draw(marks: Sequence[Mark], *, required: float | None = None) -> None:
    """Puts the lines on the page, in the theme of whoever is looking."""
    chart = score_lines(marks, required=required, chosen=mode())
    st.altair_chart(chart, theme=None, width="stretch")


def _table(marks: Sequence[Mark], p: Palette) -> pd.DataFrame:
    hues = {"plant": p.plant, "enterprise": p.enterprise, "ink": p.ink}
    rows = [
        {
            "label": m.label,
            "score": m.score,
            "number": "" if m.score is None else f"{m.score:.1f}",
            "words": m.words,
            "colour": hues[m.hue],
            "inside": p.paper if m.provisional else hues[m.hue],
            "side": "none" if m.score is None else "left" if m.score > MIDDLE else "right",
            "from": 0,
            "to": 100,
        }
        for m in marks
    ]
    return pd.DataFrame(rows)


def _x(field: str) -> alt.X:
    axis = alt.Axis(values=[0, 25, 50, 75, 100], format="d", title=None, labelFlush=False)
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)


def _rails(base: alt.Chart, p: Palette) -> alt.Chart:
    rail: alt.Chart = base.mark_rule(color=p.grid, strokeWidth=2).encode(x=_x("from"), x2="to:Q")
    return rail


def _dots(base: alt.Chart, p: Palette) -> list[alt.Chart]:
    scored = base.transform_filter("isValid(datum.score)")
    dot = scored.mark_point(filled=True, size=190, strokeWidth=2.5, opacity=1).encode(
        x=_x("score"),
        fill=alt.Fill("inside:N", scale=None),
        stroke=alt.Stroke("colour:N", scale=None),
    )
    number = {"dy": -16, "fontSize": 14, "fontWeight": 600, "color": p.ink}
    return [dot, *_rimmed(scored, p, "score", "number", number)]


def _words(base: alt.Chart, p: Palette) -> list[alt.Chart]:
    said = {"dy": -13, "fontSize": 13, "color": p.muted}
    places = (
        ("left", "score", {"align": "right", "dx": -28}),
        ("right", "score", {"align": "left", "dx": 28}),
        ("none", "from", {"align": "left", "dx": 4}),
    )
    return [
        layer
        for side, field, place in places
        for layer in _rimmed(
            base.transform_filter(alt.datum.side == side), p, field, "words", said | place
        )
    ]


def _rimmed(
    found: alt.Chart, p: Palette, field: str, column: str, look: dict[str, Any]
) -> list[alt.Chart]:
    """Text drawn twice: a rim of paper first, so that a line behind it does not cross it."""
    rim = look | {"stroke": p.paper, "strokeWidth": 5, "strokeJoin": "round"}
    return [found.mark_text(**mark).encode(x=_x(field), text=f"{column}:N") for mark in (rim, look)]


def _required(required: float, p: Palette) -> list[alt.Chart]:
    asked = alt.Chart(pd.DataFrame({"asked": [required], "said": [f"brief asks {required:g}"]}))
    line = asked.mark_rule(color=p.ink, strokeDash=[5, 4], strokeWidth=1.5).encode(x=_x("asked"))
    said = asked.mark_text(baseline="bottom", dy=-4, color=p.ink, fontSize=13).encode(
        x=_x("asked"), y=alt.value(0), text="said:N"
    )
    return [line, said]
