"""Finished boards, read: what one says, and who can be laid beside whom on the same cards."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.comparison.boards import CardDifference, where_they_differ
from assessment.comparison.convention import ConventionReading, convention_reading
from assessment.comparison.footprint import FootprintReading, footprint_reading
from assessment.comparison.move_history import CardMove, steps
from assessment.comparison.placement import BoardReading, reading
from assessment.comparison.talking_points import TalkingPoint, talking_points
from assessment.domain.board import Board
from assessment.domain.deck import Deck
from assessment.domain.interview import Interview
from assessment.scoring.placement import BoardPoints
from assessment.services.reading.observations import points_of
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile

NOT_FINISHED = "the board is not finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBoard:
    """A finished board with everything that is said of it; the numbers are of this board alone."""

    deck: Deck
    board: Board
    reading: BoardReading
    convention: ConventionReading
    footprint: FootprintReading | None
    """None where nothing was painted."""
    to_talk_about: tuple[TalkingPoint, ...]
    thought: tuple[CardMove, ...]

    @property
    def points(self) -> BoardPoints:
        return self.reading.points

    @property
    def dealt(self) -> int:
        return len(self.deck.cards)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBoard:
    """The board of one interview as the viewer may see it."""

    candidate: CandidateFile
    interview: Interview
    read: ReadBoard | None
    label: str
    """The candidate's code; with the interview's number where a candidate has several boards."""

    @property
    def blank_because(self) -> str:
        """Why there is nothing to see; blank where there is."""
        return "" if self.read else self.candidate.sealed_because or NOT_FINISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedDeck:
    """The boards on which the same cards were dealt."""

    deck: Deck
    boards: tuple[PlannedBoard, ...]

    @property
    def readable(self) -> Mapping[str, ReadBoard]:
        """By label, in the order of the candidates."""
        return {b.label: b.read for b in self.boards if b.read}

    @property
    def differences(self) -> tuple[CardDifference, ...]:
        """The cards on which they part, the widest spread first."""
        placements = {label: found.board.placements for label, found in self.readable.items()}
        return where_they_differ(self.deck, placements)


def read_board(
    file: RequisitionFile, candidate: CandidateFile, interview: Interview
) -> ReadBoard | None:
    """The interview's board, read; None without one that is finished and may be seen."""
    deck, board = file.kit_of(interview).deck, candidate.boards.get(interview.id)
    if deck is None or board is None:
        return None
    points = points_of(file, interview, board)
    wanted = file.brief.cells if file.brief else {}
    return ReadBoard(
        deck=deck,
        board=board,
        reading=reading(points),
        convention=convention_reading(board, points),
        footprint=footprint_reading(board.footprint, wanted) if board.footprint else None,
        to_talk_about=talking_points(points),
        thought=steps(board, deck),
    )


def boards_by_deck(file: RequisitionFile) -> tuple[SharedDeck, ...]:
    """All boards of the shortlist, planned ones too, under the cards that were dealt for them.

    A candidate who is sealed stays sealed here, also for a rater who saw that candidate's board.
    """
    dealt: dict[Deck, list[PlannedBoard]] = {}
    for candidate in file.candidates:
        meetings = [i for i in candidate.interviews if file.kit_of(i).deck]
        for interview in meetings:
            if deck := file.kit_of(interview).deck:
                sealed = candidate.sealed_because is not None
                planned = PlannedBoard(
                    candidate=candidate,
                    interview=interview,
                    read=None if sealed else read_board(file, candidate, interview),
                    label=_label(candidate, interview, several=len(meetings) > 1),
                )
                dealt.setdefault(deck, []).append(planned)
    return tuple(SharedDeck(deck=deck, boards=tuple(boards)) for deck, boards in dealt.items())


def _label(candidate: CandidateFile, interview: Interview, *, several: bool) -> str:
    number = interview.id.rpartition(".")[2]
    return (
        f"{candidate.candidate.code}, interview {number}" if several else candidate.candidate.code
    )
