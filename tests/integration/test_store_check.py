"""`levelset db check`: what it finds in a database, on both kinds."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text, update

from assessment.domain.added import item_of
from assessment.domain.rating import Kind
from db.check import check, check_at
from db.engine import writer
from db.tables import kits
from db.unit_of_work import sql_unit_of_work
from db.upgrade import head
from tests.builders import KIT, a_kit, a_question, an_entry, an_interview, furnish


@pytest.fixture
def furnished(engine):
    open_uow = sql_unit_of_work(engine)
    furnish(open_uow)
    with open_uow() as uow:
        uow.entries.append(an_entry())
        uow.commit()
    return engine


def run(engine, statement, **values):
    with writer(engine).begin() as connection:
        connection.execute(text(statement), values)


def test_a_sound_database_has_no_problem(furnished):
    assert check(furnished) == []


def test_a_kit_that_was_changed_is_named_with_both_hashes(furnished):
    changed = a_kit(questions=[a_question(prompt="Something else was asked.")])
    with furnished.begin() as connection:
        document = connection.execute(kits.select()).mappings().one()["document"]
        document["items"][0]["asked"]["prompt"] = "Something else was asked."
        connection.execute(update(kits).values(document=document))

    (said,) = check(furnished)

    assert changed.digest != a_kit().digest
    assert said.startswith(f"Kit {KIT} was changed after it was frozen: its contents give ")
    assert said.endswith(f"its hash says {a_kit().digest}.")


def test_an_entry_about_an_item_that_does_not_exist_is_named(furnished):
    run(furnished, "update entries set item = 'q11'")

    said, _ = check(furnished)  # that the row was changed is said as well

    assert said == (
        "Interview MES-1.C-01.1 has 1 entries about q11, an item that its kit MES-1.K1 "
        "does not have."
    )


def test_an_item_that_its_rater_added_is_known_and_anothers_is_not(furnished):
    item = item_of("prd-dsp-001")
    with sql_unit_of_work(furnished)() as uow:
        uow.entries.append(an_entry("{}", kind=Kind.ADDED, item=item, seq=2))
        uow.entries.append(an_entry(4, item=item, seq=3))
        uow.commit()
    assert check(furnished) == []

    furnish(sql_unit_of_work(furnished), an_interview("MES-1.C-02.1"))
    run(furnished, "update entries set interview = 'MES-1.C-02.1' where seq = 3")

    said, *_ = check(furnished)  # that rows were moved is said as well

    assert said == (
        "Interview MES-1.C-02.1 has 1 entries about a-prd-dsp-001, an item that its kit MES-1.K1 "
        "does not have."
    )


def test_a_missing_index_is_named(furnished):
    run(furnished, "drop index ix_entries_newest")
    try:
        assert check(furnished) == [
            "The schema differs from what this version makes: add_index ix_entries_newest."
        ]
    finally:
        run(
            furnished,
            "create index ix_entries_newest on entries "
            "(interview, rater, kind, item, part, id, standing) where standing = 'counts'",
        )


def test_an_old_schema_is_said_with_the_remedy(furnished):
    run(furnished, "update alembic_version set version_num = '0000'")
    try:
        assert check(furnished) == [
            f"The schema is 0000 and this version needs {head()}: run `levelset db upgrade`."
        ]
    finally:
        run(furnished, "update alembic_version set version_num = :head", head=head())


def test_a_row_without_its_parent_is_named(sqlite_engine):
    furnish(sql_unit_of_work(sqlite_engine))
    with sqlite_engine.connect() as connection:
        raw = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys=OFF").close()
        raw.execute("delete from interviews").close()

    assert check(sqlite_engine) == [
        "Row 1 of seats refers to a row of interviews that does not exist."
    ]


def test_a_damaged_file_is_a_problem_and_not_an_error(sqlite_engine):
    furnish(sql_unit_of_work(sqlite_engine))
    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    sqlite_engine.dispose()
    with Path(str(sqlite_engine.url.database)).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)

    problems = check(sqlite_engine)

    assert problems
    assert all(isinstance(p, str) for p in problems)
    assert json.dumps(problems).count("damaged") >= 1


def test_checking_a_database_that_is_not_there_makes_none(tmp_path):
    file = tmp_path / "levelset.db"

    assert check_at(f"sqlite:///{file}") == [
        (
            f"There is no database at {file} yet: make one with `levelset serve` or "
            "`levelset demo`, or check the path."
        )
    ]
    assert list(tmp_path.iterdir()) == []


def test_checking_does_not_upgrade(tmp_path):
    file = tmp_path / "levelset.db"
    file.touch()

    assert check_at(f"sqlite:///{file}") == [
        f"The schema is missing and this version needs {head()}: run `levelset db upgrade`."
    ]


def test_a_sound_database_is_checked_by_its_url(sqlite_engine):
    sqlite_engine.dispose()

    assert check_at(f"sqlite:///{sqlite_engine.url.database}") == []


def changed_in_the_file(engine, statement):
    engine.dispose()
    with closing(sqlite3.connect(engine.url.database)) as plain, plain:
        plain.execute(statement)


@pytest.fixture
def filled(sqlite_engine):
    open_uow = sql_unit_of_work(sqlite_engine)
    furnish(open_uow)
    with open_uow() as uow:
        uow.entries.append(an_entry())
        uow.commit()
    return sqlite_engine


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("kits", "update kits set document = '{broken'"),
        ("kits", "update kits set document = '7'"),
        ("kits", "update kits set frozen_at = 'yesterday'"),
        ("interviews", "update interviews set planned_at = 'at noon'"),
        ("briefs", "update briefs set weights = 'heavy'"),
    ],
)
def test_what_no_column_holds_is_a_sentence_and_no_crash(filled, table, change):
    changed_in_the_file(filled, change)

    (said,) = check(filled)
    assert said == (
        f"The table {table} holds something that Levelset never writes: it was changed by "
        "something else, or is damaged."
    )


def test_an_interview_without_its_kit_is_a_sentence_and_no_crash(filled):
    changed_in_the_file(filled, "update interviews set kit = 'gone'")

    said = check(filled)
    assert any("refers to a row of kits that does not exist" in problem for problem in said)
