"""Links for other devices: one for each rating seat and each placement board still in use."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.domain.board import board_of
from assessment.domain.ids import SheetKey
from assessment.domain.interview import Interview
from assessment.services.access import tokens
from assessment.services.reading.visible_ratings import CandidateFile, requisition_file
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One address, without the computer that answers there."""

    about: str
    """`DEMO-PLANT.C-01.1, scorecard of R. Okafor`: what it opens."""
    path: str


def links(open_uow: OpenUnitOfWork) -> tuple[list[Link], list[Link]]:
    """Of the rating seats whose scorecard is not in, and of the boards that are not finished.

    Candidates who withdrew have none.
    """
    with open_uow(read_only=True) as uow:
        names = uow.people.raters()
        meetings = list(_meetings(uow))
        sheets = [
            sheet
            for candidate, interview in meetings
            for sheet in interview.rating_sheets
            if sheet not in candidate.progress.submitted
        ]
        boards = [interview for _, interview in meetings if _has_open_board(uow, interview)]
    return (
        [_seat(open_uow, sheet, names.get(sheet.rater, sheet.rater)) for sheet in sheets],
        [_board(open_uow, interview) for interview in boards],
    )


def _meetings(uow: UnitOfWork) -> Iterator[tuple[CandidateFile, Interview]]:
    for requisition in uow.requisitions.all():
        for candidate in requisition_file(uow, requisition.id, rater=None).candidates:
            if not candidate.candidate.withdrawn_at:
                for interview in candidate.interviews:
                    yield candidate, interview


def _has_open_board(uow: UnitOfWork, interview: Interview) -> bool:
    kit = uow.kits.find(interview.kit)
    if kit is None or kit.deck is None:
        return False
    return board_of(uow.boards.log(interview.id), kit.deck.ids).finished_at is None


def _seat(open_uow: OpenUnitOfWork, sheet: SheetKey, name: str) -> Link:
    code = tokens.seat_code(open_uow, sheet)
    return Link(about=f"{sheet.interview}, scorecard of {name}", path=f"/s/{code}")


def _board(open_uow: OpenUnitOfWork, interview: Interview) -> Link:
    code = tokens.board_code(open_uow, interview.id)
    return Link(about=f"{interview.id}, placement board", path=f"/c/{code}")
