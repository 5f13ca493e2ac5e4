"""Scorecard: one rater's sheet as two verdicts, a profile, a grid and the evidence behind them."""

import streamlit as st

from assessment.domain.errors import Sealed
from assessment.domain.ids import CandidateId
from assessment.domain.permissions import Actor
from assessment.services.access import tokens
from assessment.services.reading.scorecards import ScorecardView, read_scorecard
from assessment.services.reading.visible_ratings import (
    RequisitionFile,
    panel_names,
    read_requisition,
)
from assessment.services.recording import sheets
from assessment.ui.app_context import AppContext
from assessment.ui.placement.results import COUNTS_LATER, placement
from assessment.ui.scorecard.amendments import amended, amending, deciding
from assessment.ui.scorecard.cell_grid import sheet_grid
from assessment.ui.scorecard.competency_profile import profile_strips
from assessment.ui.scorecard.sheet_picker import chosen_sheet, every_sheet
from assessment.ui.scorecard.submit_panel import submit_panel
from assessment.ui.scorecard.verdicts import verdicts
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.after_submitting import submitted
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.printed_head import printed_head
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.evidence import answers, beliefs
from assessment.ui.shared.off_kit import off_kit
from assessment.ui.shared.report_menu import report_menu
from assessment.ui.shared.requisition_picker import requisition_for
from assessment.ui.shared.wording import counted, plain, sentence, when

_draw = Macros("scorecard/templates/scorecard.html.j2")


def render(context: AppContext) -> None:
    """The sheet in the address, or those of the requisition, for whoever is looking."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """As `by` may see it."""
    requisition = requisition_for(PageName.SCORECARD, context)
    if requisition is None:
        return
    file = read_requisition(context.open_uow, requisition, by=by)
    names = panel_names(context.open_uow, requisition, by=by)
    candidate = url_state.candidate()
    if candidate is None:
        st.title("Scorecards")
        every_sheet(file, names)
        return
    found = file.candidate(candidate)
    _title(file, found.candidate.code, candidate)
    sheet = chosen_sheet(file, names)
    if sheet is None:
        st.markdown(sentence(found.sealed_because or "no scorecards submitted"))
        return
    try:
        view = read_scorecard(context.open_uow, context.bank, requisition, sheet, by=by)
    except Sealed as fault:
        st.markdown(plain(sentence(fault)))
        return
    _sheet(context, view, by)


def _title(file: RequisitionFile, code: str, candidate: CandidateId) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(f"Scorecard {code}", width="stretch")
        navigation.link(PageName.DEBRIEF, f"Debrief {code}", candidate=candidate)
        report_menu(file, code)


def _sheet(context: AppContext, view: ScorecardView, by: Actor) -> None:
    printed_head(
        view.file.requisition, context.clock(), f"Candidate {view.candidate.candidate.code}"
    )
    _state(view)
    if view.own and view.card.submitted_at:
        known = view.candidate.sight.progress
        progress = view.candidate.progress.sentence if known else ""
        submitted(context, view.file, view.candidate, by, progress=progress)
    left, right = st.columns([6, 5], gap="large")
    with left:
        verdicts(view)
    with right:
        profile_strips(view, context.bank)
    grid, heard = st.columns([6, 5], gap="large")
    with grid:
        sheet_grid(view)
    with heard:
        st.header("Misconceptions heard", anchor=False)
        beliefs(view.answers)
    placement(context, view)
    st.header("Evidence by question", anchor=False)
    answers(view.answers, [step.name for step in context.bank.scale])
    off_kit(view.off_kit)
    _end(context, view, by)


def _state(view: ScorecardView) -> None:
    name, card = view.names.get(view.card.sheet.rater, view.card.sheet.rater), view.card
    state = (
        f"submitted {when(card.submitted_at)}"
        if card.submitted_at
        else "draft, visible only to you"
    )
    changed = f" · {counted(len(card.amendments), 'amendment')} since" if card.amendments else ""
    st.markdown(
        f"**{plain(name)}** · {plain(view.file.requisition.title)} · {state}{changed} · "
        f"{card.rated} of {counted(len(view.answers), 'question')} rated"
    )
    if view.own and not card.submitted_at and not view.candidate.candidate.withdrawn_at:
        _back(view)


def _back(view: ScorecardView) -> None:
    """The way to the live page: the next step while a question has no verdict or no evidence."""
    label, interview = "Back to the interview", view.card.sheet.interview
    if not any(gap.item for gap in view.gaps):
        navigation.link(PageName.INTERVIEW, label, interview=interview)
    elif st.button(label, type="primary", icon=":material/arrow_back:"):
        navigation.go(PageName.INTERVIEW, interview=interview)


def _end(context: AppContext, view: ScorecardView, by: Actor) -> None:
    """Recommendation and submit at the end, because by then it has been read."""
    card = view.card
    if view.own and not card.submitted_at:
        st.header("Submit", anchor=False)
        if view.kit.deck and view.placement is None:
            st.markdown(f"The candidate hasn't finished the board: see *Placement*. {COUNTS_LATER}")
        own = sheets.sheet(context.open_uow, card.sheet, by=by)
        submit_panel(
            sheet=card.sheet,
            token=tokens.token_for(context.open_uow, card.sheet, viewer.link_here(context)),
            generation=own.generation,
            kit=own.kit.id,
            state=own.state,
            gaps=view.gaps,
            items=[item.id for item in own.items],
            off_kit=view.off_kit,
        )
        deciding(context, view, by)
        return
    st.header("Recommendation", anchor=False)
    if card.recommendation:
        put(_draw("recommendation", card.recommendation.label.capitalize(), card.reasons))
    amended(view)
    if view.own:
        amending(context, view, by)
