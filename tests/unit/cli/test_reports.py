"""`levelset report` writes what a person may see, once, and never over something else."""

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from tests.golden.small_requisition import small_requisition
from tests.unit.report.reporting import in_docx


@pytest.fixture
def levelset(tmp_path, monkeypatch, sqlite_url, sqlite_store):
    """The command line over a database that holds the small requisition."""
    small_requisition(sqlite_store)
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{sqlite_url.database}")
    return lambda *words: CliRunner().invoke(
        build(), ["report", "--requisition", "MES-1", *(str(word) for word in words)]
    )


def told(result):
    return result.exit_code, result.stdout, result.stderr


def test_it_writes_the_report_and_logs_it(levelset, tmp_path, sqlite_store):
    out = tmp_path / "report.docx"

    assert told(levelset("--out", out, "--candidate", "C-01", "--names")) == (
        0,
        f"Wrote {out}.\n",
        "",
    )
    assert in_docx(out.read_bytes())[0] == "Candidate report: C-01 =Zoë Quill"
    with sqlite_store(read_only=True) as uow:
        assert [(x.by, x.act, x.detail) for x in uow.journal.lines()] == [
            (None, "export", "report.docx of C-01, with names")
        ]


def test_a_file_that_is_there_stays_and_nothing_is_logged(levelset, tmp_path, sqlite_store):
    out = tmp_path / "report.docx"
    out.write_text("mine")

    code, _, why = told(levelset("--out", out))

    assert (code, why) == (
        1,
        f"{out} already exists: give another name, or --force to replace it.\n",
    )
    assert out.read_text() == "mine"
    with sqlite_store(read_only=True) as uow:
        assert uow.journal.lines() == []


def test_a_sealed_candidate_writes_no_file(levelset, tmp_path):
    out = tmp_path / "report.docx"

    code, _, why = told(levelset("--out", out, "--candidate", "C-02", "--as", "R-02"))

    assert code == 1
    assert why.startswith("There is no report on C-02 yet: ")
    assert not out.exists()


def test_whoever_has_no_seat_is_answered_with_those_who_have(levelset, tmp_path):
    code, _, why = told(levelset("--out", tmp_path / "x.docx", "--as", "R-09"))

    assert (code, why) == (
        1,
        "R-09 is not on the panel of MES-1. The panel: R-01, R-02.\n",
    )
