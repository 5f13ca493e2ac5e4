"""The notice to candidates: what its sender adds, who may, and what a role copies of it."""

import pytest

from assessment.domain.errors import Invalid, NotAllowed
from assessment.domain.ids import RequisitionId
from assessment.domain.notice import NoticeDetails
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.requisition import SeatRole
from assessment.services.hiring.notices import change_notice, controllers, read_notice
from assessment.services.hiring.retention import change_retention
from assessment.services.kits.duplicating import duplicate
from tests.builders import NOON, REQUISITION, a_seat, an_interview, furnish
from tests.exercise import a_kit_with_a_board
from tests.fakes import StoppedClock, fake_open_uow

LEAD, OTHER = Actor(rater="R-01"), Actor(rater="R-02")
FILLED = NoticeDetails(
    controller="Acme AG\nBasel",
    contact="Ms Frei, +41 61 000 00 00",
    basis="Steps before a contract",
)


@pytest.fixture
def store():
    made = fake_open_uow()
    seats = (a_seat("R-01", SeatRole.LEAD), a_seat("R-02", SeatRole.INTERVIEWER))
    furnish(made, an_interview(seats=seats), kit=a_kit_with_a_board(), names={"R-01": "Ada Berg"})
    return made


def change(store, by=LEAD, **fields):
    change_notice(store, requisition=REQUISITION, details=NoticeDetails(**fields), by=by)


def test_a_notice_that_nobody_filled_in_has_blanks_and_the_usual_period(store):
    found = read_notice(store, REQUISITION, by=OTHER)

    assert found.details == NoticeDetails()
    assert found.period == "6 months after the decision"
    assert found.board
    assert found.panel[0][0] == "Ada Berg"


def test_the_period_is_the_one_that_was_chosen_for_the_role(store):
    change_retention(
        store, requisition=REQUISITION, months=3, reason="Agreed with the client.", by=OWNER
    )

    assert read_notice(store, REQUISITION, by=OTHER).period == "3 months after the decision"


def test_what_the_lead_saved_is_read_by_everybody_on_the_panel_and_logged_once(store):
    for _ in range(2):
        change_notice(store, requisition=REQUISITION, details=FILLED, by=LEAD)

    assert read_notice(store, REQUISITION, by=OTHER).details == FILLED
    with store(read_only=True) as uow:
        acts = [line.act for line in uow.journal.lines()]
    assert acts.count(Action.CHANGE_NOTICE.value) == 1


def test_an_interviewer_reads_it_and_does_not_change_it(store):
    with pytest.raises(NotAllowed, match="change the notice to candidates"):
        change(store, by=OTHER, contact="Me")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"controller": "x" * 301}, "The name and address has 301 characters."),
        ({"contact": "a\nb\nc\nd\ne"}, "The contact has more than 4 lines."),
    ],
)
def test_what_would_not_fit_the_page_is_refused_and_nothing_is_saved(store, fields, said):
    with pytest.raises(Invalid, match=said):
        change(store, **fields)

    assert read_notice(store, REQUISITION, by=LEAD).details == NoticeDetails()


def test_controllers_of_all_roles_are_named_once_each(store):
    change_notice(store, requisition=REQUISITION, details=FILLED, by=LEAD)
    copy = duplicate(
        store, StoppedClock(NOON), requisition=REQUISITION, title="Again", client=client(store),
        reference="MES-2", by=OWNER,
    )  # fmt: skip

    assert read_notice(store, copy.id, by=OWNER).details == FILLED
    assert controllers(store, by=OWNER) == ("Acme AG Basel; Ms Frei, +41 61 000 00 00",)


def test_another_clients_copy_begins_without_the_controller(store):
    change_notice(store, requisition=REQUISITION, details=FILLED, by=LEAD)
    copy = duplicate(
        store, StoppedClock(NOON), requisition=REQUISITION, title="Again", client="Another",
        reference="MES-2", by=OWNER,
    )  # fmt: skip

    assert read_notice(store, RequisitionId(copy.id), by=OWNER).details == NoticeDetails()


def client(store):
    with store(read_only=True) as uow:
        return uow.requisitions.find(REQUISITION).client
