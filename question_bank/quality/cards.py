"""What well-formed cards may still get wrong: statements that tell too much, and cards too few."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from question_bank.card import Card
from question_bank.card_files import CARDS, AuthoredCard
from question_bank.errors import Problem
from question_bank.model import QuestionStatus
from question_bank.quality.personal_words import personal_words
from question_bank.taxonomy import CELLS, Activity, Cell, OperationsCategory

FEWEST_WORDS = 3
"""Fewer, and a statement names a thing without saying what is done with it."""

FEWEST_IN_A_CELL = 2
FEWEST_BESIDE = {"at Level 4": 12, "at Levels 0 to 2": 8, "with no level": 6, "supporting": 8}
FEWEST_DISPUTED = 20
"""What it takes to deal several decks that differ in their cards and not in their demands."""

TELLING = {
    OperationsCategory.PRODUCTION: "production",
    OperationsCategory.MAINTENANCE: "maintenance",
    OperationsCategory.QUALITY: "quality",
    OperationsCategory.INVENTORY: "inventory",
    Activity.DEFINITION_MANAGEMENT: "definition",
    Activity.RESOURCE_MANAGEMENT: "resource",
    Activity.DETAILED_SCHEDULING: "schedul",
    Activity.DISPATCHING: "dispatch",
    Activity.EXECUTION_MANAGEMENT: "execut",
    Activity.DATA_COLLECTION: "collect",
    Activity.TRACKING: "track",
    Activity.PERFORMANCE_ANALYSIS: "analysi",
    Activity.SUPPORTING: "support",
}
"""How the name of each category and activity begins: on a card of its own it is the answer."""


def remarks(authored: Sequence[AuthoredCard]) -> Iterator[Problem]:
    """What each card in use should say better; a retired one keeps the words it was played with."""
    in_use = [a for a in authored if a.card.status is not QuestionStatus.RETIRED]
    first: dict[str, AuthoredCard] = {}
    for entry in in_use:
        gist = " ".join(re.findall(r"\w+", entry.card.statement.casefold()))
        other = first.setdefault(gist, entry)
        if other is not entry:
            said = f"the statement is word for word the one in {other.path.name}"
            yield Problem(entry.path, entry.parsed.line(("statement",)), said)
        for said in _wording(entry.card):
            yield Problem(entry.path, entry.parsed.line(("statement",)), said)
        if "basis" not in entry.parsed.value:
            said = "the card does not say what it rests on: write basis: source or basis: practice"
            yield Problem(entry.path, 1, said)


def holes(authored: Sequence[AuthoredCard]) -> Iterator[str]:
    """What is missing before decks of equal demands can be dealt from the active cards."""
    active = [a.card for a in authored if a.card.status is QuestionStatus.ACTIVE]
    if not active:
        yield f"holds no active placement card; cards belong into the folder {CARDS}"
        return
    by_cell = Counter(card.place.cell for card in active)
    for cell in CELLS:
        if by_cell[cell] < FEWEST_IN_A_CELL:
            yield _too_few(by_cell[cell], FEWEST_IN_A_CELL, f"in the cell {cell.key}")
    beside = Counter(where(card) for card in active if card.place.cell is None)
    for place, fewest in FEWEST_BESIDE.items():
        if beside[place] < fewest:
            yield _too_few(beside[place], fewest, place)
    disputed = sum(card.dispute is not None for card in active)
    if disputed < FEWEST_DISPUTED:
        yield _too_few(disputed, FEWEST_DISPUTED, "with a dispute")


def where(card: Card) -> Cell | str:
    """The cell of a card, or one of the places beside the grid, in words."""
    level = card.place.functional_level
    if level == 3:
        return card.place.cell or "supporting"
    if level == "none":
        return "with no level"
    return "at Level 4" if level == 4 else "at Levels 0 to 2"


def _too_few(found: int, fewest: int, place: str) -> str:
    cards = "card" if found == 1 else "cards"
    return f"{found} active placement {cards} {place}; at least {fewest} are needed"


def _wording(card: Card) -> Iterator[str]:
    words = len(card.statement.split())
    if words < FEWEST_WORDS:
        yield f'"{card.statement}" is nearly empty: {words} of at least {FEWEST_WORDS} words'
    for word in personal_words(card.statement):
        yield f'"{word}" speaks of the person; the card has to do without it'
    place = card.place
    for name in (place.operations_category, place.activity):
        if name and TELLING[name] in card.statement.casefold():
            yield f'the statement gives the answer away: it says "{TELLING[name]}" of {name}'
