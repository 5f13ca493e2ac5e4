"""Requisitions: the list with a form for a new one, or one opening with its people."""

import streamlit as st

from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Action
from assessment.services.hiring import requisitions
from assessment.services.reading.retention import read_retention
from assessment.services.reading.visible_ratings import RequisitionFile, read_requisition
from assessment.ui.app_context import AppContext
from assessment.ui.requisition.blind_mode import blind_mode
from assessment.ui.requisition.candidates import candidates
from assessment.ui.requisition.demo import demo_offer
from assessment.ui.requisition.notice import notice
from assessment.ui.requisition.panel import panel
from assessment.ui.requisition.retention import retention, review
from assessment.ui.requisition.shelf import archived_roles, shelf
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.rows import row, rows
from assessment.ui.shared.empty_states import no_seat
from assessment.ui.shared.field_keys import field_key
from assessment.ui.shared.progress_text import next_step, requisition_state
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import counted, plain


def render(context: AppContext) -> None:
    """The requisition in the address, or all of them."""
    if chosen := url_state.requisition():
        _one(context, chosen)
    else:
        _all(context)


def _all(context: AppContext) -> None:
    by = viewer.who(context)
    every = requisitions.read_all(context.open_uow, by=by)
    files = requisitions.under_way(every)
    creates = requisitions.may_create(context.open_uow, by=by)
    st.title("Roles")
    if not every and not creates:
        no_seat()
        return
    if not every:
        st.markdown(
            "Your openings will appear here. Start with one: a title and the client are enough."
        )
        with st.container(width=560):
            _new(context)
            demo_offer(context)
        return
    st.markdown(f"{counted(len(files), 'open role').capitalize()}.")
    listed, new = st.columns([7, 4], gap="large")
    with listed:
        with rows("requisitions"):
            for file in files:
                _listed(file)
        archived_roles(context, [f for f in every if f.requisition.archived_at], by)
    if creates:
        with new:
            st.header("New role")
            _new(context)
            demo_offer(context)


def _listed(file: RequisitionFile) -> None:
    found = file.requisition
    with row(f"listed-{found.id}", [5, 6]) as (name, state):
        with name:
            navigation.link(PageName.REQUISITION, f"**{plain(found.title)}**", requisition=found.id)
        state.markdown(f"{plain(found.client)} · `{found.id}`  \n{requisition_state(file)}")


def _new(context: AppContext) -> None:
    form = "new-requisition"
    with st.form(url_state.round_of(form), border=False):
        title = st.text_input(
            "Title", placeholder="Plant MES engineer", key=field_key(form, "title")
        )
        client = st.text_input(
            "Client",
            placeholder="Who is hiring: the company or the site",
            key=field_key(form, "client"),
        )
        reference = st.text_input(
            "Reference (optional)",
            help="From your applicant tracking system. If you leave it blank, one is assigned.",
            key=field_key(form, "reference"),
        )
        pressed = st.form_submit_button("Create role", type="primary")

    if pressed:
        save(
            lambda: requisitions.create(
                context.open_uow,
                context.clock,
                title=title,
                client=client,
                reference=reference,
                by=viewer.who(context),
            ),
            form="new-requisition",
            then=lambda made: url_state.remember(requisition=made.id),
        )


def _one(context: AppContext, chosen: RequisitionId) -> None:
    who = viewer.who(context)
    file = read_requisition(context.open_uow, chosen, by=who)
    names = requisitions.names(context.open_uow, chosen, by=who)
    kept = read_retention(context.open_uow, chosen, by=who)
    _head(file)
    shelf(context, file, who)
    review(context, file, kept, names, by=who)
    left, right = st.columns([6, 5], gap="large")
    with left:
        candidates(context, file, names, by=who)
        if file.may(Action.SEE_OUTCOMES):
            navigation.link(PageName.OUTCOMES, "How hires turned out", requisition=chosen)
    with right:
        panel(context, file, names, by=who)
        blind_mode(context, file, by=who)
        retention(context, file, kept.period, by=who)
        notice(context, file, by=who)


def _head(file: RequisitionFile) -> None:
    found = file.requisition
    said, onward = st.columns([8, 3], vertical_alignment="bottom")
    with said:
        st.title(plain(found.title))
        st.markdown(f"{plain(found.client)} · `{found.id}` · {requisition_state(file)}")
    step = next_step(file)
    leads = file.may(Action.EDIT_BRIEF) and step.page != PageName.REQUISITION
    if leads and onward.button(
        step.label, type="primary", icon=":material/arrow_forward:", width="stretch"
    ):
        navigation.go(step.page, requisition=found.id)
