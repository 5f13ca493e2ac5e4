"""Panel: how strict interviewers are, which levels they use, how far they agree, who sits where."""

import streamlit as st

from assessment.comparison.misfit_wording import too_narrow
from assessment.comparison.panel_wording import seating
from assessment.domain.ids import RaterId
from assessment.domain.permissions import Actor
from assessment.services.reading.panel_reports import PanelReport, read_panel
from assessment.ui.app_context import AppContext
from assessment.ui.panel.practice import practice
from assessment.ui.panel.strictness import strictness_sources
from assessment.ui.panel.tables import agreement_table, rater_table
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.printed_head import printed_head
from assessment.ui.shared.requisition_picker import requisition_for
from assessment.ui.shared.wording import counted, plain

HOW = (
    "Strictness is relative to the panel's average, in levels, with a 95\u00a0% "
    "interval. The estimates "
    "on Compare allow for it. *Halo* is how far a rater's levels of one candidate go up or down "
    "together, beyond what the answers explain: near 0 is usual. *Drift* is how the levels change "
    "over the dates of the interviews. Alpha is Krippendorff's for ordered levels: 1 is full "
    "agreement, 0 is chance. A scorecard is mentioned if one level makes up at least 80\u00a0% of "
    "it, which can be right."
)


def render(context: AppContext) -> None:
    """The panel of the requisition in the address, for whoever is looking."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """As `by` may see it."""
    chosen = requisition_for(PageName.PANEL, context)
    if chosen is None:
        return
    found = read_panel(context.open_uow, context.bank, chosen, by=by)
    st.title("Panel")
    printed_head(found.file.requisition, context.clock(), "How the panel rates")
    if not found.open:
        st.markdown(
            "Strictness, agreement and use of the levels will appear here once a candidate's "
            "debrief is open. No ratings are included before then."
        )
        navigation.link(PageName.INTERVIEWS, "Open the interviews", requisition=chosen)
        practice(context, found.file, by)
        strictness_sources(context, by)
        return
    st.markdown(_state(found))
    rater_table(found)
    if said := _too_narrow(found):
        st.markdown(plain(said))
    st.header("Interviewer pairings", anchor=False)
    st.markdown(plain(_seating(found)))
    agreement_table(found.patterns.agreement)
    practice(context, found.file, by)
    with st.expander("How to read this"):
        st.markdown(HOW)
    strictness_sources(context, by)


def _state(found: PanelReport) -> str:
    whole = len(found.file.candidates)
    rest = "" if found.open == whole else " The others aren't included."
    return (
        f"{counted(len(found.patterns.raters), 'interviewer').capitalize()}, in panel "
        f"order, for {found.open} of {counted(whole, 'candidate')}.{rest} This describes how the "
        "scale is used. Differences are normal."
    )


def _too_narrow(found: PanelReport) -> str:
    if found.estimates is None:
        return ""
    return too_narrow(found.estimates.misfit, _names(found), " on Compare")


def _seating(found: PanelReport) -> str:
    load = {p.rater: p.candidates for p in found.patterns.raters}
    return seating(found.patterns.together, _names(found), load)


def _names(found: PanelReport) -> dict[str, str]:
    return {p.rater: found.names.get(RaterId(p.rater), p.rater) for p in found.patterns.raters}
