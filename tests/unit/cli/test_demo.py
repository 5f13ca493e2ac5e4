"""`levelset demo`: it fills an empty database once, and says where."""

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from db.opening import open_store


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A database of this test's own, named as its user would."""
    path = tmp_path / "levelset.db"
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{path}")
    return path


def run():
    return CliRunner().invoke(build(), ["demo"])


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
        "The demo needs an empty database; this one already holds the requisitions "
        "DEMO-PLANT, DEMO-ENTERPRISE. Nothing was changed."
    )
    assert requisitions() == ["DEMO-PLANT", "DEMO-ENTERPRISE"]


def test_a_file_that_is_no_database_is_left_alone(database):
    database.write_text("a letter", "utf-8")
    refused = run()
    assert refused.exit_code == 1
    assert "is not a database" in refused.stderr
    assert database.read_text("utf-8") == "a letter"
