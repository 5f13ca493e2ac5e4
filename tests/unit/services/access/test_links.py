"""Links for other devices: of what is still in use, and of nothing else."""

from assessment.domain.permissions import OWNER
from assessment.domain.rating import Kind
from assessment.domain.requisition import SeatRole
from assessment.services.access.links import Link, links
from assessment.services.access.seat_links import links_of
from assessment.services.placement.board_inbox import record_board_events
from assessment.services.placement.boards import code_of
from tests.builders import (
    INTERVIEW,
    NOON,
    REQUISITION,
    SHEET,
    a_kit,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.exercise import a_kit_with_a_board
from tests.fakes import StoppedClock, fake_open_uow

FINISH = {"seq": 1, "kind": "finish", "item": "", "part": "", "value": True, "base": 0, "at": 0}


def a_store(*, deck=True):
    store = fake_open_uow()
    kit = a_kit_with_a_board() if deck else a_kit()
    seats = (a_seat("R-01"), a_seat("R-09", SeatRole.OBSERVER))
    furnish(store, an_interview(seats=seats), kit=kit, names={"R-01": "R. Okafor"})
    return store


def test_a_rating_seat_and_a_board_have_a_link_each_and_an_observer_has_none():
    store = a_store()
    found, board = links(store, lambda: NOON, by=OWNER), code_of(store, INTERVIEW, by=OWNER)
    seat = links_of(store, lambda: NOON, REQUISITION, by=OWNER)[SHEET]

    assert (
        found
        == links(store, lambda: NOON, by=OWNER)
        == (
            [Link(about="MES-1.C-01.1, scorecard of R. Okafor", path=seat.path)],
            [
                Link(
                    about="MES-1.C-01.1, placement board",
                    path=f"/c/{board}",
                )
            ],
        )
    )


def test_a_kit_without_an_exercise_has_no_board_to_link_to():
    seats, boards = links(a_store(deck=False), lambda: NOON, by=OWNER)

    assert (len(seats), boards) == (1, [])


def test_what_is_finished_has_no_link_any_more():
    store = a_store()
    record_board_events(store, StoppedClock(), interview=INTERVIEW, client="tab-1", events=[FINISH])
    with store() as uow:
        uow.entries.append(an_entry(value=True, kind=Kind.SUBMIT))
        uow.commit()

    assert links(store, lambda: NOON, by=OWNER) == ([], [])
