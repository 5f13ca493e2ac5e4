"""Today: the next interview, what is owed, what opened; each person's own, the owner's whole."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Kind
from assessment.services.reading.today import OpenRole, today
from tests.builders import NOON, a_debrief_record, a_requisition, an_entry, an_interview
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import (
    FIRST,
    LEAD,
    NAMES,
    OBSERVER,
    ONE,
    OTHER,
    PANEL,
    SECOND,
    STRANGER,
    THIRD,
    TWO,
    a_shortlist,
    fill,
    fill_all,
)

BEFORE = StoppedClock(NOON - timedelta(hours=1))
NEXT_DAY = StoppedClock(NOON + timedelta(days=1))


@pytest.fixture
def open_uow():
    """C-01 at noon, C-02 at two o'clock."""
    made = fake_open_uow()
    a_shortlist(made)
    with made() as uow:
        later = uow.interviews.find(OTHER)
        uow.interviews.save(replace(later, planned_at=NOON + timedelta(hours=2)))
        uow.commit()
    return made


def owed(view):
    return [(o.sheet.interview, o.sheet.rater, o.begun) for o in view.owed]


def test_an_empty_database_is_a_first_run():
    view = today(fake_open_uow(), BEFORE, by=OWNER)

    assert (view.first_run, view.nothing_waits) == (True, True)


@pytest.mark.parametrize("rater", [None, LEAD, SECOND, OBSERVER])
def test_the_next_interview_is_the_earliest_that_is_not_over(open_uow, rater):
    assert today(open_uow, BEFORE, by=Actor(rater=rater)).next_interview.interview.id == FIRST


def test_an_interview_that_began_is_still_the_one_to_open(open_uow):
    at_one = StoppedClock(NOON + timedelta(hours=1))

    assert today(open_uow, at_one, by=Actor(rater=LEAD)).next_interview.interview.id == FIRST


def test_once_her_scorecard_is_in_the_next_one_follows(open_uow):
    fill(open_uow, LEAD, FIRST)

    assert today(open_uow, BEFORE, by=Actor(rater=LEAD)).next_interview.interview.id == OTHER
    assert today(open_uow, BEFORE, by=Actor(rater=SECOND)).next_interview.interview.id == FIRST


def test_every_interview_ahead_is_to_do_in_the_order_of_its_time(open_uow):
    later, third = "MES-1.C-01.2", "MES-1.C-02.2"
    with open_uow() as uow:
        for interview, hours in ((later, 50), (third, 3)):
            at = NOON + timedelta(hours=hours)
            uow.interviews.add(an_interview(interview, seats=PANEL, planned_at=at))
        uow.commit()

    view = today(open_uow, BEFORE, by=Actor(rater=LEAD))

    assert view.next_interview.interview.id == FIRST
    assert [m.interview.id for m in view.following] == [OTHER, third, later]


@pytest.mark.parametrize(("rater", "ahead"), [(SECOND, [OTHER]), (None, [OTHER]), (STRANGER, [])])
def test_others_see_their_own_interviews_and_the_owner_everybodys(open_uow, rater, ahead):
    assert [
        m.interview.id for m in today(open_uow, BEFORE, by=Actor(rater=rater)).following
    ] == ahead


def test_an_interview_under_way_is_to_do_and_not_owed_while_another_is_the_next(open_uow):
    fill(open_uow, LEAD, OTHER, submit=False)
    at_half_past_two = StoppedClock(NOON + timedelta(hours=2, minutes=30))

    view = today(open_uow, at_half_past_two, by=Actor(rater=LEAD))

    assert view.next_interview.interview.id == FIRST
    assert [(m.interview.id, m.begun) for m in view.following] == [(OTHER, True)]
    assert owed(view) == []
    assert [
        m.begun for m in today(open_uow, at_half_past_two, by=Actor(rater=SECOND)).following
    ] == [False]


def test_a_heard_interview_without_a_scorecard_is_owed(open_uow):
    view = today(open_uow, NEXT_DAY, by=Actor(rater=SECOND))

    assert view.next_interview is None
    assert owed(view) == [(FIRST, SECOND, False), (OTHER, SECOND, False)]


