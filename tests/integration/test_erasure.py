"""What was erased is in no byte of the database, of its backups or of an export made afterwards."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from sqlalchemy import JSON, String, Text, select, update
from typer.testing import CliRunner

from assessment.cli import build
from assessment.domain.erasure import Erasure
from assessment.domain.permissions import OWNER, Action
from assessment.domain.rating import Kind
from assessment.services.demo import load
from assessment.services.hiring.erasing import erase_candidate
from assessment.services.reading import kept_logs
from assessment.services.reading.exports import export_requisition
from db.anchors import Anchors
from db.backup import backup
from db.backup_rotation import BackupPlan, automatic_backups, roll
from db.chain_check import verify
from db.check import check
from db.engine import reader
from db.location import VARIABLE, file_of
from db.opening import open_store
from db.repositories.erasures import about, erasures_in
from db.restore import restore
from db.tables import (
    attachments,
    board_entries,
    candidates,
    contacts,
    debrief_records,
    drafts,
    entries,
    former_names,
    handovers,
    interviews,
    journal,
    kept_longer,
    metadata,
    outcome_records,
    people,
    removals,
    seat_links,
    seats,
)
from question_bank import load_bank

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
GONE, OTHER = "DEMO-PLANT.C-01", "DEMO-PLANT.C-02"
MARK = "m4rk3r"
WORDS = f"{MARK} said this"
HOW = list(Erasure)

WRITTEN = {
    people: ("name",),
    former_names: ("name", "because"),
    contacts: ("email", "reference"),
    attachments: ("name",),
    removals: ("because",),
    candidates: ("withdrawn_because",),
    drafts: ("text",),
    debrief_records: ("text",),
    outcome_records: ("text",),
    journal: ("because",),
    kept_longer: ("because",),
}
"""Columns that hold what somebody wrote about a candidate; of the logs, see `marked`."""
LEVELS = {"levels"}
"""Documents of numbers."""
NO_WORDS = {
    entries: "text and because are in `marked`; the rest is ids, codes and digests",
    board_entries: "words are in `marked`; the rest is ids, cells and digests",
    interviews: "ids",
    seats: "ids",
    seat_links: "ids",
    handovers: "ids of databases and codes; the reason of a taking back is in the journal",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The folder of a database with the demo; each test has a copy."""
    folder = tmp_path_factory.mktemp("demo")
    found = open_store(f"sqlite:///{folder / 'levelset.db'}")
    load(found.open_uow, load_bank(), lambda: NOW, by=OWNER)
    found.close()
    return folder


@pytest.fixture
def store(tmp_path, demo):
    kept_logs.forget()  # copies of one database are one generation
    shutil.copytree(demo, tmp_path, dirs_exist_ok=True)
    found = open_store(f"sqlite:///{tmp_path / 'levelset.db'}")
    yield found
    found.close()


def marked(engine, candidate=GONE, said=lambda _: WORDS):
    """Overwrites every word about the candidate; `said` makes it for each table and column."""
    with engine.begin() as connection:
        held = select(interviews.c.id).where(interviews.c.candidate == candidate)
        _insert_what_the_demo_lacks(connection, candidate)
        for table, columns in WRITTEN.items():
            for one in _rows_about(table, candidate):
                words = {column: said(f"{table.name}.{column}") for column in columns}
                connection.execute(update(table).where(one).values(words))
        own = entries.c.interview.in_(held) & (entries.c.kind != Kind.ADDED)
        connection.execute(update(entries).where(own).values(because=said("entries.because")))
        noted = own & entries.c.text.is_not(None)
        connection.execute(update(entries).where(noted).values(text=said("entries.text")))
        words = board_entries.c.interview.in_(held) & (board_entries.c.kind == "words")
        connection.execute(
            update(board_entries).where(words).values(value=said("board_entries.value"))
        )


def _rows_about(table, candidate):
    if table is candidates:
        return [table.c.id == candidate]
    if table is journal:
        return [table.c.about == candidate]
    return list(about(table, candidate, [f"{candidate}.1"]))


