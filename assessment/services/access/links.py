"""Links for other devices: one for each rating seat and each placement board still in use."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.domain.board import board_of
from assessment.domain.ids import SheetKey
from assessment.domain.interview import Interview
from assessment.domain.permissions import Action, Actor
from assessment.services.access import seat_links, tokens
from assessment.services.reading.visible_ratings import CandidateFile, seen_by
from assessment.services.store.permits import acting
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One address, without the computer that answers there."""

    about: str
    """`DEMO-PLANT.C-01.1, scorecard of R. Okafor`: what it opens."""
    path: str


def links(open_uow: OpenUnitOfWork, clock: Clock, *, by: Actor) -> tuple[list[Link], list[Link]]:
    """Of the rating seats whose scorecard is not in, and of the boards that are not finished.

    A seat without a live link gets one. Candidates who withdrew have none.
    """
    with acting(open_uow, by, read_only=True) as uow:
        names = uow.people.raters()
        meetings = list(_meetings(uow, by))
        sheets = [
            sheet
            for candidate, interview in meetings
            for sheet in interview.rating_sheets
            if sheet not in candidate.progress.submitted
        ]
        boards = [interview for _, interview in meetings if _has_open_board(uow, interview)]
    return (
        [_seat(open_uow, clock, s, names.get(s.rater, s.rater), by=by) for s in sheets],
        [_board(open_uow, interview) for interview in boards],
    )


def _meetings(uow: UnitOfWork, by: Actor) -> Iterator[tuple[CandidateFile, Interview]]:
    for file in seen_by(uow, by):
        if not file.may(Action.MANAGE_LINKS):
            continue
        for candidate in file.candidates:
            if not candidate.candidate.withdrawn_at:
                for interview in candidate.interviews:
                    yield candidate, interview


def _has_open_board(uow: UnitOfWork, interview: Interview) -> bool:
    kit = uow.kits.find(interview.kit)
    if kit is None or kit.deck is None:
        return False
    return board_of(uow.boards.log(interview.id), kit.deck.ids).finished_at is None


def _seat(open_uow: OpenUnitOfWork, clock: Clock, sheet: SheetKey, name: str, *, by: Actor) -> Link:
    offered = seat_links.issue(open_uow, clock, interview=sheet.interview, sheet=sheet, by=by)
    return Link(about=f"{sheet.interview}, scorecard of {name}", path=offered.path)


def _board(open_uow: OpenUnitOfWork, interview: Interview) -> Link:
    code = tokens.board_code(open_uow, interview.id)
    return Link(about=f"{interview.id}, placement board", path=f"/c/{code}")
