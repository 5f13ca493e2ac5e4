"""What the table of interviews shows of one, and that nobody learns there who has submitted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.permissions import OWNER, Actor
from assessment.domain.requisition import Reveal
from assessment.services.hiring.candidates import withdraw
from assessment.services.reading.visible_ratings import read_requisition
from assessment.ui.interviews.meeting_rows import (
    Day,
    ListedInterview,
    action_of,
    by_day,
    initials,
    seat_marks,
)
from assessment.ui.shared.address.navigation import PageName
from tests.builders import NOON, a_requisition
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import (
    FIRST,
    LEAD,
    NAMES,
    OBSERVER,
    ONE,
    OTHER,
    SECOND,
    THIRD,
    a_shortlist,
    fill,
    fill_all,
)

NEXT_DAY = NOON + timedelta(days=1)


@pytest.fixture
def open_uow():
    made = fake_open_uow()
    a_shortlist(made)
    return made


def seen(open_uow, rater):
    """The viewer and the meetings, as `rater` may see them."""
    file = read_requisition(open_uow, "MES-1", by=Actor(rater=rater))
    return file.viewer, [ListedInterview(i, c) for c in file.candidates for i in c.interviews]


def dots(open_uow, rater):
    viewer, meetings = seen(open_uow, rater)
    return [mark.dot for mark in seat_marks(meetings[0], viewer, NAMES)]


def days(open_uow, rater, now):
    viewer, meetings = seen(open_uow, rater)
    found = by_day(meetings, viewer, now)
    return {day: [m.interview.id for m in rows] for day, rows in found.items()}


def button(open_uow, rater, now=NOON):
    viewer, meetings = seen(open_uow, rater)
    found = action_of(meetings[0], viewer, now)
    return found and (found.label, found.page)


def test_the_owner_sees_a_filled_dot_for_every_scorecard_that_is_in(open_uow):
    fill(open_uow, SECOND)
    fill(open_uow, THIRD, submit=False)

    assert dots(open_uow, None) == ["open", "in", "open", ""]


def test_a_rater_who_owes_a_scorecard_sees_her_own_dot_and_no_other(open_uow):
    for rater in (SECOND, THIRD):
        fill(open_uow, rater)

    assert dots(open_uow, LEAD) == ["open", "", "", ""]
    viewer, meetings = seen(open_uow, LEAD)
    said = [mark.said for mark in seat_marks(meetings[0], viewer, NAMES)]
    assert said == [
        "Ann Lead: no scorecard yet",
        "Ben Second",
        "Cem Third",
        "Dana Observer: observer, doesn't rate",
    ]


@pytest.mark.parametrize("reveal", list(Reveal))
def test_once_her_own_is_in_she_sees_who_else_is_done(open_uow, reveal):
    with open_uow() as uow:
        uow.requisitions.save(a_requisition(reveal=reveal))
        uow.commit()
    fill(open_uow, LEAD)

    assert dots(open_uow, LEAD) == ["in", "open", "open", ""]


def test_interviews_stand_under_their_day(open_uow):
    with open_uow() as uow:
        uow.interviews.save(replace(uow.interviews.find(OTHER), planned_at=NEXT_DAY))
        uow.commit()

    assert days(open_uow, None, NOON) == {Day.TODAY: [FIRST], Day.TOMORROW: [OTHER]}
    assert days(open_uow, None, NOON - timedelta(days=1)) == {
        Day.TOMORROW: [FIRST],
        Day.LATER: [OTHER],
    }
    assert days(open_uow, None, NEXT_DAY) == {Day.TODAY: [OTHER], Day.DONE: [FIRST]}


def test_an_interview_is_done_for_a_rater_once_her_own_scorecard_is_in(open_uow):
    fill(open_uow, SECOND)

    assert days(open_uow, SECOND, NOON) == {Day.TODAY: [FIRST, OTHER]}
    assert days(open_uow, LEAD, NOON) == {Day.TODAY: [FIRST, OTHER]}
    fill_all(open_uow)
    assert days(open_uow, SECOND, NOON) == {Day.TODAY: [OTHER], Day.DONE: [FIRST]}


def test_of_those_done_what_waits_for_the_viewer_comes_first(open_uow):
    fill(open_uow, SECOND, OTHER)
    with open_uow() as uow:
        later = replace(uow.interviews.find(OTHER), planned_at=NOON + timedelta(hours=2))
        uow.interviews.save(later)
        uow.commit()

    assert days(open_uow, SECOND, NEXT_DAY) == {Day.DONE: [FIRST, OTHER]}
    assert days(open_uow, THIRD, NEXT_DAY) == {Day.DONE: [OTHER, FIRST]}


def test_an_interview_of_somebody_who_withdrew_is_done(open_uow):
    withdraw(open_uow, StoppedClock(), candidate=ONE, reason="left", by=OWNER)

    assert days(open_uow, None, NOON)[Day.DONE] == [FIRST]
    assert button(open_uow, SECOND) is None


def test_the_button_fits_the_state(open_uow):
    assert button(open_uow, SECOND) == ("Open", PageName.INTERVIEW)
    assert button(open_uow, None, NEXT_DAY) == ("Open", PageName.INTERVIEW)
    assert button(open_uow, SECOND, NEXT_DAY) == ("Write", PageName.INTERVIEW)
    assert button(open_uow, OBSERVER) is None

    fill(open_uow, SECOND, submit=False)
    assert button(open_uow, SECOND) == ("Open", PageName.INTERVIEW)
    assert button(open_uow, SECOND, NEXT_DAY) == ("Finish", PageName.SCORECARD)


def test_the_button_leads_to_the_debrief_only_once_it_is_open(open_uow):
    fill(open_uow, SECOND)
    assert button(open_uow, SECOND) == ("Scorecard", PageName.SCORECARD)

    for rater in (LEAD, THIRD):
        fill(open_uow, rater)
    for rater in (SECOND, OBSERVER, None):
        assert button(open_uow, rater) == ("Debrief", PageName.DEBRIEF)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Leyla Demirci", "LD"),
        ("Ana María de la Cruz", "AC"),
        ("R. Okafor", "RO"),
        ("Prince", "P"),
        ("藤井 遥", "藤遥"),
        ("R-01", "R"),
        ("!", "!"),
    ],
)
def test_initials_are_the_first_and_the_last_words(name, short):
    assert initials(name) == short
