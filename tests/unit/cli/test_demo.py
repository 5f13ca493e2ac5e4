"""`levelset demo`: it loads beside other data once, says where, and is taken out again."""

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from assessment.domain.permissions import OWNER
from assessment.services.hiring.candidates import add_candidate
from db.opening import open_store
from tests.fakes import StoppedClock


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A database of this test's own, named as its user would."""
    path = tmp_path / "levelset.db"
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{path}")
    return path


def run(*options):
    return CliRunner().invoke(build(), ["demo", *options])


def requisitions():
    store = open_store()
    try:
        with store.open_uow(read_only=True) as uow:
            return [r.id for r in uow.requisitions.all()]
    finally:
        store.close()


def test_an_empty_database_holds_the_demo_afterwards(database):
    done = run()
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "Loaded DEMO-PLANT and DEMO-ENTERPRISE, six fictional candidates in each, "
        f"into {database}.\n"
    )
    assert requisitions() == ["DEMO-PLANT", "DEMO-ENTERPRISE"]


def test_a_second_time_is_refused_with_a_sentence_and_exit_1(database):
    run()
    again = run()
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr.startswith(
        "The demo is already loaded: this database has DEMO-PLANT and DEMO-ENTERPRISE. Nothing "
        "was changed. Use `levelset demo --remove` to remove it."
    )
    assert requisitions() == ["DEMO-PLANT", "DEMO-ENTERPRISE"]


def test_a_file_that_is_no_database_is_left_alone(database):
    database.write_text("a letter", "utf-8")
    refused = run()
    assert refused.exit_code == 1
    assert "is not a database" in refused.stderr
    assert database.read_text("utf-8") == "a letter"


def test_it_is_taken_out_again(database):
    run()
    done = run("--remove")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"Removed DEMO-PLANT and DEMO-ENTERPRISE from {database}.\n"
    assert requisitions() == []
    nothing = run("--remove")
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert nothing.stderr == ("The demo is not in this database, so there is nothing to remove.\n")


def test_what_was_added_to_it_needs_force(database):
    run()
    store = open_store()
    add_candidate(
        store.open_uow, StoppedClock(), requisition="DEMO-PLANT", name="Somebody", by=OWNER
    )
    store.close()

    refused = run("--remove")
    assert refused.exit_code == 1
    assert "candidates DEMO-PLANT.C-07. Nothing was removed. Add --force" in refused.stderr
    done = run("--remove", "--force")
    assert done.exit_code == 0
    assert "What was added to it was removed too: candidates DEMO-PLANT.C-07." in done.stdout
    assert requisitions() == []


def test_force_alone_is_bad_usage(database):
    assert run("--force").exit_code == 2
    assert not database.exists()
