"""Scorecards and boards as their logs say, read again only where a log went on.

What is kept here is everybody's, sealed or not. Nothing but `visible_ratings` may read it, which
decides anew for each viewer what of it may be seen.
"""

from collections.abc import Mapping

from assessment.domain.board import Board, board_of
from assessment.domain.ids import CardId, InterviewId, SheetKey
from assessment.domain.scorecard import Scorecard, scorecard
from assessment.services.store.generation import generation_of
from assessment.services.store.kept import Kept, forget_all
from assessment.services.store.logs import LogPosition
from assessment.services.store.ports import UnitOfWork

ERASED = "texts_erased"
"""Setting that changes when texts are erased: the one change that leaves a log where it was."""
MOST_SCORECARDS = 5_000
"""Some 25 roles of 40 candidates and 5 raters; a scorecard of an hour takes about 20 kB."""
MOST_BOARDS = 2_000
_scorecards: Kept[Scorecard] = Kept(MOST_SCORECARDS)
_boards: Kept[Board] = Kept(MOST_BOARDS)
_erased: dict[str, str] = {}
"""By generation, how often texts had been erased when something was read last."""


def scorecards(uow: UnitOfWork, interviews: list[InterviewId]) -> list[Scorecard]:
    """Every scorecard begun in these interviews, in the order of interviews and raters."""
    life = _life(uow)
    if not life:
        return [scorecard(s, kept) for s, kept in uow.entries.newest_of(interviews).items()]
    positions = uow.entries.positions(interviews)
    kept = {s: c for s, at in positions.items() if (c := _scorecards.get((*life, s), at))}
    stale = sorted({sheet.interview for sheet in positions if sheet not in kept})
    read = uow.entries.newest_of(stale) if stale else {}
    for sheet, entries in read.items():
        if sheet not in kept:
            kept[sheet] = _keep_scorecard(life, positions, scorecard(sheet, entries))
    return [kept[sheet] for sheet in sorted(kept)]


def boards(
    uow: UnitOfWork, decks: Mapping[InterviewId, tuple[CardId, ...]]
) -> dict[InterviewId, Board]:
    """The board of every interview that has one begun; `decks` are the cards of its kit."""
    if not decks:
        return {}
    life = _life(uow)
    if not life:
        return {i: board_of(log, decks[i]) for i, log in uow.boards.logs(list(decks)).items()}
    positions = uow.boards.positions(list(decks))
    states = {i: (at, decks[i]) for i, at in positions.items()}
    kept = {i: b for i, state in states.items() if (b := _boards.get((*life, i), state))}
    stale = [i for i in positions if i not in kept]
    for interview, log in (uow.boards.logs(stale) if stale else {}).items():
        board = board_of(log, decks[interview])
        kept[interview] = _boards.put((*life, interview), states[interview], board)
    return kept


def forget() -> None:
    """After an erasure, and for measurements: nothing that was read or worked out is kept."""
    forget_all()


def _life(uow: UnitOfWork) -> tuple[str, str] | None:
    """Which database this is, and how often texts were erased; None where nothing may be kept.

    Another process may have erased: what this one kept from before goes then, too.
    """
    generation = generation_of(uow)
    if not generation:
        return None
    erased = uow.settings.get(ERASED) or ""
    if _erased.setdefault(generation, erased) != erased:
        _erased[generation] = erased
        forget()
    return generation, erased


def _keep_scorecard(
    life: tuple[str, str], positions: Mapping[SheetKey, LogPosition], card: Scorecard
) -> Scorecard:
    """A scorecard that was begun since the positions were read is not kept."""
    at = positions.get(card.sheet)
    return _scorecards.put((*life, card.sheet), at, card) if at else card
