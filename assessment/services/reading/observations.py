"""The levels and boards of a requisition's file as the table that scores are computed from."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from assessment.domain.board import Board
from assessment.domain.ids import (
    CandidateId,
    InterviewId,
)
from assessment.domain.interview import Interview
from assessment.domain.kit import BOARD_ITEM
from assessment.domain.scorecard import Scorecard
from assessment.scoring.placement import BoardPoints, board_points
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile
from question_bank import Competency

if TYPE_CHECKING:
    import pandas as pd


def points_of(file: RequisitionFile, interview: Interview, board: Board) -> BoardPoints:
    """What a board of this interview comes to, by the keys that its kit froze."""
    deck = file.kit_of(interview).deck
    return board_points(deck.cards if deck else (), board.placements)


def observations(
    file: RequisitionFile, scorecards: Iterable[tuple[CandidateFile, Scorecard]]
) -> "pd.DataFrame":
    """The scoring table (`scoring.rubric`) of these scorecards: a row for every level given.

    The finished boards of their interviews stand in it as well, each once and without a rater.
    """
    # Imported here: much asks who may see what, and a start would wait for data frames.
    import pandas as pd  # noqa: PLC0415

    from assessment.scoring.rubric import OBSERVATION_COLUMNS, value_of  # noqa: PLC0415

    interviews = {i.id: i for c in file.candidates for i in c.interviews}
    heard = list(scorecards)
    rows = _board_rows(file, {(c.candidate.id, card.sheet.interview): c for c, card in heard})
    for candidate, card in heard:
        for item in file.items_of(interviews[card.sheet.interview], card):
            level = card.record(item.id).level
            if level is not None:
                rows.append(
                    (
                        candidate.candidate.id,
                        card.sheet.rater,
                        f"{card.sheet.interview}/{item.id}",
                        item.asked.competency.value,
                        item.weight,
                        value_of(level),
                    )
                )
    return pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))


def _board_rows(
    file: RequisitionFile, meetings: Mapping[tuple[CandidateId, InterviewId], CandidateFile]
) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for (candidate, interview), own in meetings.items():
        meeting = next(i for i in own.interviews if i.id == interview)
        if (board := own.boards.get(interview)) is None:
            continue
        fraction = points_of(file, meeting, board).fraction
        if fraction is not None:
            item = f"{interview}/{BOARD_ITEM}"
            rows.append((candidate, None, item, Competency.PLACEMENT.value, 1.0, fraction))
    return rows


def submitted_observations(file: RequisitionFile) -> "pd.DataFrame":
    """The scoring table of all submitted scorecards that the viewer may see."""
    return observations(file, ((c, card) for c in file.candidates for card in c.submitted))
