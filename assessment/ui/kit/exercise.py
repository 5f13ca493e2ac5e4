"""The placement exercise of a kit: added, dealt anew or taken out; its cards and their keys."""

from collections.abc import Sequence

import streamlit as st

from assessment.comparison.wording import percent
from assessment.domain.deck import FEWEST_CARDS, MOST_CARDS, DealtCard, Deck
from assessment.domain.errors import AssessmentError
from assessment.domain.kit import BOARD_MINUTES, InterviewKit
from assessment.planning import DEFAULT_CARDS
from assessment.services.kits import kits
from assessment.services.kits.drafts import Drafted
from assessment.services.placement.exercise import dealt, exercise_minutes
from assessment.ui.app_context import AppContext
from assessment.ui.bank.cards import rests_on
from assessment.ui.kit.changes import changed_questions
from assessment.ui.shared import viewer
from assessment.ui.shared.address import url_state
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import counted, plain, sentence
from question_bank import QuestionBank

TITLE = "Placement exercise"


def exercise_of_draft(context: AppContext, found: Drafted) -> None:
    """Offered while the kit has none; else its cards, and what can be done with them."""
    st.header(TITLE)
    if not found.draft.cards:
        st.markdown(
            "The candidate places cards on the ISA-95 levels, then discusses two of them. "
            f"{_takes(exercise_minutes(context.bank))} Questions that no longer fit into the "
            "interview are removed."
        )
        _deal(context, found, "Add exercise", DEFAULT_CARDS)
        return
    st.markdown(
        f"{_takes(found.exercise_minutes)} This is included in the length above. The discussion is "
        "the last question."
    )
    _deal(context, found, "Draw new cards", len(found.draft.cards))
    try:
        if deck := dealt(context.bank, found.draft):
            _cards(deck, context.bank)
    except AssessmentError as fault:
        st.warning(plain(sentence(fault)))
    if st.button("Remove exercise", type="tertiary"):
        requisition = found.draft.requisition
        by = viewer.who(context)
        save(lambda: kits.drop_exercise(context.open_uow, requisition=requisition, by=by))


def deck_of_kit(kit: InterviewKit, bank: QuestionBank) -> None:
    """The cards that every candidate of this kit is dealt; nothing where it has no exercise."""
    if kit.deck:
        st.header(TITLE)
        st.markdown(
            f"{counted(len(kit.deck.cards), 'card')}, with the answer keys from when the kit was "
            "locked."
        )
        _cards(kit.deck, bank)


def _takes(minutes: int) -> str:
    """Board and talk apart, since the interviewer only speaks in one of them."""
    return f"The board takes {BOARD_MINUTES} minutes and the discussion {minutes - BOARD_MINUTES}."


def _deal(context: AppContext, found: Drafted, label: str, begin: int) -> None:
    with (
        st.form(url_state.round_of("exercise"), border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        size = st.number_input(
            "Cards", min_value=FEWEST_CARDS, max_value=MOST_CARDS, value=begin, step=1, width=140
        )
        pressed = st.form_submit_button(label)
    if pressed:
        requisition = found.draft.requisition
        save(
            lambda: kits.add_exercise(
                context.open_uow,
                context.bank,
                requisition=requisition,
                size=size,
                by=viewer.who(context),
            ),
            form="exercise",
            then=lambda made: _say_what_gave_way(found, made.questions, context.bank),
        )


def _say_what_gave_way(found: Drafted, now: Sequence[str], bank: QuestionBank) -> None:
    """Names the questions that the exercise left no minutes for."""
    before = found.draft.questions
    if list(before) != list(now):
        minutes = exercise_minutes(bank)
        changed = changed_questions(before, now, bank)
        url_state.notice(
            f"The exercise takes {minutes} of the {found.draft.minutes} minutes. {changed}"
        )


def _cards(deck: Deck, bank: QuestionBank) -> None:
    """What the candidate reads, numbered; its key and what that rests on stay folded."""
    st.markdown("\n".join(f"{n}. {plain(c.statement)}" for n, c in enumerate(deck.cards, 1)))
    with st.expander("Answer key (not for the candidate)"):
        lines = (f"{n}. {_key(c)} {_basis(c, bank)}" for n, c in enumerate(deck.cards, 1))
        st.markdown("\n".join(lines))


def _key(card: DealtCard) -> str:
    """`Production · tracking. Half credit for data collection. 60 % credit for Level 4: why.`"""
    near = f" Half credit for {', '.join(a.label for a in card.near)}." if card.near else ""
    views = "".join(
        f" {percent(v.points)} credit for {v.label}: {plain(v.reason)}." for v in card.other_views
    )
    return f"**{plain(sentence(card.place.label))}**{near}{views}"


def _basis(card: DealtCard, bank: QuestionBank) -> str:
    """What the key rests on by the bank of today; the kit froze the key alone."""
    found = bank.cards.get(card.id)
    if found is None:
        return "The bank no longer has this card."
    since = f", as of revision {found.revision}" if found.revision != card.revision else ""
    return plain(f"Based on {rests_on(found, bank)}{since}.")
