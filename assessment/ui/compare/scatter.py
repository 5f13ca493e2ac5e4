"""Plant against enterprise: each candidate's two scores with both intervals, and the diagonal."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from assessment.comparison.profiles import Profile
from assessment.services.reading.comparisons import ComparedCandidate, Comparison
from assessment.ui.compare.drilldown import mark_address
from assessment.ui.shared.chart_theme import PALETTES, Mode, Palette, config_of, mode
from assessment.ui.shared.charts import IN_THIS_TAB, Interval

HEIGHT = 520


@dataclass(frozen=True, slots=True, kw_only=True)
class PlottedCandidate:
    """One candidate with a score for both."""

    code: str
    plant: float
    enterprise: float
    provisional: bool
    """Under either."""
    opens: str
    across: Interval | None
    """The estimate for the plant."""
    up: Interval | None

    @property
    def spoken(self) -> str:
        unsure = ", provisional" if self.provisional else ""
        ends = [
            f" (interval {i.low:.0f} to {i.high:.0f})" if i else "" for i in (self.across, self.up)
        ]
        return (
            f"{self.code}: plant {self.plant:.1f}{ends[0]}, "
            f"enterprise {self.enterprise:.1f}{ends[1]}{unsure}"
        )


def draw_scatter(found: Comparison) -> None:
    """Nothing where nobody has both scores."""
    points = tuple(p for c in found.open if not c.withdrawn and (p := _point(found, c)))
    if points:
        st.vega_lite_chart(spec=_spec(points, mode()), theme=None, width="stretch", key="scatter")


def _point(found: Comparison, candidate: ComparedCandidate) -> PlottedCandidate | None:
    under = candidate.scores.by_profile if candidate.scores else {}
    plant, enterprise = under[Profile.PLANT], under[Profile.ENTERPRISE]
    if plant.score is None or enterprise.score is None:
        return None
    across, up = (
        Interval(e.low, e.estimate, e.high) if (e := found.estimate(candidate, p)) else None
        for p in (Profile.PLANT, Profile.ENTERPRISE)
    )
    return PlottedCandidate(
        code=candidate.code,
        plant=plant.score,
        enterprise=enterprise.score,
        provisional=plant.provisional or enterprise.provisional,
        opens=mark_address(candidate),
        across=across,
        up=up,
    )


@lru_cache(maxsize=32)
def _spec(points: tuple[PlottedCandidate, ...], chosen: Mode) -> dict[str, Any]:
    spec: dict[str, Any] = scatter(points, chosen).to_dict()
    return spec


def scatter(points: Sequence[PlottedCandidate], chosen: Mode) -> alt.LayerChart:
    """Above the diagonal the enterprise score is higher, below it the plant score."""
    p = PALETTES[chosen]
    base = alt.Chart(_table(points, p.ink, p.paper))
    return alt.LayerChart(
        layer=[*_diagonal(p), *_crosses(base, p), *_dots(base, p)],
        height=HEIGHT,
        description=description(points),
        usermeta=IN_THIS_TAB,
        config=alt.Config(**config_of(chosen)),
    )


def description(points: Sequence[PlottedCandidate]) -> str:
    """The chart in words."""
    return (
        "Plant score across, enterprise score upwards, each from 0 to 100. "
        f"{'; '.join(point.spoken for point in points)}."
    )


def _axes(plant: str, enterprise: str, p: Palette) -> dict[str, Any]:
    """Each axis in the hue of its target, with the word beside it."""
    scale = alt.Scale(domain=[0, 100], nice=False)
    ticks: dict[str, Any] = {"values": [0, 25, 50, 75, 100], "format": "d"}
    across = alt.Axis(title="Plant score", titleColor=p.plant, **ticks)
    up = alt.Axis(title="Enterprise score", titleColor=p.enterprise, **ticks)
    return {
        "x": alt.X(f"{plant}:Q", scale=scale, axis=across),
        "y": alt.Y(f"{enterprise}:Q", scale=scale, axis=up),
    }


def _diagonal(p: Palette) -> list[alt.Chart]:
    line = pd.DataFrame({"plant": [0, 100], "enterprise": [0, 100]})
    said = pd.DataFrame(
        {
            "plant": [3, 97],
            "enterprise": [97, 3],
            "said": ["enterprise score higher", "plant score higher"],
        }
    )
    words = alt.Chart(said).encode(text="said:N", **_axes("plant", "enterprise", p))
    look: dict[str, Any] = {"color": p.muted, "fontSize": 13, "fontStyle": "italic"}
    return [
        alt.Chart(line)
        .mark_line(color=p.muted, strokeDash=[6, 4])
        .encode(**_axes("plant", "enterprise", p)),
        words.transform_filter("datum.plant < 50").mark_text(align="left", **look),
        words.transform_filter("datum.plant > 50").mark_text(align="right", **look),
    ]


def _crosses(base: alt.Chart, p: Palette) -> list[alt.Chart]:
    """Both intervals; those of a provisional candidate are dashed."""
    known, found = base.transform_filter("isValid(datum.low)"), []
    for test, dash in (("!datum.provisional", [1, 0]), ("datum.provisional", [4, 4])):
        some = known.transform_filter(test).mark_rule(
            color=p.muted, strokeWidth=2, opacity=0.75, strokeDash=dash
        )
        across, up = _axes("low", "enterprise", p), _axes("plant", "bottom", p)
        found += [some.encode(x2="high:Q", **across), some.encode(y2="top:Q", **up)]
    return found


def _dots(base: alt.Chart, p: Palette) -> list[alt.Chart]:
    at = _axes("plant", "enterprise", p)
    dot = base.mark_point(filled=True, size=150, strokeWidth=2.5, stroke=p.ink, opacity=1).encode(
        fill=alt.Fill("inside:N", scale=None), href="opens:N", **at
    )
    look: dict[str, Any] = {"align": "left", "dx": 10, "dy": -10, "fontSize": 14, "color": p.ink}
    look["fontWeight"] = 600
    rim = look | {"stroke": p.paper, "strokeWidth": 5, "strokeJoin": "round"}
    return [
        dot,
        *(base.mark_text(**m).encode(text="code:N", href="opens:N", **at) for m in (rim, look)),
    ]


def _table(points: Sequence[PlottedCandidate], ink: str, paper: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "code": point.code,
                "plant": point.plant,
                "enterprise": point.enterprise,
                "provisional": point.provisional,
                "inside": paper if point.provisional else ink,
                "opens": point.opens,
                "low": point.across and point.across.low,
                "high": point.across and point.across.high,
                "bottom": point.up and point.up.low,
                "top": point.up and point.up.high,
            }
            for point in points
        ]
    )
