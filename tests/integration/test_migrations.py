"""Migrations: up from nothing, no drift, down again, and once however many start together."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from assessment.domain.brief_origin import BriefOrigin, ClientAnswer
from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.draft_form import DraftField, DraftForm
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Kind
from assessment.services.drafts import brief_drafts, form_drafts
from db.check import check, check_at
from db.engine import engine_for, writer
from db.tables import metadata
from db.unit_of_work import sql_unit_of_work
from db.upgrade import configuration, downgrade, head, known_revisions, upgrade
from tests.builders import (
    CANDIDATE,
    NOON,
    RATER,
    REQUISITION,
    SHEET,
    a_brief,
    a_debrief_record,
    an_entry,
    furnish,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty_engine(empty_url):
    engine = engine_for(empty_url)
    yield engine
    engine.dispose()


def _tables(engine):
    return set(inspect(engine).get_table_names())


def test_an_empty_database_gets_every_table(empty_engine):
    upgrade(empty_engine)

    assert _tables(empty_engine) == {*metadata.tables, "alembic_version"}
    assert check(empty_engine) == []


def test_upgrading_again_changes_nothing(empty_engine):
    upgrade(empty_engine)
    furnish(sql_unit_of_work(empty_engine))

    upgrade(empty_engine)

    assert check(empty_engine) == []


def test_alembic_finds_no_drift(empty_engine):
    upgrade(empty_engine)

    with empty_engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.check(config)  # raises where a migration is missing


def test_the_migrations_make_the_same_constraints_as_the_tables(empty_engine, tmp_path):
    """Alembic compares neither CHECK constraints nor the names of others; we do."""

    def constraints(connection: Connection):
        look = inspect(connection)
        return {
            table: (
                sorted((c["name"], c["sqltext"]) for c in look.get_check_constraints(table)),
                sorted(c["name"] for c in look.get_foreign_keys(table)),
                sorted(c["name"] for c in look.get_unique_constraints(table)),
                sorted(c["name"] for c in look.get_indexes(table)),
                look.get_pk_constraint(table)["name"],
            )
            for table in metadata.tables
        }

    upgrade(empty_engine)
    with empty_engine.begin() as connection:
        by_migration = constraints(connection)
    downgrade(empty_engine, "base")
    with empty_engine.begin() as connection:
        metadata.create_all(connection)
        by_tables = constraints(connection)

    assert by_migration == by_tables
    assert all(name for parts in by_tables.values() for names in parts[1:4] for name in names)


def test_down_to_nothing_and_up_again(empty_engine):
    upgrade(empty_engine)
    furnish(sql_unit_of_work(empty_engine))

    downgrade(empty_engine, "base")
    assert _tables(empty_engine) == {"alembic_version"}

    upgrade(empty_engine)
    assert check(empty_engine) == []


def furnish_at(engine, revision):
    """A database of an earlier version with an interview in it, as this version can make one."""
    upgrade(engine)
    furnish(sql_unit_of_work(engine))
    downgrade(engine, revision)


OLD_ENTRY = (
    "insert into entries (interview, rater, client, seq, kind, item, part, {column}, base, "
    "standing, because, at) values ('MES-1.C-01.1', 'R-01', 'tab-1', :seq, :kind, :item, '', "
    ":value, 0, 'counts', '', '2026-03-02 12:00:00+00:00') returning id"
)


def _written(engine, seq, kind, column, value, item="q01"):
    with writer(engine).begin() as connection:
        statement = text(OLD_ENTRY.format(column=column))
        values = {"seq": seq, "kind": kind, "value": value, "item": item}
        return connection.execute(statement, values).scalar_one()


def test_a_log_from_before_goes_on_and_takes_reasons_and_added_questions(empty_engine):
    furnish_at(empty_engine, "0001")
    first = _written(empty_engine, 1, "verdict", "level", 4)
    gone = _written(empty_engine, 2, "evidence", "text", "said")
    with writer(empty_engine).begin() as connection:
        connection.execute(text("delete from entries where id = :id"), {"id": gone})

    upgrade(empty_engine)

    with sql_unit_of_work(empty_engine)() as uow:
        new = uow.entries.append(an_entry("no time", kind=Kind.DEVIATION, seq=3)).id
        uow.commit()
    assert new > gone  # a place in the log is not given twice
    with sql_unit_of_work(empty_engine)(read_only=True) as uow:
        kept = [(e.id, e.kind, e.value) for e in uow.entries.history(SHEET)]
    assert kept == [(first, Kind.VERDICT, 4), (new, Kind.DEVIATION, "no time")]
    assert check(empty_engine) == []


def test_the_log_goes_back_to_what_it_took_before(empty_engine):
    upgrade(empty_engine)
    furnish(sql_unit_of_work(empty_engine))
    first = _written(empty_engine, 1, "verdict", "level", 4)
    _written(empty_engine, 2, "deviation", "text", "no time")
    _written(empty_engine, 3, "added", "text", "{}", item="a-plc-001")
    _written(empty_engine, 4, "verdict", "level", 5, item="a-plc-001")

    downgrade(empty_engine, "0001")

    with empty_engine.connect() as connection:
        left = connection.execute(text("select id, level from entries")).all()
    assert left == [(first, 4)]
    with pytest.raises(IntegrityError, match="ck_entries_"):
        _written(empty_engine, 5, "deviation", "text", "no time")


def test_a_database_from_before_keeps_its_brief_and_takes_what_is_typed(empty_engine):
    store = sql_unit_of_work(empty_engine)
    furnish_at(empty_engine, "0003")

    upgrade(empty_engine)
    with store() as uow:
        assert uow.briefs.latest(REQUISITION) == a_brief()
    brief_drafts.keep(store, lambda: NOON, a_brief(to_clear_up="Who owns nights?"), by=OWNER)

    downgrade(empty_engine, "0003")
    upgrade(empty_engine)
    with store(read_only=True) as uow:
        assert uow.briefs.latest(REQUISITION) == a_brief()


def test_a_brief_from_before_was_written_by_hand_and_the_next_one_says_what_it_was_made_from(
    empty_engine,
):
    store = sql_unit_of_work(empty_engine)
    furnish_at(empty_engine, "0010")

    upgrade(empty_engine)
    origin = BriefOrigin(answers={"night": ClientAnswer(chosen=("line",), note="the filler")})
    with store() as uow:
        assert uow.briefs.latest(REQUISITION) == a_brief()
        uow.briefs.add(replace(a_brief(revision=2), origin=origin))
        uow.commit()
    with store(read_only=True) as uow:
        assert uow.briefs.latest(REQUISITION) == replace(a_brief(revision=2), origin=origin)

    downgrade(empty_engine, "0010")
    with empty_engine.connect() as connection:
        assert list(connection.scalars(text("select revision from briefs"))) == [1, 2]


def test_a_database_from_before_keeps_its_log_and_takes_what_is_typed_into_forms(empty_engine):
    furnish_at(empty_engine, "0004")
    first = _written(empty_engine, 1, "verdict", "level", 4)

    upgrade(empty_engine)
    form = DraftForm(candidate=CANDIDATE, author=None, name="note")
    words = DraftField(form=form, field="note", text="Heard twice.", kept_at=NOON)
    with sql_unit_of_work(empty_engine)() as uow:
        uow.drafts.keep(words)
        uow.commit()

    downgrade(empty_engine, "0004")
    with empty_engine.connect() as connection:
        assert list(connection.scalars(text("select id from entries"))) == [first]


def test_drafts_of_both_old_tables_are_in_the_one_table(empty_engine):
    furnish_at(empty_engine, "0005")
    with empty_engine.begin() as connection:
        connection.execute(text(OLD_WORDS), {"at": NOON.replace(tzinfo=None)})
        connection.execute(text(OLD_BRIEF), {"at": NOON.replace(tzinfo=None)})

    upgrade(empty_engine)
    store = sql_unit_of_work(empty_engine)
    note = form_drafts.kept(store, CANDIDATE, by=Actor(rater=RATER))["note"]["note"]
    brief = brief_drafts.kept(store, REQUISITION, by=OWNER)

    assert (note.text, note.kept_at) == ("Heard twice.", NOON)
    expected = a_brief(revision=3, to_clear_up="Who owns nights?")
    assert brief == replace(expected, title="", required_score=60.5)


OLD_WORDS = """insert into unsaved_words (candidate, keeper, form, field, text, kept_at)
values ('MES-1.C-01', 'R-01', 'note', 'note', 'Heard twice.', :at)"""
OLD_BRIEF = """insert into brief_drafts (requisition, keeper, revision, title, client,
enterprise_share, cells, organisational_scope, industry, weights, rationale, required_score,
coverage_floor, to_clear_up, kept_at)
select requisition, '', 3, '', client, enterprise_share, cells, organisational_scope, industry,
weights, rationale, 60.5, coverage_floor, 'Who owns nights?', :at from briefs"""


OLD_NOTE = """insert into debrief_records (candidate, kind, "by", at, recommendation, text)
values ('MES-1.C-01', 'note', 'R-01', '2026-03-02 12:00:00+00:00', '', :said) returning id"""


def test_a_debrief_from_before_goes_on_and_takes_a_decision(empty_engine):
    furnish_at(empty_engine, "0008")
    with writer(empty_engine).begin() as connection:
        kept, gone = (connection.scalar(text(OLD_NOTE), {"said": s}) for s in ("Heard.", "Gone."))
        connection.execute(text("delete from debrief_records where id = :id"), {"id": gone})

    upgrade(empty_engine)
    store = sql_unit_of_work(empty_engine)
    with store() as uow:
        uow.debriefs.add(a_debrief_record(DebriefKind.DECISION, decision=Decision.OFFER))
        uow.commit()
    with store(read_only=True) as uow:
        note, decision = uow.debriefs.of(CANDIDATE)
    assert (note.id, note.text, note.decision) == (kept, "Heard.", None)
    assert decision.decision is Decision.OFFER
    assert decision.id > gone  # a place in the log is not given twice
    assert check(empty_engine) == []

    downgrade(empty_engine, "0008")
    with empty_engine.connect() as connection:
        assert list(connection.scalars(text("select id from debrief_records"))) == [kept]
    upgrade(empty_engine)
    assert check(empty_engine) == []


def test_a_decision_and_its_kind_go_together(empty_engine):
    upgrade(empty_engine)
    store = sql_unit_of_work(empty_engine)
    furnish(store)
    for record in (
        a_debrief_record(DebriefKind.DECISION),
        a_debrief_record(DebriefKind.NOTE, decision=Decision.OFFER),
    ):
        with store() as uow, pytest.raises(IntegrityError, match="decision_fits_kind"):
            uow.debriefs.add(record)


def test_a_kind_that_nobody_knows_is_refused(empty_engine):
    upgrade(empty_engine)
    furnish(sql_unit_of_work(empty_engine))

    with pytest.raises(IntegrityError, match="ck_entries_kind_known"):
        _written(empty_engine, 1, "rumour", "text", "said")


def test_there_is_one_line_of_revisions(empty_engine):
    assert head() in known_revisions()


def test_a_migration_that_fails_leaves_nothing_behind(empty_engine):
    with empty_engine.begin() as connection:
        connection.execute(text("create table settings (key text)"))  # in the way of 0001

    with pytest.raises(Exception, match="already exists"):
        upgrade(empty_engine)

    assert _tables(empty_engine) == {"settings"}


def test_foreign_keys_are_watched_again_after_an_upgrade(sqlite_engine):
    upgrade(sqlite_engine)

    with sqlite_engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_three_processes_that_start_together_upgrade_once(sqlite_url, empty_postgres_url):
    program = (
        "import sys\n"
        "from db.opening import open_store\n"
        "for url in sys.argv[1:]:\n"
        "    print('ready', flush=True)\n"
        "    sys.stdin.readline()\n"
        "    open_store(url).close()\n"
    )
    urls = [sqlite_url, empty_postgres_url]
    started = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                program,
                *(u.render_as_string(hide_password=False) for u in urls),
            ],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for _ in urls:
        assert [process.stdout.readline() for process in started] == ["ready\n"] * 3
        for process in started:
            process.stdin.write("go\n")
            process.stdin.flush()
    said = [process.communicate(timeout=300)[1] for process in started]

    assert said == ["", "", ""]
    assert [process.returncode for process in started] == [0, 0, 0]
    for url in urls:
        assert check_at(url.render_as_string(hide_password=False)) == []
