"""What was typed into a brief is kept as it is, by each person, until it is saved or dropped."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.brief_origin import BriefOrigin, ClientAnswer
from assessment.domain.errors import AssessmentError, Incomplete, NotFound
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.requisition import SeatRole
from assessment.services.drafts import brief_drafts
from assessment.services.hiring import briefs
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import Competency
from tests.builders import (
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    a_bank,
    a_brief,
    a_panel_member,
    a_requisition,
    an_origin,
)
from tests.fakes import StoppedClock, fake_open_uow

TYPED = a_brief(revision=0, to_clear_up="Who owns nights?", origin=an_origin())


@pytest.fixture
def open_uow() -> OpenUnitOfWork:
    store = fake_open_uow()
    with store() as uow:
        uow.requisitions.add(a_requisition())
        for rater in (RATER, OTHER_RATER):
            uow.people.add_rater(rater, rater)
            uow.requisitions.seat(a_panel_member(rater, role=SeatRole.LEAD))
        uow.commit()
    return store


def said(words: str) -> BriefOrigin:
    return BriefOrigin(answers={"night": ClientAnswer(note=words)})


def all_kept(open_uow):
    people = (None, RATER, OTHER_RATER)
    return [brief_drafts.kept(open_uow, REQUISITION, by=Actor(rater=author)) for author in people]


def test_everybody_finds_what_they_typed_last_and_when(open_uow):
    clock = StoppedClock()
    brief_drafts.keep(open_uow, clock, TYPED, by=OWNER)
    brief_drafts.keep(open_uow, clock, TYPED, by=Actor(rater=RATER))
    clock.forward(60)
    brief_drafts.keep(open_uow, clock, replace(TYPED, title="Shift lead"), by=Actor(rater=RATER))

    later = replace(TYPED, title="Shift lead", saved_at=NOON + timedelta(minutes=1))
    assert all_kept(open_uow) == [TYPED, later, None]


def test_what_cannot_be_saved_yet_is_kept_as_it_was_typed(open_uow):
    half = replace(
        TYPED, title="  ", rationale={Competency.EXECUTION: ""}, to_clear_up="x\n" * 9_999
    )

    brief_drafts.keep(open_uow, StoppedClock(), half, by=OWNER)

    assert all_kept(open_uow) == [half, None, None]
    with pytest.raises(Incomplete):
        briefs.save(open_uow, StoppedClock(), a_bank(), half, by=OWNER)
    assert all_kept(open_uow) == [half, None, None]


def test_characters_that_no_database_holds_do_not_cost_the_rest(open_uow):
    odd = replace(TYPED, title="a\x00", client="b\x00", rationale={Competency.BREADTH: "c\ud800"})

    odd = replace(odd, to_clear_up="d\x00", origin=said("e\x00"))
    brief_drafts.keep(open_uow, StoppedClock(), odd, by=OWNER)

    mended = replace(odd, title="a\ufffd", client="b\ufffd", to_clear_up="d\ufffd")
    mended = replace(mended, rationale={Competency.BREADTH: "c\ufffd"}, origin=said("e\ufffd"))
    assert all_kept(open_uow) == [mended, None, None]


def test_saving_ends_what_this_person_typed_and_nobody_elses(open_uow):
    for author in (None, RATER):
        brief_drafts.keep(open_uow, StoppedClock(), TYPED, by=Actor(rater=author))

    briefs.save(open_uow, StoppedClock(), a_bank(), TYPED, by=Actor(rater=RATER))

    assert all_kept(open_uow) == [TYPED, None, None]


def test_a_save_that_is_refused_ends_nothing(open_uow):
    briefs.save(open_uow, StoppedClock(), a_bank(), a_brief(), by=OWNER)
    brief_drafts.keep(open_uow, StoppedClock(), TYPED, by=OWNER)

    with pytest.raises(AssessmentError):
        briefs.save(open_uow, StoppedClock(), a_bank(), TYPED, by=OWNER)

    assert all_kept(open_uow) == [TYPED, None, None]


def test_dropping_writes_only_where_something_is_kept(open_uow):
    def read_only_disk(*, read_only=False):
        assert read_only
        return open_uow(read_only=True)

    brief_drafts.drop(read_only_disk, REQUISITION, by=OWNER)
    brief_drafts.keep(open_uow, StoppedClock(), TYPED, by=OWNER)
    brief_drafts.drop(open_uow, REQUISITION, by=OWNER)

    assert all_kept(open_uow) == [None, None, None]


def test_a_requisition_that_is_not_there_is_said(open_uow):
    with pytest.raises(NotFound, match="There is no role 'NO-1' in this database"):
        brief_drafts.keep(open_uow, StoppedClock(), a_brief("NO-1"), by=OWNER)
