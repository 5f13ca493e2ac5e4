"""A tidy table of placed cards, checked whole, as boards that can be scored.

One row per candidate and card; a row with a blank level is a card that was not placed, and changes
nothing. A million rows are scored by their few distinct placements.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import numpy as np

from assessment.domain.board import Placement
from assessment.domain.deck import DealtCard
from assessment.domain.faults import BadTable
from assessment.domain.text.formula import defuse
from assessment.scoring.columns import BOARD_COLUMNS
from assessment.scoring.files import shortest, write_together
from assessment.scoring.lookalikes import refuse_lookalikes
from assessment.scoring.placement import BoardPoints, CardPoints, card_points
from assessment.scoring.reader import Columns
from assessment.scoring.table import Codes, Mask, Table, marks_missing
from question_bank import (
    FUNCTIONAL_LEVELS,
    Activity,
    Card,
    FunctionalLevel,
    OperationsCategory,
)

E = TypeVar("E", bound=StrEnum)

BOARDS_TABLE = Columns(BOARD_COLUMNS, filled=BOARD_COLUMNS[:2])
"""A row may end before its level: the card was not placed."""

BOARDS_FILE, CARDS_FILE = "boards.csv", "cards.csv"
BOARDS_COLUMNS = ("candidate", "placed", "points", "attainable", "fraction")
CARDS_COLUMNS = ("candidate", "card", "points", "attainable", "level_error")

_WHOLE = re.compile(r"([0-4])[.,]0+")
"""A level as a spreadsheet or a data frame writes it back: `3.0`."""


@dataclass(frozen=True, slots=True)
class BoardScores:
    """What everyone's board comes to; cards stand in the order of their ids."""

    candidates: tuple[str, ...]
    """Everyone the table names, also those who placed nothing."""
    placed: Mapping[str, Sequence[CardPoints]]

    def board(self, candidate: str) -> BoardPoints:
        return BoardPoints(cards=tuple(self.placed.get(candidate, ())))

    @property
    def not_rated(self) -> tuple[str, ...]:
        """Candidates with too few cards in place to have a fraction."""
        return tuple(c for c in self.candidates if self.board(c).fraction is None)


def boards(table: Table, cards: Mapping[str, Card]) -> BoardScores:
    """The boards in `table`. BadTable names every fault, also those found while reading it."""
    named = _named(table, cards)
    levels = _levels(table)
    _refuse_misplaced(table, levels)
    refuse_lookalikes(table, "candidate")
    _refuse_repeats(table, named)
    if table.faults:
        raise BadTable(table.in_order())
    candidate, card = table.columns["candidate"], table.columns["card"]
    earned = _earned(table, levels, cards)
    placed: defaultdict[str, list[CardPoints]] = defaultdict(list)
    in_order = np.lexsort((card.codes, candidate.codes))
    for place in in_order[levels.given[in_order]].tolist():
        placed[candidate.at(place)].append(earned(place))
    return BoardScores(candidate.texts, placed)


def write_boards(found: BoardScores, folder: Path) -> list[Path]:
    """Writes `boards.csv` and `cards.csv`, both or neither."""
    return write_together(
        folder, {BOARDS_FILE: _board_lines(found), CARDS_FILE: _card_lines(found)}
    )


@dataclass(frozen=True, slots=True)
class _Levels:
    """The level that each row names, by its place in FUNCTIONAL_LEVELS."""

    codes: Codes
    given: Mask
    """A level stands there, and it is one."""
    blank: Mask

    def at(self, place: int) -> FunctionalLevel:
        return FUNCTIONAL_LEVELS[int(self.codes[place])]

    def are(self, level: FunctionalLevel) -> Mask:
        equal: Mask = self.codes == FUNCTIONAL_LEVELS.index(level)
        return self.given & equal


def _named(table: Table, cards: Mapping[str, Card]) -> Mask:
    """Rows that say whose card they are about, with the others told."""
    candidate, card = table.columns["candidate"], table.columns["card"]
    unknown = card.where(lambda text: bool(text) and text not in cards)
    table.found(candidate.blank, "candidate", "has no candidate")
    table.found(card.blank, "card", "has no card")
    table.found(
        unknown,
        "card",
        lambda place: _no_card(card.at(place), cards),
    )
    return ~(candidate.blank | card.blank | unknown)


def _no_card(text: str, cards: Mapping[str, Card]) -> str:
    meant = text.casefold().replace("_", "-")
    hint = f"; is {meant} meant?" if meant in cards else "; write its id, as in crd-014"
    return f"{text!r} is not a card of the bank{hint}"


