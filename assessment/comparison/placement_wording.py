"""Sentences about a board: what was put where, never what a candidate is."""

from collections.abc import Mapping, Sequence

from assessment.comparison.placement import BoardReading, CardConfusion, Direction
from assessment.comparison.wording import percent
from assessment.domain.listing import listed
from assessment.scoring.placement import FEWEST_PLACED, BoardPoints, CardPoints
from question_bank import Activity, OperationsCategory

DIRECTIONS: Mapping[Direction, str] = {
    Direction.UP_TO_BUSINESS: "Pushes Level 3 work up to ERP",
    Direction.DOWN_TO_CONTROL: "Pushes Level 3 work down into control",
    Direction.PLANNING_DOWN: "Pulls business planning down into Level 3",
    Direction.CONTROL_UP: "Pulls control up into Level 3",
    Direction.PAST_LEVEL_3: "Skips Level 3, between control and business planning",
    Direction.BELOW_LEVEL_3: "Mixes up the levels below Level 3",
    Direction.GIVEN_A_LEVEL: "Gives a level to work that has none",
    Direction.LEFT_OUT: "Gives no level to work that has one",
}


def score_in_words(points: BoardPoints, dealt: int) -> str:
    """`38.5 of 47 points with 12 of 12 cards placed`; below 8 cards there is no such number."""
    placed = f"{points.placed} of {_counted(dealt, 'card')} placed"
    if points.fraction is None:
        return f"{placed}, and at least {FEWEST_PLACED} are needed"
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
        return f"{said}. {levels_in_words(board)[0]}"
    if inside := (*categories_in_words(board), *activities_in_words(board)):
        return f"{said}. No level errors. {inside[0]}"
    return f"{said}. No errors."


def earned_by(c: CardPoints) -> str:
    """What earned the points of a card: its key, a part of it, or a view and its reason."""
    if c.view:
        return f"accepted alternative ({percent(c.view.points)} credit): {c.view.reason}"
    key, placed = c.card.place, c.placement
    if key == placed:
        return "expected place"
    parts = {
        "level": key.functional_level == placed.functional_level,
        "one level off": c.level_error is not None and abs(c.level_error) == 1,
        "category": key.operations_category == placed.operations_category is not None,
        "activity": key.activity == placed.activity is not None,
        "related activity": placed.activity in c.card.near,
    }
    # Categories and activities lie on Level 3 only, so a match means that both levels are right.
    return listed([part for part, found in parts.items() if found] or ["nothing"])


def levels_in_words(board: BoardReading) -> tuple[str, ...]:
    """`Pushes Level 3 work up to ERP: 3 of 4 errors.`, one sentence for each direction."""
    total = sum(len(e.cards) for e in board.level_errors)
    if not board.points.placed:
        return ("No cards placed.",)
    if not total:
        return (f"No level errors on {_counted(board.points.placed, 'placed card')}.",)
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
    """`Mistakes tracking for data collection: 1 of 3 activity errors (related activities).`"""
    total = _total(board.activities)
    return tuple(
        f"Mistakes {_work(c.key)} for {_work(c.placed)}: {len(c.cards)} of "
        f"{_counted(total, 'activity error')}{_near(c)}."
        for c in board.activities
    )


def other_views_in_words(board: BoardReading) -> str:
    """How many cards lie where another view would put them; blank where none does."""
    count = len(board.other_views)
    if not count:
        return ""
    if count == 1:
        return "1 card is in an accepted alternative place. That is no error."
    return f"{count} cards are in accepted alternative places. Those are no errors."


def _near(confusion: CardConfusion[Activity]) -> str:
    if not confusion.near:
        return ""
    return (
        " (related activities)"
        if len(confusion.cards) == 1
        else f" ({confusion.near} of them between related activities)"
    )


def _work(activity: Activity) -> str:
    return "supporting work" if activity is Activity.SUPPORTING else activity.label


def _total(
    confusions: Sequence[CardConfusion[OperationsCategory]] | Sequence[CardConfusion[Activity]],
) -> int:
    return sum(len(c.cards) for c in confusions)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
