"""Backups that nobody has to think of: how many, how old, how often, and before an upgrade."""

import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessment.domain.errors import StoreUnavailable
from db.backup_rotation import (
    BackupPlan,
    automatic_backups,
    before_upgrade,
    copy_now,
    in_background,
    roll,
)
from db.backup_verification import check_file
from db.opening import open_store
from db.unit_of_work import sql_unit_of_work
from tests.builders import furnish

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PLAN = BackupPlan(count=3, days=30)


@pytest.fixture
def live(sqlite_url, sqlite_engine):
    furnish(sql_unit_of_work(sqlite_engine))
    return Path(str(sqlite_url.database))


@pytest.fixture
def url(live):
    return f"sqlite:///{live}"


def names(live):
    return sorted(file.name for file in (live.parent / "backups").iterdir())


def test_a_back_up_is_written_and_proven(live):
    file = roll(live, PLAN, NOW)

    assert file == live.parent / "backups" / "levelset-20260302-120000.db"
    assert check_file(file) == []


def test_there_is_at_most_one_an_hour(live):
    roll(live, PLAN, NOW)

    assert roll(live, PLAN, NOW + timedelta(minutes=59, seconds=59)) is None
    assert roll(live, PLAN, NOW + timedelta(hours=1)) is not None
    assert names(live) == ["levelset-20260302-120000.db", "levelset-20260302-130000.db"]


def test_the_newest_are_kept(live):
    for hours in range(5):
        roll(live, PLAN, NOW + timedelta(hours=hours))

    assert names(live) == [
        "levelset-20260302-140000.db",
        "levelset-20260302-150000.db",
        "levelset-20260302-160000.db",
    ]


def test_old_ones_go_but_never_the_newest(live):
    roll(live, PLAN, NOW)
    roll(live, PLAN, NOW + timedelta(hours=2))

    roll(live, PLAN, NOW + timedelta(days=30, hours=1))
    assert names(live) == ["levelset-20260302-140000.db", "levelset-20260401-130000.db"]

    # A year later, started twice within the hour: the second start only tidies up.
    roll(live, PLAN, NOW + timedelta(days=365))
    roll(live, PLAN, NOW + timedelta(days=365, minutes=5))
    assert names(live) == ["levelset-20270302-120000.db"]


def test_a_clock_that_was_set_back_does_not_stop_them(live):
    roll(live, PLAN, NOW + timedelta(days=2))

    assert roll(live, PLAN, NOW) is not None


def test_only_automatic_ones_of_this_database_are_counted_or_removed(live):
    folder = live.parent / "backups"
    folder.mkdir()
    others = [
        "levelset-20200101-120000.db.txt",
        "levelset-99999999-999999.db",
        "levelset-before-restore-20200101-120000.db",
        "levelset-schema-0001-20200101-120000.db",
        "mine.db",
        "other-20200101-120000.db",
    ]
    for name in others:
        (folder / name).write_text("dear")

    roll(live, BackupPlan(count=1, days=1), NOW)

    assert names(live) == sorted([*others, "levelset-20260302-120000.db"])


def test_what_a_killed_copy_left_is_swept_away_a_day_later(live):
    folder, day = live.parent / "backups", 24 * 3600
    folder.mkdir()
    for name, age in (("old", day + 1), ("new", day - 1)):
        part = folder / f".levelset-1-{name}.part"
        part.write_text("half")
        os.utime(part, (NOW.timestamp() - age,) * 2)

    roll(live, PLAN, NOW)

    assert names(live) == [".levelset-1-new.part", "levelset-20260302-120000.db"]


def test_none_is_switched_off(live):
    assert roll(live, BackupPlan(count=0), NOW) is None
    assert in_background(open_url(live), BackupPlan(count=0)) is None
    assert not (live.parent / "backups").exists()


def open_url(live):
    store = open_store(f"sqlite:///{live}")
    store.close()
    return store.engine.url


def test_a_start_writes_one_beside_everything_else(live):
    in_background(open_url(live), PLAN).join()

    (name,) = names(live)
    assert check_file(live.parent / "backups" / name) == []


def test_postgresql_has_back_ups_of_its_own(postgres_url):
    assert in_background(postgres_url, PLAN) is None


def test_a_failure_is_logged_in_one_sentence(live, caplog):
    (live.parent / "backups").write_text("in the way")

    in_background(open_url(live), PLAN).join()

    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage() == (
        f"The automatic backup was not written: The folder {live.parent / 'backups'} cannot be "
        "created (File exists): create it yourself."
    )


@pytest.mark.parametrize(
    ("environment", "plan"),
    [
        ({}, BackupPlan(count=10, days=30)),
        ({"LEVELSET_BACKUPS": " 3 ", "LEVELSET_BACKUP_DAYS": "7"}, BackupPlan(count=3, days=7)),
        ({"LEVELSET_BACKUPS": "0"}, BackupPlan(count=0, days=30)),
        ({"LEVELSET_BACKUPS": "many", "LEVELSET_BACKUP_DAYS": "0"}, BackupPlan(count=10, days=30)),
        ({"LEVELSET_BACKUPS": "-1", "LEVELSET_BACKUP_DAYS": ""}, BackupPlan(count=10, days=30)),
    ],
)
def test_the_environment_says_how_many_and_how_long(environment, plan):
    assert BackupPlan.of(environment) == plan


def test_what_the_environment_says_unclearly_is_told(caplog):
    BackupPlan.of({"LEVELSET_BACKUPS": "many"})

    assert [r.getMessage() for r in caplog.records] == [
        "LEVELSET_BACKUPS is 'many' and not a number from 0: 10 is used."
    ]


# before the schema is changed


def test_an_upgrade_keeps_the_database_of_before(newer_program, live, url):
    open_store(url).close()
    (first,) = names(live)
    open_store(url).close()

    assert first.startswith(f"levelset-schema-{newer_program}-")
    assert names(live) == [first]  # once: the second start has nothing to upgrade


def test_no_upgrade_without_the_back_up(newer_program, live, url):
    folder = live.parent / "backups"
    folder.write_text("in the way")

    with pytest.raises(StoreUnavailable, match=r"cannot be created \(File exists\)"):
        open_store(url)

    folder.unlink()
    open_store(url).close()
    assert len(names(live)) == 1


def test_a_new_database_needs_none(tmp_path):
    open_store(f"sqlite:///{tmp_path / 'levelset.db'}").close()

    assert not (tmp_path / "backups").exists()


def test_a_back_up_that_cannot_be_written_says_why_the_upgrade_waits(live):
    revision = "x" * 250  # too long for any name

    with pytest.raises(StoreUnavailable) as caught:
        before_upgrade(live, revision, NOW)

    assert str(caught.value).startswith(
        f"The database {live} needs an upgrade, and the backup before it cannot be written. "
    )


# where the file lies


def test_the_store_says_nothing_on_a_local_disk(live, url):
    store = open_store(url)
    store.close()

    assert store.caution == ""


def test_a_backup_on_request_is_whole_and_noted(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'levelset.db'}")
    try:
        written = copy_now(tmp_path / "levelset.db")
        with store.open_uow(read_only=True) as uow:
            line = uow.journal.newest()
    finally:
        store.close()

    assert check_file(written) == []
    assert (line.act, line.detail) == ("backup", "on request")
    assert automatic_backups(tmp_path / "levelset.db") == [written]
