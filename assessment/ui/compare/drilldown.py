"""What is behind one mark of a comparison, in place of the whole, and the address of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from assessment.comparison.wording import level_of
from assessment.domain.ids import CandidateId
from assessment.domain.permissions import Actor
from assessment.domain.rounding import one_decimal
from assessment.scoring.placement import BoardPoints
from assessment.services.reading.comparisons import ComparedCandidate, Comparison
from assessment.services.reading.drilldown import (
    Behind,
    Subject,
    asked_on,
    behind,
    level_history,
)
from assessment.ui.app_context import AppContext
from assessment.ui.compare.heat_maps import Opens
from assessment.ui.placement.small_boards import share
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import Addresses, PageName
from assessment.ui.shared.drawing.printed_head import printed_head
from assessment.ui.shared.evidence import heard_of
from assessment.ui.shared.wording import cell_name, counted, plain, sentence
from question_bank import Cell, Competency


def opener(found: Comparison) -> Opens:
    """What gives each mark of a map its address; a cell that nobody wanted or asked has none."""
    wanted, marks = found.file.brief.cells if found.file.brief else {}, MarkAddresses.here()
    asked: dict[CandidateId, frozenset[Cell]] = {}

    def speaks_of(candidate: ComparedCandidate, cell: Cell) -> bool:
        own = candidate.file.candidate.id
        if own not in asked:
            questions = asked_on(found.file, candidate, None)
            asked[own] = frozenset(cell for q in questions for cell in q.cells)
        return cell in asked[own]

    def opens(candidate: ComparedCandidate, subject: Subject) -> str:
        drawn = isinstance(subject, Competency) or subject in wanted
        if isinstance(subject, Cell) and not drawn:
            drawn = speaks_of(candidate, subject)
        return marks.of(candidate, subject) if drawn else ""

    return opens


@dataclass(frozen=True, slots=True)
class MarkAddresses:
    """The addresses of the marks of one drawing, each with the view that it is in."""

    to: Addresses
    view: Mapping[str, str]
    """What the address of the drawing holds besides a mark."""

    @classmethod
    def here(cls) -> "MarkAddresses":
        """As this window has them now."""
        return cls(Addresses.here(), url_state.selection(**dict.fromkeys(url_state.MARK)))

    @classmethod
    def left_to_the_browser(cls) -> "MarkAddresses":
        """Without a view: for drawings that name `url_state.COMPARED` in `data-view`."""
        return cls(Addresses.here(), {})

    def of(self, candidate: ComparedCandidate, subject: Subject | None = None) -> str:
        """Where everything behind a mark is; blank while the candidate is sealed for the viewer."""
        if candidate.scores is None:
            return ""
        own = candidate.file.candidate
        mark = {"requisition": own.requisition, "candidate": own.id, **_named(subject)}
        return self.to.of(PageName.COMPARE, {**self.view, **mark})


def marked() -> tuple[CandidateId, Subject | None] | None:
    """The mark in the address; what it says of nothing we know is left out."""
    held = url_state.mark()
    if not (candidate := held.get("candidate")):
        return None
    competency = next((c for c in Competency if c == held.get("competency")), None)
    return CandidateId(candidate), competency or _cell(held.get("cell", ""))


def behind_mark(
    context: AppContext,
    found: Comparison,
    mark: tuple[CandidateId, Subject | None],
    *,
    by: Actor,
) -> None:
    """Each rating with what was heard, how it came about, and the way to its scorecard."""
    candidate, subject = mark
    told = behind(found, candidate, subject)
    _way(told.candidate)
    code = told.candidate.code
    st.title(plain(f"{code} · {_name(subject)}" if subject else code))
    printed_head(found.file.requisition, context.clock(), f"Candidate {code}")
    if why := told.candidate.file.sealed_because:
        st.markdown(plain(sentence(why)))
        return
    st.markdown(_said(told))
    if told.heard:
        heard_of(told.heard, found.names, level_history(context.open_uow, told, by=by))


def _way(candidate: ComparedCandidate) -> None:
    """Back to the map that was looked at, on to all the evidence or to the candidate's sheets."""
    with st.container(horizontal=True, vertical_alignment="center", key="mark-way"):
        _back("Back to the comparison", ":material/arrow_back:")
        st.space("stretch")
        _back("Evidence side by side", None, view="evidence")
        if candidate.scores is not None:
            sheets, own = f"Scorecards {candidate.code}", candidate.file.candidate.id
            navigation.link(PageName.SCORECARD, sheets, candidate=own)


def _back(label: str, icon: str | None, **changed: str) -> None:
    if st.button(label, icon=icon, type="tertiary"):
        url_state.remember(**dict.fromkeys(url_state.MARK) | changed)
        st.rerun()


def _said(told: Behind) -> str:
    """What the mark comes to, and of what."""
    number = counted(len(told.heard), "question")
    if told.value is not None:
        rated = sum(any(h.record.level for h in found) for found in told.heard)
        of = f"{rated} of " if rated < len(told.heard) else ""
        boards = sum(points.fraction is not None for points, _ in told.boards)
        board = ("the placement board" if boards == 1 else f"{boards} boards") if boards else ""
        questions = f"{of}{number}" if rated or not board else ""
        stands_on = " and ".join(filter(None, [questions, board]))
        parts = [f"Level {one_decimal(level_of(told.value))} on {stands_on}."]
    elif told.subject and told.heard:
        parts = [f"Not assessed: {number}, no level given."]
    elif told.heard:
        parts = [f"{sentence(number)}"]
    else:
        parts = ["Not assessed: no planned or added question covers it."]
    return " ".join([*parts, *(_board(*board) for board in told.boards)])


def _board(points: BoardPoints, dealt: int) -> str:
    if points.fraction is None:
        return "The placement board has too few cards to count."
    return f"The placement board counts as one question: {share(points, dealt)}."


def _named(subject: Subject | None) -> dict[str, str]:
    if isinstance(subject, Cell):
        return {"cell": subject.key}
    return {"competency": subject.value} if subject else {}


def _name(subject: Subject) -> str:
    return cell_name(subject) if isinstance(subject, Cell) else subject.value.capitalize()


def _cell(key: str) -> Cell | None:
    try:
        return Cell.parse(key)
    except ValueError:  # an address that somebody typed
        return None
