"""Whether a board keeps to the convention its candidate stated: a sentence, never a score."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.comparison.footprint import categories_of
from assessment.comparison.placement import tenable_view
from assessment.domain.board import Board, Footprint, Stance
from assessment.domain.listing import listed
from assessment.scoring.placement import BoardPoints, CardPoints
from question_bank import CELLS, OperationsCategory

PRODUCTION = OperationsCategory.PRODUCTION
FEWEST_APART = 2
"""One card off Level 3 is a slip; from two on, and oftener than for production, it is a habit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionReading:
    keeps: bool | None
    """None where the board cannot tell."""
    sentence: str


def convention_reading(board: Board, points: BoardPoints) -> ConventionReading:
    """Holds the footprint and the placed cards against what the candidate said MES is.

    MES as production operations leaves the other three categories on Level 3, so only the
    footprint can part from it. MES as any Level 3 software, or as another word for MOM, treats the
    four categories alike, so the cards can part from it and the footprint can raise a question.
    """
    said = board.convention
    if said is None:
        return ConventionReading(keeps=None, sentence="No convention was stated.")
    if said.stance is Stance.PRODUCTION_OPERATIONS:
        return _production_only(board.footprint)
    if said.stance in {Stance.ANY_LEVEL_3_SOFTWARE, Stance.INTERCHANGEABLE}:
        return _all_of_level_3(said.stance, board.footprint, points)
    words = f"In their own words: “{said.words.strip()}”." if said.words.strip() else ""
    asked = "Ask the candidate whether the board follows this."
    if not words:
        return ConventionReading(
            keeps=None, sentence="The candidate chose “in my own words” but wrote nothing."
        )
    return ConventionReading(keeps=None, sentence=f"{words} {asked}")


def _production_only(footprint: Footprint | None) -> ConventionReading:
    said = f"Said {Stance.PRODUCTION_OPERATIONS.label}"
    if footprint is None:
        return ConventionReading(
            keeps=None, sentence=f"{said}, but marked no footprint to compare that with."
        )
    outside = [c for c in CELLS if c in footprint.cells and c.operations_category is not PRODUCTION]
    if outside:
        cells = f"{len(outside)} cell{'' if len(outside) == 1 else 's'}"
        where = listed(categories_of(outside))
        return ConventionReading(
            keeps=False, sentence=f"{said}, but marked {cells} in {where} as MES."
        )
    return ConventionReading(keeps=True, sentence=f"{said}, and marked no cell outside production.")


def _all_of_level_3(
    stance: Stance, footprint: Footprint | None, points: BoardPoints
) -> ConventionReading:
    said = f"Said {stance.label}"
    others = _cards(points, production=False)
    own = _cards(points, production=True)
    if not others:
        return ConventionReading(
            keeps=None,
            sentence=f"{said}, but placed no cards of other categories to compare that with.",
        )
    off, own_off = _off_level_3(others), _off_level_3(own)
    if len(off) >= FEWEST_APART and len(off) * len(own) > len(own_off) * len(others):
        counts = f"{len(off)} of {len(others)} maintenance, quality and inventory cards"
        return ConventionReading(
            keeps=False,
            sentence=(
                f"{said}, but used Level 3 mostly for production: {counts} are on other levels, "
                f"and {len(own_off)} of {len(own)} production cards."
            ),
        )
    painted = footprint.cells if footprint else frozenset()
    if painted and all(cell.operations_category is PRODUCTION for cell in painted):
        return ConventionReading(
            keeps=None,
            sentence=(
                f"{said}, and marked only production cells: ask what covered the rest of Level 3 "
                "at that plant."
            ),
        )
    return ConventionReading(
        keeps=True, sentence=f"{said}, and treated the cards of all four categories alike."
    )


def _cards(points: BoardPoints, *, production: bool) -> list[CardPoints]:
    """The placed cards of Level 3 cells, of production or of the other three categories."""
    return [
        c
        for c in points.cards
        if (category := c.card.place.operations_category) and (category is PRODUCTION) is production
    ]


def _off_level_3(cards: Sequence[CardPoints]) -> list[CardPoints]:
    """Those put on another level, unless another view would put them there too."""
    return [
        c
        for c in cards
        if c.placement.functional_level != 3 and tenable_view(c.card, c.placement) is None
    ]
