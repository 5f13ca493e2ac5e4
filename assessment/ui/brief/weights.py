"""The weights of a brief beside the three profiles that never change: blended, or set by hand."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.domain.role import RoleBrief
from assessment.services.hiring.briefs import blended, edited
from assessment.ui.shared import url_state
from assessment.ui.shared.rows import row, rows
from assessment.ui.shared.templating import Macros
from assessment.ui.shared.wording import number
from question_bank import Competency, QuestionBank, TargetLevel

WIDTHS = (5, 7, 3, 4, 12)
FIXED = ("Plant", "Enterprise", "Equal")
"""What stands in the second column, in three of its own."""

_draw = Macros("brief/templates/form.html.j2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    weights: dict[Competency, float]
    rationale: dict[Competency, str]


def weights(bank: QuestionBank, start: RoleBrief, share: int, *, key: str) -> Weighed:
    """A row for each competency; what is not set by hand follows the share of enterprise."""
    follow, by_hand = blended(bank, share), {*edited(start, bank), *start.rationale}
    weighed, rationale = dict(follow), {}
    with rows(f"weights-{key}"):
        with row("weights-head", WIDTHS) as heads:
            heads[0].markdown("**Competency**")
            heads[1].html(_draw("profiles", FIXED, head=True))
            heads[2].markdown("**Brief**", text_alignment="right")
            heads[4].markdown("**Why it differs from the blend**")
        for c in Competency:
            with row(f"weight-{c}", WIDTHS) as places:
                own, hand, why = places[-3:]
                _fixed(bank, c, places)
                if hand.checkbox(
                    "Override",
                    key=url_state.field(f"{key}-hand-{c}", c in by_hand),
                ):
                    begin = float(start.weights[c]) if c in by_hand else follow[c]
                    weighed[c] = _weight(own, bank.competencies[c].name, begin, f"{key}-weight-{c}")
                    rationale[c] = _reason(why, start.rationale.get(c, ""), f"{key}-why-{c}")
                else:
                    own.markdown(f"**{number(follow[c])}**", text_alignment="right")
    st.markdown(
        f"The brief's weights add up to {number(sum(weighed.values()))}. Only their proportions "
        "count. An overridden weight needs a reason. The others follow the target."
    )
    return Weighed(weights=weighed, rationale=rationale)


def _fixed(bank: QuestionBank, competency: Competency, places: list[DeltaGenerator]) -> None:
    """The name and the three profiles that never change with a brief."""
    text = bank.competencies[competency]
    places[0].markdown(text.name, help=text.definition)
    fixed = (
        bank.profiles[TargetLevel.PLANT][competency],
        bank.profiles[TargetLevel.ENTERPRISE][competency],
        100 / len(Competency),
    )
    places[1].html(_draw("profiles", [number(weight) for weight in fixed], head=False))


def _weight(place: DeltaGenerator, name: str, begin: float, key: str) -> float:
    return place.number_input(
        f"Weight of {name}",
        min_value=0.0,
        max_value=1000.0,
        step=5.0,
        format="%g",
        key=url_state.field(key, begin),
        label_visibility="collapsed",
    )


def _reason(place: DeltaGenerator, begin: str, key: str) -> str:
    return place.text_input(
        "Why it differs from the blend",
        value=begin,
        key=key,
        placeholder="A short reason that the client would accept",
        label_visibility="collapsed",
    )
