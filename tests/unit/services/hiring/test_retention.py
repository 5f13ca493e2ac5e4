"""How long data is kept: who says so, what the audit log keeps, and who sees what is due."""

from datetime import date, timedelta

import pytest

from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.erasure import Erasure
from assessment.domain.errors import Incomplete, Invalid, NotAllowed
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.retention import USUAL_REASON, RetentionPeriod, Since
from assessment.services.hiring.candidates import remove_candidate, restore_candidate
from assessment.services.hiring.erasing import erase_candidate
from assessment.services.hiring.retention import change_retention, keep_longer
from assessment.services.reading.retention import overdue, read_retention
from assessment.services.reading.today import today
from tests.builders import NOON, a_debrief_record
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import (
    LEAD,
    MES_1,
    OBSERVER,
    ONE,
    OTHER,
    SECOND,
    STRANGER,
    TWO,
    a_shortlist,
    fill,
    fill_all,
)

LATER = StoppedClock(NOON + timedelta(days=365))
WHY = "The works council asked for it."


@pytest.fixture
def open_uow():
    made = fake_open_uow()
    a_shortlist(made)
    return made


def decide(open_uow, candidate=ONE, at=NOON):
    with open_uow() as uow:
        kind = DebriefKind.DECISION
        uow.debriefs.add(
            a_debrief_record(kind, candidate=candidate, decision=Decision.REJECT, at=at)
        )
        uow.commit()


def change(open_uow, months=12, reason=WHY, by=OWNER):
    change_retention(open_uow, requisition=MES_1, months=months, reason=reason, by=by)


def keep(open_uow, until, reason="A complaint is open.", by=OWNER, clock=LATER):
    keep_longer(open_uow, clock, candidate=ONE, until=until, reason=reason, by=by)


def log(open_uow):
    with open_uow(read_only=True) as uow:
        return [(j.by, j.act, j.about, j.detail, j.because) for j in uow.journal.lines()]


def due(open_uow, rater=None, clock=LATER):
    return [c.candidate.id for c, _ in today(open_uow, clock, by=Actor(rater=rater)).to_review]


def test_six_months_hold_until_somebody_chooses_another_period(open_uow):
    assert read_retention(open_uow, MES_1, by=OWNER).period == RetentionPeriod(
        requisition=MES_1, months=6, reason=USUAL_REASON
    )

    change(open_uow, by=Actor(rater=LEAD))

    found = read_retention(open_uow, MES_1, by=Actor(rater=OBSERVER)).period
    assert (found.months, found.reason) == (12, WHY)
    act = Action.CHANGE_RETENTION.value
    assert log(open_uow) == [(LEAD, act, MES_1, "6 months to 12 months", WHY)]


def test_saving_what_holds_already_is_no_change(open_uow):
    change(open_uow)
    change(open_uow)

    assert len(log(open_uow)) == 1


@pytest.mark.parametrize(
    ("months", "reason", "fault"),
    [(0, WHY, Invalid), (61, WHY, Invalid), (6.5, WHY, Invalid), (12, "  ", Incomplete)],
)
def test_what_is_no_period_changes_nothing(open_uow, months, reason, fault):
    with pytest.raises(fault):
        change(open_uow, months, reason)

    assert read_retention(open_uow, MES_1, by=OWNER).period.months == 6
    assert log(open_uow) == []


@pytest.mark.parametrize("rater", [SECOND, OBSERVER])
def test_who_does_not_lead_changes_no_period_and_keeps_nobody(open_uow, rater):
    with pytest.raises(NotAllowed, match="Only the owner"):
        change(open_uow, by=Actor(rater=rater))
    with pytest.raises(NotAllowed, match="Only the owner"):
        keep(open_uow, date(2028, 1, 1), by=Actor(rater=rater))


def test_a_decision_is_due_after_the_period_for_everybody_with_a_seat(open_uow):
    fill_all(open_uow)
    decide(open_uow)
    end = StoppedClock(NOON.replace(month=9))

    for rater in (None, LEAD, SECOND, OBSERVER):
        assert ONE in due(open_uow, rater, end)
        assert due(open_uow, rater, StoppedClock(end.at - timedelta(days=1))) == []
    assert due(open_uow, STRANGER, end) == []


def test_who_may_not_know_who_has_submitted_learns_it_from_no_period(open_uow):
    fill(open_uow, LEAD, OTHER)

    assert TWO not in due(open_uow, SECOND)
    assert TWO in due(open_uow, LEAD)
    assert TWO not in read_retention(open_uow, MES_1, by=Actor(rater=SECOND)).candidates