def test_a_draft_comes_before_what_was_not_begun(open_uow):
    fill(open_uow, SECOND, OTHER, submit=False)

    view = today(open_uow, NEXT_DAY, by=Actor(rater=SECOND))
    assert owed(view) == [(OTHER, SECOND, True), (FIRST, SECOND, False)]


def test_having_had_the_screen_open_is_no_draft(open_uow):
    with open_uow() as uow:
        seconds = an_entry(5, kind=Kind.SECONDS, sheet=SheetKey(OTHER, SECOND))
        uow.entries.append(seconds)
        uow.commit()

    assert owed(today(open_uow, BEFORE, by=Actor(rater=SECOND))) == []


def test_the_owner_sees_what_everybody_owes_but_nobodys_draft(open_uow):
    fill(open_uow, LEAD, FIRST)
    fill(open_uow, SECOND, FIRST, submit=False)

    view = today(open_uow, NEXT_DAY, by=OWNER)
    assert owed(view) == [
        (FIRST, SECOND, False),
        (FIRST, THIRD, False),
        (OTHER, LEAD, False),
        (OTHER, SECOND, False),
        (OTHER, THIRD, False),
    ]
    assert view.names == NAMES


def test_a_rater_is_told_nothing_of_what_others_owe(open_uow):
    assert {o.sheet.rater for o in today(open_uow, NEXT_DAY, by=Actor(rater=LEAD)).owed} == {LEAD}
    assert today(open_uow, NEXT_DAY, by=Actor(rater=OBSERVER)).owed == ()


def test_a_debrief_that_waits_for_others_is_told_once_her_own_is_in(open_uow):
    fill(open_uow, LEAD, FIRST)

    waiting = today(open_uow, NEXT_DAY, by=Actor(rater=LEAD)).waiting
    assert [(c.candidate.id, c.progress.sentence) for c in waiting] == [
        (ONE, "1 of 3 scorecards in")
    ]
    assert today(open_uow, NEXT_DAY, by=Actor(rater=SECOND)).waiting == ()


def test_an_open_debrief_waits_for_its_final_recommendation(open_uow):
    fill_all(open_uow, FIRST)
    opened = today(open_uow, NEXT_DAY, by=Actor(rater=SECOND)).opened
    assert [c.candidate.id for c in opened] == [ONE]

    with open_uow() as uow:
        final = a_debrief_record(
            DebriefKind.FINAL_RECOMMENDATION, candidate=ONE, recommendation="yes"
        )
        uow.debriefs.add(final)
        uow.commit()
    assert today(open_uow, NEXT_DAY, by=Actor(rater=SECOND)).opened == ()


def test_a_debrief_that_ended_with_a_decision_waits_for_nothing(open_uow):
    fill_all(open_uow, FIRST)
    with open_uow() as uow:
        uow.debriefs.add(
            a_debrief_record(DebriefKind.DECISION, candidate=ONE, decision=Decision.REJECT)
        )
        uow.commit()

    assert today(open_uow, NEXT_DAY, by=Actor(rater=LEAD)).opened == ()


def test_a_withdrawn_candidate_asks_nothing_of_anybody(open_uow):
    with open_uow() as uow:
        for code in (ONE, TWO):
            found = uow.requisitions.candidate(code)
            uow.requisitions.save_candidate(replace(found, withdrawn_at=NOON))
        uow.commit()

    assert today(open_uow, NEXT_DAY, by=OWNER).nothing_waits


def test_a_requisition_in_flight_says_how_far_it_is(open_uow):
    fill_all(open_uow, FIRST)

    assert today(open_uow, NEXT_DAY, by=OWNER).open_roles == (
        OpenRole(
            requisition=a_requisition(),
            candidates=2,
            scorecards="3 of 6 scorecards in",
            has_brief=True,
            has_kit=True,
        ),
    )


def test_somebody_without_a_seat_sees_no_requisition(open_uow):
    view = today(open_uow, NEXT_DAY, by=Actor(rater=STRANGER))

    assert (view.open_roles, view.nothing_waits, view.first_run) == ((), True, False)
