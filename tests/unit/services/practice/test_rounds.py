"""A rater's own rounds, and what others may know of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.errors import Invalid, NotAllowed, NotFound
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.practice import PracticeRule
from assessment.domain.requisition import SeatRole
from assessment.services.practice.rounds import begin, finish, rate, read_practice
from assessment.services.practice.rules import (
    StrictnessSources,
    change_rule,
    change_sources,
    read_rule,
    read_sources,
)
from assessment.services.practice.status import practice_status
from tests.builders import (
    INTERVIEW,
    REQUISITION,
    a_bank,
    a_panel_member,
    a_seat,
    an_interview,
    furnish,
)
from tests.fakes import StoppedClock
from tests.practising import HER, a_practice_bank

BANK = a_practice_bank()
ME, OTHER = Actor(rater=HER), Actor(rater="R-02")
SEATS = (a_seat("R-01", SeatRole.LEAD), a_seat("R-02"), a_seat("R-03", SeatRole.OBSERVER))


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def store(any_store):
    furnish(any_store, an_interview(seats=SEATS))
    with any_store() as uow:
        uow.people.add_rater("R-04", "Consultant")
        uow.requisitions.seat(a_panel_member("R-04", role=SeatRole.CONSULTANT))
        uow.commit()
    return any_store


def rate_all(store, clock, by=ME, *, off=0, number=1):
    for place, answer in enumerate(read_practice(store, by=by).round(number).answers):
        level = min(5, max(1, answer.key + off))
        rate(store, clock, number=number, place=place, level=level, by=by)


def practised(store, clock, by=ME, *, off=0):
    number = begin(store, BANK, clock, by=by)
    rate_all(store, clock, by, off=off, number=number)
    finish(store, clock, number=number, by=by)


def test_a_round_goes_on_where_it_was_left_and_every_level_stays_in_the_log(store, clock):
    assert begin(store, BANK, clock, by=ME) == 1
    rate(store, clock, number=1, place=0, level=2, by=ME)
    rate(store, clock, number=1, place=0, level=2, by=ME)  # a second press
    rate(store, clock, number=1, place=0, level=4, by=ME)
    assert begin(store, BANK, clock, by=ME) == 1  # a second window

    found = read_practice(store, by=ME)
    assert dict(found.open.levels) == {0: 4}
    assert found.open.open_place == 1
    with store(read_only=True) as uow:
        assert [e.level for e in uow.practice.of(HER)] == [None, 2, 4]


def test_a_finished_round_is_locked_and_noted_without_its_results(store, clock):
    practised(store, clock)

    with pytest.raises(NotAllowed, match="Round 1 is finished, so its levels stay as they are"):
        rate(store, clock, number=1, place=0, level=1, by=ME)
    with pytest.raises(NotAllowed, match="Round 1 is finished"):
        finish(store, clock, number=1, by=ME)
    with store(read_only=True) as uow:
        line = uow.journal.newest()
    assert (line.by, line.act, line.about, line.detail) == (
        HER,
        Action.PRACTISE,
        HER,
        "round 1 finished",
    )
    assert begin(store, BANK, clock, by=ME) == 2


def test_what_does_not_fit_is_refused_and_nothing_is_stored(store, clock):
    begin(store, BANK, clock, by=ME)
    for given, fault, said in (
        ({"number": 1, "place": 16, "level": 3}, NotFound, "Round 1 has 16 answers, not 17."),
        ({"number": 1, "place": -1, "level": 3}, NotFound, "has 16 answers"),
        ({"number": 1, "place": 0, "level": 6}, Invalid, "from 1 to 5, not 6"),
        ({"number": 2, "place": 0, "level": 3}, NotFound, "no practice round 2 of yours"),
    ):
        with pytest.raises(fault, match=said):
            rate(store, clock, **given, by=ME)
    with pytest.raises(Invalid, match="Answer 1 has no level yet"):
        finish(store, clock, number=1, by=ME)
    with pytest.raises(Invalid, match="no written answers to practise with"):
        begin(store, a_bank(), clock, by=OTHER)

    assert read_practice(store, by=ME).open.levels == {}
    assert read_practice(store, by=OTHER).rounds == ()


def test_nobody_reads_or_changes_somebody_elses_round(store, clock):
    practised(store, clock)

    assert read_practice(store, by=OTHER).rounds == ()
    with pytest.raises(NotFound, match="no practice round 1 of yours"):
        rate(store, clock, number=1, place=0, level=3, by=OTHER)
    for act in (read_practice, lambda s, by: begin(s, BANK, clock, by=by)):
        with pytest.raises(NotAllowed, match="Choose a person under Viewing as"):
            act(store, by=OWNER)
        device = Actor(rater=HER, link=SheetKey(INTERVIEW, HER))
        with pytest.raises(NotAllowed, match="This link opens one scorecard"):
            act(store, by=device)


def test_owner_and_consultant_see_until_when_in_panel_order_and_no_results(store, clock):
    practised(store, clock, OTHER)
    practised(store, clock, ME, off=2)  # far from the key

    for by in (OWNER, Actor(rater="R-04")):
        found = practice_status(store, REQUISITION, by=by)
        assert [(s.rater, s.until) for s in found] == [
            ("R-01", None),
            ("R-02", clock().replace(year=clock().year + 1)),
        ]
    for by in (ME, OTHER, Actor(rater="R-03")):
        with pytest.raises(NotAllowed, match="Only the owner or a consultant"):
            practice_status(store, REQUISITION, by=by)


def test_rules_are_the_owners_and_a_round_keeps_those_it_began_with(store, clock):
    begin(store, BANK, clock, by=ME)
    short = PracticeRule(questions=4, near_percent=90, same_percent=50, months=6)
    change_rule(store, rule=short, by=OWNER)
    begin(store, BANK, clock, by=OTHER)

    assert read_rule(store, by=OWNER) == short
    assert read_practice(store, by=ME).open.rule == PracticeRule()
    assert len(read_practice(store, by=OTHER).open.answers) == 8
    with store(read_only=True) as uow:
        noted = [e.detail for e in uow.journal.lines() if e.act == Action.CHANGE_PRACTICE]
    assert noted == ["4 questions, 90\u00a0% within one level, 50\u00a0% on it, 6 months"]
    with pytest.raises(NotAllowed, match="Only the owner can change the rules of practice"):
        change_rule(store, rule=PracticeRule(), by=ME)
    with pytest.raises(Invalid, match="4 to 12 questions"):
        change_rule(store, rule=replace(short, questions=99), by=OWNER)
    assert read_rule(store, by=OWNER) == short


def test_what_estimates_know_of_strictness_is_the_owners_choice_and_said_to_all(store):
    assert read_sources(store, by=ME) == StrictnessSources(history=True, practice=False)
    change_sources(store, sources=StrictnessSources(history=False, practice=True), by=OWNER)

    assert read_sources(store, by=ME) == StrictnessSources(history=False, practice=True)
    with store(read_only=True) as uow:
        assert uow.journal.newest().detail == "other roles off, practice on"
    with pytest.raises(NotAllowed, match="Only the owner"):
        change_sources(store, sources=StrictnessSources(), by=ME)


def test_practice_is_due_again_after_its_months(store, clock):
    practised(store, clock)
    (first, _) = practice_status(store, REQUISITION, by=OWNER)
    clock.forward(timedelta(days=400).total_seconds())

    assert first.until < clock()
    practised(store, clock)
    (again, _) = practice_status(store, REQUISITION, by=OWNER)
    assert again.until > clock()
