"""Locked kits, read only, with the way to another one."""

import streamlit as st

from assessment.domain.ids import short
from assessment.domain.kit import InterviewKit, KitItem
from assessment.domain.permissions import Action
from assessment.domain.role import RoleBrief
from assessment.services.kits import exposure, parallel_forms
from assessment.services.kits.coverage_gaps import left_open
from assessment.services.kits.parallel_forms import MadeForm
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.kit.building import assemble_form
from assessment.ui.kit.coverage import coverage
from assessment.ui.kit.exercise import deck_of_kit
from assessment.ui.kit.question_notes import question_notes
from assessment.ui.kit.question_rows import question_rows
from assessment.ui.shared import attention, viewer
from assessment.ui.shared.address import address_widgets, navigation, url_state
from assessment.ui.shared.progress_text import next_step
from assessment.ui.shared.question_view import question_view
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import counted, joined, plain, when


def kit_frozen(context: AppContext, file: RequisitionFile, brief: RoleBrief) -> None:
    """Left the questions of the chosen kit, right what they cover, or the one being read."""
    kit = _chosen(file)
    _head(file, kit)
    left, right = st.columns(2, gap="large")
    with left:
        _questions(context, file, kit)
        if file.may(Action.PREPARE_KIT):
            st.header("Another kit")
            st.markdown("Interviews that are already planned keep their kit.")
            _parallel(context, kit)
            assemble_form(context, file.requisition.id, first=False)
    with right:
        reading = next((i for i in kit.items if i.asked.question == url_state.question()), None)
        if reading:
            _read(context, reading)
        else:
            by = viewer.who(context)
            told = left_open(context.open_uow, context.bank, kit, brief, by=by)
            coverage([i.asked for i in kit.items], brief, context.bank, told.holes, told.remarks)


def _head(file: RequisitionFile, kit: InterviewKit) -> None:
    """What the kit is, and the next step of the role."""
    said, act = st.columns([8, 3], vertical_alignment="bottom")
    with said:
        st.title(f"Kit {short(kit.id)}")
        board = " and a board" if kit.deck else ""
        st.markdown(
            f"Locked {when(kit.frozen_at)} · {counted(len(kit.items), 'question')}{board}, "
            f"{kit.planned_minutes} of {kit.minutes} minutes · hash `{kit.digest}` · "
            f"bank `{kit.bank_version}`"
        )
    step = next_step(file)
    if act.button(step.label, type="primary", icon=":material/arrow_forward:", width="stretch"):
        if step.field:
            attention.want(step.field)
        navigation.go(step.page, requisition=file.requisition.id)


def _questions(context: AppContext, file: RequisitionFile, kit: InterviewKit) -> None:
    """The questions in their order, the exercise, and what can be printed."""
    asked = [i.asked for i in kit.items]
    ledger = exposure.ledger(context.open_uow, kit.requisition, by=viewer.who(context))
    others = [k for k in file.kits.values() if k.id != kit.id]
    notes = question_notes(asked, ledger, others, now=context.clock(), beside=kit.id)
    question_rows([(i.asked, i.minutes) for i in kit.items], context.bank, notes)
    deck_of_kit(kit, context.bank)
    st.link_button(
        "Open printable kit", navigation.paper("kit", kit=kit.id), icon=":material/print:"
    )
    st.link_button(
        "Open notice to candidates",
        navigation.paper("notice", requisition=kit.requisition),
        icon=":material/print:",
        help="One page for the candidate, printed with the kit.",
    )


def _read(context: AppContext, item: KitItem) -> None:
    """One question as it was locked, with the way back to the coverage."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(plain(item.asked.title))
        if st.button("Close", icon=":material/close:", type="tertiary"):
            url_state.remember(q=None)
            st.rerun()
    question_view(item.asked, item.minutes, context.bank)


def _chosen(file: RequisitionFile) -> InterviewKit:
    """The kit that the address names, else the newest."""
    every = {short(k.id): k for k in file.kits.values()}
    newest = next(reversed(every))
    if len(every) == 1:
        return every[newest]
    return every[address_widgets.chosen_in_address("kit", "Kit", list(every), default=newest)]


def _parallel(context: AppContext, kit: InterviewKit) -> None:
    if st.button(
        "Create an equivalent kit",
        icon=":material/content_copy:",
        help=f"A draft with different questions but the same competencies and length as "
        f"{short(kit.id)}, and the same cells as far as the bank allows.",
    ):
        save(
            lambda: parallel_forms.make_parallel(
                context.open_uow,
                context.clock,
                context.bank,
                requisition=kit.requisition,
                kit=kit.id,
                by=viewer.who(context),
            ),
            then=lambda made: url_state.notice(_likeness(made, short(kit.id))),
        )


def _likeness(made: MadeForm, kit: str) -> str:
    """How far the form could be kept apart from the kits there are, and like this one."""
    shared = made.form.shared
    if shared:
        common = f"{counted(len(shared), 'question')} with your other kits"
        apart = f"It shares {common} ({joined(list(shared))}): the bank has no others that fit."
    else:
        apart = "It shares no questions with your other kits."
    return " ".join([f"This kit is equivalent to {kit}. {apart}", *made.form.differences])
