"""Sentences about a board: what was put where, never what a candidate is."""

from collections.abc import Mapping, Sequence

from assessment.comparison.placement import BoardReading, Confusion, Direction
from question_bank import Activity, OperationsCategory

DIRECTIONS: Mapping[Direction, str] = {
    Direction.UP_TO_BUSINESS: "Pushes Level 3 work up to ERP",
    Direction.DOWN_TO_CONTROL: "Pushes Level 3 work down into control",
    Direction.PLANNING_DOWN: "Draws business planning down into Level 3",
    Direction.CONTROL_UP: "Lifts control up into Level 3",
    Direction.PAST_LEVEL_3: "Jumps over Level 3, between control and business planning",
    Direction.BELOW_LEVEL_3: "Mixes up the levels below Level 3",
    Direction.GIVEN_A_LEVEL: "Gives a level to what has none",
    Direction.LEFT_OUT: "Leaves without a level what has one",
}


def levels_in_words(board: BoardReading) -> tuple[str, ...]:
    """`Pushes Level 3 work up to ERP: 3 of 4 errors.`, one sentence for each direction."""
    total = sum(len(e.cards) for e in board.level_errors)
    if not board.points.placed:
        return ("No card is placed.",)
    if not total:
        return (f"No level error on {_counted(board.points.placed, 'placed card')}.",)
    return tuple(
        f"{DIRECTIONS[e.direction]}: {len(e.cards)} of {_counted(total, 'error')}."
        for e in board.level_errors
    )


def categories_in_words(board: BoardReading) -> tuple[str, ...]:
    """`Puts quality work into production: 2 of 3 category errors.`"""
    total = _total(board.categories)
    return tuple(
        f"Puts {c.key} work into {c.placed}: {len(c.cards)} of {_counted(total, 'category error')}."
        for c in board.categories
    )


def activities_in_words(board: BoardReading) -> tuple[str, ...]:
    """`Takes dispatching for detailed scheduling: 2 of 4 activity errors, 1 of them near.`"""
    total = _total(board.activities)
    return tuple(
        f"Takes {_work(c.key)} for {_work(c.placed)}: "
        f"{len(c.cards)} of {_counted(total, 'activity error')}{_near(c)}."
        for c in board.activities
    )


def other_views_in_words(board: BoardReading) -> str:
    """How many cards lie where another view would put them; blank where none does."""
    count = len(board.other_views)
    if not count:
        return ""
    if count == 1:
        return "1 card lies where another view would put it; no error."
    return f"{count} cards lie where another view would put them; no errors."


def _near(confusion: Confusion[Activity]) -> str:
    if not confusion.near:
        return ""
    return ", near" if len(confusion.cards) == 1 else f", {confusion.near} of them near"


def _work(activity: Activity) -> str:
    return "supporting work" if activity is Activity.SUPPORTING else activity.label


def _total(
    confusions: Sequence[Confusion[OperationsCategory]] | Sequence[Confusion[Activity]],
) -> int:
    return sum(len(c.cards) for c in confusions)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
