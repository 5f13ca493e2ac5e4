"""A moment is the same until something is committed, by whomever, and another one after that."""

import pytest
from sqlalchemy import Engine

from assessment.domain.errors import NotFound
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.services.reading.comparisons import read_comparison
from db.engine import engine_for
from db.unit_of_work import sql_unit_of_work
from tests.builders import a_bank, a_seat, an_entry, an_interview
from tests.shortlist import (
    FIRST,
    LEAD,
    MES_1,
    OBSERVER,
    OTHER,
    PANEL,
    STRANGER,
    a_shortlist,
    fill,
    fill_all,
)
from tests.statements import statements

BANK = a_bank()


@pytest.fixture
def store(engine: Engine):
    made = sql_unit_of_work(engine)
    a_shortlist(made)
    return made


@pytest.fixture
def elsewhere(engine: Engine):
    """The same database in another process, as far as it can tell."""
    other = engine_for(engine.url)
    yield sql_unit_of_work(other)
    other.dispose()


def moment(store):
    with store(read_only=True) as uow:
        return uow.moment()


def put(store, value, *, commit=True):
    with store() as uow:
        uow.settings.put("told", value)
        if commit:
            uow.commit()


def test_a_moment_stays_while_people_only_read(store, elsewhere):
    before = moment(store)
    read_comparison(elsewhere, BANK, MES_1, by=OWNER)
    read_comparison(store, BANK, MES_1, by=Actor(rater=LEAD))
    assert moment(store) == before


def test_what_is_committed_here_or_elsewhere_makes_another_moment(store, elsewhere):
    seen = [moment(store)]
    for writing in (store, elsewhere, store, elsewhere):
        put(writing, str(len(seen)))
        seen.append(moment(store))
    assert len(set(seen)) == 5


def test_a_transaction_sees_one_moment_whatever_is_committed_meanwhile(store, elsewhere):
    with store(read_only=True) as uow:
        before = uow.moment()
        put(elsewhere, "later")
        assert (uow.moment(), uow.settings.get("told")) == (before, None)
    assert moment(store) != before


def test_a_transaction_that_may_write_has_no_moment(store):
    with store() as uow:
        assert uow.moment() is None


def test_an_unchanged_comparison_is_the_same_one_after_one_statement(store, engine):
    fill_all(store)
    kept = read_comparison(store, BANK, MES_1, by=OWNER)
    with statements(engine) as sent:
        assert read_comparison(store, BANK, MES_1, by=OWNER) is kept
    assert len(sent) == 1


def test_a_level_that_another_process_amends_is_there_at_once(store, elsewhere):
    fill_all(store)
    before = read_comparison(store, BANK, MES_1, by=OWNER)
    sheet = SheetKey(FIRST, LEAD)
    with elsewhere() as uow:
        uow.entries.append(an_entry(1, item="q03", sheet=sheet, seq=900, because="Misheard."))
        uow.commit()
    after = read_comparison(store, BANK, MES_1, by=OWNER)
    assert before.candidates[0].scores != after.candidates[0].scores


def test_each_person_gets_what_she_may_see_also_while_nothing_changes(store):
    fill(store, LEAD)
    people = [OWNER, *(Actor(rater=r) for r in (LEAD, OBSERVER))]
    link = Actor(rater=LEAD, link=SheetKey(OTHER, LEAD))
    for _ in range(2):
        sealed = [
            [c.file.sight.others for c in read_comparison(store, BANK, MES_1, by=p).candidates]
            for p in people
        ]
        files = [read_comparison(store, BANK, MES_1, by=p).file for p in people]
        assert [file.viewer.rater for file in files] == [None, LEAD, OBSERVER]
        assert sealed[1] == [False, False]
        for nobody in (Actor(rater=STRANGER), link):
            with pytest.raises(Exception, match=r"no role|This link"):
                read_comparison(store, BANK, MES_1, by=nobody)


def test_who_is_taken_off_the_panel_elsewhere_sees_nothing_more(store, elsewhere):
    fill_all(store)
    by = Actor(rater=LEAD)
    read_comparison(store, BANK, MES_1, by=by)
    with elsewhere() as uow:
        uow.requisitions.unseat(MES_1, LEAD)
        for each in (FIRST, OTHER):
            seats = tuple(s for s in PANEL if s.rater != LEAD) or (a_seat(STRANGER),)
            uow.interviews.save(an_interview(each, seats=seats))
        uow.commit()
    with pytest.raises(NotFound):
        read_comparison(store, BANK, MES_1, by=by)
