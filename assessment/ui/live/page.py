"""The live interview: one rater's own sheet, filling the window."""

import streamlit as st

from assessment.domain.errors import AssessmentError, NotFound, NotOnPanel
from assessment.domain.ids import InterviewId, RaterId, RequisitionId, SheetKey, code_of
from assessment.domain.visibility import may_rate
from assessment.services.access import tokens
from assessment.services.reading.visible_ratings import read_requisition
from assessment.services.recording import sheets
from assessment.ui.app_context import AppContext
from assessment.ui.live.screen import live_screen
from assessment.ui.live.unsent import unsent
from assessment.ui.shared import navigation, url_state, viewer
from assessment.ui.shared.after_submitting import submitted
from assessment.ui.shared.bidi import isolated
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.who_picker import who_picker
from assessment.ui.shared.wording import plain, sentence, when
from assessment.ui.web.board_link import board_link


def render(context: AppContext) -> None:
    """The sheet of whoever is looking, or why there is none."""
    show(context, viewer.who(context))


def show(context: AppContext, looking: RaterId | None) -> None:
    """As `looking` fills it in; None is the owner of the database, who has no sheet."""
    chosen = url_state.interview()
    if chosen is None:
        st.markdown("Open an interview from the list of interviews.")
        navigation.link(PageName.INTERVIEWS, "Interviews")
        return
    if looking is None:
        _choose(
            context,
            chosen,
            looking,
            "Choose who is interviewing. Each rater has a separate scorecard.",
        )
        return
    try:
        _live(context, SheetKey(chosen, looking))
    except NotOnPanel as fault:
        _choose(context, chosen, looking, str(fault))
    except AssessmentError as fault:
        st.error(plain(sentence(fault)))
        navigation.link(PageName.TODAY, "Today")


def _live(context: AppContext, sheet: SheetKey) -> None:
    """The whole page is drawn again when the screen asks, which is after an absence and not more.

    A fragment would be cheaper, and unknown to a server that has just been started.
    """
    view = sheets.sheet(context.open_uow, sheet)
    token = tokens.token_for(context.open_uow, sheet)
    if view.candidate.withdrawn_at:
        st.markdown(f"{view.candidate.code} withdrew. Everything entered stays in the record.")
        unsent(view, token=token)
        navigation.link(PageName.TODAY, "Today")
        return
    if view.card.submitted_at:
        requisition = RequisitionId(sheet.interview.partition(".")[0])
        file = read_requisition(context.open_uow, requisition, rater=sheet.rater)
        submitted(context, file.candidate(view.candidate.id), sheet.rater)
        query = {"interview": sheet.interview, "rater": sheet.rater}
        navigation.link(PageName.SCORECARD, "Open your scorecard", **query)
        return
    live_screen(
        view,
        token=token,
        scale=context.bank.scale,
        question=url_state.question(),
        board=board_link(context, sheet.interview) if view.kit.deck else None,
    )


def _choose(context: AppContext, chosen: InterviewId, looking: RaterId | None, why: str) -> None:
    """The interview's rating seats to choose from."""
    requisition = RequisitionId(chosen.partition(".")[0])
    with context.open_uow(read_only=True) as uow:
        interview, names = uow.interviews.find(chosen), uow.people.raters()
        found = uow.requisitions.find(requisition)
    if interview is None:
        raise NotFound(f"There is no interview {chosen} in this database.")
    code, role = code_of(interview.candidate), f" · {plain(found.title)}" if found else ""
    st.markdown(f"**{code}**{role} · {when(interview.planned_at)}")
    seats = [s.rater for s in interview.seats if may_rate(s.role)]
    st.markdown(plain(sentence(why)))
    people = [(r, isolated(names.get(r, r))) for r in seats]
    who_picker(people=people, chosen=looking, label="Interviewer")
    navigation.link(PageName.INTERVIEWS, "Interviews", requisition=requisition)
