"""Debrief: who differed where, what was said about it, and what was settled."""

import streamlit as st

from assessment.comparison.certainty_wording import of_one
from assessment.domain.permissions import Actor
from assessment.services.reading.debrief_view import DebriefView, read_debrief
from assessment.services.reading.debriefs import open_debrief
from assessment.services.reading.visible_ratings import read_requisition
from assessment.ui.app_context import AppContext
from assessment.ui.debrief.agreed_level import agreed_level
from assessment.ui.debrief.debrief_list import debrief_list
from assessment.ui.debrief.decision import decision
from assessment.ui.debrief.discussion import final_recommendation, notes, recommendations
from assessment.ui.debrief.rating_differences import answer, differing
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.draft_form import KeptForm, KeptWords, kept_words
from assessment.ui.shared.drawing.html import put_small
from assessment.ui.shared.drawing.templating import style
from assessment.ui.shared.report_menu import report_menu
from assessment.ui.shared.requisition_picker import requisition_for
from assessment.ui.shared.typing_pause import typing_pause
from assessment.ui.shared.wording import joined, plain, sentence, when

LOOK = text_of("debrief/debrief.css")


def render(context: AppContext) -> None:
    """The debrief of the candidate in the address, or the requisition's, for whoever is looking."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """As `by` may see it."""
    candidate = url_state.candidate()
    if candidate is None:
        requisition = requisition_for(PageName.DEBRIEF, context)
        if requisition is not None:
            st.title("Debriefs")
            debrief_list(context, read_requisition(context.open_uow, requisition, by=by))
        return
    view = read_debrief(context.open_uow, context.bank, candidate, by=by)
    kept = kept_words(context, candidate, by)
    st.html(style(LOOK))
    _head(view)
    if not view.candidate.open:
        _closed(view, kept)
    if view.candidate.sight.others:
        left, right = st.columns([7, 5], gap="large")
        with left:
            differing(view)
            agreed_level(view, kept)
        with right:
            recommendations(view)
            notes(view, kept)
            final_recommendation(view, kept)
            decision(view, kept)
    typing_pause()


def _head(view: DebriefView) -> None:
    found = view.candidate
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(f"Debrief {found.candidate.code}", width="stretch")
        report_menu(view.file, found.candidate.code)
    if found.sight.others:
        answer(view)
    parts = [plain(view.file.requisition.title)]
    if found.sight.progress:
        parts.append(found.progress.sentence)
    parts.append("open" if found.open else "not open yet")
    if found.candidate.withdrawn_at:
        parts.append("withdrawn")
    st.markdown(" · ".join(parts))
    if estimated := of_one(view.estimates):
        put_small(estimated)
    if view.opened:
        who = view.names.get(view.opened.by, view.opened.by) if view.opened.by else "the owner"
        st.markdown(
            f"Opened early by {plain(who)}, {when(view.opened.at)}: {plain(view.opened.text)}"
        )


def _closed(view: DebriefView, kept: KeptWords) -> None:
    """Who is waited for, as far as the viewer may know, and the way to open it early."""
    code = view.candidate.candidate.code
    if view.owes:
        st.markdown(
            f"Your own scorecard for {code} comes first. Until it's in, you can't see the "
            "others' ratings or who has submitted."
        )
        if st.button("Open your scorecard", type="primary", icon=":material/arrow_forward:"):
            navigation.go(PageName.SCORECARD, **_own_open(view))
        return
    _own_scorecards(view)
    waiting = [plain(view.names.get(s.rater, s.rater)) for s in view.waiting_for]
    if waiting:
        st.markdown(
            f"It opens when every scorecard is in. Waiting for {joined(sorted(set(waiting)))}."
        )
    else:
        st.markdown(sentence(view.candidate.progress.sentence))
    if view.may_open:
        _open_early(view, kept)


def _own_open(view: DebriefView) -> dict[str, str]:
    """The viewer's scorecard that is still to be submitted, as an address names it."""
    state, viewer = view.candidate.progress, view.file.viewer.rater
    own = sorted(s for s in state.awaited - state.submitted if s.rater == viewer)
    return {"interview": own[0].interview, "rater": own[0].rater}


def _own_scorecards(view: DebriefView) -> None:
    """The way back to what the viewer submitted, which only she may read for now."""
    own = [c.sheet for c in view.candidate.scorecards if c.sheet.rater == view.file.viewer.rater]
    for sheet in own:
        query = {"interview": sheet.interview, "rater": sheet.rater}
        navigation.link(PageName.SCORECARD, "Your scorecard", **query)


def _open_early(view: DebriefView, kept: KeptWords) -> None:
    form = KeptForm(kept, "open early")
    with st.expander(
        "Open the debrief early", icon=":material/lock_open:", expanded=form.came_back
    ):
        st.markdown(
            "Everybody with a seat will then read the scorecards that are in, also those who have "
            "not written theirs. The reason is kept with the debrief and in the journal."
        )
        reason = form.text("reason", "Reason")
        pressed = form.button("Open the debrief early")
        form.say()
    if pressed:
        form.save(
            lambda open_uow: open_debrief(
                open_uow,
                kept.context.clock,
                candidate=view.candidate.candidate.id,
                by=kept.by,
                reason=reason,
            ),
            f"The debrief of {view.candidate.candidate.code} is open.",
        )
