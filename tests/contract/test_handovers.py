"""Seats on other laptops: the same claims for every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.errors import AssessmentError
from assessment.domain.handover import Handover, HandoverDirection, lender_key
from assessment.domain.ids import InterviewId, SheetKey
from tests.builders import (
    INTERVIEW,
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    SHEET,
    a_seat,
    an_interview,
    furnish,
)

LATER = NOON + timedelta(hours=1)


def a_handover(name="h1", direction=HandoverDirection.OUT, sheet=SHEET, *, board=True, at=NOON):
    return Handover(
        id=name, sheet=sheet, direction=direction, their_rater=RATER, board=board, at=at, by=None
    )


@pytest.fixture
def seated(any_store):
    furnish(any_store, an_interview(seats=(a_seat(RATER), a_seat(OTHER_RATER))))
    return any_store


def put(store, *handovers):
    with store() as uow:
        for handover in handovers:
            uow.handovers.put(handover)
        uow.commit()


def where(store):
    """Whether each seat is elsewhere, and the board."""
    with store(read_only=True) as uow:
        found = uow.interviews.find(INTERVIEW)
    return [s.elsewhere for s in found.seats], found.board_elsewhere


def test_a_handover_is_found_and_replaced(seated):
    put(seated, a_handover("h2", at=LATER), a_handover("h1", HandoverDirection.IN))
    back = replace(a_handover("h2", at=LATER), returned_at=LATER, other="ab12")
    put(seated, back)

    with seated(read_only=True) as uow:
        assert uow.handovers.find("h2") == back
        assert uow.handovers.find("h3") is None
        assert [h.id for h in uow.handovers.of([INTERVIEW])] == ["h1", "h2"]
        assert uow.handovers.of([]) == []


@pytest.mark.parametrize("direction", HandoverDirection)
@pytest.mark.parametrize("board", [True, False])
@pytest.mark.parametrize("ended", ["", "returned_at", "taken_back_at"])
def test_a_seat_and_its_board_are_where_the_domain_says(seated, direction, board, ended):
    handover = a_handover(direction=direction, board=board)
    put(seated, replace(handover, **{ended: LATER}) if ended else handover)

    gone = bool(ended)
    here_out, here_in = ([not gone, False], board and not gone), ([gone, True], gone or not board)
    assert where(seated) == (here_out if direction is HandoverDirection.OUT else here_in)


def test_a_seat_that_is_not_there_has_no_handover(seated):
    with pytest.raises(AssessmentError), seated() as uow:
        uow.handovers.put(a_handover(sheet=SheetKey(InterviewId("MES-1.C-09.1"), RATER)))


def test_a_role_that_is_removed_takes_its_handovers_and_its_lender_along(seated):
    put(seated, a_handover())
    with seated() as uow:
        uow.settings.put(lender_key(REQUISITION), "ab12")
        uow.requisitions.remove(REQUISITION)
        uow.commit()

    with seated(read_only=True) as uow:
        assert uow.handovers.find("h1") is None
        assert uow.settings.get(lender_key(REQUISITION)) is None
