"""A kit in preparation: its questions in order, changed by hand, with its coverage beside them."""

from typing import Literal

import streamlit as st

from assessment.domain.ids import RequisitionId
from assessment.domain.kit import AskedQuestion
from assessment.domain.role import RoleBrief
from assessment.planning import alternatives
from assessment.services import kits
from assessment.services.kit_drafts import Drafted
from assessment.services.kits import FEWEST_MINUTES, MOST_MINUTES
from assessment.services.records import RequisitionFile
from assessment.ui import state
from assessment.ui.components.coverage import coverage
from assessment.ui.components.kit_exercise import exercise_of_draft
from assessment.ui.components.kit_mix import mix_input
from assessment.ui.components.question_notes import asked_when, question_notes
from assessment.ui.components.question_rows import question_rows
from assessment.ui.components.question_view import question_view
from assessment.ui.saving import save
from assessment.ui.wording import INDUSTRIES, plain
from assessment.ui.world import World
from question_bank import Question


def kit_draft(world: World, file: RequisitionFile, brief: RoleBrief, found: Drafted) -> None:
    """Left the questions, right what they cover, or the question that is being read."""
    plan = found.plan
    asked = [AskedQuestion.of(q.told_in(brief.industry)) for q in plan.questions]
    reading = next((q for q in plan.questions if q.id == state.question()), None)
    left, right = st.columns(2, gap="large")
    with left:
        _minutes(world, found)
        _gone(world, found)
        notes = question_notes(asked, found.ledger, file.kits.values(), now=world.clock())
        question_rows(
            [(a, q.minutes) for a, q in zip(asked, plan.questions, strict=True)], world.bank, notes
        )
        _add(world, found)
        exercise_of_draft(world, found)
        if st.button("Drop this draft", type="tertiary"):
            save(
                lambda: kits.drop(world.open_uow, requisition=brief.requisition),
                "The draft is dropped.",
            )
    with right:
        if reading:
            _read(world, brief, found, reading)
        else:
            _coverage(world, brief, found)


def _coverage(world: World, brief: RoleBrief, found: Drafted) -> None:
    """The talk about the board speaks of its competency like any question."""
    talk = [world.bank.exercise] if found.draft.cards and world.bank.exercise else []
    asked = [AskedQuestion.of(q) for q in (*found.plan.questions, *talk)]
    heard = {q.competency for q in talk}
    holes = [h for h in found.plan.holes if h.subject not in heard]
    coverage(asked, brief, world.bank, holes, found.plan.remarks)


def _minutes(world: World, found: Drafted) -> None:
    requisition = found.draft.requisition
    with st.container(horizontal=True, vertical_alignment="bottom"):
        minutes = st.number_input(
            "Minutes of the interview",
            min_value=FEWEST_MINUTES,
            max_value=MOST_MINUTES,
            step=5,
            value=found.draft.minutes,
            width=200,
        )
        share = mix_input(found.behaviour_share)
        anew = st.button(
            "Assemble anew",
            help="From the brief, these minutes and this mix. Changes by hand are dropped; a board "
            "stays.",
        )
    if anew:
        save(
            lambda: kits.draft(
                world.open_uow,
                world.clock,
                world.bank,
                requisition=requisition,
                minutes=minutes,
                behaviour_share=share,
            )
        )
    if minutes != found.draft.minutes:
        save(lambda: kits.change_minutes(world.open_uow, requisition=requisition, minutes=minutes))


def _gone(world: World, found: Drafted) -> None:
    """Questions that the bank took away since they were chosen."""
    for question in found.gone:
        st.warning(f"The bank no longer offers {question}. Take it out before freezing.")
        if st.button(f"Take {question} out", key=f"gone-{question}"):
            _remove(world, found.draft.requisition, question)


def _add(world: World, found: Drafted) -> None:
    offered = [q for q in world.bank.active if q.id not in found.draft.questions]
    offered.sort(key=lambda q: (q.minutes > found.minutes_left, q.competency, q.id))
    with (
        st.form(state.round_of("add-question"), border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        chosen = st.selectbox(
            "Another question",
            offered,
            index=None,
            format_func=lambda q: _option(world, found, q),
            placeholder="Choose from the bank, or type to search",
        )
        pressed = st.form_submit_button("Add")
    if pressed and chosen:
        save(
            lambda: kits.add(
                world.open_uow,
                world.bank,
                requisition=found.draft.requisition,
                question=chosen.id,
            ),
            form="add-question",
        )


def _read(world: World, brief: RoleBrief, found: Drafted, question: Question) -> None:
    requisition = found.draft.requisition
    st.subheader(plain(question.title))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        others = alternatives(question, brief, world.bank, found.draft.questions)
        by = st.selectbox(
            "Ask instead",
            others,
            index=None,
            format_func=lambda q: _option(world, found, q),
            placeholder="Same competency, nearest cell first",
            key=f"swap-{question.id}",
        )
        swapped = st.button("Swap", disabled=by is None)
    _acts(world, found, question)
    if swapped and by:
        state.remember(q=by.id)
        save(
            lambda: kits.swap(
                world.open_uow, world.bank, requisition=requisition, question=question.id, by=by.id
            )
        )
    if brief.industry in question.told:
        st.caption(f"As it is told in {INDUSTRIES[brief.industry].lower()} industry.")
    told = question.told_in(brief.industry)
    question_view(AskedQuestion.of(told), told.minutes, world.bank)


def _acts(world: World, found: Drafted, question: Question) -> None:
    """What can be done with the question that is being read."""
    requisition, order = found.draft.requisition, found.draft.questions

    def move(by: Literal[-1, 1]) -> None:
        save(
            lambda: kits.move(world.open_uow, requisition=requisition, question=question.id, by=by)
        )

    with st.container(horizontal=True):
        if st.button("Earlier", icon=":material/arrow_upward:", disabled=question.id == order[0]):
            move(-1)
        if st.button("Later", icon=":material/arrow_downward:", disabled=question.id == order[-1]):
            move(1)
        if st.button("Take out"):
            _remove(world, requisition, question.id)
        st.space("stretch")
        if st.button("Close", icon=":material/close:", type="tertiary"):
            state.remember(q=None)
            st.rerun()


def _remove(world: World, requisition: RequisitionId, question: str) -> None:
    state.remember(q=None)
    save(lambda: kits.remove(world.open_uow, requisition=requisition, question=question))


def _option(world: World, found: Drafted, question: Question) -> str:
    name = world.bank.competencies[question.competency].name
    cell = f" · {question.cell.label}" if question.cell else ""
    asked = asked_when(found.ledger.latest(question.id), world.clock())
    said = f" · {asked}" if asked else ""
    return f"{name}{cell} · {question.title} · {question.minutes} min{said}"
