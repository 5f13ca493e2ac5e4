"""What moved in a brief, in words, and what it was before."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from assessment.domain.role import RoleBrief
from assessment.scoping import FOLLOWS, Blends, BriefMove, Talk, most_like
from assessment.ui.shared.wording import SCOPES, cell_name, joined, number
from question_bank import (
    EIGHT_ACTIVITIES,
    Cell,
    Competency,
    OperationsCategory,
    OrganisationalScope,
    QuestionBank,
    TargetLevel,
)

MOST_TITLES = 2
"""If more roles are as close, none of their names says what the brief is."""

EMPHASIS = {0: "out of scope", 1: "in scope", 2: "essential"}


class MoveLine(NamedTuple):
    """One line of the list: what it is about, what it was, what it is now, and why."""

    what: str
    was: str
    now: str
    why: str


def talk_of(bank: QuestionBank) -> Talk:
    """The conversation of this bank."""
    return Talk(conversation=bank.scoping.conversation, profiles=bank.profiles)


def lines(moves: Iterable[BriefMove], bank: QuestionBank) -> list[MoveLine]:
    """The moves in words; cells that moved alike for the same reason share a line."""
    found = [(move, _line(move, bank)) for move in moves]
    alike = groupby(found, key=lambda pair: (isinstance(pair[0].subject, Cell), pair[1][1:]))
    return [_joined(list(group)) for _, group in alike]


def _joined(group: list[tuple[BriefMove, MoveLine]]) -> MoveLine:
    """One line for moves that are alike; the names of cells by category."""
    first = group[0][1]
    if len(group) == 1:
        return first
    cells = [move.subject for move, _ in group if isinstance(move.subject, Cell)]
    what = cells_named(cells) if cells else joined([line.what for _, line in group])
    return first._replace(what=what)


def cells_named(cells: Iterable[Cell]) -> str:
    """`Production: dispatching and tracking; quality: tracking`, or `all of quality`."""
    named, said = set(cells), []
    for category in OperationsCategory:
        activities = [a.label for a in EIGHT_ACTIVITIES if Cell(category, a) in named]
        whole = len(activities) == len(EIGHT_ACTIVITIES)
        if activities:
            said.append(f"all of {category}" if whole else f"{category}: {joined(activities)}")
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def _line(move: BriefMove, bank: QuestionBank) -> MoveLine:
    subject = move.subject
    if isinstance(subject, Cell):
        was, now = EMPHASIS[int(move.before)], EMPHASIS[int(move.after)]
        return MoveLine(cell_name(subject), was, now, move.why)
    if isinstance(subject, Competency):
        name = f"Weight of {bank.competencies[subject].name.lower()}"
        return MoveLine(name, _value(move.before), _value(move.after), move.why)
    if isinstance(move.after, OrganisationalScope):
        was, now = _value(move.before), _value(move.after)
        return MoveLine("Organisational scope", was, now, move.why)
    was, now = f"{move.before:g}\u00a0% enterprise", f"{move.after:g}\u00a0% enterprise"
    return MoveLine("Target", was, now, move.why)


def _value(value: float | OrganisationalScope) -> str:
    if isinstance(value, OrganisationalScope):
        return SCOPES[value]
    return "the blend" if value == FOLLOWS else number(value)


def suggested_title(brief: RoleBrief, bank: QuestionBank) -> str:
    """The role of the catalogue that the brief is most like, or two that are as close."""
    blends = Blends(bank.profiles[TargetLevel.PLANT], bank.profiles[TargetLevel.ENTERPRISE])
    found = most_like(brief, bank.scoping.roles.values(), blends)
    return " or ".join(role.name for role in found) if len(found) <= MOST_TITLES else ""


def begun(brief: RoleBrief) -> str:
    """What the brief began with, by its name; blank where somebody began by hand."""
    start = brief.origin.start
    return start.name if start and start.way_in else ""
