"""Planned interviews as rows: opened by their seats, changed while nothing was entered."""

from collections.abc import Mapping
from datetime import date, datetime, time

import streamlit as st

from assessment.domain.ids import KitId, RaterId, SheetKey, short
from assessment.domain.interview import Interview
from assessment.domain.permissions import Action, Actor
from assessment.services.access.seat_links import OfferedLink, links_of
from assessment.services.hiring import scheduling
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.interviews.seat_links import seat_links
from assessment.ui.placement.open_board import board_way
from assessment.ui.shared import navigation, viewer
from assessment.ui.shared.bidi import isolated
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.progress_text import interview_state, waits_for
from assessment.ui.shared.rows import row, rows
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import local, moment_of, plain, when


def interview_list(context: AppContext, file: RequisitionFile, names: Names, by: Actor) -> None:
    """Every interview of the requisition, soonest first."""
    links = _links(context, file, by)
    every = [(i, c) for c in file.candidates for i in c.interviews]
    st.subheader("Planned")
    if not every:
        st.markdown("Interviews will stand here, soonest first. Each seat opens its own sheet.")
    with rows("interviews"):
        for interview, candidate in sorted(every, key=lambda pair: pair[0].planned_at):
            _interview(context, file, candidate, interview, names, links)


def seat_name(rater: RaterId, names: Names) -> str:
    return isolated(names.raters.get(rater, rater))


def _interview(
    context: AppContext,
    file: RequisitionFile,
    owner: CandidateFile,
    interview: Interview,
    names: Names,
    links: Mapping[SheetKey, OfferedLink],
) -> None:
    code, name = owner.candidate.code, names.candidates.get(owner.candidate.id, "")
    seated = ", ".join(plain(seat_name(s.rater, names)) for s in interview.seats)
    state = interview_state(interview, owner, file.viewer, context.clock())
    with row(f"interview-{interview.id}", [9, 4, 3]) as (said, onward, more):
        said.markdown(
            f"**{code}** {plain(name)} · {state}  \n{when(interview.planned_at)} · {seated}"
        )
        if waits_for(interview, owner, file.viewer):
            with onward:
                navigation.link(PageName.INTERVIEW, "Open the interview", interview=interview.id)
                if file.kit_of(interview).deck:
                    board_way(context, interview.id)
                on_paper = navigation.paper("scorecard", interview=interview.id)
                st.link_button("Scorecard on paper", on_paper, type="tertiary")
        elif any(card.sheet.interview == interview.id for card in owner.scorecards):
            with onward:
                navigation.link(PageName.SCORECARD, "Scorecard", interview=interview.id)
                navigation.link(PageName.DEBRIEF, "Debrief", candidate=owner.candidate.id)
        heard = set(interview.rating_sheets) & owner.progress.submitted
        if file.may(Action.CHANGE_INTERVIEW):
            with more.popover("Change", type="tertiary"):
                if not (owner.sight.progress and heard):
                    _change(context, file, interview, names)
                if not owner.candidate.withdrawn_at:
                    seat_links(context, interview, links, names)


def _change(context: AppContext, file: RequisitionFile, interview: Interview, names: Names) -> None:
    at, key = local(interview.planned_at), interview.id
    with st.form(f"change-{key}", border=False):
        day, hour = when_input(at, key=f"when-{key}")
        seats = seats_input(file, names, [s.rater for s in interview.seats], key=f"seats-{key}")
        kit = kit_input(file, interview.kit, key=f"kit-{key}")
        changed = st.form_submit_button("Save the change")
    if changed:
        save(
            lambda: scheduling.change_interview(
                context.open_uow,
                interview=interview.id,
                planned_at=moment_of(day, hour),
                kit=kit,
                seats=seats,
                by=viewer.who(context),
            )
        )
    with st.form(f"remove-{key}", border=False):
        reason = st.text_input("Why it is removed", key=f"why-{key}")
        removed = st.form_submit_button("Remove this interview")
    if removed:
        save(
            lambda: scheduling.remove_interview(
                context.open_uow,
                context.clock,
                interview=interview.id,
                reason=reason,
                by=viewer.who(context),
            ),
            "The interview is removed. You can restore it below the list.",
        )


def _links(context: AppContext, file: RequisitionFile, by: Actor) -> Mapping[SheetKey, OfferedLink]:
    """The link of each rating seat, for somebody who may manage them."""
    if not file.may(Action.MANAGE_LINKS):
        return {}
    return links_of(context.open_uow, context.clock, file.requisition.id, by=by)


def when_input(at: datetime, *, key: str) -> tuple[date, time]:
    """Day and time as the person looking calls them."""
    one, other = st.columns(2)
    day = one.date_input("Day", at.date(), format="YYYY-MM-DD", key=f"{key}-day")
    hour = other.time_input("Time", at.time(), step=300, key=f"{key}-time")
    return day, hour


def seats_input(
    file: RequisitionFile, names: Names, begin: list[RaterId], *, key: str
) -> list[RaterId]:
    """Some of the panel; everybody stands there by name, who has no seat too."""
    return st.pills(
        "Seats",
        [m.rater for m in file.panel],
        selection_mode="multi",
        default=begin,
        format_func=lambda r: seat_name(r, names),
        key=key,
        wrap=True,
    )


def kit_input(file: RequisitionFile, begin: KitId, *, key: str) -> KitId:
    """One of the frozen kits; not asked where there is only one."""
    every = list(file.kits)
    if len(every) == 1:
        return every[0]
    return st.selectbox(
        "Kit",
        every,
        index=every.index(begin),
        format_func=short,
        key=key,
    )
