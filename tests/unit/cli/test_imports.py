"""A command imports what it needs and no more: the imports are most of what a short one takes."""

import csv
import json
import subprocess
import sys

import pytest

from assessment.cli import COMMANDS

SLOW = {"streamlit", "pandas", "numpy", "scipy", "sklearn", "sqlalchemy", "alembic", "pyarrow"}
CALL = """
import sys
from assessment.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
finally:
    sys.stderr.write("\\n".join(sys.modules))
"""


@pytest.fixture
def modules_after(tmp_path):
    """Runs `levelset` with arguments in a process of its own; the modules that it has then."""

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "-c", CALL, *arguments],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return set(done.stderr.split())

    return run


HELPED = ("", *COMMANDS, "bank check", "bank import", "db restore")
HELPS = """
import json
import sys
from assessment.cli import main
for command in sys.argv[1:]:
    sys.argv = ["levelset", *command.split(), "--help"]
    try:
        main()
    except SystemExit as end:
        assert not end.code, (command, end.code)
    sys.stderr.write(json.dumps([command, list(sys.modules)]) + "\\n")
"""


def test_help_imports_nothing_slow_and_no_use_case(tmp_path):
    """One help after the other in one process: what any of them imports stays and is seen."""
    done = subprocess.run(
        [sys.executable, "-c", HELPS, *HELPED],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = {command: set(names) for command, names in map(json.loads, done.stderr.splitlines())}

    assert list(told) == list(HELPED)
    for command, found in told.items():
        assert "assessment.cli" in found
        assert not found & SLOW, command
        used = {name for name in found if name.startswith(("assessment.services", "db."))}
        assert not used, command


def test_a_score_imports_neither_streamlit_nor_scipy_nor_a_database(modules_after, tmp_path):
    with (tmp_path / "ratings.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(
            [
                ("candidate", "rater", "item", "competency", "level"),
                ("C-1", "R-1", "q01", "placement", 4),
            ]
        )
    (tmp_path / "weights.csv").write_text("profile,competency,weight\nplant,placement,1\n")

    found = modules_after("score", "ratings.csv", "--weights", "weights.csv", "--out", "out")

    assert (tmp_path / "out" / "scores.csv").exists()
    assert "pandas" in found
    assert not found & {"streamlit", "scipy", "sklearn", "sqlalchemy", "alembic"}


def test_a_check_of_the_bank_imports_neither_streamlit_nor_pandas(modules_after):
    found = modules_after("bank", "check")

    assert "question_bank.quality" in found
    assert not found & SLOW


def test_a_server_answers_before_pandas_and_the_charts_are_imported():
    told = "import sys, assessment.server.application; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True, text=True)
    found = set(done.stdout.split())

    assert "streamlit" in found
    assert not found & {"pandas", "numpy", "scipy", "altair", "xlsxwriter", "assessment.ui.shell"}


def test_an_advert_is_read_without_numpy_scikit_learn_or_a_database(modules_after, tmp_path):
    (tmp_path / "advert.txt").write_text(
        "MES Engineer\nYour tasks\nYou analyse OEE losses with the shift teams of our plant, and "
        "you are part of the on-call rota.",
        "utf-8",
    )

    found = modules_after("brief", "advert.txt")

    assert "assessment.scoping.adverts.reading" in found
    assert not found & (SLOW | {"docx", "pypdf"})
