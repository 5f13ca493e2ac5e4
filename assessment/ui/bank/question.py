"""One question of the bank: as the interviewer will see it, and what it rests on."""

from collections.abc import Sequence

import streamlit as st

from assessment.domain.kit import AskedQuestion
from assessment.services.kits.exposure import heard_at
from assessment.ui.app_context import AppContext
from assessment.ui.bank.checks import found_by
from assessment.ui.shared import viewer
from assessment.ui.shared.address import url_state
from assessment.ui.shared.address.paging import step_to
from assessment.ui.shared.question_view import question_view
from assessment.ui.shared.wording import INDUSTRIES, counted, day, joined, plain
from question_bank import Boundary, Question, QuestionBank, QuestionStatus
from question_bank.model import Basis

STOPPED = {
    QuestionStatus.RETIRED: "Retired: not used in new kits. Kits that already ask it keep its "
    "wording.",
    QuestionStatus.DRAFT: "Draft: not used in kits yet.",
}


def bank_question(question: Question, found: Sequence[Question], context: AppContext) -> None:
    """The whole question; `found` are its neighbours in the list that it was opened from."""
    bank = context.bank
    _way(question, found)
    st.title(plain(question.title))
    if said := STOPPED.get(question.status):
        st.info(said, icon=":material/inventory_2:")
    seen, behind = st.columns([7, 5], gap="large")
    with seen:
        question_view(AskedQuestion.of(question), question.minutes, bank)
        _told(question)
    with behind:
        _about(question, bank)
        _basis(question, bank)
        _history(question, bank)
        _heard(question, context)
        _checks(question, bank)


def _way(question: Question, found: Sequence[Question]) -> None:
    """Back to the list, and to the questions before and after this one in it."""
    ids = [q.id for q in found]
    with st.container(horizontal=True, vertical_alignment="center", key="bank-way"):
        if st.button("All questions", icon=":material/arrow_back:", type="tertiary"):
            url_state.remember(q=None)
            st.rerun()
        st.space("stretch")
        if question.id not in ids:  # the filters would not find it: it was opened by its address
            return
        place = ids.index(question.id)
        step_to("q", ids[place - 1] if place else None, "Previous", ":material/arrow_upward:")
        st.markdown(f"{place + 1} of {len(ids)}", width="content")
        after = ids[place + 1] if place + 1 < len(ids) else None
        step_to("q", after, "Next", ":material/arrow_downward:")


def _about(question: Question, bank: QuestionBank) -> None:
    level = question.functional_level
    facts = {
        "Functional level": "none" if level == "none" else f"Level {level}",
        "Boundary": _across(question.boundary) if question.boundary else "",
        "Task": question.stem.value,
        "Industry": joined([INDUSTRIES[i].lower() for i in question.industries]),
    }
    similar = [f"`{id_}`" for id_ in sorted(bank.similar.get(question.id, ()))]
    st.markdown("**Details**")
    lines = [f"- {name}: {plain(text)}" for name, text in facts.items() if text]
    if similar:
        lines.append(f"- Not used in the same kit as: {joined(similar)}")
    st.markdown("\n".join(lines))


def _told(question: Question) -> None:
    """The same question in the words of other industries."""
    if question.told:
        st.markdown("**Wording by industry**")
        st.caption("A kit uses the wording for its role's industry. The anchors are the same.")
    for industry, told in question.told.items():
        said = f"**{INDUSTRIES[industry]}**  \n{plain(told.prompt)}"
        probes = [f"- {plain(probe)}" for probe in told.probes]
        st.markdown("\n".join([said, "", *probes] if probes else [said]))
        if told.handout:
            st.code(told.handout, language=None, wrap_lines=True)


def _across(boundary: Boundary) -> str:
    if boundary.functional_level:
        return f"to Level {boundary.functional_level}"
    if boundary.activity:
        return f"to {boundary.activity.label}"
    return f"to {boundary.operations_category}"


def _basis(question: Question, bank: QuestionBank) -> None:
    st.markdown("**Sources**")
    practice = "Professional practice: what people who do this work would expect to hear."
    st.markdown(practice if question.basis is Basis.PRACTICE else "Published sources:")
    if question.sources:
        lines = (f"- `{key}` {plain(bank.sources.get(key, ''))}" for key in question.sources)
        st.markdown("\n".join(lines))


def _history(question: Question, bank: QuestionBank) -> None:
    st.markdown(f"**Revision {question.revision}**")
    changes = bank.changes_of(question.id)
    lines = [f"- {c.revision} · {c.date} · {plain(c.what)}" for c in changes]
    st.markdown("\n".join([*lines, "- 1 · first published"]))


def _heard(question: Question, context: AppContext) -> None:
    """Where candidates have heard it: they talk to each other."""
    st.markdown("**Where it has been asked**")
    now, clients = context.clock(), heard_at(context.open_uow, question.id, by=viewer.who(context))
    lines = []
    for client, asked in sorted(clients.items()):
        verb = "the last" if asked[0].at <= now else "the last planned"
        times = counted(len(asked), "interview")
        lines.append(f"- {plain(client)}: {times}, {verb} on {day(asked[0].at)}")
    st.markdown("\n".join(lines) or "Not asked in any interview yet.")


def _checks(question: Question, bank: QuestionBank) -> None:
    """What is wrong with this one file; nothing is no heading."""
    said = [p for p in (found_by(bank) or ()) if p.path.stem == question.id]
    if said:
        st.markdown("**To fix**")
        st.markdown("\n".join(f"- line {p.line}: {plain(p.message)}" for p in said))
