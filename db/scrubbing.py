"""After an erasure nothing of it is left in free pages, in the log of writes or in backups."""

import logging
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import SQLAlchemyError

from assessment.domain.erasure import Erasure
from assessment.domain.errors import AssessmentError, Invalid
from assessment.domain.permissions import Action
from assessment.services.store.audit_log import JournalLine
from db.backup_files import finish, raw, whole
from db.backup_rotation import abandoned, automatic_backups
from db.engine import engine_for, reader
from db.location import file_of, url_of
from db.repositories.erasures import Erased, SqlErasures, erasures_in
from db.repositories.journal import SqlJournal
from db.tables import candidates, metadata
from db.transfer import one_file
from db.upgrade import upgrade

Left = list[tuple[Path, str]]
"""Files that still hold what was erased, and why."""

_TROUBLE = (AssessmentError, SQLAlchemyError, sqlite3.Error, OSError, RuntimeError)
_log = logging.getLogger("levelset")


def scrub(engine: Engine, done: Erased) -> Left:
    """Writes the database anew, and takes `done` out of its automatic backups.

    The erasure itself is committed by then, so trouble is logged and not raised; `levelset privacy
    scrub` tries again.
    """
    live = file_of(engine.url)
    try:
        if live is None:
            _vacuum_postgresql(engine)
        else:
            _vacuum_sqlite(live)
    except (SQLAlchemyError, sqlite3.Error) as fault:
        _log.warning(
            "What was erased may still be in free pages of the database (%s): run `levelset "
            "privacy scrub` once no other program uses it.",
            type(fault).__name__,
        )
    if live is None:
        return []
    for part in abandoned(live):  # nobody finishes it, and it may hold anything
        part.unlink(missing_ok=True)
    return _rewritten(automatic_backups(live), done)


def scrub_again(engine: Engine, backups: Sequence[Path]) -> tuple[int, Left]:
    """Repeats every erasure of the audit log, in `backups` too; how many people that are."""
    with reader(engine).connect() as connection:
        done = erasures_in(connection)
    left = scrub(engine, done) + _rewritten(backups, done)
    return len({candidate for candidate, _ in done}), left


def _vacuum_sqlite(live: Path) -> None:
    with closing(raw(live)) as connection:
        connection.execute("PRAGMA secure_delete=ON").close()
        connection.execute("VACUUM").close()
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise sqlite3.OperationalError("somebody still reads what was there before")


def _vacuum_postgresql(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in metadata.sorted_tables:
            connection.execute(text(f'VACUUM FULL "{table.name}"'))


def _rewritten(files: Iterable[Path], done: Erased) -> Left:
    left = []
    for file in files:
        try:
            take_out_of(file, done)
        except _TROUBLE as fault:
            said = str(fault) if isinstance(fault, AssessmentError) else type(fault).__name__
            _log.warning("The backup %s still holds what was erased (%s).", file, said)
            left.append((file, f"still holds what was erased ({said}): delete it"))
    return left


def take_out_of(file: Path, done: Erased) -> None:
    """Rewrites the backup `file` without these people. It is whole before and after."""
    if not file.is_file():
        raise Invalid("there is no such file")
    with whole(file) as part:
        shutil.copyfile(file, part)
        take_out(part, done)
        finish(part, file)


def take_out(copy: Path, done: Erased) -> None:
    """The same in a copy that nobody else has open. It gets this version's schema.

    Its audit log says so as well, since a restored database has to know whose data is gone.
    """
    engine = engine_for(url_of(copy))
    try:
        upgrade(engine)
        with engine.begin() as connection:
            _erase(connection, done)
    finally:
        engine.dispose()
    one_file(copy)
    with closing(raw(copy)) as connection:
        connection.execute("PRAGMA secure_delete=ON").close()
        connection.execute("VACUUM").close()


def _erase(connection: Connection, done: Erased) -> None:
    log = SqlJournal(connection)
    erasures, now = SqlErasures(connection, log), datetime.now(UTC)
    known = set(erasures_in(connection))
    there = set(connection.scalars(select(candidates.c.id)))
    for candidate, how in done:
        if candidate in there and how is Erasure.ERASE:
            erasures.erase(candidate)
        elif candidate in there:
            erasures.anonymise(candidate, at=now)
        if (candidate, how) not in known:
            act = Action.ERASE_CANDIDATE.value
            log.write(JournalLine(at=now, by=None, act=act, about=candidate, detail=how.value))
    log.flush()
