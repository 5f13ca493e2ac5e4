"""An archived role is out of Today and of the lists, readable, and back with one act."""

import pytest

from assessment.domain.errors import NotAllowed
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.services.hiring import requisitions
from assessment.services.hiring.archiving import archive, unarchive
from assessment.services.reading.exports import ratings_csv
from assessment.services.reading.today import today
from assessment.services.reading.visible_ratings import read_requisition
from tests.builders import NOON, RATER, REQUISITION, a_bank, furnish
from tests.fakes import StoppedClock, fake_open_uow

CLOCK = StoppedClock()


@pytest.fixture
def store():
    made = fake_open_uow()
    furnish(made)
    return made


def lists(store):
    view = today(store, CLOCK, by=OWNER)
    files = requisitions.read_all(store, by=OWNER)
    return (
        [r.requisition.id for r in view.open_roles],
        bool(view.next_interview),
        [f.requisition.id for f in requisitions.under_way(files)],
        requisitions.own_ids(store, by=OWNER),
    )


def test_an_archived_role_is_in_no_list_and_comes_back(store):
    before = lists(store)
    assert before == ([REQUISITION], True, [REQUISITION], (REQUISITION,))

    archive(store, CLOCK, requisition=REQUISITION, by=OWNER)

    assert lists(store) == ([], False, [], ())
    assert not today(store, CLOCK, by=OWNER).first_run
    unarchive(store, requisition=REQUISITION, by=OWNER)
    assert lists(store) == before


def test_an_archived_role_is_still_read_and_exported(store):
    archive(store, CLOCK, requisition=REQUISITION, by=OWNER)

    assert read_requisition(store, REQUISITION, by=OWNER).requisition.archived_at == NOON
    assert ratings_csv(store, a_bank(), CLOCK, REQUISITION, by=OWNER)


def test_both_acts_are_in_the_audit_log_and_the_second_of_a_kind_is_refused(store):
    archive(store, CLOCK, requisition=REQUISITION, by=OWNER)
    with pytest.raises(NotAllowed, match="MES-1 is archived already"):
        archive(store, CLOCK, requisition=REQUISITION, by=OWNER)
    unarchive(store, requisition=REQUISITION, by=OWNER)
    with pytest.raises(NotAllowed, match="MES-1 isn't archived"):
        unarchive(store, requisition=REQUISITION, by=OWNER)

    with store(read_only=True) as uow:
        said = [(x.act, x.detail) for x in uow.journal.lines()]
    act = Action.ARCHIVE_REQUISITION.value
    assert said == [(act, ""), (act, "restored")]


def test_an_interviewer_archives_nothing(store):
    with pytest.raises(NotAllowed, match="Only the owner, a consultant or the lead can archive"):
        archive(store, CLOCK, requisition=REQUISITION, by=Actor(rater=RATER))
