"""Today: the next step, what else there is to do, and how far every open role is."""

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.services.hiring.requisitions import may_create
from assessment.services.reading.today import today
from assessment.ui.app_context import AppContext
from assessment.ui.shared import viewer
from assessment.ui.today.first_screen import first_screen
from assessment.ui.today.next_step import beside_it, next_step
from assessment.ui.today.open_roles import open_roles, prepare_comparisons
from assessment.ui.today.practice import practice
from assessment.ui.today.to_do import data_to_review, to_do


def render(context: AppContext) -> None:
    """What waits for whoever is looking."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """The next step on top, then everything to do beside the open roles."""
    view, rater = today(context.open_uow, context.clock, by=by), by.rater
    if view.first_run:
        first_screen(context, by)
        return
    st.title("Today")
    now = context.clock()
    next_step(view, rater, now)
    with st.container(key="today"):
        left, right = st.columns([15, 17], gap="medium")
    with left:
        to_do(beside_it(view, rater), rater, now)
        data_to_review(view)
        practice(context, by)
    with right:
        if by.link is None:
            open_roles(view, creates=may_create(context.open_uow, by=by))
            prepare_comparisons(context, view, by)
