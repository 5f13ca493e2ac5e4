"""What would change the shortlist: single weights, the smallest change first."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import pandas as pd
import streamlit as st

from assessment.comparison.profiles import Profile, label
from assessment.comparison.weights_wording import (
    on_the_top,
    steady,
    turns,
    what_it_takes,
    what_turns,
)
from assessment.measurement.sensitivity import Sensitivity
from assessment.services.reading.comparisons import Comparison
from assessment.services.reading.what_if import what_changes_it
from assessment.ui.shared.chart_theme import PALETTES, Mode, config_of, mode
from assessment.ui.shared.html import put, put_small
from assessment.ui.shared.templating import Macros

_draw = Macros("compare/templates/what_changes.html.j2")

FEWEST = 2
"""With fewer candidates who are ranked, there is no order that a weight could change."""
MOST_SAID = 3
"""Changes in words; the drawing has all of them."""
ROW = 52


def what_would_change(found: Comparison, profile: Profile) -> None:
    """The smallest changes of one weight that give another top, in words."""
    known = what_changes_it(found, profile)
    if known is None or len(known.top.placed) < FEWEST:
        st.markdown("Which weights matter will appear here once two candidates can be ranked.")
        return
    codes = codes_of(found)
    said = [what_it_takes(c, known.top, codes) for c in known.changes if turns(c)][:MOST_SAID]
    put(_draw("changes", on_the_top(known.top, codes), said, steady(known)))


def tornado(found: Comparison, profile: Profile) -> None:
    """Every weight that can change the top, and how far it has to move either way."""
    known = what_changes_it(found, profile)
    if known is None or len(known.top.placed) < FEWEST or not any(map(turns, known.changes)):
        return
    named = label(profile, found.file.brief)
    st.markdown(f"**Changes of one weight of {named} that matter**")
    put_small(f"Bars start at the weights of {named}. The weights you try above don't move them.")
    spec = _spec(known, tuple(codes_of(found).items()), mode())
    st.vega_lite_chart(spec=spec, theme=None, width="stretch", key="tornado")


@lru_cache(maxsize=32)
def _spec(known: Sensitivity, codes: tuple[tuple[str, str], ...], chosen: Mode) -> dict[str, Any]:
    """The chart as Vega-Lite. Building it takes longer than all the numbers of a redraw."""
    spec: dict[str, Any] = tornado_chart(known, dict(codes), chosen).to_dict()
    return spec


def codes_of(found: Comparison) -> dict[str, str]:
    return {str(c.file.candidate.id): c.code for c in found.candidates}


def tornado_chart(known: Sensitivity, codes: Mapping[str, str], chosen: Mode) -> alt.LayerChart:
    """Bars from the weight now to the first weight, lower and higher, that changes the top."""
    p, table = PALETTES[chosen], _table(known, codes)
    order = [c.competency.capitalize() for c in known.changes if turns(c)]
    y = alt.Y("competency:N", sort=order, title=None).axis(
        ticks=False, domain=False, labelPadding=10, labelFontWeight=600
    )
    scale = alt.Scale(domain=[0, 100], nice=False)
    axis = alt.Axis(title="Weight, where all together weigh 100 now", values=[0, 25, 50, 75, 100])
    base = alt.Chart(table).encode(y=y)
    bars = base.mark_bar(height=10, color=p.muted, opacity=0.55).encode(
        x=alt.X("now:Q", scale=scale, axis=axis), x2="turns:Q"
    )
    now = base.mark_tick(thickness=3, size=18, color=p.ink, opacity=1).encode(x="now:Q")
    end = base.mark_point(filled=True, size=70, color=p.ink, opacity=1).encode(
        x="turns:Q", shape=alt.Shape("way:N", scale=_SHAPES, legend=None)
    )
    text: dict[str, Any] = {"fontSize": 12, "color": p.ink, "limit": 330}
    words = [
        base.transform_filter(f"datum.side == '{side}' && datum.way == '{way}'")
        .mark_text(align=side, dy=dy, **text)
        .encode(x="turns:Q", text="said:N")
        for side in SIDES
        for way, dy in (("higher", -14), ("lower", 15))  # above the bar and below it
    ]
    return alt.LayerChart(
        layer=[bars, now, end, *words],
        height=alt.Step(ROW),
        description=described(known, codes),
        config=alt.Config(**config_of(chosen)),
    )


_SHAPES = alt.Scale(domain=["lower", "higher"], range=["triangle-left", "triangle-right"])


def described(known: Sensitivity, codes: Mapping[str, str]) -> str:
    """The drawing in words."""
    told = [
        f"{c.competency} now {c.weight:.0f}: "
        + "; ".join(f"at {t.weight:.0f} {what_turns(t, known.top, codes)}" for t in turns(c))
        for c in known.changes
        if turns(c)
    ]
    return f"Weights that would change the top, the smallest change first. {'. '.join(told)}."


def _table(known: Sensitivity, codes: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "competency": c.competency.capitalize(),
                "now": c.weight,
                "turns": t.weight,
                "way": "lower" if t.weight < c.weight else "higher",
                "side": "left" if t.weight < WORDS_TURN else "right",
                "said": f"{t.weight:.0f}: {what_turns(t, known.top, codes)}",
            }
            for c in known.changes
            for t in turns(c)
        ]
    )


SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")
WORDS_TURN = 50
"""Words begin at a mark left of here, and end at one right of it, so that none is cut."""
