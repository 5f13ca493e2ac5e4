"""The competency profile of one sheet: five steps each, hatched where nothing was assessed."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from assessment.comparison.wording import level_of
from assessment.domain.rating import LEVELS
from assessment.domain.rounding import one_decimal
from assessment.services.reading.scorecards import ScorecardView
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from question_bank import Competency, QuestionBank, TargetLevel

_draw = Macros("scorecard/templates/competency_profile.html.j2")


class StripRow(NamedTuple):
    """One competency: its level with how far each step is filled, and its weights."""

    name: str
    plant: str
    enterprise: str
    level: str = ""
    spoken: str = ""
    widths: Sequence[str] = ()


def profile_strips(view: ScorecardView, bank: QuestionBank) -> None:
    """Mean level per competency, with its weight for the plant and for the enterprise."""
    heard = view.scores.by_competency
    plant, enterprise = (bank.profiles[t] for t in (TargetLevel.PLANT, TargetLevel.ENTERPRISE))
    st.header("Competencies", anchor=False)
    rows = [_row(c, heard.get(c), f"{plant[c]:g}", f"{enterprise[c]:g}") for c in Competency]
    put(_draw("strips", rows))
    if view.placement_sources.mixed:
        st.markdown(view.placement_sources.sentence)


def _row(competency: Competency, value: float | None, plant: str, enterprise: str) -> StripRow:
    name = competency.capitalize()
    if value is None:
        return StripRow(name, plant, enterprise)
    level = level_of(value)
    return StripRow(
        name,
        plant,
        enterprise,
        level=one_decimal(level),
        spoken=f"{competency}: {one_decimal(level)}",
        widths=[f"{100 * min(1, max(0, level - n + 1)):.0f}" for n in LEVELS],
    )
