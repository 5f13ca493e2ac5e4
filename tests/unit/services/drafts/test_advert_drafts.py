"""A pasted advert is kept for the person who pasted it, until it is used or cleared."""

import pytest

from assessment.domain.errors import AssessmentError
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.requisition import SeatRole
from assessment.services.drafts import advert_drafts, brief_drafts
from tests.builders import OTHER_RATER, RATER, REQUISITION, a_brief, a_panel_member, a_requisition
from tests.fakes import StoppedClock, fake_open_uow

TEXT = "MES Engineer\nYou run the line. 同样 🙂"


@pytest.fixture
def open_uow():
    store = fake_open_uow()
    with store() as uow:
        uow.requisitions.add(a_requisition())
        uow.people.add_rater(RATER, RATER)
        uow.people.add_rater(OTHER_RATER, OTHER_RATER)
        uow.requisitions.seat(a_panel_member(RATER, role=SeatRole.LEAD))
        uow.commit()
    return store


def kept(open_uow, by=OWNER):
    return advert_drafts.kept(open_uow, REQUISITION, by=by)


def test_it_is_there_again_for_its_author_alone(open_uow):
    advert_drafts.keep(open_uow, StoppedClock(), REQUISITION, TEXT, by=OWNER)

    assert kept(open_uow) == TEXT
    assert kept(open_uow, Actor(rater=RATER)) == ""


def test_it_stands_beside_the_draft_of_the_brief(open_uow):
    brief = a_brief(revision=0, to_clear_up="Who owns nights?")
    brief_drafts.keep(open_uow, StoppedClock(), brief, by=OWNER)
    advert_drafts.keep(open_uow, StoppedClock(), REQUISITION, TEXT, by=OWNER)

    advert_drafts.drop(open_uow, REQUISITION, by=OWNER)

    assert kept(open_uow) == ""
    assert brief_drafts.kept(open_uow, REQUISITION, by=OWNER) is not None


def test_half_a_pair_and_nul_are_kept_as_what_they_are_shown_as(open_uow):
    advert_drafts.keep(open_uow, StoppedClock(), REQUISITION, "a\x00b\ud800", by=OWNER)

    assert kept(open_uow) == "a\ufffdb\ufffd"


def test_more_than_any_advert_is_cut(open_uow):
    long = "word " * 100_000
    advert_drafts.keep(open_uow, StoppedClock(), REQUISITION, long, by=OWNER)

    assert kept(open_uow) == long[: advert_drafts.LONGEST]


def test_somebody_without_a_part_in_the_role_keeps_and_reads_nothing(open_uow):
    stranger = Actor(rater=OTHER_RATER)
    with pytest.raises(AssessmentError):
        advert_drafts.keep(open_uow, StoppedClock(), REQUISITION, TEXT, by=stranger)
    with pytest.raises(AssessmentError):
        kept(open_uow, stranger)