def _insert_what_the_demo_lacks(connection, candidate):
    moment = {"at": NOW, "because": WORDS}
    connection.execute(former_names.insert().values(subject=candidate, name=WORDS, **moment))
    connection.execute(
        attachments.insert().values(
            candidate=candidate, name=WORDS, kind="txt", size=len(WORDS), digest="0" * 64,
            added_at=NOW, data=WORDS.encode(),
        )
    )  # fmt: skip
    connection.execute(contacts.insert().values(candidate=candidate, email=WORDS, reference=WORDS))
    connection.execute(
        removals.insert().values(
            subject=f"{candidate}.1", rater="R-99", requisition="DEMO-PLANT", **moment
        )
    )
    connection.execute(
        drafts.insert().values(
            subject=candidate, author="", form="note", field="text", candidate=candidate,
            text=WORDS, kept_at=NOW,
        )
    )  # fmt: skip
    connection.execute(
        outcome_records.insert().values(
            candidate=candidate, kind="started", at=NOW, started_on=NOW.date(), levels={},
            text=WORDS,
        )
    )  # fmt: skip
    connection.execute(kept_longer.insert().values(candidate=candidate, until=NOW.date(), **moment))
    connection.execute(
        board_entries.insert().values(
            interview=f"{candidate}.1", client="tab-9", seq=1, kind="words", part="", value=WORDS,
            standing="counts", at=NOW,
        )
    )  # fmt: skip
    connection.execute(
        journal.insert().values(at=NOW, act="withdraw", about=candidate, detail="", because=WORDS)
    )


def erase(store, how, candidate=GONE):
    erase_candidate(store.open_uow, lambda: NOW, candidate=candidate, how=how, by=OWNER)


def files_with(folder, mark=MARK):
    return sorted(
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and mark.encode() in file.read_bytes()
    )


@pytest.mark.parametrize("how", HOW)
def test_a_marker_in_every_field_is_in_no_byte_afterwards(store, how, tmp_path):
    marked(store.engine)
    live = file_of(store.engine.url)
    roll(live, BackupPlan(), NOW)
    assert len(files_with(tmp_path)) >= 2

    erase(store, how)

    made = export_requisition(store.open_uow, load_bank(), lambda: NOW, "DEMO-PLANT", by=OWNER)
    (tmp_path / "export.zip").write_bytes(made)
    backup(tmp_path / "later.db", str(store.engine.url))
    assert files_with(tmp_path) == []
    assert automatic_backups(live)


@pytest.mark.postgres
@pytest.mark.parametrize("how", HOW)
def test_on_postgresql_no_table_holds_the_marker_afterwards(postgres_url, how):
    store = open_store(postgres_url.render_as_string(hide_password=False))
    try:
        load(store.open_uow, load_bank(), lambda: NOW, by=OWNER)
        marked(store.engine)
        assert _tables_with_mark(store.engine)

        erase(store, how)

        assert _tables_with_mark(store.engine) == []
    finally:
        store.close()


def _tables_with_mark(engine):
    with reader(engine).connect() as connection:
        return [
            table.name
            for table in metadata.sorted_tables
            if any(MARK in repr(tuple(row)) for row in connection.execute(select(table)))
        ]


def test_every_text_about_a_candidate_is_dealt_with():
    """A table that is added later has to say here what becomes of its words."""
    for table in metadata.sorted_tables:
        if not list(about(table, GONE, [])) or table in NO_WORDS:
            continue
        texts = {c.name for c in table.columns if isinstance(c.type, Text | JSON)}
        texts |= {c.name for c in table.columns if type(c.type) is String and c.name == "text"}
        texts -= LEVELS
        assert texts <= set(WRITTEN.get(table, ())), f"{table.name}: {sorted(texts)}"


@pytest.mark.parametrize("how", HOW)
def test_the_chains_still_follow(store, how, tmp_path):
    live = file_of(store.engine.url)
    roll(live, BackupPlan(), NOW)
    erase(store, how)

    anchors = Anchors(store.engine.url)
    with reader(store.engine).connect() as connection:
        found = verify(connection, anchors)
    assert found.problems == []
    assert (found.erased > 0) == (how is Erasure.ANONYMISE)
    assert check(store.engine) == []


def test_rows_that_went_without_an_erasure_are_still_missed(store):
    erase(store, Erasure.ERASE)
    backup_of_ends = Anchors(store.engine.url)
    with store.engine.begin() as connection:
        held = select(interviews.c.id).where(interviews.c.candidate == OTHER)
        connection.execute(entries.delete().where(entries.c.interview.in_(held)))

    with reader(store.engine).connect() as connection:
        found = verify(connection, backup_of_ends)

    assert found.problems
    assert all(OTHER in problem for problem in found.problems)


