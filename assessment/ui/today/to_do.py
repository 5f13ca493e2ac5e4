"""The interviews to do: the next one as the next step of the day, those after it in a line each."""

import streamlit as st

from assessment.services.reading.today import Meeting, Today
from assessment.ui.app_context import AppContext
from assessment.ui.shared import navigation
from assessment.ui.shared.meetings import is_today, meeting_label
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.templating import style
from assessment.ui.shared.wording import counted, day

AT_ONCE = 4
"""Lines after the next one that stand open; with more of them the rest is folded away."""
LOOK = """
.st-key-after-that { gap: 0; }
.st-key-after-that [data-testid="stMarkdownContainer"] { margin-bottom: 0; }
.st-key-after-that a[data-testid="stPageLink-NavLink"] { padding: .15rem 0; background: none; }
.st-key-after-that a[data-testid="stPageLink-NavLink"] p { font-size: 1rem; }
.st-key-after-that a[data-testid="stPageLink-NavLink"]:hover p { text-decoration: underline; }
.st-key-after-that [data-testid="stExpander"] { max-width: 36rem; margin-top: .4rem; }
.st-key-after-that [data-testid="stExpander"] [data-testid="stVerticalBlock"] { gap: 0; }
"""
"""Streamlit's own links stand a line apart."""


def to_do(context: AppContext, view: Today) -> None:
    """The next interview with its button, then every other that is still ahead, soonest first."""
    meeting = view.next_interview
    if meeting is None:
        if view.nothing_waits:
            st.markdown("Nothing waits for you.")
        return
    said, act = st.columns([8, 3], vertical_alignment="center")
    said.markdown(f"#### {_good_to_start(context, meeting)}")
    label, page, query = _way_to(meeting)
    if act.button(label, type="primary", icon=":material/arrow_forward:", width="stretch"):
        navigation.go(page, **query)
    if view.following:
        _following(context, view)


def _way_to(meeting: Meeting) -> tuple[str, PageName, dict[str, str]]:
    """To the viewer's own screen; who does not rate in it has none, and sees the list."""
    rater = meeting.candidate.viewer.rater
    role = meeting.interview.role_of(rater) if rater else None
    if role and not role.rates:
        return "Go to the interviews", PageName.INTERVIEWS, {"requisition": meeting.requisition.id}
    return "Open the interview", PageName.INTERVIEW, {"interview": meeting.interview.id}


def _following(context: AppContext, view: Today) -> None:
    st.html(style(LOOK))
    # One line too many is shown rather than folded away by itself.
    shown = len(view.following) if len(view.following) <= AT_ONCE + 1 else AT_ONCE
    folded = view.following[shown:]
    with st.container(key="after-that"):
        st.caption("After that")
        for meeting in view.following[:shown]:
            _line(context, meeting)
        if folded:
            last = day(folded[-1].interview.planned_at)
            with st.expander(f"{counted(len(folded), 'more interview')}, the last on {last}"):
                for meeting in folded:
                    _line(context, meeting)


def _line(context: AppContext, meeting: Meeting) -> None:
    begun = " · draft begun" if meeting.begun else ""
    label = f"{meeting_label(context, meeting)}{begun}"
    navigation.link(PageName.INTERVIEW, label, interview=meeting.interview.id)


def _good_to_start(context: AppContext, meeting: Meeting) -> str:
    """`Good to start: 14:00 with C-04 for Plant MES engineer`."""
    lead = "Good to start" if is_today(context, meeting) else "Next"
    return f"{lead}: {meeting_label(context, meeting)}"
