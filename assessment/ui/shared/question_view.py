"""A question as the interviewer will have it: prompt, probes, anchors, what to listen for."""

import streamlit as st

from assessment.domain.kit import AskedQuestion
from assessment.ui.shared.wording import plain
from question_bank import QuestionBank


def question_view(asked: AskedQuestion, minutes: int, bank: QuestionBank) -> None:
    """The whole question, to be read before it is asked."""
    target = "plant and enterprise" if asked.target_level == "both" else asked.target_level
    st.markdown(f"`{asked.question}` · {described(asked, bank)} · {target} · {minutes}\u00a0min")
    st.markdown(f"## {plain(asked.prompt)}")
    if asked.handout:
        st.markdown("**Handout**")
        st.code(asked.handout, language=None, wrap_lines=True)
    _listed("Follow-up questions", asked.probes)
    st.markdown("**Anchors**")
    named: dict[int, str] = {step.level: step.name for step in bank.scale}
    for level, behaviour in sorted(asked.anchors.items()):
        st.markdown(f"**{level}** · {plain(named.get(level, ''))}  \n{plain(behaviour)}")
    _listed("Listen for", asked.listen_for)
    _listed("Misconceptions", asked.wrong_beliefs)
    _listed("Positions that earn full marks if well argued", asked.accepted_positions)


def described(asked: AskedQuestion, bank: QuestionBank) -> str:
    """`Execution · production · dispatching · situational`."""
    name = bank.competencies[asked.competency].name
    place = asked.cells[0].label if asked.cells else _level(asked)
    return f"{name} · {place} · {type_name(asked.type)}"


def type_name(kind: str) -> str:
    """`situational`, `past behaviour` or `knowledge`: the only words for a type on screens."""
    return kind.replace("_", " ")


def _level(asked: AskedQuestion) -> str:
    level = asked.functional_level
    return "no level" if level == "none" else f"Level {level}"


def _listed(head: str, texts: tuple[str, ...]) -> None:
    if texts:
        st.markdown("\n".join([f"**{head}**", "", *(f"- {plain(text)}" for text in texts)]))
