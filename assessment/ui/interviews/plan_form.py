"""Interviews planned in one go: candidates, day, first time, interviewers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import streamlit as st

from assessment.domain.errors import Invalid
from assessment.domain.ids import CandidateId, code_of
from assessment.services.hiring import scheduling
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.interviews.fields import kit_input, seats_input, when_input
from assessment.ui.shared import viewer
from assessment.ui.shared.address import url_state
from assessment.ui.shared.drawing.bidi import isolated
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import counted, joined, local, moment_of, plain
from assessment.ui.shared.wording import day as day_said

BREAK = 10
"""Minutes between two interviews, at least: enough to finish a scorecard's last line."""
QUARTER = 15
FIRST_HOUR = 9


def plan_form(context: AppContext, file: RequisitionFile, names: Names) -> None:
    """Open while somebody has no interview yet; else at a click, for a further one."""
    active = [c for c in file.candidates if not c.candidate.withdrawn_at]
    waiting = [c.candidate.id for c in active if not c.interviews]
    if waiting:
        st.header("Plan interviews", anchor=False)
        _form(context, file, names, active, waiting)
    else:
        with st.expander("Plan another interview", icon=":material/add:"):
            _form(context, file, names, active, waiting)


def _form(
    context: AppContext,
    file: RequisitionFile,
    names: Names,
    active: Sequence[CandidateFile],
    waiting: list[CandidateId],
) -> None:
    """Suggests every candidate without an interview, today, and the whole panel."""
    key = url_state.round_of(f"plan-{file.requisition.id}")
    chosen = st.multiselect(
        "Candidates",
        [c.candidate.id for c in active],
        default=waiting,
        format_func=lambda c: f"{code_of(c)} {isolated(names.candidates.get(c, ''))}".strip(),
        key=f"{key}-candidates",
        wrap=True,
    )
    day, hour = when_input(_suggested(local(context.clock())), key=key)
    kit = kit_input(file, list(file.kits)[-1], key=f"{key}-kit")
    seats = seats_input(file, names, [m.rater for m in file.panel], key=f"{key}-seats")
    try:
        first = moment_of(day, hour)
    except Invalid as fault:
        st.error(plain(str(fault)))
        return
    times = _one_after_the_other(chosen, first, file.kits[kit].minutes)
    st.markdown(_in_words(times))
    if st.button(
        f"Plan {counted(len(times), 'interview')}" if times else "Plan interviews",
        type="primary" if waiting else "secondary",
        disabled=not times,
    ):
        save(
            lambda: scheduling.plan_interviews(
                context.open_uow, times=times, kit=kit, seats=seats, by=viewer.who(context)
            ),
            _planned(times, context.clock()),
            form=f"plan-{file.requisition.id}",
        )


def _in_words(times: dict[CandidateId, datetime]) -> str:
    """Always a line, so that choosing another candidate moves nothing below it."""
    said = [f"{code_of(c)} at\u00a0{local(at):%H:%M}" for c, at in times.items()]
    if len(said) > 1:
        breaks = f"breaks of at least {BREAK} minutes"
        return f"The interviews follow each other with {breaks}: {joined(said)}."
    return f"You are planning one interview: {said[0]}." if said else "No candidate is chosen."


def _planned(times: dict[CandidateId, datetime], now: datetime) -> str:
    """`2 interviews planned.`; a day that is past may be meant, and may be a slip."""
    said = f"{counted(len(times), 'interview').capitalize()} planned"
    past = [at for at in times.values() if local(at).date() < local(now).date()]
    return f"{said}, on a day that is past: {day_said(min(past))}." if past else f"{said}."


def _suggested(now: datetime) -> datetime:
    """Today at nine, or from the next full quarter of an hour; late at night, tomorrow at nine."""
    nine = now.replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0)
    if now <= nine:
        return nine
    quarter = now.replace(minute=now.minute - now.minute % QUARTER, second=0, microsecond=0)
    ahead = quarter if quarter == now else quarter + timedelta(minutes=QUARTER)
    return ahead if ahead.date() == now.date() else nine + timedelta(days=1)


def _one_after_the_other(
    candidates: list[CandidateId], first: datetime, minutes: int
) -> dict[CandidateId, datetime]:
    """Each begins a whole number of quarters after the first, with a break in between."""
    step = -(-(minutes + BREAK) // QUARTER) * QUARTER
    return {c: first + timedelta(minutes=n * step) for n, c in enumerate(candidates)}
