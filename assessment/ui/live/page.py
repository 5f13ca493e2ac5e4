"""The live interview: one rater's own sheet, filling the window."""

import streamlit as st

from assessment.domain.errors import AssessmentError, NotOnPanel
from assessment.domain.ids import InterviewId, SheetKey
from assessment.domain.permissions import Actor
from assessment.domain.visibility import may_rate
from assessment.services.access import tokens
from assessment.services.reading.meetings import read_meeting
from assessment.services.reading.visible_ratings import read_requisition
from assessment.services.recording import sheets
from assessment.ui.app_context import AppContext
from assessment.ui.live.screen import live_screen
from assessment.ui.live.unsent import unsent
from assessment.ui.shared import navigation, network, url_state, viewer
from assessment.ui.shared.after_submitting import submitted
from assessment.ui.shared.bidi import isolated
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.who_picker import who_picker
from assessment.ui.shared.wording import plain, sentence, when
from assessment.ui.web.board_link import board_link


def render(context: AppContext) -> None:
    """The sheet of whoever is looking, or why there is none."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """As `by` fills it in; the owner of the database has no sheet."""
    looking = by.rater
    chosen = url_state.interview()
    if chosen is None:
        st.markdown("Open an interview from the list of interviews.")
        navigation.link(PageName.INTERVIEWS, "Interviews")
        return
    if looking is None:
        _choose(
            context, chosen, by, "Choose who is interviewing. Each rater has a separate scorecard."
        )
        return
    try:
        _live(context, SheetKey(chosen, looking), by)
    except NotOnPanel as fault:
        _choose(context, chosen, by, str(fault))
    except AssessmentError as fault:
        st.error(plain(sentence(fault)))
        navigation.link(PageName.TODAY, "Today")


def _live(context: AppContext, sheet: SheetKey, by: Actor) -> None:
    """The whole page is drawn again when the screen asks, which is after an absence and not more.

    A fragment would be cheaper, and unknown to a server that has just been started.
    """
    view = sheets.sheet(context.open_uow, sheet, by=by)
    token = tokens.token_for(context.open_uow, sheet, viewer.link_here(context))
    if view.candidate.withdrawn_at:
        st.markdown(f"{view.candidate.code} withdrew. Everything entered stays in the record.")
        unsent(view, token=token)
        navigation.link(PageName.TODAY, "Today")
        return
    if view.card.submitted_at and by.link:
        navigation.go(PageName.SCORECARD, interview=sheet.interview, rater=sheet.rater)
    if view.card.submitted_at:
        file = read_requisition(context.open_uow, view.candidate.requisition, by=by)
        submitted(context, file.candidate(view.candidate.id), by)
        query = {"interview": sheet.interview, "rater": sheet.rater}
        navigation.link(PageName.SCORECARD, "Open your scorecard", **query)
        return
    live_screen(
        view,
        token=token,
        scale=context.bank.scale,
        question=url_state.question(),
        board=board_link(context, sheet.interview, by) if view.kit.deck else None,
    )


def _choose(context: AppContext, chosen: InterviewId, by: Actor, why: str) -> None:
    """The interview's rating seats to choose from, on the owner's own computer."""
    found = read_meeting(context.open_uow, chosen, by=by)
    title, at = plain(found.requisition.title), when(found.interview.planned_at)
    st.markdown(f"**{found.candidate.code}** · {title} · {at}")
    st.markdown(plain(sentence(why)))
    if not network.came_with_a_link():
        seats = [s.rater for s in found.interview.seats if may_rate(s.role)]
        people = [(r, isolated(found.names.get(r, r))) for r in seats]
        who_picker(people=people, chosen=by.rater, label="Interviewer")
    navigation.link(PageName.INTERVIEWS, "Interviews", requisition=found.requisition.id)
