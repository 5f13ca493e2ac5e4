"""The fields of a role brief: what is typed becomes a brief that can be compared and saved."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.domain.requisition import Requisition
from assessment.domain.role import Emphasis, RoleBrief
from assessment.services.hiring.briefs import blended
from assessment.ui.app_context import AppContext
from assessment.ui.brief.cell_picker import cell_picker
from assessment.ui.brief.weights import weights
from assessment.ui.shared.address import url_state
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import INDUSTRIES, SCOPES
from question_bank import (
    EIGHT_ACTIVITIES,
    Cell,
    Competency,
    OperationsCategory,
    OrganisationalScope,
    QuestionBank,
)
from question_bank.model import Industry

_draw = Macros("brief/templates/form.html.j2")


def fresh(requisition: Requisition, context: AppContext) -> RoleBrief:
    """Where a first brief begins: a plant role with all of production in scope."""
    return RoleBrief(
        requisition=requisition.id,
        revision=0,
        title=requisition.title,
        client=requisition.client,
        enterprise_share=0,
        cells={Cell(OperationsCategory.PRODUCTION, a): 1 for a in EIGHT_ACTIVITIES},
        organisational_scope=OrganisationalScope.ONE_SITE,
        industry=Industry.GENERAL,
        weights=blended(context.bank, 0),
        saved_at=context.clock(),
    )


def brief_form(
    start: RoleBrief,
    bank: QuestionBank,
    *,
    key: str,
    aside: dict[Competency, str],
    beside: bool = False,
) -> tuple[RoleBrief, DeltaGenerator]:
    """Draws the fields, beginning with `start`, and returns what they say now.

    Where something stands `beside` them, they are in the right column, and the left one, which is
    returned as well, is left free for it. `aside` has reasons of weights that are not overridden
    any more, and gets those that are set aside now.

    Texts begin by `value` and not by `state.field`: after a restart of the server the browser still
    has what was typed meanwhile, and session state would go before it.
    """
    left, right = st.columns([5, 6], gap="large")
    with right if beside else left:
        typed = _words(start, key)
    with right:
        st.header("Cells in scope")
        cells = cell_picker(start.cells, key=f"{key}-cells")
        st.markdown(_counts(cells))
        open_points = st.text_area(
            "Open questions for the client",
            value=start.to_clear_up,
            key=f"{key}-open",
            height=120,
            placeholder="Who owns the schedule at night? Is quality in scope, or its results only?",
        )
    st.header("Weights")
    weighed = weights(bank, start, typed.enterprise_share, key=key, aside=aside)
    now = replace(
        typed,
        cells=cells,
        weights=weighed.weights,
        rationale=weighed.rationale,
        to_clear_up=open_points,
    )
    return now, left


def _words(start: RoleBrief, key: str) -> RoleBrief:
    title = st.text_input("Role title", value=start.title, key=f"{key}-title")
    client = st.text_input("Client", value=start.client, key=f"{key}-client")
    share = st.slider(
        "Target: share of enterprise work in the role",
        max_value=100,
        step=5,
        format="%d %%",
        key=url_state.field(f"{key}-share", start.enterprise_share),
    )
    _ends()
    scope = st.radio(
        "Organisational scope",
        list(SCOPES),
        format_func=SCOPES.__getitem__,
        horizontal=True,
        key=url_state.field(f"{key}-scope", start.organisational_scope),
    )
    industry = st.selectbox(
        "Industry",
        list(INDUSTRIES),
        format_func=INDUSTRIES.__getitem__,
        key=url_state.field(f"{key}-industry", start.industry),
    )
    required, floor = _thresholds(start, key)
    return replace(
        start,
        title=title,
        client=client,
        enterprise_share=share,
        organisational_scope=scope or start.organisational_scope,
        industry=industry,
        required_score=required,
        coverage_floor=floor,
    )


def _ends() -> None:
    """Both ends of the slider in words, in the two colours that stand for them everywhere."""
    dark = st.context.theme.type == "dark"
    plant, enterprise = ("#F0A860", "#7FB4EA") if dark else ("#C2570C", "#1F5FA8")
    st.html(_draw("ends", plant, enterprise))


def _thresholds(start: RoleBrief, key: str) -> tuple[float | None, float]:
    one, other = st.columns(2)
    required = one.number_input(
        "Required score (optional)",
        min_value=0.0,
        max_value=100.0,
        step=5.0,
        format="%g",
        key=url_state.field(f"{key}-required", start.required_score),
        placeholder="none",
        help="Drawn as a line in the comparison. Nobody is excluded by it.",
    )
    floor = other.number_input(
        "Coverage floor, %",
        min_value=0,
        max_value=100,
        step=5,
        key=url_state.field(f"{key}-floor", round(start.coverage_floor * 100)),
        help="A score is provisional if less than this share of the weight was assessed.",
    )
    return required, (floor or 0) / 100


def _counts(cells: Mapping[Cell, Emphasis]) -> str:
    essential = sum(e == 2 for e in cells.values())
    return (
        f"{essential} essential, {len(cells) - essential} in scope, {32 - len(cells)} out of "
        "scope. Click a cell to change it, or a heading to change its whole row or column."
    )
