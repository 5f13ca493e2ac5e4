"""One answer of a round: question, answer, and the five levels to choose from."""

from functools import partial
from typing import Literal

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.domain.practice import PracticeAnswer, PracticeRound
from assessment.domain.rating import LEVELS
from assessment.services.practice.rounds import finish, rate
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import url_state
from assessment.ui.shared.drawing.html import put, put_prompt
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain
from question_bank import QuestionBank

Kind = Literal["primary", "secondary"]
_draw = Macros("practice/templates/practice.html.j2")


def rating(context: AppContext, found: PracticeRound, by: Actor) -> None:
    """The answer in the address, or the first one without a level."""
    place, whole = _place(found), len(found.answers)
    one = found.answers[place]
    name = context.bank.competencies[one.competency].name
    st.title("Practice")
    st.markdown(f"**Answer {place + 1} of {whole}** · {plain(name)} · {len(found.levels)} rated")
    put_prompt(one.prompt)
    if one.handout:
        st.code(one.handout, language=None, wrap_lines=True)
    put(_draw("answer", one.answer))
    chosen = found.levels.get(place)
    st.markdown(
        f"You chose level {chosen}. It's saved, and you can change it until you finish the round."
        if chosen
        else "Which level fits best? Your choice is saved at once."
    )
    _levels(context, found, place, by)
    _onward(context, found, place, by)


def _place(found: PracticeRound) -> int:
    named, last = url_state.number("answer"), len(found.answers) - 1
    if named is not None and 1 <= named <= len(found.answers):
        return named - 1
    return last if found.open_place is None else found.open_place


def _levels(context: AppContext, found: PracticeRound, place: int, by: Actor) -> None:
    one, chosen = found.answers[place], found.levels.get(place)
    for level, column in zip(LEVELS, st.columns(len(LEVELS)), strict=True):
        with column:
            pressed = st.button(
                f"Level {level}",
                key=f"practice-{found.number}-{place}-{level}",
                icon=":material/check:" if level == chosen else None,
                width="stretch",
            )
            st.markdown(plain(_meaning(context.bank, one, level)))
        if pressed:
            act = partial(rate, context.open_uow, context.clock, number=found.number, by=by)
            save(partial(act, place=place, level=level), then=lambda _: _turn_to(found, place))


def _meaning(bank: QuestionBank, one: PracticeAnswer, level: int) -> str:
    """The question's anchor, or what the scale says of a level that has none."""
    general: dict[int, str] = {step.level: step.meaning for step in bank.scale}
    return one.anchors.get(level) or general.get(level, "")


def _onward(context: AppContext, found: PracticeRound, place: int, by: Actor) -> None:
    """Back and forth; the primary button is the next answer without a level, or the end."""
    rated, left = place in found.levels, found.open_place
    last = place + 1 == len(found.answers)
    with st.container(horizontal=True, key="practice-onward"):
        if place and st.button("Previous answer"):
            _open(found, place - 1)
        following: Kind = "primary" if rated and left is not None else "secondary"
        if not last and st.button("Next answer", type=following):
            _open(found, place + 1)
        skipped = last and left not in {None, place}
        if skipped and st.button("Go to the answer without a level", type="primary"):
            _open(found, left or 0)
        if left is None and st.button("Finish and see the key", type="primary"):
            save(
                partial(finish, context.open_uow, context.clock, number=found.number, by=by),
                "The round is finished. Your levels and the key are below.",
                then=lambda _: url_state.remember(round=str(found.number), answer=None),
            )


def _open(found: PracticeRound, place: int) -> None:
    _turn_to(found, place)
    st.rerun()


def _turn_to(found: PracticeRound, place: int) -> None:
    """From now on the address names this answer."""
    url_state.remember(round=str(found.number), answer=str(place + 1))
