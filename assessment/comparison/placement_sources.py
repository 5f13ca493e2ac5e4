"""What the value of the competency placement stands on: rated questions, boards, or both."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from assessment.domain.kit import BOARD_ITEM
from assessment.domain.listing import listed
from question_bank import Competency


@dataclass(frozen=True, slots=True)
class PlacementSources:
    """How many rated questions and finished boards count in one candidate's placement."""

    questions: int = 0
    boards: int = 0

    @property
    def mixed(self) -> bool:
        return bool(self.questions and self.boards)

    @property
    def sentence(self) -> str:
        """That ratings and a board are in one number; blank where only one kind is."""
        if not self.mixed:
            return ""
        questions = f"{self.questions} rated question{'' if self.questions == 1 else 's'}"
        boards = "the board" if self.boards == 1 else f"{self.boards} boards"
        return f"Placement combines {questions} with {boards}."


def placement_sources(observations: pd.DataFrame) -> dict[str, PlacementSources]:
    """By candidate, the sources in `observations`, which are as in `scoring.rubric`.

    A candidate of whom nothing counts in placement is missing.
    """
    placement = observations[observations["competency"] == Competency.PLACEMENT.value]
    items: dict[str, set[str]] = {}
    for candidate, item in zip(placement["candidate"], placement["item"], strict=True):
        items.setdefault(str(candidate), set()).add(str(item))
    return {candidate: _sources(own) for candidate, own in items.items()}


def _sources(items: Collection[str]) -> PlacementSources:
    boards = sum(item.endswith(f"/{BOARD_ITEM}") for item in items)
    return PlacementSources(questions=len(items) - boards, boards=boards)


def mixed_in_words(sources: Mapping[str, PlacementSources]) -> str:
    """Whose placement combines both, by code; blank where nobody's does."""
    codes = [code for code, found in sources.items() if found.mixed]
    return (
        f"Placement combines rated questions with the board for {listed(codes)}." if codes else ""
    )
