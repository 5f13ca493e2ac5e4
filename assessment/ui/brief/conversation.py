"""The talk with a client: one question at a time, and at once what the answer moves."""

from dataclasses import replace

import streamlit as st

from assessment.domain.brief_origin import ClientAnswer
from assessment.domain.role import RoleBrief
from assessment.scoping import answered, contradictions, moved_by
from assessment.ui.app_context import AppContext
from assessment.ui.brief import draft, platforms
from assessment.ui.brief.draft import BriefForm
from assessment.ui.shared import brief_moves
from assessment.ui.shared.address import address_widgets, url_state
from assessment.ui.shared.drawing import html
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import plain
from question_bank import Conversation, ConversationQuestion
from question_bank.conversation import Choose

NOT_YET = ""
"""The choice that stands for no answer."""

_draw = Macros("brief/templates/ways.html.j2")


def panel(context: AppContext, form: BriefForm, now: RoleBrief) -> RoleBrief:
    """Draws the open question and returns the brief with its answer.

    An answer that moves something fills the form again; words alone are only kept.
    """
    talk = brief_moves.talk_of(context.bank)
    questions = {q.id: q for q in talk.conversation.questions}
    _contradictions(now, context)
    topics = {id_: f"{n}. {_topic(id_)}" for n, id_ in enumerate(questions, 1)}
    asked = address_widgets.listed_in_address("ask", "Question", topics)
    question = questions[asked]
    answer = _answer(question, now, f"talk-{url_state.lasting(form.name)}")
    after = answered(now, {**now.origin.answers, asked: answer}, talk)
    if after != replace(now, origin=after.origin):
        draft.fill(context, form, after)
    moved = brief_moves.lines(moved_by(asked, after, talk), context.bank)
    like = brief_moves.suggested_title(after, context.bank)
    progress = _progress(talk.conversation, after)
    html.put(_draw("moved", moved, progress, like, answered=bool(answer.chosen)))
    _steps(list(questions), asked)
    platforms.look_up(context.bank)
    return after


def _topic(id_: str) -> str:
    return id_.replace("-", " ").capitalize()


def _answer(question: ConversationQuestion, brief: RoleBrief, key: str) -> ClientAnswer:
    """The fields of one question, beginning with what is held."""
    held = brief.origin.answers.get(question.id, ClientAnswer())
    html.put(_draw("question", question.ask, question.settles))
    if question.choose is Choose.ONE:
        chosen = _one(question, held, key)
    else:
        chosen = _several(question, held, key)
    note = st.text_area(
        "The client's words (optional)",
        value=held.note,
        key=f"{key}-{question.id}-note",
        height=80,
    )
    return ClientAnswer(chosen=chosen, note=note)


def _one(question: ConversationQuestion, held: ClientAnswer, key: str) -> tuple[str, ...]:
    texts = {NOT_YET: "No answer yet", **{a.id: a.text for a in question.answers}}
    begin = next((a for a in held.chosen if a in texts), NOT_YET)
    chosen = st.radio(
        "Answer",
        list(texts),
        format_func=lambda id_: plain(texts[id_]),
        key=url_state.field(f"{key}-{question.id}", begin),
        label_visibility="collapsed",
    )
    return (chosen,) if chosen else ()


def _several(question: ConversationQuestion, held: ClientAnswer, key: str) -> tuple[str, ...]:
    return tuple(
        answer.id
        for answer in question.answers
        if st.checkbox(
            plain(answer.text),
            key=url_state.field(f"{key}-{question.id}-{answer.id}", answer.id in held.chosen),
        )
    )


def _contradictions(now: RoleBrief, context: AppContext) -> None:
    if found := contradictions(now, brief_moves.talk_of(context.bank)):
        said = [f"- {plain(conflict.says)} *{plain(conflict.ask)}*" for conflict in found]
        st.warning("\n".join(["**These don't go together:**", *said]))


def _progress(talk: Conversation, brief: RoleBrief) -> str:
    done = sum(bool(brief.origin.answers.get(q.id)) for q in talk.questions)
    return f"{done} of {len(talk.questions)} questions answered"


def _steps(ids: list[str], asked: str) -> None:
    at = ids.index(asked)
    with st.container(horizontal=True):
        if st.button("Previous question", disabled=at == 0):
            _open(ids[at - 1])
        if st.button("Next question", disabled=at == len(ids) - 1):
            _open(ids[at + 1])


def _open(question: str) -> None:
    url_state.remember(ask=question)
    st.rerun()
