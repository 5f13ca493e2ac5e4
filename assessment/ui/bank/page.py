"""The question bank: what it covers, what is in it, each question as asked, and the cards."""

import streamlit as st

from assessment.ui.app_context import AppContext
from assessment.ui.bank.cards import bank_cards
from assessment.ui.bank.checks import (
    BEING_CHECKED,
    checks_said,
    draw_again_when_checked,
    left_out,
    to_mend,
)
from assessment.ui.bank.filters import cell_filter, filter_widgets, forget_filters, wanted
from assessment.ui.bank.own_questions import own_questions
from assessment.ui.bank.question import bank_question
from assessment.ui.bank.question_list import bank_list
from assessment.ui.shared.address import address_widgets, url_state
from assessment.ui.shared.wording import cell_name, counted, plain
from question_bank import QuestionBank, QuestionStatus
from question_bank.finding import QuestionFilter, find
from question_bank.model import OWN

WIDTHS = (6, 7)
SHOWN = {"questions": "Questions", "cards": "Placement cards"}


def render(context: AppContext) -> None:
    """The question in the address, or the bank as the filters in the address narrow it."""
    chosen, bank = url_state.question(), context.bank
    if chosen is None:
        _browse(context)
    elif found := bank.questions.get(chosen):
        bank_question(found, find(bank, wanted()), context)
    else:
        st.title("Question bank")
        st.markdown(
            f"There is no question {plain(chosen)} in the bank. Kits that ask it keep its wording."
        )
        if st.button("All questions", icon=":material/arrow_back:"):
            url_state.remember(q=None)
            st.rerun()


def _browse(context: AppContext) -> None:
    bank = context.bank
    title, choice = st.columns(WIDTHS, gap="large", vertical_alignment="bottom")
    title.title("Question bank")
    said = _state(bank)
    st.markdown(said)
    left_out(bank)
    with choice:
        shown = address_widgets.chosen_in_address(
            "show", "Show", list(SHOWN), default="questions", named=SHOWN.__getitem__
        )
    if shown == "cards":
        bank_cards(bank)
    else:
        _questions(context)
    if said.endswith(BEING_CHECKED):
        draw_again_when_checked(bank)


def _questions(context: AppContext) -> None:
    bank = context.bank
    grid, questions = st.columns(WIDTHS, gap="large")
    with grid:
        cell_filter(bank)
        to_mend(bank)
        own_questions(context)
    with questions:
        filter_widgets(bank)
        narrow = wanted()
        found = find(bank, narrow)
        _found(len(found), narrow, bank)
        bank_list(found, bank)


def _state(bank: QuestionBank) -> str:
    asked = bank.coverage()
    touched = sum(bool(questions) for questions in asked.values())
    retired = sum(q.status is QuestionStatus.RETIRED for q in bank.questions.values())
    own = sum(id_.startswith(OWN) for id_ in bank.questions)
    return (
        f"{counted(len(bank.active), 'question')}"
        f"{f', {own} of your own' if own else ''} · {touched} of {len(asked)} cells · "
        f"{counted(len(bank.active_cards), 'placement card')}"
        f"{f' · {retired} retired' if retired else ''}{checks_said(bank)}"
    )


def _found(count: int, narrow: QuestionFilter, bank: QuestionBank) -> None:
    place = f" in {plain(cell_name(narrow.cell))}" if narrow.cell else ""
    with st.container(horizontal=True, vertical_alignment="center", key="bank-found"):
        said = f"**{count} of {len(bank.questions)}**{place}"
        none = " Clear the filters or search for fewer words." if not count else ""
        st.markdown(f"{said}{none}", width="content")
        st.space("stretch")
        if narrow != QuestionFilter() and st.button("Clear filters", type="tertiary"):
            forget_filters()
            st.rerun()