def test_a_line_about_an_erasure_that_somebody_changed_is_named_and_stops_nothing(store):
    erase(store, Erasure.ERASE)
    ends = Anchors(store.engine.url)
    with store.engine.begin() as connection:
        erased = journal.c.act == Action.ERASE_CANDIDATE.value
        connection.execute(update(journal).where(erased).values(detail="tidied up"))

    with reader(store.engine).connect() as connection:
        assert erasures_in(connection) == []
        found = verify(connection, ends)

    assert any(p.startswith("Audit log: ") and "was changed" in p for p in found.problems)
    assert any(GONE in problem for problem in found.problems)  # its logs are missed again


def test_a_restored_backup_brings_nobody_back(store, tmp_path):
    marked(store.engine)
    url = str(store.engine.url)
    backup(tmp_path / "earlier.db", url)
    erase(store, Erasure.ERASE)
    (tmp_path / "elsewhere").mkdir()
    kept = (tmp_path / "earlier.db").rename(tmp_path / "elsewhere" / "earlier.db")

    restore(kept, url, now=NOW, force=True)  # marking it broke its chains

    with store.open_uow(read_only=True) as uow:
        assert uow.requisitions.candidate(GONE) is None
        assert uow.requisitions.candidate(OTHER) is not None
        assert uow.erasures.find(GONE).how is Erasure.ERASE
    assert files_with(tmp_path) == ["elsewhere/earlier.db"]


@pytest.fixture
def command(store, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(store.engine.url))
    return lambda *arguments, **more: CliRunner().invoke(build(), ["privacy", *arguments], **more)


def test_the_command_asks_erases_and_says_what_is_left_to_do(store, command):
    refused = command("erase", GONE, input="n\n")
    with store.open_uow(read_only=True) as uow:
        assert uow.requisitions.candidate(GONE) is not None

    done = command("erase", GONE, "--yes")

    assert refused.exit_code == 1
    assert done.exit_code == 0, done.stderr
    assert f"The data of {GONE} was erased in " in done.stdout
    assert "Delete exports and printed pages about this person" in done.stdout
    with store.open_uow(read_only=True) as uow:
        assert uow.requisitions.candidate(GONE) is None


def test_the_command_anonymises(store, command):
    done = command("erase", GONE, "--anonymise", "--yes")

    assert f"The data of {GONE} was anonymised in " in done.stdout
    with store.open_uow(read_only=True) as uow:
        assert uow.requisitions.candidate(GONE).anonymised_at


def test_an_unknown_candidate_is_named_and_nothing_happens(command):
    done = command("erase", "DEMO-PLANT.C-99", "--yes")

    assert done.exit_code == 1
    assert "DEMO-PLANT.C-99" in done.stderr


def test_other_backups_are_scrubbed_by_name(store, command, tmp_path):
    marked(store.engine)
    backup(tmp_path / "mine.db", str(store.engine.url))
    erase(store, Erasure.ERASE)
    assert files_with(tmp_path) == ["mine.db"]

    done = command("scrub", str(tmp_path / "mine.db"))

    assert done.exit_code == 0, done.stderr
    assert "1 person in the audit log's list of erasures" in done.stdout
    assert files_with(tmp_path) == []


def test_what_is_no_backup_is_named_and_left_alone(store, command, tmp_path):
    erase(store, Erasure.ERASE)
    (tmp_path / "notes.db").write_text("mine")

    done = command("scrub", str(tmp_path / "notes.db"), str(tmp_path / "none.db"))

    assert done.exit_code == 1
    assert "notes.db: still holds what was erased" in done.stderr
    assert "none.db: still holds what was erased (there is no such file)" in done.stderr
    assert (tmp_path / "notes.db").read_text() == "mine"


@pytest.mark.skipif(os.name != "posix", reason="only there is it known whether a process runs")
def test_a_copy_that_a_killed_program_left_half_written_goes_too(store, tmp_path):
    marked(store.engine)
    backups = tmp_path / "backups"
    backups.mkdir(exist_ok=True)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = [folder / f".levelset-{ended.pid}-0a1b2c3d.part" for folder in (tmp_path, backups)]
    left.append(backups / f".levelset-{ended.pid}-0a1b2c3d.part-journal")
    running = backups / f".levelset-{os.getpid()}-0a1b2c3d.part"
    others = backups / ".levelset-notes.part"
    for part in (*left, running, others):
        part.write_text(WORDS)

    erase_candidate(store.open_uow, lambda: NOW, candidate=GONE, how=Erasure.ERASE, by=OWNER)

    assert [part for part in left if part.exists()] == []
    assert running.exists()
    assert others.exists()
