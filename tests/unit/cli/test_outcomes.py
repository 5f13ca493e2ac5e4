"""`levelset outcomes`: a file or a pipe goes in whole, and every fault is a sentence."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from assessment.domain.decision import Decision
from assessment.domain.permissions import OWNER
from assessment.services.reading.debriefs import decide
from tests.fakes import StoppedClock
from tests.shortlist import FIRST, ONE, a_shortlist, fill_all

ROWS = b"requisition,candidate,started_on,month,still_in_role\r\nMES-1,C-01,2026-03-02,3,true\r\n"


@pytest.fixture
def levelset(monkeypatch, sqlite_url, sqlite_store):
    """The command line over a database in which C-01 has been offered the role."""
    a_shortlist(sqlite_store)
    fill_all(sqlite_store, FIRST)
    offer = {"decision": Decision.OFFER, "reason": "Fits."}
    decide(sqlite_store, StoppedClock(), candidate=ONE, by=OWNER, **offer)
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{sqlite_url.database}")
    return lambda *words: CliRunner().invoke(build(), ["outcomes", *map(str, words)])


def told(result):
    """Exit code, and what stands on stdout and stderr."""
    return result.exit_code, result.stdout, result.stderr


def test_what_was_imported_is_exported(levelset, tmp_path):
    file, out = tmp_path / "in.csv", tmp_path / "out.csv"
    file.write_bytes(ROWS)

    imported = levelset("import", file)
    assert told(imported) == (0, "Imported 2 records. 0 were there already.\n", "")
    assert told(levelset("export", "--requisition", "MES-1", "--out", out)) == (
        0,
        f"Wrote {out}.\n",
        "",
    )
    assert told(levelset("import", out))[1] == "Imported 0 records. 2 were there already.\n"


def test_a_pipe_is_read_like_a_file(levelset, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with ThreadPoolExecutor(1) as other:
        other.submit(pipe.write_bytes, ROWS)
        imported = levelset("import", pipe)

    assert told(imported) == (0, "Imported 2 records. 0 were there already.\n", "")


def test_what_cannot_be_read_is_told(levelset, tmp_path):
    missing = tmp_path / "missing.csv"

    code, _, said = told(levelset("import", missing))
    assert (code, said) == (1, f"{missing}: cannot be read: No such file or directory\n")
    code, _, said = told(levelset("import", tmp_path))
    assert (code, said) == (1, f"{tmp_path}: cannot be read: Is a directory\n")


def test_a_row_with_a_fault_keeps_every_row_out(levelset, tmp_path):
    file = tmp_path / "in.csv"
    file.write_bytes(ROWS + b"MES-1,C-02,2026-03-02,4,true\r\n")

    code, _, said = told(levelset("import", file))
    assert code == 1
    assert f"{file}:3:month: '4' should be 3, 6 or 12" in said
    file.write_bytes(ROWS)
    assert "Imported 2 records" in told(levelset("import", file))[1]
