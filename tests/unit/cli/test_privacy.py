"""`levelset privacy due`: who is listed, in which words, and with which exit code."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from assessment.domain.erasure import Erasure
from assessment.domain.permissions import OWNER
from assessment.services.hiring.candidates import remove_candidate
from assessment.services.hiring.erasing import erase_candidate
from assessment.services.hiring.retention import change_retention, keep_longer
from db.opening import open_store
from tests.builders import a_candidate, a_requisition

LONG_AGO = datetime(2020, 1, 31, 12, tzinfo=UTC)


@pytest.fixture
def store(migrated_sqlite_url, monkeypatch):
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{migrated_sqlite_url.database}")
    found = open_store()
    yield found
    found.close()


def add(store, *candidates):
    with store.open_uow() as uow:
        for requisition in sorted({c.partition(".")[0] for c, _ in candidates}):
            uow.requisitions.add(a_requisition(requisition))
        for candidate, at in candidates:
            uow.requisitions.add_candidate(a_candidate(candidate, added_at=at, withdrawn_at=at))
            uow.people.name_candidate(candidate, "Haruka Fujii")
        uow.commit()


def run(*words):
    done = CliRunner().invoke(build(), ["privacy", "due", *words])
    return done.exit_code, done.output


def test_with_nothing_due_it_says_so_and_ends_with_0(store):
    add(store, ("MES-1.C-01", datetime.now(UTC)))

    assert run() == (0, "Nobody's data is due for a review.\n")
    assert run("--csv") == (
        0,
        "schema,requisition,candidate,months,since,kept_since,due_on,until\n",
    )


def test_what_is_due_is_listed_over_all_roles_by_code_and_ends_with_1(store):
    add(
        store,
        ("MES-1.C-01", LONG_AGO + timedelta(days=90)),
        ("MES-1.C-02", datetime.now(UTC)),
        ("MOM-2.C-01", LONG_AGO),
    )
    change_retention(store.open_uow, requisition="MOM-2", months=1, reason="Short.", by=OWNER)

    assert run() == (
        1,
        (
            "MOM-2.C-01: due since 29 February 2020 "
            "(1 month after the withdrawal of 31 January 2020)\n"
            "MES-1.C-01: due since 30 October 2020 "
            "(6 months after the withdrawal of 30 April 2020)\n"
        ),
    )


def test_who_was_removed_is_listed_as_removed(store):
    add(store, ("MES-1.C-01", LONG_AGO))
    given = {"candidate": "MES-1.C-01", "reason": "By mistake.", "by": OWNER}
    remove_candidate(store.open_uow, lambda: LONG_AGO + timedelta(days=30), **given)

    assert run() == (
        1,
        (
            "MES-1.C-01, removed: due since 1 September 2020 "
            "(6 months after the removal of 1 March 2020)\n"
        ),
    )
    assert [row["since"] for row in csv.DictReader(io.StringIO(run("--csv")[1]))] == ["removal"]
    erase_candidate(
        store.open_uow, lambda: LONG_AGO, candidate="MES-1.C-01", how=Erasure.ERASE, by=OWNER
    )
    assert run() == (0, "Nobody's data is due for a review.\n")


def test_the_table_holds_the_same_and_to_which_day_somebody_kept_it(store):
    add(store, ("MES-1.C-01", LONG_AGO))
    keep_longer(
        store.open_uow,
        lambda: LONG_AGO,
        candidate="MES-1.C-01",
        until=date(2021, 1, 1),
        reason="A complaint.",
        by=OWNER,
    )

    code, table = run("--csv")

    assert code == 1
    assert "Fujii" not in table
    assert list(csv.DictReader(io.StringIO(table))) == [
        {
            "schema": "levelset/1",
            "requisition": "MES-1",
            "candidate": "C-01",
            "months": "6",
            "since": "withdrawal",
            "kept_since": "2020-01-31T12:00:00Z",
            "due_on": "2021-01-01",
            "until": "2021-01-01",
        }
    ]
