"""A comparison that was prepared is what a read without preparation gives, for each viewer."""

import pytest

from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.services.reading import comparisons, kept_logs
from assessment.services.reading.comparisons import read_comparison
from assessment.services.reading.preparing import prepare
from assessment.services.store.kept import forget_all
from tests.builders import a_bank
from tests.integration.test_kept_comparisons import furnished, read
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    MES_1,
    OBSERVER,
    OTHER,
    SECOND,
    STRANGER,
    fill,
    fill_all,
)

BANK = a_bank()
VIEWERS = (None, LEAD, SECOND, OBSERVER)


@pytest.fixture
def store(sqlite_store):
    made = furnished(sqlite_store)
    fill_all(made, FIRST)
    fill(made, LEAD, OTHER, EVENLY | {"q02": 5, "q09": 1})
    return made


def audit_log(store):
    with store(read_only=True) as uow:
        return uow.journal.newest()


@pytest.mark.parametrize("rater", VIEWERS)
def test_what_was_prepared_is_what_a_fresh_read_gives(store, rater):
    kept_logs.forget()
    prepare(store, BANK, MES_1, by=Actor(rater=rater))
    prepared = read(store, rater)
    kept_logs.forget()
    assert prepared == read(store, rater)


def test_what_was_prepared_is_not_worked_out_again(store, monkeypatch):
    prepare(store, BANK, MES_1, by=OWNER)
    monkeypatch.setattr(comparisons, "_compare", None)
    assert read_comparison(store, BANK, MES_1, by=OWNER).candidates


def test_what_is_prepared_for_one_person_is_nothing_to_another(store):
    prepare(store, BANK, MES_1, by=OWNER)
    found = read_comparison(store, BANK, MES_1, by=Actor(rater=SECOND))
    assert [c.scores is None for c in found.candidates] == [False, True]


@pytest.mark.parametrize(
    "by", [Actor(rater=STRANGER), Actor(rater=LEAD, link=SheetKey(FIRST, LEAD))]
)
def test_nothing_is_prepared_or_noted_for_somebody_who_may_not_see_it(store, by):
    forget_all()  # other tests' comparisons are kept in this process too
    before = audit_log(store)
    prepare(store, BANK, MES_1, by=by)
    assert audit_log(store) == before
    assert not [name for name in comparisons._unchanged._found if by in name]
