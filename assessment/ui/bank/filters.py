"""What the question bank is narrowed down to: by the grid, by words, by what a question is."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from assessment.ui.bank.coverage_grid import bank_grid
from assessment.ui.shared.address import address_widgets, url_state
from assessment.ui.shared.wording import INDUSTRIES
from question_bank import (
    FUNCTIONAL_LEVELS,
    Cell,
    Competency,
    QuestionBank,
    QuestionStatus,
    QuestionType,
    TargetLevel,
)
from question_bank.finding import QuestionFilter
from question_bank.model import Industry

Kind = TypeVar("Kind", bound=StrEnum)

FORM = "bank-filters"
STATUSES = {
    QuestionStatus.ACTIVE: "Active",
    QuestionStatus.DRAFT: "Draft",
    QuestionStatus.RETIRED: "Retired",
}
LEVELS = {
    str(level): "No level" if level == "none" else f"Level {level}" for level in FUNCTIONAL_LEVELS
}


def cell_filter(bank: QuestionBank) -> None:
    """The grid with its counts; the cell that stands in the address is pressed."""
    chosen = _cell()
    pressed = bank_grid(bank.coverage(), chosen)
    if pressed:
        url_state.remember(cell=None if pressed == chosen else pressed.key, page=None)
        st.rerun()


def filter_widgets(bank: QuestionBank) -> None:
    """The words and lists to narrow by; what is chosen goes into the address."""
    address_widgets.words_in_address(
        "find", "Search", form=FORM, placeholder="Search questions, rubrics and ids"
    )
    first, second, third = st.columns(3)
    with first:
        _list("competency", {c: bank.competencies[c].name for c in Competency})
        _list("level", LEVELS, "Functional level")
    with second:
        _list("type", {t: t.label.capitalize() for t in QuestionType})
        _list("industry", {i: INDUSTRIES[i] for i in Industry})
    with third:
        _list("target", {t: t.value.capitalize() for t in TargetLevel}, "Target level")
        _list("status", {s: STATUSES[s] for s in QuestionStatus})


def wanted() -> QuestionFilter:
    """What the address asks for; what it asks of nothing we know is left out."""
    held = url_state.narrowed()
    return QuestionFilter(
        text=held.get("find", ""),
        cell=_cell(),
        competency=_member(Competency, held.get("competency")),
        type=_member(QuestionType, held.get("type")),
        target_level=_member(TargetLevel, held.get("target")),
        functional_level=next((n for n in FUNCTIONAL_LEVELS if str(n) == held.get("level")), None),
        industry=_member(Industry, held.get("industry")),
        status=_member(QuestionStatus, held.get("status")),
    )


def forget_filters() -> None:
    """All of them, the cell too; the widgets begin again."""
    url_state.remember(**dict.fromkeys(url_state.FILTERS))
    url_state.beginner(FORM)()


def _cell() -> Cell | None:
    try:
        return Cell.parse(url_state.narrowed().get("cell", ""))
    except ValueError:  # an address that somebody typed
        return None


def _member(kind: type[Kind], held: str | None) -> Kind | None:
    return next((member for member in kind if member.value == held), None)


def _list(param: str, options: Mapping[str, str], label: str = "") -> None:
    named = {str(key): text for key, text in options.items()}
    address_widgets.filter_in_address(param, label or param.capitalize(), named, form=FORM)
