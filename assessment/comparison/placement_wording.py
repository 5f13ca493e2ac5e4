"""Sentences about a board: what was put where, never what a candidate is."""

from collections.abc import Mapping, Sequence

from assessment.comparison.placement import BoardReading, Confusion, Direction
from assessment.comparison.wording import listed, percent
from assessment.scoring.placement import FEWEST_PLACED, BoardPoints, CardPoints
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


def score_in_words(points: BoardPoints, dealt: int) -> str:
    """`38.5 of 47 points with 12 of 12 cards placed`; below 8 cards there is no such number."""
    placed = f"{points.placed} of {_counted(dealt, 'card')} placed"
    if points.fraction is None:
        return f"{placed}, and fewer than {FEWEST_PLACED} say too little"
    return f"{points_in_words(points)} with {placed}"


def points_in_words(points: BoardPoints | CardPoints) -> str:
    """`38.5 of 47 points`, of a board or of one card."""
    return f"{round(points.points, 2):g} of {points.attainable} points"


def headline(board: BoardReading, dealt: int) -> str:
    """The points, and where most errors point: one sentence above all others."""
    said = score_in_words(board.points, dealt)
    if board.points.fraction is None:
        said = f"Not rated: {said}"
    if not board.points.placed:
        return f"{said}."
    if board.level_errors:
        return f"{said}; {_inside(levels_in_words(board)[0])}"
    if inside := (*categories_in_words(board), *activities_in_words(board)):
        return f"{said}; no level error; {_inside(inside[0])}"
    return f"{said}; no error."


def earned_by(c: CardPoints) -> str:
    """What earned the points of a card: its key, a part of it, or a view and its reason."""
    if c.view:
        return f"a view worth {percent(c.view.points)}: {c.view.reason}"
    key, placed = c.card.place, c.placement
    if key == placed:
        return "the key"
    parts = {
        "level": key.functional_level == placed.functional_level,
        "one level off": c.level_error is not None and abs(c.level_error) == 1,
        "category": key.operations_category == placed.operations_category is not None,
        "activity": key.activity == placed.activity is not None,
        "near activity": placed.activity in c.card.near,
    }
    # Categories and activities lie on Level 3 only, so a match means that both levels are right.
    return listed([part for part, found in parts.items() if found] or ["nothing"])


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


def _inside(sentence: str) -> str:
    """As it goes on within another sentence."""
    return sentence[:1].lower() + sentence[1:]
