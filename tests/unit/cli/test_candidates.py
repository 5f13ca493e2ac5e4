"""`levelset candidates import`: tried, imported, and refused with every place."""

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from assessment.domain.permissions import OWNER
from assessment.services.hiring.requisitions import create, names
from db.location import VARIABLE
from db.opening import open_store
from tests.fakes import StoppedClock

FILE = "Bewerber,Mail\nAnna Berg,anna@example.com\nanna berg,\n"


@pytest.fixture
def store(migrated_sqlite_url, monkeypatch):
    url = f"sqlite:///{migrated_sqlite_url.database}"
    monkeypatch.setenv(VARIABLE, url)
    opened = open_store(url)
    create(opened.open_uow, StoppedClock(), title="T", client="C", reference="A-1", by=OWNER)
    yield opened.open_uow
    opened.close()


@pytest.fixture
def run(tmp_path):
    def called(text, *arguments):
        file = tmp_path / "list.csv"
        file.write_text(text, "utf-8")
        command = ["candidates", "import", str(file), "--requisition", "A-1", *arguments]
        return CliRunner().invoke(build(), command)

    return called


def there(store):
    return list(names(store, "A-1", by=OWNER).candidates.values())


def test_a_dry_run_says_what_would_happen(store, run):
    done = run(FILE, "--column", "name=Bewerber", "--dry-run")

    assert done.exit_code == 0, done.output
    assert done.stdout == (
        "row 3: anna berg: row 2 has the same name, left out\n"
        "1 would be added. Nothing was changed.\n"
    )
    assert there(store) == []


def test_it_imports_and_adds_duplicates_when_told_to(store, run):
    done = run(FILE, "--column", "name=Bewerber", "--duplicates")

    assert done.stdout.endswith("Added 2 to A-1. Left out 0.\n")
    assert there(store) == ["Anna Berg", "anna berg (2)"]


@pytest.mark.parametrize(
    ("text", "arguments", "code", "said"),
    [
        (FILE, [], 1, "no column is called like a name. Say which with --column name=HEADER."),
        ("name,email\nAnna,no\n", [], 1, "list.csv:2:email: 'no' is not an email address"),
        ("name\nAnna\n", ["--column", "phone=name"], 2, "should be KIND=HEADER"),
        ("name\nAnna\n", ["--column", "email=Mail"], 1, "has no column 'Mail'. The file has name."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(store, run, text, arguments, code, said):
    done = run(text, *arguments)

    assert done.exit_code == code
    assert said in " ".join(done.output.replace("│", " ").split())


def test_a_missing_file_or_role_is_a_sentence(store, run, tmp_path):
    gone = CliRunner().invoke(
        build(), ["candidates", "import", str(tmp_path / "no.csv"), "--requisition", "A-1"]
    )
    other = run("name\nAnna\n", "--requisition", "B-9")

    assert (gone.exit_code, other.exit_code) == (1, 1)
    assert "no.csv: cannot be read" in gone.output
    assert "There is no role 'B-9' in this database." in other.output
