"""What a candidate does on the placement board, and the board as it stands: derived from a log.

Entries of five kinds are appended and never changed. For each (kind, part) the newest in the log
counts, as on a rater's sheet; the moves in log order are the order of thought.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from assessment.domain.errors import Invalid
from assessment.domain.ids import CardId, InterviewId
from assessment.domain.rating import Standing
from question_bank import FUNCTIONAL_LEVELS, Activity, Cell, FunctionalLevel, OperationsCategory


class BoardKind(StrEnum):
    """What an entry is about. In brackets: its `part`, and the type of its value."""

    CONVENTION = "convention"
    """(-, Stance or None) what the candidate takes MES to be."""
    WORDS = "words"
    """(-, str) the convention in the candidate's own words; each entry holds the whole text."""
    MOVE = "move"
    """(card, key of a Placement or None) a card was put somewhere, or back."""
    FOOTPRINT = "footprint"
    """(cell, bool) a cell of the last plant's MES was painted, or wiped."""
    FINISH = "finish"
    """(-, True) nothing moves any more."""


_LEVELS: Mapping[str, FunctionalLevel] = {str(level): level for level in FUNCTIONAL_LEVELS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a card lies: a level or none; on Level 3 a cell or the supporting activities."""

    functional_level: FunctionalLevel
    operations_category: OperationsCategory | None = None
    activity: Activity | None = None

    def __post_init__(self) -> None:
        inside = self.operations_category is not None or self.activity is not None
        if self.functional_level != 3:
            if inside:
                raise Invalid("only Level 3 has operations categories and activities")
        elif self.activity is None:
            raise Invalid("a card on Level 3 lies in a cell or among the supporting activities")
        elif self.activity is Activity.SUPPORTING:
            if self.operations_category is not None:
                raise Invalid("a supporting activity belongs to no operations category")
        elif self.operations_category is None:
            raise Invalid(f"{self.activity.label} of which operations category?")

    @property
    def cell(self) -> Cell | None:
        if self.operations_category and self.activity:
            return Cell(self.operations_category, self.activity)
        return None

    @property
    def key(self) -> str:
        """`4`, `none`, `3.supporting`, `3.production.dispatching`: how entries name a place."""
        parts = (str(self.functional_level), self.operations_category, self.activity)
        return ".".join(part for part in parts if part)

    @property
    def label(self) -> str:
        """`Level 4`, `no level`, `supporting`, `production · dispatching`."""
        if self.cell:
            return self.cell.label
        if self.activity:
            return self.activity.label
        none = self.functional_level == "none"
        return "no level" if none else f"Level {self.functional_level}"

    @classmethod
    def parse(cls, key: str) -> Self:
        """The placement that `key` names; Invalid where it names none."""
        level, _, inside = key.partition(".")
        category, _, activity = inside.rpartition(".")
        try:
            placement = cls(
                functional_level=_LEVELS[level],
                operations_category=OperationsCategory(category) if category else None,
                activity=Activity(activity) if activity else None,
            )
        except (KeyError, ValueError, Invalid):
            placement = None
        if placement is None or placement.key != key:
            raise Invalid(f"{key!r:.60} is no place on the board")
        return placement


class Stance(StrEnum):
    """What a candidate takes MES to be. None of them is right; the board is read with it."""

    PRODUCTION_OPERATIONS = "production_operations"
    ANY_LEVEL_3_SOFTWARE = "any_level_3_software"
    INTERCHANGEABLE = "interchangeable"
    OWN_WORDS = "own_words"

    @property
    def label(self) -> str:
        """What the candidate chooses from."""
        return _STANCES[self]


_STANCES: Mapping[Stance, str] = {
    Stance.PRODUCTION_OPERATIONS: "MES is production operations",
    Stance.ANY_LEVEL_3_SOFTWARE: "MES is any software doing Level 3 work",
    Stance.INTERCHANGEABLE: "MES and MOM are interchangeable words",
    Stance.OWN_WORDS: "in my own words",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """What the candidate said MES means here, before placing anything."""

    stance: Stance | None
    """None where only words were typed so far."""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Footprint:
    """The cells that the MES of the last plant covered, as the candidate painted them."""

    cells: frozenset[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One card put somewhere; None is back among the cards to place."""

    card: CardId
    to: Placement | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The board as its log says; nothing here is stored."""

    placements: Mapping[CardId, Placement] = field(default_factory=dict)
    """Cards that lie somewhere; a card back in the tray is not among them."""
    moves: tuple[Move, ...] = ()
    """Every move in order: the order of thought."""
    convention: Convention | None = None
    footprint: Footprint | None = None
    """None where nothing was ever painted; empty where all of it was taken back."""
    finished_at: datetime | None = None
    """When the candidate finished; the board counts from then on."""


BoardValue = str | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardEntry:
    """One thing a candidate did on the board of an interview."""

    id: int
    """Place in the log; 0 until it is stored."""
    interview: InterviewId
    client: str
    """One page load in one browser."""
    seq: int
    """Rises within `client`; (interview, client, seq) never repeats."""
    kind: BoardKind
    part: str = ""
    """The card of a move, the cell of a footprint; else blank."""
    value: BoardValue
    """A placement's key or None; a stance or words; whether a cell is painted; finished."""
    standing: Standing = Standing.COUNTS
    client_at: datetime | None = None
    at: datetime
    """When the server stored it."""

    @property
    def key(self) -> tuple[BoardKind, str]:
        """What an entry replaces: the older ones with the same key on the same board."""
        return self.kind, self.part


_Newest = Mapping[tuple[BoardKind, str], BoardEntry]


def board_of(entries: Iterable[BoardEntry], cards: Collection[CardId]) -> Board:
    """The board of a deck as its log says, whatever order the entries come in.

    Only entries that count are read, and only moves of `cards`: the deck that was dealt.
    """
    kept = sorted((e for e in entries if e.standing is Standing.COUNTS), key=lambda e: e.id)
    newest = {e.key: e for e in kept}
    moves = tuple(_move(e) for e in kept if e.kind is BoardKind.MOVE and e.part in cards)
    lying = {m.card: m.to for m in moves}
    finish = newest.get((BoardKind.FINISH, ""))
    return Board(
        placements={card: to for card, to in lying.items() if to is not None},
        moves=moves,
        convention=_convention(newest),
        footprint=_footprint(newest),
        finished_at=finish.at if finish and finish.value else None,
    )


def _move(entry: BoardEntry) -> Move:
    to = Placement.parse(str(entry.value)) if entry.value else None
    return Move(card=CardId(entry.part), to=to, at=entry.at)


def _convention(newest: _Newest) -> Convention | None:
    stance, words = newest.get((BoardKind.CONVENTION, "")), newest.get((BoardKind.WORDS, ""))
    if not (stance and stance.value) and not (words and words.value):
        return None
    return Convention(
        stance=Stance(str(stance.value)) if stance and stance.value else None,
        words=str(words.value) if words and words.value else "",
    )


def _footprint(newest: _Newest) -> Footprint | None:
    painted = {part: e.value for (kind, part), e in newest.items() if kind is BoardKind.FOOTPRINT}
    if not painted:
        return None
    return Footprint(frozenset(Cell.parse(part) for part, on in painted.items() if on))
