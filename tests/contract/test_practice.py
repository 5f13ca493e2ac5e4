"""The practice log: the same claims for every store."""

import pytest

from assessment.domain.errors import Invalid, NotFound
from assessment.domain.ids import RaterId
from assessment.domain.practice import PracticeEvent, PracticeKind, PracticeRule, rounds_of
from assessment.planning.practice_round import practice_round
from tests.builders import NOON
from tests.practising import HER, a_practice_bank

OTHER = RaterId("R-02")
ANSWERS = practice_round(a_practice_bank(), HER, 4, ())
RULE = PracticeRule(questions=4, months=6)


def event(kind, rater=HER, number=1, **given):
    return PracticeEvent(rater=rater, round=number, kind=kind, at=NOON, **given)


def stored(store, *events):
    with store() as uow:
        for one in events:
            uow.practice.append(one)
        uow.commit()


@pytest.fixture
def store(any_store):
    with any_store() as uow:
        for rater in (HER, OTHER):
            uow.people.add_rater(rater, f"Person {rater}")
        uow.commit()
    return any_store


STARTED = event(PracticeKind.STARTED, rule=RULE, answers=ANSWERS)


def test_events_come_back_in_order_with_everything_a_round_began_with(store):
    stored(store, STARTED, event(PracticeKind.RATED, place=0, level=4))
    stored(store, event(PracticeKind.RATED, place=0, level=5), event(PracticeKind.FINISHED))
    stored(store, event(PracticeKind.STARTED, OTHER, rule=RULE, answers=ANSWERS[:2]))

    with store(read_only=True) as uow:
        kept = uow.practice.of(HER)
        assert [e.id for e in kept] == sorted(e.id for e in kept)
        (found,) = rounds_of(kept)
        (other,) = rounds_of(uow.practice.of(OTHER))
    assert (found.answers, found.rule, dict(found.levels)) == (ANSWERS, RULE, {0: 5})
    assert (found.started_at, found.finished_at) == (NOON, NOON)
    assert (other.answers, other.finished_at) == (ANSWERS[:2], None)


def test_a_round_begins_once_and_ends_once(store):
    stored(store, STARTED, event(PracticeKind.FINISHED))

    with pytest.raises(Invalid, match="Round 1 is already started"):
        stored(store, STARTED)
    with pytest.raises(Invalid, match="Round 1 is already finished"):
        stored(store, event(PracticeKind.FINISHED))
    stored(store, event(PracticeKind.STARTED, number=2, rule=RULE, answers=ANSWERS))


def test_nobody_unknown_practises_and_a_rater_who_did_stays_in_the_record(store):
    with pytest.raises(NotFound, match="There is no interviewer R-99 in this database"):
        stored(store, event(PracticeKind.STARTED, RaterId("R-99"), rule=RULE, answers=ANSWERS))
    stored(store, STARTED)
    with pytest.raises(Invalid, match="stays in the record"), store() as uow:
        uow.people.remove_rater(HER)

    with store() as uow:
        uow.practice.forget(HER)
        uow.people.remove_rater(HER)
        uow.commit()
    with store(read_only=True) as uow:
        assert uow.practice.of(HER) == []
