"""The weights of a brief beside the three profiles that never change: blended, or set by hand."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.domain.role import RoleBrief
from assessment.services.hiring.briefs import blended, edited
from assessment.ui.shared import url_state
from assessment.ui.shared.component_files import text_of
from assessment.ui.shared.templating import Macros, style
from assessment.ui.shared.wording import number
from question_bank import Competency, QuestionBank, TargetLevel

LOOK = text_of("brief/weights.css")
HEADS = ("Competency", "Plant", "Enterprise", "Equal", "Brief")
WHY = "Why it differs from the blend"

_draw = Macros("brief/templates/form.html.j2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    weights: dict[Competency, float]
    rationale: dict[Competency, str]


def weights(bank: QuestionBank, start: RoleBrief, share: int, *, key: str) -> Weighed:
    """A row for each competency; what is not set by hand follows the share of enterprise."""
    follow, by_hand = blended(bank, share), {*edited(start, bank), *start.rationale}
    weighed, rationale = dict(follow), {}
    st.html(style(LOOK))
    with st.container(key="weights"):
        with _row("heads"):
            st.html(_draw("weight_heads", HEADS, WHY))
        for c in Competency:
            with _row(c):
                # What was ticked is known before the box is drawn, behind the numbers.
                hand = f"{key}-hand-{c}"
                overridden = bool(url_state.says(url_state.field(hand, c in by_hand)))
                _numbers(bank, c, "" if overridden else number(follow[c]))
                if overridden:
                    begin = float(start.weights[c]) if c in by_hand else follow[c]
                    weighed[c] = _weight(bank.competencies[c].name, begin, f"{key}-weight-{c}")
                st.checkbox("Override", key=hand)
                if overridden:
                    rationale[c] = _reason(start.rationale.get(c, ""), f"{key}-why-{c}")
    st.markdown(
        f"The brief's weights add up to {number(sum(weighed.values()))}. Only their proportions "
        "count. An overridden weight needs a reason. The others follow the target."
    )
    return Weighed(weights=weighed, rationale=rationale)


def _row(name: str) -> DeltaGenerator:
    return st.container(
        key=f"weight-row-{name}", horizontal=True, wrap=False, vertical_alignment="center"
    )


def _numbers(bank: QuestionBank, competency: Competency, own: str) -> None:
    """The name, the three profiles that never change with a brief, and its own unless typed."""
    text = bank.competencies[competency]
    fixed = (
        bank.profiles[TargetLevel.PLANT][competency],
        bank.profiles[TargetLevel.ENTERPRISE][competency],
        100 / len(Competency),
    )
    st.html(_draw("weight", text.name, text.definition, [number(w) for w in fixed], own))


def _weight(name: str, begin: float, key: str) -> float:
    return st.number_input(
        f"Weight of {name}",
        min_value=0.0,
        max_value=1000.0,
        step=5.0,
        format="%g",
        key=url_state.field(key, begin),
        label_visibility="collapsed",
    )


def _reason(begin: str, key: str) -> str:
    return st.text_input(
        WHY,
        value=begin,
        key=key,
        placeholder="A short reason that the client would accept",
        label_visibility="collapsed",
    )
