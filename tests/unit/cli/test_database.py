"""`levelset db …`: what is said, where, and with which exit code."""

import os

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from db.opening import open_store
from tests.builders import a_requisition, furnish


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A path that the commands work on; nothing is there yet."""
    path = tmp_path / "levelset.db"
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def furnished(database, migrated_sqlite_url):
    store = open_store()
    furnish(store.open_uow)
    store.close()
    return database


def db(*words):
    done = CliRunner().invoke(build(), ["db", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


def requisitions():
    store = open_store()
    try:
        with store.open_uow(read_only=True) as uow:
            return [r.id for r in uow.requisitions.all()]
    finally:
        store.close()


def test_a_check_makes_no_database(database, tmp_path):
    assert db("check") == (
        1,
        (
            f"There is no database at {database} yet: make one with `levelset serve` or "
            "`levelset demo`, or check the path.\n"
        ),
        "",
    )
    assert list(tmp_path.iterdir()) == []


def test_an_upgrade_makes_one_that_is_in_order(database):
    assert db("upgrade") == (0, f"{database} has this version's schema.\n", "")
    assert db("check") == (0, f"{database} is in order.\n", "")


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_a_check_says_what_others_can_get_at(database, tmp_path):
    db("upgrade")
    database.chmod(0o644)
    code, out, err = db("check")
    assert (code, err) == (1, "")
    assert out.startswith(f"Others on this computer can get at {database}: start Levelset")
    assert database.stat().st_mode & 0o777 == 0o644  # it changes nothing

    database.chmod(0o600)
    tmp_path.chmod(0o755)
    code, out, err = db("check")
    assert (code, out) == (0, f"{database} is in order.\n")
    assert err.startswith(f"Others on this computer can look into the folder {tmp_path}.")
    tmp_path.chmod(0o777)
    assert "can write to the folder" in db("check")[2]
    tmp_path.chmod(0o700)


def test_a_back_up_goes_out_and_comes_back(furnished, tmp_path):
    copy = tmp_path / "copy.db"

    assert db("backup", copy) == (0, f"{copy} now contains a copy of {furnished}.\n", "")
    assert db("check", copy) == (0, f"{copy} is in order.\n", "")
    store = open_store()
    with store.open_uow() as uow:
        uow.requisitions.add(a_requisition("MES-2"))
        uow.commit()
    store.close()
    code, out, err = db("restore", copy)

    kept, held = out.splitlines()
    assert (code, err) == (0, "")
    assert kept.startswith(f"The previous database is kept in {tmp_path / 'levelset-before-'}")
    assert held == f"{furnished} now contains {copy}. Open pages will ask to be reloaded."
    assert requisitions() == ["MES-1"]


def test_a_back_up_is_replaced_only_by_force(furnished, tmp_path):
    copy = tmp_path / "copy.db"
    copy.write_text("dear")

    assert db("backup", copy) == (
        1,
        "",
        f"{copy} already exists: give another name, or --force to replace it.\n",
    )
    assert db("backup", copy, "--force")[0] == 0
    assert db("check", copy)[0] == 0


def test_a_file_that_is_no_back_up_is_one_line_and_code_1(furnished, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("a letter")
    said = f"{notes} is not a database: give a file that `levelset db backup` wrote."

    assert db("check", notes) == (1, f"{said}\n", "")
    assert db("restore", notes) == (1, "", f"{said} The database was not changed.\n")
    assert requisitions() == ["MES-1"]


def test_without_a_file_it_is_bad_usage(furnished):
    assert (db("backup")[0], db("restore")[0]) == (2, 2)
