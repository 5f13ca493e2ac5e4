"""What the value of the competency placement stands on: rated questions, boards, or both."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from assessment.domain.kit import BOARD_ITEM
from assessment.domain.listing import listed
from question_bank import Competency


@dataclass(frozen=True, slots=True)
class PlacementSources:
    """How many rated questions and finished boards count in one candidate's placement."""

    questions: int
    boards: int

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


def placement_sources(observations: pd.DataFrame, candidate: str) -> PlacementSources:
    """The sources in `observations`, which are as in `scoring.rubric`."""
    own = observations["candidate"] == candidate
    placement = observations["competency"] == Competency.PLACEMENT.value
    items = set(observations.loc[own & placement, "item"])
    boards = sum(str(item).endswith(f"/{BOARD_ITEM}") for item in items)
    return PlacementSources(questions=len(items) - boards, boards=boards)


def mixed_in_words(sources: Mapping[str, PlacementSources]) -> str:
    """Whose placement combines both, by code; blank where nobody's does."""
    codes = [code for code, found in sources.items() if found.mixed]
    return (
        f"Placement combines rated questions with the board for {listed(codes)}." if codes else ""
    )
