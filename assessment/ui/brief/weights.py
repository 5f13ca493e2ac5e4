"""The weights of a brief beside the three profiles that never change: blended, or set by hand."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

import streamlit as st

from assessment.domain.role import RoleBrief
from assessment.services.hiring.briefs import blended, edited
from assessment.ui.shared.address import url_state
from assessment.ui.shared.drawing import html
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import joined, number
from question_bank import Competency, QuestionBank, TargetLevel

HEADS = ("Plant", "Enterprise", "Equal", "Brief")
OVERRIDE = "Override the weight of"
WHY = "Why it differs from the blend"

_draw = Macros("brief/templates/form.html.j2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    weights: dict[Competency, float]
    rationale: dict[Competency, str]


class WeightRow(NamedTuple):
    """One competency beside its weights."""

    name: str
    definition: str
    fixed: list[str]
    """By the profiles that never change with a brief."""
    own: str
    blend: str
    """What the share of enterprise would make it; blank where it does."""


def weights(
    bank: QuestionBank, start: RoleBrief, share: int, *, key: str, aside: dict[Competency, str]
) -> Weighed:
    """A table of all, with fields for those set by hand; the others follow the share.

    The reason of a weight that is not set by hand any more goes to `aside`, and comes back from it.
    """
    follow, by_hand = blended(bank, share), {*edited(start, bank), *start.rationale}
    picked = url_state.field(f"{key}-hand", [c for c in Competency if c in by_hand])
    hand = [c for c in Competency if c in cast("list[Competency]", url_state.says(picked))]
    for c in set(start.rationale) - set(hand):
        aside[c] = url_state.typed(f"{key}-why-{c}", start.rationale[c])
    fields = {
        c: url_state.field(
            f"{key}-weight-{c}", float(start.weights[c]) if c in by_hand else follow[c]
        )
        for c in hand
    }
    # What the fields say is known before they are drawn, below the table.
    weighed = follow | {c: cast("float", url_state.says(held)) for c, held in fields.items()}
    table, own = st.columns([6, 5], gap="large")
    with table:
        html.put(_draw("weights", HEADS, _rows(bank, weighed, follow, hand)))
        st.markdown(
            f"The brief's weights add up to {number(sum(weighed.values()))}. Only their "
            "proportions count. The weights that you don't override follow the target."
        )
    with own:
        rationale = _overridden(bank, picked, fields, {**aside, **start.rationale}, key)
        _kept(bank, aside, hand)
    return Weighed(weights=weighed, rationale=rationale)


def _overridden(
    bank: QuestionBank,
    picked: str,
    fields: Mapping[Competency, str],
    reasons: Mapping[Competency, str],
    key: str,
) -> dict[Competency, str]:
    """Which weights are set by hand, each with its fields; returns why."""
    st.pills(
        OVERRIDE,
        list(Competency),
        format_func=lambda c: bank.competencies[c].name,
        selection_mode="multi",
        key=picked,
        wrap=True,
    )
    return {
        c: _own(bank.competencies[c].name, held, reasons.get(c, ""), f"{key}-why-{c}")
        for c, held in fields.items()
    }


def _kept(
    bank: QuestionBank, aside: Mapping[Competency, str], hand: Collection[Competency]
) -> None:
    """Says which reasons wait for their weight to be overridden again."""
    waiting = [c for c in Competency if aside.get(c, "").strip() and c not in hand]
    if waiting:
        named = joined([bank.competencies[c].name for c in waiting])
        st.caption(f"Your reason is kept for {named}. Override the weight again to get it back.")


def _rows(
    bank: QuestionBank,
    weighed: Mapping[Competency, float],
    follow: Mapping[Competency, float],
    hand: Collection[Competency],
) -> list[WeightRow]:
    plant, enterprise = (bank.profiles[t] for t in (TargetLevel.PLANT, TargetLevel.ENTERPRISE))
    return [
        WeightRow(
            bank.competencies[c].name,
            bank.competencies[c].definition,
            [number(plant[c]), number(enterprise[c]), number(100 / len(Competency))],
            number(weighed[c]),
            number(follow[c]) if c in hand else "",
        )
        for c in Competency
    ]


def _own(name: str, field: str, reason: str, key: str) -> str:
    """A weight that was set by hand, and why; returns the reason."""
    weight, why = st.columns([2, 5])
    weight.number_input(
        f"Weight of {name}", min_value=0.0, max_value=1000.0, step=5.0, format="%g", key=field
    )
    return why.text_input(
        WHY, value=reason, key=key, placeholder="A short reason that the client would accept"
    )
