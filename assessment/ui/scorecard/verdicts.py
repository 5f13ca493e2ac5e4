"""The two verdicts of one sheet on one scale, and the sentence that says why they part."""

import streamlit as st

from assessment.comparison.certainty_wording import of_one
from assessment.comparison.profiles import Profile
from assessment.comparison.score_gap import Parting
from assessment.comparison.wording import parted, percent, provisional
from assessment.domain.rounding import one_decimal
from assessment.services.reading.scorecards import ScorecardView
from assessment.ui.compare.score_table import shares
from assessment.ui.shared.drawing.charts import Mark, draw
from assessment.ui.shared.drawing.html import put_small


def verdicts(view: ScorecardView) -> None:
    st.header("Plant and enterprise scores", anchor=False)
    marks = [_mark(view, Profile.PLANT), _mark(view, Profile.ENTERPRISE)]
    draw(marks)
    unsure = provisional(view.scores) if view.parting else ""
    st.markdown(f"**{unsure or parted(view.scores, view.parting)}**")
    if view.parting:
        st.markdown(_gap(view.parting, "On what was assessed, they" if unsure else "They"))
    if estimated := of_one(view.estimates):
        put_small(estimated)


def _gap(parting: Parting, they: str) -> str:
    """`They differ by 18.0 points: governance −7.2 · portfolio −7.2`."""
    told = shares(parting)
    return f"{they} differ by {one_decimal(abs(parting.gap))} points{f': {told}' if told else '.'}"


def _mark(view: ScorecardView, profile: Profile) -> Mark:
    found = view.scores.by_profile[profile]
    words = "nothing rated yet that counts here"
    if found.score is not None:
        words = f"provisional, coverage {percent(found.coverage)}" if found.provisional else ""
    return Mark(
        label=profile.capitalize(),
        score=found.score,
        hue="plant" if profile is Profile.PLANT else "enterprise",
        provisional=found.provisional and found.score is not None,
        words=words,
    )
