"""`levelset audit verify`: what is said, where, and with which exit code."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from assessment.domain.rating import Kind
from db.opening import open_store
from tests.builders import REQUISITION, an_entry, furnish


@pytest.fixture
def database(migrated_sqlite_url, monkeypatch):
    """A database with one submitted scorecard, that the commands work on."""
    path = Path(migrated_sqlite_url.database)
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{path}")
    store = open_store()
    furnish(store.open_uow)
    with store.open_uow() as uow:
        uow.entries.append(an_entry())
        uow.entries.append(an_entry(value=True, kind=Kind.SUBMIT, item="", seq=2))
        uow.commit()
    store.close()
    return path


def run(*words):
    done = CliRunner().invoke(build(), [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


def change(path, *statements):
    with closing(sqlite3.connect(path)) as plain, plain:
        for statement in statements:
            plain.execute(statement)


def test_a_record_that_was_only_appended_to_is_in_order(database):
    assert run("audit", "verify") == (
        0,
        (
            f"{database} is in order: audit log (0 rows), scorecards (1, with 2 rows), placement "
            "boards (0, with 0 rows) and debriefs (0, with 0 rows).\n"
        ),
        "",
    )


def test_a_changed_level_is_one_line_and_exit_code_1(database):
    change(database, "update entries set level = 5 where seq = 1")

    said = "Scorecard MES-1.C-01.1:R-01: row 1 (number 1 in the table, verdict q01) was changed.\n"
    assert run("audit", "verify") == (1, said, "")
    assert run("db", "check") == (1, said, "")


def test_no_database_and_an_old_schema_are_exit_code_2(database, tmp_path):
    change(database, "update alembic_version set version_num = '0007'")
    code, out, err = run("audit", "verify")
    assert (code, out) == (2, "")
    assert "run `levelset db upgrade`" in err

    database.unlink()
    code, out, err = run("audit", "verify")
    assert (code, out) == (2, "")
    assert err.startswith(f"There is no database at {database} yet")


def test_an_export_knows_what_was_cut_off_since(database, tmp_path):
    file = tmp_path / "export.zip"
    assert run("export", "--requisition", REQUISITION, "--out", file)[0] == 0
    assert run("verify", file)[0] == 0
    assert run("audit", "verify", "--export", file)[0] == 0
    database.with_name(f"{database.name}.anchors").unlink()
    change(database, "delete from entries")
    code, out, _ = run("audit", "verify")
    assert code == 0  # nothing is left that would know
    assert out.endswith(
        f"There is no {database.name}.anchors beside it, so rows cut off the end of a chain show "
        "only against an export.\n"
    )

    code, out, _ = run("audit", "verify", "--export", file)
    assert code == 1
    assert out.startswith(
        "Scorecard MES-1.C-01.1:R-01: it ends with row 0, and row 2 was there at the export of "
    )


def test_an_export_is_anchored_with_the_log_that_holds_it(database, tmp_path):
    run("export", "--requisition", REQUISITION, "--out", tmp_path / "export.zip")
    change(database, "delete from journal")

    code, out, _ = run("audit", "verify")
    assert (code, len(out.splitlines())) == (1, 1)
    assert out.startswith("Audit log: it ends with row 0, and row 1 was there at the export of ")


def test_what_is_no_export_is_exit_code_2(database, tmp_path):
    file = tmp_path / "export.zip"
    file.write_bytes(b"no zip")

    code, out, err = run("audit", "verify", "--export", file)
    assert (code, out) == (2, "")
    assert err == f"{file}: this is not a ZIP file; give the .zip file of an export\n"
