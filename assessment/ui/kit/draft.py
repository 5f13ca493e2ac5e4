"""A kit in preparation: its questions in order, changed by hand, with its coverage beside them."""

from typing import Literal

import streamlit as st

from assessment.domain.ids import RequisitionId
from assessment.domain.kit import AskedQuestion
from assessment.domain.role import RoleBrief
from assessment.planning import alternatives
from assessment.services.kits import kits
from assessment.services.kits.drafts import Drafted
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.kit.building import build, minutes_input, mix_input
from assessment.ui.kit.changes import changed_questions
from assessment.ui.kit.coverage import coverage
from assessment.ui.kit.exercise import exercise_of_draft
from assessment.ui.kit.question_notes import asked_when, question_notes
from assessment.ui.kit.question_rows import question_rows
from assessment.ui.shared import viewer
from assessment.ui.shared.address import url_state
from assessment.ui.shared.question_view import question_view
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import INDUSTRIES, plain
from question_bank import Question


def kit_draft(context: AppContext, file: RequisitionFile, brief: RoleBrief, found: Drafted) -> None:
    """Left the questions, right what they cover, or the question that is being read."""
    plan = found.plan
    asked = [AskedQuestion.of(q.told_in(brief.industry)) for q in plan.questions]
    reading = next((q for q in plan.questions if q.id == url_state.question()), None)
    left, right = st.columns(2, gap="large")
    with left:
        _minutes(context, found)
        _gone(context, found)
        notes = question_notes(asked, found.ledger, file.kits.values(), now=context.clock())
        question_rows(
            [(a, q.minutes) for a, q in zip(asked, plan.questions, strict=True)],
            context.bank,
            notes,
        )
        _add(context, found)
        exercise_of_draft(context, found)
        if st.button("Delete draft", type="tertiary"):
            save(
                lambda: kits.drop(
                    context.open_uow, requisition=brief.requisition, by=viewer.who(context)
                ),
                "The draft is deleted.",
            )
    with right:
        if reading:
            _read(context, brief, found, reading)
        else:
            _coverage(context, brief, found)


def _coverage(context: AppContext, brief: RoleBrief, found: Drafted) -> None:
    """The talk about the board speaks of its competency like any question."""
    talk = [context.bank.exercise] if found.draft.cards and context.bank.exercise else []
    asked = [AskedQuestion.of(q) for q in (*found.plan.questions, *talk)]
    heard = {q.competency for q in talk}
    holes = [h for h in found.plan.holes if h.subject not in heard]
    coverage(asked, brief, context.bank, holes, found.plan.remarks)


def _minutes(context: AppContext, found: Drafted) -> None:
    requisition = found.draft.requisition
    with st.container(horizontal=True, vertical_alignment="bottom"):
        minutes = minutes_input(found.draft.minutes)
        share = mix_input(found.behaviour_share)
        anew = st.button(
            "Rebuild the kit",
            help="Uses the brief, this length and this share. Questions that still fit stay, and "
            "so does the exercise.",
        )
    if anew:
        build(
            context,
            requisition,
            minutes,
            share,
            then=lambda made: url_state.notice(
                changed_questions(found.draft.questions, made.questions, context.bank)
            ),
        )
    if minutes != found.draft.minutes:
        save(
            lambda: kits.change_minutes(
                context.open_uow,
                requisition=requisition,
                minutes=minutes,
                by=viewer.who(context),
            )
        )


def _gone(context: AppContext, found: Drafted) -> None:
    """Questions that the bank took away since they were chosen."""
    for question in found.gone:
        st.warning(f"The bank no longer has {question}. Remove it before you lock the kit.")
        if st.button(f"Remove {question}", key=f"gone-{question}"):
            _remove(context, found.draft.requisition, question)


def _add(context: AppContext, found: Drafted) -> None:
    offered = [q for q in context.bank.active if q.id not in found.draft.questions]
    offered.sort(key=lambda q: (q.minutes > found.minutes_left, q.competency, q.id))
    with (
        st.form(url_state.round_of("add-question"), border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        chosen = st.selectbox(
            "Another question",
            offered,
            index=None,
            format_func=lambda q: _option(context, found, q),
            placeholder="Choose from the bank, or type to search",
        )
        pressed = st.form_submit_button("Add question")
    if pressed and chosen:
        save(
            lambda: kits.add(
                context.open_uow,
                context.bank,
                requisition=found.draft.requisition,
                question=chosen.id,
                by=viewer.who(context),
            ),
            form="add-question",
        )


def _read(context: AppContext, brief: RoleBrief, found: Drafted, question: Question) -> None:
    requisition = found.draft.requisition
    st.header(plain(question.title))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        others = alternatives(question, brief, context.bank, found.draft.questions)
        instead = st.selectbox(
            "Replace with",
            others,
            index=None,
            format_func=lambda q: _option(context, found, q),
            placeholder="Same competency, nearest cell first",
            key=f"swap-{question.id}",
        )
        swapped = st.button("Replace question", disabled=instead is None)
    _acts(context, found, question)
    if swapped and instead:
        url_state.remember(q=instead.id)
        save(
            lambda: kits.swap(
                context.open_uow,
                context.bank,
                requisition=requisition,
                question=question.id,
                instead=instead.id,
                by=viewer.who(context),
            )
        )
    if brief.industry in question.told:
        st.caption(f"Wording for {INDUSTRIES[brief.industry].lower()} industry.")
    told = question.told_in(brief.industry)
    question_view(AskedQuestion.of(told), told.minutes, context.bank)


def _acts(context: AppContext, found: Drafted, question: Question) -> None:
    """What can be done with the question that is being read."""
    requisition, order = found.draft.requisition, found.draft.questions

    def move(step: Literal[-1, 1]) -> None:
        save(
            lambda: kits.move(
                context.open_uow,
                requisition=requisition,
                question=question.id,
                step=step,
                by=viewer.who(context),
            )
        )

    with st.container(horizontal=True):
        if st.button("Move up", icon=":material/arrow_upward:", disabled=question.id == order[0]):
            move(-1)
        if st.button(
            "Move down", icon=":material/arrow_downward:", disabled=question.id == order[-1]
        ):
            move(1)
        if st.button("Remove"):
            _remove(context, requisition, question.id)
        st.space("stretch")
        if st.button("Close", icon=":material/close:", type="tertiary"):
            url_state.remember(q=None)
            st.rerun()


def _remove(context: AppContext, requisition: RequisitionId, question: str) -> None:
    url_state.remember(q=None)
    by = viewer.who(context)
    save(lambda: kits.remove(context.open_uow, requisition=requisition, question=question, by=by))


def _option(context: AppContext, found: Drafted, question: Question) -> str:
    name = context.bank.competencies[question.competency].name
    cell = f" · {question.cell.label}" if question.cell else ""
    asked = asked_when(found.ledger.latest(question.id), context.clock())
    said = f" · {asked}" if asked else ""
    return f"{name}{cell} · {question.title} · {question.minutes} min{said}"
