"""Search: one field, and what was found by kind, each leading to its place."""

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.services.reading.search import FEWEST_CHARACTERS, Hit, HitGroup, HitKind, search
from assessment.ui.app_context import AppContext
from assessment.ui.shared import attention, viewer
from assessment.ui.shared.address import address_widgets
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.rows import line, main_action, rows, text_line

FIELD = "Search for"
HEADS = {
    HitKind.ROLE: "Roles",
    HitKind.CANDIDATE: "Candidates",
    HitKind.INTERVIEW: "Interviews",
    HitKind.EVIDENCE: "Evidence and reasons",
    HitKind.DEBRIEF: "Debriefs",
    HitKind.QUESTION: "Questions",
}


def render(context: AppContext) -> None:
    """What whoever is looking may see of what the address asks for."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    st.title("Search")
    with st.container(width=640):
        typed = address_widgets.words_in_address(
            "find", FIELD, form="search", placeholder="A name, a code, or words that were said"
        )
    if len("".join(typed.split())) < FEWEST_CHARACTERS:
        attention.want(FIELD)
        st.markdown(
            "Finds roles, candidates, interviews, questions and everything written that you're "
            f"allowed to see. Type at least {FEWEST_CHARACTERS} characters and press Enter."
        )
        return
    found = search(context.open_uow, context.bank, typed, by=by)
    if not found:
        st.markdown("Nothing found. Try fewer words, or a part of one.")
    for kind, group in found.items():
        _group(kind, group)


def _group(kind: HitKind, group: HitGroup) -> None:
    st.header(HEADS[kind], anchor=False)
    with rows(f"found-{kind}"):
        for number, hit in enumerate(group.hits):
            _row(hit, f"{kind}-{number}")
    if group.more:
        st.markdown(f"{group.more} more. Add a word to narrow the search.")


def _row(hit: Hit, key: str) -> None:
    page, query = way_to(hit)
    with line(f"found-{key}", text_line("", hit.strong, hit.text, hit.state)):
        main_action(page, "Open", key=f"found-{key}", **query)


def way_to(hit: Hit) -> tuple[PageName, dict[str, str]]:
    """The page that shows the hit, and what it is opened with."""
    role = {"requisition": hit.requisition or ""}
    return {
        HitKind.ROLE: (PageName.REQUISITION, role),
        HitKind.CANDIDATE: (PageName.REQUISITION, role),
        HitKind.INTERVIEW: (PageName.INTERVIEWS, role),
        HitKind.EVIDENCE: (
            PageName.SCORECARD,
            {"interview": hit.interview or "", "rater": hit.rater or ""},
        ),
        HitKind.DEBRIEF: (PageName.DEBRIEF, {"candidate": hit.candidate or ""}),
        HitKind.QUESTION: (PageName.BANK, {"q": hit.strong}),
    }[hit.kind]
