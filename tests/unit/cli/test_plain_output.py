"""What stands in a file or database cannot command the terminal that it is printed on."""

import io
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from assessment.cli.plain_output import PlainStream, plain
from db.opening import open_store
from tests.builders import furnish


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;owned\x07", r"\x1b]0;owned\x07"),
        ("\x1b[2J\x9b31m", r"\x1b[2J\x9b31m"),
        ("R-01 \u202egnp.exe", r"R-01 \u202egnp.exe"),
        ("a\tb\r\nc\n", "a\tb\r\nc\n"),
        ("Zoë 你好 😀 مرحبا", "Zoë 你好 😀 مرحبا"),
    ],
)
def test_what_a_terminal_would_obey_is_written_out(text, shown):
    out = io.StringIO()
    PlainStream(out).write(text)

    assert out.getvalue() == plain(text) == shown


def test_everything_else_is_the_stream_behind():
    out = io.StringIO()
    stream = PlainStream(out)
    stream.writelines(["\x1b", "x"])

    assert (stream.isatty(), stream.behind.getvalue()) == (False, "\\x1bx")


def test_a_changed_row_cannot_hide_what_a_check_says_of_it(tmp_path, monkeypatch):
    file = tmp_path / "levelset.db"
    store = open_store(f"sqlite:///{file}")
    furnish(store.open_uow)
    with store.open_uow() as uow:
        uow.journal.note(by=None, act="x", about="y", detail="")
        uow.commit()
    store.close()
    with closing(sqlite3.connect(file)) as plain_file, plain_file:
        plain_file.execute("update journal set about = ?", ("\x1b[2J\x1b[Hall is well",))
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{file}")

    done = subprocess.run(
        [sys.executable, "-m", "assessment", "audit", "verify"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "\x1b" not in done.stdout + done.stderr
    assert "was changed" in done.stdout
