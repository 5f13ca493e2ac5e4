"""How long data is kept, in every store."""

from datetime import date

import pytest

from assessment.domain.retention import KeptLonger, RetentionPeriod
from tests.builders import CANDIDATE, NOON, REQUISITION, furnish


@pytest.fixture
def store(any_store):
    furnish(any_store)
    return any_store


def a_word(until=date(2027, 1, 1)):
    return KeptLonger(candidate=CANDIDATE, until=until, because="客户", at=NOON, by=None)


def written(store, act):
    with store() as uow:
        act(uow)
        uow.commit()


def test_a_period_replaces_the_one_before(store):
    chosen = RetentionPeriod(requisition=REQUISITION, months=60, reason="The law: “§ 15”.")
    written(store, lambda uow: uow.retention.change(RetentionPeriod(requisition=REQUISITION)))
    written(store, lambda uow: uow.retention.change(chosen))

    with store(read_only=True) as uow:
        assert uow.retention.period(REQUISITION) == chosen
        assert uow.retention.period("MES-9") == RetentionPeriod(requisition="MES-9")


def test_the_last_word_on_a_candidate_counts(store):
    written(store, lambda uow: uow.retention.keep(a_word(date(2028, 1, 1))))
    written(store, lambda uow: uow.retention.keep(a_word()))

    with store(read_only=True) as uow:
        assert uow.retention.kept(REQUISITION) == {CANDIDATE: a_word()}
        assert uow.retention.kept("MES-9") == {}


@pytest.mark.parametrize("how", ["erase", "anonymise", "remove"])
def test_it_goes_with_the_candidate_and_with_the_role(store, how):
    def act(uow):
        uow.retention.keep(a_word())
        uow.retention.change(RetentionPeriod(requisition=REQUISITION, months=1))
        if how == "remove":
            uow.requisitions.remove(REQUISITION)
        elif how == "erase":
            uow.erasures.erase(CANDIDATE)
        else:
            uow.erasures.anonymise(CANDIDATE, at=NOON)

    written(store, act)

    with store(read_only=True) as uow:
        assert uow.retention.kept(REQUISITION) == {}
        assert uow.retention.period(REQUISITION).months == (6 if how == "remove" else 1)
