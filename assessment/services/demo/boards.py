"""From what the demo says of a board to the entries of its log, at the pace of a candidate."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from assessment.domain.board import BoardEntry, BoardKind, BoardValue
from assessment.domain.interview import Interview
from assessment.services.demo.content import BoardText
from assessment.services.demo.log import CLIENT

FIRST_CARD, LAST_CARD, FOOTPRINT_DONE = 0.12, 0.78, 0.94
"""Shares of the time: the convention comes before the cards, the footprint behind them."""
HESITATION = (3, 7, 4, 9, 5)
"""How long one card takes against another, in turn."""


def begun(text: BoardText, interview: Interview) -> datetime:
    return datetime.combine(interview.planned_at.date(), time.fromisoformat(text.begun), tzinfo=UTC)


def ended(text: BoardText, interview: Interview) -> datetime:
    return begun(text, interview) + timedelta(minutes=text.minutes)


def board_log(text: BoardText, interview: Interview) -> list[BoardEntry]:
    """Everything done on the board, oldest first; not yet stored."""
    start, lasted = begun(text, interview), timedelta(minutes=text.minutes)
    return [
        BoardEntry(
            id=0,
            interview=interview.id,
            client=CLIENT,
            seq=seq,
            kind=kind,
            part=part,
            value=value,
            client_at=start + share * lasted,
            at=start + share * lasted,
        )
        for seq, (share, kind, part, value) in enumerate(_acts(text), 1)
    ]


def _acts(text: BoardText) -> Iterator[tuple[float, BoardKind, str, BoardValue]]:
    yield 0.04, BoardKind.CONVENTION, "", text.convention.value
    if text.words:
        yield 0.1, BoardKind.WORDS, "", text.words
    pauses = [HESITATION[n % len(HESITATION)] for n in range(len(text.moves))]
    for n, (card, place) in enumerate(text.moves, 1):
        share = sum(pauses[:n]) / sum(pauses)
        yield FIRST_CARD + share * (LAST_CARD - FIRST_CARD), BoardKind.MOVE, card, place
    for n, cell in enumerate(text.footprint, 1):
        share = n / len(text.footprint)
        yield LAST_CARD + share * (FOOTPRINT_DONE - LAST_CARD), BoardKind.FOOTPRINT, cell, True
    if text.finished:
        yield 1.0, BoardKind.FINISH, "", True
