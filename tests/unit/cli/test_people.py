"""`levelset people`: who signs in with what, from the command line."""

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from tests.builders import an_interview, furnish
from tests.shortlist import NAMES, PANEL


@pytest.fixture
def levelset(monkeypatch, sqlite_url, sqlite_store):
    furnish(sqlite_store, an_interview(seats=PANEL), names=NAMES)
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{sqlite_url.database}")
    monkeypatch.setenv("LEVELSET_ADMIN_EMAIL", "ida@example.com")

    def run(*words):
        done = CliRunner().invoke(build(), ["people", *words])
        return done.exit_code, done.stdout, done.stderr

    return run


def test_an_address_is_set_listed_and_removed(levelset):
    assert levelset("email", "R-01", "Ann@example.com") == (
        0,
        "R-01 signs in with ann@example.com.\n",
        "",
    )
    assert (
        "R-01  Ann Lead  ann@example.com\nR-02  Ben Second  no email address\n"
        in (levelset("list")[1])
    )
    assert levelset("email", "R-01", "--remove")[1] == "R-01 can't sign in any more.\n"
    assert "R-01  Ann Lead  no email address\n" in levelset("list")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("R-01",), "Give either an email address or --remove."),
        (("R-01", "a@b.cd", "--remove"), "Give either an email address or --remove."),
        (("R-01", "ann"), "'ann' is not an email address."),
        (("R-99", "a@b.cd"), "There is no interviewer 'R-99' in this database."),
        (("R-01", "ida@example.com"), "ida@example.com administers Levelset"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(levelset, words, said):
    code, _, why = levelset("email", *words)

    assert code == 1
    assert said in why
    assert "@" not in levelset("list")[1]


def test_a_list_without_anybody(monkeypatch, sqlite_url, sqlite_store):
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{sqlite_url.database}")

    assert CliRunner().invoke(build(), ["people", "list"]).stdout == (
        "There are no interviewers yet. Add them on the page of a role.\n"
    )
