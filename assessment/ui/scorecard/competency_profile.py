"""The competency profile of one sheet: five steps each, hatched where nothing was assessed."""

import streamlit as st

from assessment.comparison.wording import level_of
from assessment.domain.rating import LEVELS
from assessment.services.reading.scorecards import ScorecardView
from assessment.ui.shared.html import put, text
from question_bank import Competency, QuestionBank, TargetLevel


def profile_strips(view: ScorecardView, bank: QuestionBank) -> None:
    """Mean level per competency, with its weight for the plant and for the enterprise."""
    heard = view.scores.by_competency
    plant, enterprise = (bank.profiles[t] for t in (TargetLevel.PLANT, TargetLevel.ENTERPRISE))
    st.header("Competencies", anchor=False)
    rows = "".join(
        f"<span>{text(c.capitalize())}</span>{_strip(c, heard.get(c))}"
        f'<small class="n plant">{plant[c]:g}</small>'
        f'<small class="n enterprise">{enterprise[c]:g}</small>'
        for c in Competency
    )
    head = (
        '<span class="head"></span><span class="head">mean level, 1 to 5, and weights</span>'
        '<span class="head"></span><span class="head n plant">plant</span>'
        '<span class="head n enterprise">enterprise</span>'
    )
    put(f'<div class="lv-strips">{head}{rows}</div>')
    if view.placement_sources.mixed:
        st.markdown(view.placement_sources.sentence)


def _strip(competency: Competency, value: float | None) -> str:
    if value is None:
        return '<span class="lv-strip hole"><small>not assessed</small></span><span></span>'
    level = level_of(value)
    steps = "".join(
        f'<span><b class="s{n}" style="width:{100 * min(1, max(0, level - n + 1)):.0f}%">'
        "</b></span>"
        for n in LEVELS
    )
    said = f"{competency}: {level:.1f}"
    return (
        f'<span class="lv-strip" role="img" aria-label="{said}">{steps}</span>'
        f'<span class="n">{level:.1f}</span>'
    )
