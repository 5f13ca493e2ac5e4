"""The ways into a brief: by hand, from a role, a talk or an advert. One is drawn at a time."""

from collections.abc import Callable

import streamlit as st

from assessment.domain.role import RoleBrief
from assessment.scoping import changed_since_start
from assessment.ui.app_context import AppContext
from assessment.ui.brief import advert, conversation, draft, from_role
from assessment.ui.brief.draft import BriefForm
from assessment.ui.shared import brief_moves
from assessment.ui.shared.address import address_widgets
from assessment.ui.shared.drawing import html
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import counted
from question_bank import QuestionBank

Panel = Callable[[AppContext, BriefForm, RoleBrief], RoleBrief]
"""Draws a way in beside the form and returns the brief, with what it changed."""

BY_HAND = "hand"
WAYS: dict[str, tuple[str, Panel | None]] = {
    BY_HAND: ("By hand", None),
    "role": ("Start from a role", from_role.panel),
    "talk": ("Talk it through", conversation.panel),
    "advert": ("Read an advert", advert.panel),
}

_draw = Macros("brief/templates/ways.html.j2")


def chosen(bank: QuestionBank, *, first: bool) -> str:
    """The way in that is open, as the address says; a `first` brief begins with the roles."""
    open_to_us = [way for way in WAYS if _has(way, bank)]
    if len(open_to_us) == 1:
        return BY_HAND
    return address_widgets.chosen_in_address(
        "way",
        "Write the brief",
        open_to_us,
        default=open_to_us[1] if first else BY_HAND,
        named=lambda way: WAYS[way][0],
    )


def panel_of(way: str) -> Panel | None:
    """What draws this way in; None for the form alone."""
    return WAYS[way][1]


def since(context: AppContext, form: BriefForm, now: RoleBrief) -> None:
    """What the brief began with, what was changed since, and why."""
    before = draft.undoable(form, now)
    if before and st.button("Undo filling the brief", icon=":material/undo:"):
        draft.fill(context, form, before)
    if name := brief_moves.begun(now):
        found = changed_since_start(now, brief_moves.talk_of(context.bank))
        said = f"{counted(len(found), 'change')} since"
        html.put(_draw("since", name, said, brief_moves.lines(found, context.bank)))


def _has(way: str, bank: QuestionBank) -> bool:
    scoping = bank.scoping
    held = {
        "role": scoping.roles,
        "talk": scoping.conversation.questions,
        "advert": scoping.platforms,
    }
    return way not in held or bool(held[way])