def test_a_decision_still_counts_once_another_interview_closed_the_debrief(open_uow):
    """Nothing of it is shown but since when the data is kept."""
    fill(open_uow, LEAD)
    decide(open_uow, at=NOON + timedelta(days=40))

    found = read_retention(open_uow, MES_1, by=OWNER).candidates[ONE]

    assert found.start.since is Since.DECISION


def test_keep_longer_takes_it_off_the_list_until_that_day(open_uow):
    fill_all(open_uow)
    decide(open_uow)

    keep(open_uow, date(2027, 6, 1), by=Actor(rater=LEAD))

    assert due(open_uow) == [TWO]
    again = StoppedClock(LATER.at.replace(month=6, day=1))
    assert due(open_uow, clock=again) == [TWO, ONE]
    act = Action.KEEP_LONGER.value
    assert log(open_uow) == [(LEAD, act, ONE, "until 2027-06-01", "A complaint is open.")]


@pytest.mark.parametrize(
    ("until", "reason", "fault"),
    [
        (date(2027, 3, 2), "x", Invalid),
        (date(2026, 1, 1), "x", Invalid),
        (date(2035, 1, 1), "x", Invalid),
        (date(2027, 6, 1), " ", Incomplete),
    ],
)
def test_keeping_longer_needs_a_day_ahead_and_a_reason(open_uow, until, reason, fault):
    with pytest.raises(fault):
        keep(open_uow, until, reason)

    assert log(open_uow) == []
    assert due(open_uow) == [ONE, TWO]


@pytest.mark.parametrize("how", Erasure)
def test_who_was_erased_or_anonymised_is_due_no_more(open_uow, how):
    keep(open_uow, date(2027, 6, 1))
    erase_candidate(open_uow, LATER, candidate=ONE, how=how, by=OWNER)

    assert due(open_uow, clock=StoppedClock(LATER.at + timedelta(days=500))) == [TWO]
    with open_uow(read_only=True) as uow:
        assert uow.retention.kept(MES_1) == {}
        assert all(not line.because for line in uow.journal.lines())


def remove(open_uow, at=NOON):
    why = "Added by mistake."
    remove_candidate(open_uow, StoppedClock(at), candidate=ONE, reason=why, by=OWNER)


def test_who_was_removed_is_due_after_the_removal_for_whoever_could_put_them_back(open_uow):
    remove(open_uow, NOON + timedelta(days=31))  # 2 April
    end = StoppedClock(NOON.replace(month=10))

    for rater in (None, LEAD):
        assert ONE not in due(open_uow, rater, StoppedClock(end.at - timedelta(days=1)))
        assert ONE in due(open_uow, rater, end)
    for rater in (SECOND, OBSERVER, STRANGER):
        assert ONE not in due(open_uow, rater, end)
    found = overdue(open_uow, end, by=OWNER)[-1]
    assert (found.candidate, found.removed) == (ONE, True)
    assert found.since == "6 months after the removal of 2 April 2026"
    view = read_retention(open_uow, MES_1, by=OWNER)
    assert [c.candidate.id for c in view.removed] == [ONE]
    assert read_retention(open_uow, MES_1, by=Actor(rater=SECOND)).removed == ()


def test_who_was_put_back_is_counted_as_everybody_else(open_uow):
    remove(open_uow)
    restore_candidate(open_uow, candidate=ONE, by=OWNER)

    view = read_retention(open_uow, MES_1, by=OWNER)
    assert (view.removed, view.candidates[ONE].start.since) == ((), Since.ADDED)


@pytest.mark.parametrize("how", Erasure)
def test_who_was_removed_is_due_no_more_once_erased(open_uow, how):
    remove(open_uow)
    assert set(due(open_uow)) == {ONE, TWO}

    erase_candidate(open_uow, LATER, candidate=ONE, how=how, by=OWNER)

    assert due(open_uow) == [TWO]


def test_nothing_is_deleted_by_being_due(open_uow):
    due(open_uow, clock=StoppedClock(NOON + timedelta(days=5000)))

    with open_uow(read_only=True) as uow:
        assert [c.id for c in uow.requisitions.candidates(MES_1)] == [ONE, TWO]


def test_the_owners_list_is_over_every_role_and_nobody_elses(open_uow):
    assert [kept.candidate for kept in overdue(open_uow, LATER, by=OWNER)] == [ONE, TWO]
    assert overdue(open_uow, StoppedClock(), by=OWNER) == ()
    with pytest.raises(NotAllowed):
        overdue(open_uow, LATER, by=Actor(rater=LEAD))
