"""Fields that planning an interview and changing one have in common."""

from datetime import date, datetime, time

import streamlit as st

from assessment.domain.ids import KitId, RaterId, short
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.shared.wording import plain


def when_input(at: datetime, *, key: str) -> tuple[date, time]:
    """Day and time as the person looking calls them."""
    one, other = st.columns(2)
    day = one.date_input("Day", at.date(), format="YYYY-MM-DD", key=f"{key}-day")
    hour = other.time_input("Time", at.time(), step=300, key=f"{key}-time")
    return day, hour


def seats_input(
    file: RequisitionFile, names: Names, begin: list[RaterId], *, key: str
) -> list[RaterId]:
    """Some of the panel; everybody on it is offered by name."""
    return st.pills(
        "Interviewers",
        [m.rater for m in file.panel],
        selection_mode="multi",
        default=begin,
        format_func=lambda r: plain(names.raters.get(r, str(r))),
        key=key,
        wrap=True,
    )


def kit_input(file: RequisitionFile, begin: KitId, *, key: str) -> KitId:
    """One of the frozen kits; not asked where there is only one."""
    every = list(file.kits)
    if len(every) == 1:
        return every[0]
    return st.selectbox("Kit", every, index=every.index(begin), format_func=short, key=key)
