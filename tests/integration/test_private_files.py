"""Only the owner can read the database and what is beside it; the signing key is in no copy."""

import hmac
import os
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessment.domain.errors import StoreUnavailable
from assessment.services.access.tokens import KEY, page_token, signed_rater, token_for
from db.backup import backup
from db.backup_rotation import BackupPlan, roll
from db.opening import open_store
from db.restore import restore
from db.signing_key import DIGEST, VARIABLE
from tests.builders import RATER, SHEET, an_interview, furnish

NOW = datetime(2026, 11, 30, tzinfo=UTC)
OLD = "ab" * 32
"""A key as the version before kept it, in the database."""


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def url(file):
    return f"sqlite:///{file}"


def setting(file, key):
    with closing(sqlite3.connect(file)) as plain:
        found = plain.execute("select value from settings where key = ?", (key,)).fetchone()
    return found and found[0]


def put_inside(file, key=OLD):
    """As a database of the version before: the key is a row, and no file is there."""
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.execute("delete from settings where key in (?, ?)", (KEY, DIGEST))
        plain.execute("insert into settings (key, value) values (?, ?)", (KEY, key))
    Path(f"{file}.key").unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _open_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def file(tmp_path):
    """A database with an interview, and a key."""
    made = tmp_path / "data" / "levelset.db"
    made.parent.mkdir(mode=0o755)
    store = open_store(url(made))
    furnish(store.open_uow, an_interview())
    token_for(store.open_uow, SHEET)
    store.close()
    return made


def every(folder):
    return {p.name: mode(p) for p in folder.iterdir()}


def test_a_new_database_is_private_with_its_logs_and_its_key(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    store = open_store(url(folder / "levelset.db"))
    token_for(store.open_uow, SHEET)

    modes = every(folder)

    store.close()
    assert mode(folder) == 0o700
    names = {"levelset.db", "levelset.db-wal", "levelset.db-shm", "levelset.db.key"}
    assert modes == dict.fromkeys(names, 0o600)


def test_what_stands_open_is_put_right_at_the_next_start(file):
    roll(file, BackupPlan(), NOW)
    copy = next((file.parent / "backups").iterdir())
    opened = (file, copy, Path(f"{file}.key"))
    for path in opened:
        path.chmod(0o644)
    for folder in (file.parent, copy.parent):
        folder.chmod(0o755)

    open_store(url(file)).close()

    assert [mode(p) for p in opened] == [0o600] * 3
    assert [mode(p) for p in (file.parent, copy.parent)] == [0o700] * 2


def test_what_cannot_be_put_right_is_refused_in_a_sentence(file, monkeypatch):
    file.chmod(0o644)

    def refuse(*_args, **_more):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)

    with pytest.raises(StoreUnavailable, match=f"run `chmod 600 {file}`"):
        open_store(url(file))


def test_a_folder_that_others_work_in_is_left_as_it_is(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)

    open_store(url(shared / "levelset.db")).close()

    assert mode(shared) == 0o1777
    assert mode(shared / "levelset.db") == 0o600


def test_the_key_of_the_version_before_moves_out_and_its_links_still_open(file):
    put_inside(file)

    store = open_store(url(file))

    assert Path(f"{file}.key").read_text() == f"{OLD}\n"
    assert store.caution == ""
    signature = hmac.new(OLD.encode(), b"rater:R-01", "sha256").hexdigest()
    assert signed_rater(store.open_uow, RATER) == f"R-01.{signature}"
    store.close()
    assert setting(file, KEY) is None
    for each in file.parent.iterdir():
        if each.suffix != ".key":
            assert OLD.encode() not in each.read_bytes(), each


def test_no_copy_holds_a_key_also_of_a_database_that_still_does(file, tmp_path):
    put_inside(file)
    taken, rolled = tmp_path / "taken.db", roll(file, BackupPlan(), NOW)

    backup(taken, url(file))

    for copy in (taken, rolled):
        assert setting(copy, KEY) is None
        assert OLD.encode() not in copy.read_bytes()


def test_a_restore_beside_its_key_keeps_the_links(file, tmp_path):
    backup(tmp_path / "taken.db", url(file))
    store = open_store(url(file))
    token = token_for(store.open_uow, SHEET)

    before = restore(tmp_path / "taken.db", url(file), now=NOW)

    assert not before.links_lost
    assert page_token(store.open_uow, token, SHEET)
    store.close()


def test_a_restore_without_the_key_says_that_links_are_lost_and_keeps_all_else(file, tmp_path):
    backup(tmp_path / "taken.db", url(file))
    store = open_store(url(file))
    token = token_for(store.open_uow, SHEET)
    store.close()
    elsewhere = tmp_path / "other" / "levelset.db"
    elsewhere.parent.mkdir()

    before = restore(tmp_path / "taken.db", url(elsewhere), now=NOW)

    again = open_store(url(elsewhere))
    assert before.links_lost
    assert again.caution == ""  # it was said
    assert page_token(again.open_uow, token, SHEET) is None
    with again.open_uow(read_only=True) as uow:
        assert uow.interviews.find(SHEET.interview)
    again.close()


def test_a_database_that_lost_its_key_says_so_once(file):
    Path(f"{file}.key").unlink()

    said = []
    for _ in range(2):
        store = open_store(url(file))
        said.append(store.caution)
        store.close()

    assert said[0].startswith("The signing key is not the one")
    assert said[1] == ""


def test_several_servers_share_the_key_that_the_environment_names(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "secret" / "levelset.key"))
    tokens = []
    for name in ("one", "two"):
        store = open_store(url(tmp_path / f"{name}.db"))
        tokens.append(token_for(store.open_uow, SHEET))
        store.close()

    assert tokens[0] == tokens[1]
    assert mode(tmp_path / "secret" / "levelset.key") == 0o600
    assert not list(tmp_path.glob("*.key"))


@pytest.mark.parametrize("held", [b"", b"two words", b"\xff\xfe"])
def test_a_file_that_holds_no_key_is_refused_in_a_sentence(file, held):
    Path(f"{file}.key").write_bytes(held)

    with pytest.raises(StoreUnavailable, match=r"The signing key .* cannot be used"):
        open_store(url(file))


def test_postgresql_keeps_its_key_in_a_file_as_well(postgres_url, tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "levelset.key"))
    store = open_store(postgres_url.render_as_string(hide_password=False))

    token_for(store.open_uow, SHEET)

    with store.open_uow(read_only=True) as uow:
        assert KEY not in uow.settings.all()
    store.close()
    assert mode(tmp_path / "levelset.key") == 0o600
