"""The live interview: one rater's own sheet, filling the window."""

import streamlit as st

from assessment.domain.errors import AssessmentError, NotOnPanel
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import Actor
from assessment.services.access import tokens
from assessment.services.hiring.erasing import erased_sentence
from assessment.services.reading.visible_ratings import read_requisition
from assessment.services.recording import sheets
from assessment.ui.app_context import AppContext
from assessment.ui.live.screen import live_screen
from assessment.ui.live.seat_choice import aside, choose_interview, choose_rater
from assessment.ui.live.unsent import unsent
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.after_submitting import Onward, submitted
from assessment.ui.shared.wording import plain, sentence
from assessment.ui.web.board_link import board_link


def render(context: AppContext) -> None:
    """The sheet of whoever is looking, or why there is none."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """As `by` fills it in; the owner of the database has no sheet."""
    looking = by.rater
    chosen = url_state.interview()
    if chosen is None:
        choose_interview(context, by)
        return
    if looking is None:
        choose_rater(context, chosen, by, "Each rater has a separate scorecard.")
        return
    try:
        _live(context, SheetKey(chosen, looking), by)
    except NotOnPanel as fault:
        choose_rater(context, chosen, by, str(fault))
    except AssessmentError as fault:
        gone = erased_sentence(context.open_uow, chosen, by=by)
        with aside():
            st.error(plain(gone or sentence(fault)))


def _live(context: AppContext, sheet: SheetKey, by: Actor) -> None:
    """The whole page is drawn again when the screen asks, which is after an absence and not more.

    A fragment would be cheaper, and unknown to a server that has just been started.
    """
    view = sheets.sheet(context.open_uow, sheet, by=by)
    token = tokens.token_for(context.open_uow, sheet, viewer.link_here(context))
    if view.candidate.anonymised_at:
        with aside():
            st.markdown(plain(erased_sentence(context.open_uow, sheet.interview, by=by)))
            unsent(view, token=token)
        return
    if view.candidate.withdrawn_at:
        with aside():
            st.markdown(f"{view.candidate.code} withdrew. Everything entered stays in the record.")
            unsent(view, token=token)
        return
    if view.elsewhere and not view.card.submitted_at:
        with aside():
            now = "Anything you enter here now is kept as a proposed change."
            st.markdown(f"{view.elsewhere} {now}")
            unsent(view, token=token)
        return
    if view.card.submitted_at and by.link:
        navigation.go(PageName.SCORECARD, interview=sheet.interview, rater=sheet.rater)
    if view.card.submitted_at:
        file = read_requisition(context.open_uow, view.candidate.requisition, by=by)
        query = {"interview": sheet.interview, "rater": sheet.rater}
        own = Onward("Open your scorecard", PageName.SCORECARD, query)
        with aside():
            submitted(context, file, file.candidate(view.candidate.id), by, also=(own,))
        return
    has_board = view.kit.deck is not None and not view.interview.board_elsewhere
    live_screen(
        view,
        token=token,
        scale=context.bank.scale,
        question=url_state.question(),
        board=board_link(context, sheet.interview, by) if has_board else None,
    )