def _levels(table: Table) -> _Levels:
    column = table.columns["level"]
    names = {str(level): n for n, level in enumerate(FUNCTIONAL_LEVELS)}
    codes = [names.get(_WHOLE.sub(r"\1", text), -1) for text in column.texts]
    by_row = np.array(codes, dtype=np.int64)[column.codes]
    table.found(
        (by_row < 0) & ~column.blank,
        "level",
        lambda place: _no_level(column.at(place)),
    )
    return _Levels(by_row, by_row >= 0, column.blank)


def _no_level(text: str) -> str:
    unplaced = marks_missing(text) and text.casefold() != "none"
    blank = "; leave the cell blank where the card was not placed" if unplaced else ""
    return f"{text!r} is not a functional level; write 0 to 4, or none{blank}"


def _refuse_misplaced(table: Table, levels: _Levels) -> None:
    """A cell, or the supporting activities, on Level 3 and nowhere else."""
    category, activity = table.columns["operations_category"], table.columns["activity"]
    off, inside = levels.given & ~levels.are(3), levels.are(3)
    for name, known in (("operations_category", OperationsCategory), ("activity", Activity)):
        stray = _refuse_unknown(table, name, tuple(known))
        filled = ~table.columns[name].blank & ~stray
        table.found(filled & levels.blank, name, "must be blank where there is no level")
        table.found(filled & off, name, "must be blank outside Level 3")
    supporting = activity.where(lambda text: text == Activity.SUPPORTING)
    table.found(inside & activity.blank, "activity", "a card on Level 3 needs its activity")
    table.found(
        inside & category.blank & ~supporting,
        "operations_category",
        "a card in a cell of Level 3 needs its operations category",
    )
    table.found(
        inside & supporting & ~category.blank,
        "operations_category",
        "must be blank for a supporting activity",
    )


def _refuse_unknown(table: Table, name: str, known: tuple[str, ...]) -> Mask:
    """The rows whose text is filled in and not one of the known ones; each is told."""
    column = table.columns[name]
    unknown = column.where(lambda text: bool(text) and text not in known)
    told = {
        text: f"{text!r} is not one of {', '.join(known)}{_hint(text, known)}"
        for text in column.texts
    }
    table.found(unknown, name, lambda place: told[column.at(place)])
    return unknown


def _hint(text: str, known: Iterable[str]) -> str:
    near = get_close_matches(text.casefold().replace(" ", "_"), known, n=1, cutoff=0.7)
    if near:
        return f"; is {near[0]} meant?"
    return "; leave the cell blank where there is none" if marks_missing(text) else ""


def _refuse_repeats(table: Table, named: Mask) -> None:
    """A candidate puts a card in one place."""
    candidate, card = table.columns["candidate"], table.columns["card"]
    pairs = candidate.codes * len(card.texts) + card.codes
    _, first, which = np.unique(pairs, return_index=True, return_inverse=True)
    firsts = first[which]
    table.found(
        named & (firsts != np.arange(len(table))),
        "card",
        lambda place: (
            f"already placed by this candidate in row {table.rows[firsts[place]]}: keep one of "
            "the two"
        ),
    )


def _earned(
    table: Table, levels: _Levels, cards: Mapping[str, Card]
) -> Callable[[int], CardPoints]:
    """What each row's placement earns, reckoned once for rows that say the same."""
    columns = [table.columns[name] for name in ("card", "operations_category", "activity")]
    card, category, activity = columns
    same = levels.codes
    for column in columns:
        same = same * len(column.texts) + column.codes
    _, first, which = np.unique(same, return_index=True, return_inverse=True)
    points = {
        place: card_points(
            DealtCard.of(cards[card.at(place)]),
            Placement(
                functional_level=levels.at(place),
                operations_category=_one_of(OperationsCategory, category.at(place)),
                activity=_one_of(Activity, activity.at(place)),
            ),
        )
        for place in first[levels.given[first]].tolist()
    }
    return lambda place: points[int(first[which[place]])]


def _one_of(names: type[E], text: str) -> E | None:
    return names(text) if text else None


def _board_lines(found: BoardScores) -> Iterator[tuple[str, ...]]:
    yield BOARDS_COLUMNS
    for candidate in found.candidates:
        board = found.board(candidate)
        fraction = board.fraction
        yield (
            defuse(candidate),
            str(board.placed),
            shortest(board.points),
            str(board.attainable),
            "" if fraction is None else shortest(fraction),
        )


def _card_lines(found: BoardScores) -> Iterator[tuple[str, ...]]:
    yield CARDS_COLUMNS
    for candidate in found.candidates:
        for c in found.board(candidate).cards:
            yield (
                defuse(candidate),
                defuse(c.card.id),
                shortest(c.points),
                str(c.attainable),
                "" if c.level_error is None else str(c.level_error),
            )
