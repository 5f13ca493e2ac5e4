"""`levelset db restore`: brings a backup into the database while the app may be running."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from os.path import lexists
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import SQLAlchemyError

from assessment.domain.audit import RESTORED
from assessment.domain.errors import AssessmentError, Invalid, StoreUnavailable
from assessment.services.store.audit_log import JournalLine
from assessment.services.store.generation import KEY, new_generation
from assessment.services.store.identity import KEY as IDENTITY
from db.anchors import Anchors, Occasion
from db.backup import keep_postgresql
from db.backup_files import SEAL, copy_sqlite, raw, whole
from db.backup_note import anchor
from db.backup_verification import damage, duplicate_of, problems, same_file
from db.engine import BUSY_SECONDS, engine_for, reader
from db.location import database_url, file_of, url_of
from db.opening import connect, look_at_tables
from db.repositories.erasures import erasures_in
from db.repositories.settings import SqlSettings
from db.scrubbing import take_out
from db.signing_key import SigningKey, settle
from db.tables import metadata, settings
from db.transfer import empty, fill, one_file
from db.unavailable import unavailable
from db.unit_of_work import sql_unit_of_work
from db.upgrade import alone, upgrade

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What became of the database that was there before."""

    kept: Path | None
    """Where it is kept; None where there was none, or it could not be kept."""
    not_kept_because: str = ""
    links_lost: bool = False
    """Links given out before no longer open: the backup was made with another signing key."""


def restore(file: Path, url: str | None = None, *, now: datetime, force: bool = False) -> Before:
    """Puts what `file` holds in place of the database at `url` (default: see `db.location`).

    All of it or nothing, for every open connection at once. `force` goes on where the backup has
    problems that its contents had when it was taken, and where the database of before cannot be
    kept. Raises Invalid or StoreUnavailable, with nothing changed.
    """
    where, file = database_url(url), file.absolute()
    live = file_of(where)
    if live and same_file(live, file):
        raise Invalid(f"{file} is the database itself: give a backup of it.")
    with duplicate_of(file) as copy:
        _prove(copy, file, force=force)
        if erased := _of_before(where, erasures_in):  # a backup brings nobody back
            take_out(copy, erased)
        own = _of_before(where, lambda c: SqlSettings(c).get(IDENTITY))
        stamp = f"{now:%Y%m%d-%H%M%S}"
        if where.get_backend_name() != "sqlite":
            kept = _free(file.with_name(f"levelset-before-restore-{stamp}.db"))
            lost = _begin(copy, kept, now, where, own)
            before = _into_postgresql(copy, where, _Keep(kept, force=force))
            _anchor(copy, where)
            return replace(before, links_lost=lost)
        if live is None:
            raise StoreUnavailable("Name the database by its plain path, without `uri=true`.")
        kept = _free(live.with_name(f"{live.stem}-before-restore-{stamp}.db"))
        lost = _begin(copy, kept, now, where, own)
        before = _into_sqlite(copy, live, _Keep(kept, force=force))
        _anchor(copy, where)
        return replace(before, links_lost=lost)


def _of_before(where: URL, ask: Callable[[Connection], T | None]) -> T | None:
    """What `ask` finds in the database that is there now; None where it can't be asked."""
    file = file_of(where)
    if file is not None and not _size(file):
        return None
    engine = connect(where)
    try:
        with reader(engine).connect() as connection:
            return ask(connection)
    except SQLAlchemyError:  # damaged, of another schema, or empty: nothing is known of it
        return None
    finally:
        engine.dispose()


def _prove(copy: Path, file: Path, *, force: bool) -> None:
    if damaged := damage(copy, file):
        raise Invalid(f"{damaged[0]} The database was not changed.")
    if (found := problems(copy)) and not force:
        raise Invalid(
            f"{file} has a problem: {found[0]} `levelset db check` names them all, and --force "
            "restores it as it is. The database was not changed."
        )


def _free(wanted: Path) -> Path:
    """`wanted`, or a name like it that nothing has."""
    names = (wanted.with_stem(f"{wanted.stem}-{number}") for number in range(2, 1000))
    return wanted if not lexists(wanted) else next(n for n in names if not lexists(n))


def _begin(copy: Path, kept: Path, now: datetime, where: URL, own: str | None) -> bool:
    """A new generation, so that open pages notice, and a line in the journal.

    A backup from before its database had an identity gets `own`, that of the one it replaces, so
    that interviews that are away still come home. Returns whether links of the back-up no longer
    open under the signing key of `where`.
    """
    engine = engine_for(url_of(copy))
    try:
        with engine.begin() as connection:
            sealed = SqlSettings(connection).get(SEAL)
            connection.execute(settings.delete().where(settings.c.key == SEAL))
            lost = settle(connection, SigningKey(where))
        with sql_unit_of_work(engine)() as uow:
            uow.settings.put(KEY, new_generation(now))
            if own and uow.settings.get(IDENTITY) is None:
                uow.settings.put(IDENTITY, own)
            uow.journal.write(
                JournalLine(
                    at=now,
                    by=None,
                    act=RESTORED,
                    about="database",
                    detail=f"{_named(sealed)}; the database of before: {kept.name}",
                )
            )
            uow.commit()
    finally:
        engine.dispose()
    one_file(copy)
    return lost


def _named(sealed: str | None) -> str:
    """A copy by its digest: its file's name is somebody's own words."""
    return f"from the copy {sealed[:16]}" if sealed else "from a file without a seal"


def _anchor(copy: Path, where: URL) -> None:
    """From here on the chains are those of the copy."""
    engine = engine_for(url_of(copy))
    try:
        with engine.connect() as connection:
            anchor(connection, Anchors(where), Occasion.RESTORE)
    finally:
        engine.dispose()


class _Keep:
    """Keeps the database of before, once, at the moment when nobody can write any more."""

    def __init__(self, kept: Path, *, force: bool) -> None:
        self.file, self.force = kept, force
        self.result: Before | None = None

    def once(self, write: Callable[[Path], None]) -> None:
        if self.result is not None:
            return
        try:
            write(self.file)
            self.result = Before(kept=self.file)
        except (AssessmentError, SQLAlchemyError) as fault:
            if not self.force:
                raise Invalid(
                    f"The current database cannot be backed up first: {fault} Nothing was "
                    "restored; fix that, or use --force to restore without keeping it."
                ) from fault
            self.result = Before(kept=None, not_kept_because=str(fault))


def _into_sqlite(copy: Path, live: Path, keep: _Keep) -> Before:
    """By SQLite's own backup call: one write transaction, seen at once by who has it open."""
    if not _size(live):
        return _into_nothing(copy, live)
    look_at_tables(live)
    try:
        with ExitStack() as last, closing(raw(live)) as target, closing(raw(copy)) as source:
            target.execute("PRAGMA journal_mode=WAL").close()
            _same_page_size(source, target)
            locked = partial(keep.once, lambda kept: _keep_sqlite(live, kept, last))
            source.backup(target, pages=1, progress=_Watch(locked), sleep=0.05)
    except sqlite3.Error as fault:
        raise unavailable(url_of(live), fault) from fault
    return keep.result or Before(kept=None)


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _into_nothing(copy: Path, live: Path) -> Before:
    """Nobody has open what is not there, so a whole file may take the place."""
    for suffix in ("-wal", "-journal"):
        left = live.with_name(live.name + suffix)
        if left.exists():  # SQLite would play it into whatever database it finds
            raise StoreUnavailable(
                f"{left} is left of an older database: move it away, then restore again. "
                "Nothing was changed."
            )
    with whole(live) as part:
        shutil.copyfile(copy, part)
    return Before(kept=None)


def _same_page_size(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """A database that is written through a log cannot change the size of its pages."""
    (wanted,) = target.execute("PRAGMA page_size").fetchone()
    if source.execute("PRAGMA page_size").fetchone() != (wanted,):
        source.execute(f"PRAGMA page_size={wanted}").close()
        source.execute("VACUUM").close()


class _Watch:
    """Called after every page: the first brings the write lock, the last the commit."""

    def __init__(self, locked: Callable[[], None]) -> None:
        self._locked, self._deadline = locked, time.monotonic() + BUSY_SECONDS

    def __call__(self, status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            if time.monotonic() > self._deadline:
                raise StoreUnavailable(
                    "The database is in use by another program: wait until that is done, or close "
                    "it, then restore again. Nothing was changed."
                )
        else:
            self._locked()


def _keep_sqlite(live: Path, kept: Path, last: ExitStack) -> None:
    try:
        copy_sqlite(live, kept)
    except StoreUnavailable:  # damaged, which may be why it is replaced: kept as it is
        _keep_bytes(live, kept, last)


def _keep_bytes(live: Path, kept: Path, last: ExitStack) -> None:
    """File and log, byte by byte; closed last, because closing the file drops SQLite's locks."""
    for suffix in ("", "-wal"):
        source = live.with_name(live.name + suffix)
        if not source.exists():
            continue
        handle = last.enter_context(source.open("rb"))
        target = kept.with_name(kept.name + suffix)
        with whole(target) as part:
            part.write_bytes(handle.read())


def _into_postgresql(copy: Path, where: URL, keep: _Keep) -> Before:
    """In one transaction, with every writer kept waiting."""
    engine, source = connect(where), engine_for(url_of(copy))
    try:
        upgrade(engine)
        with alone(engine) as target, source.connect() as rows:
            _hold_writers(target)
            keep.once(lambda kept: keep_postgresql(target, kept))
            empty(target)
            fill(rows, target)
    except SQLAlchemyError as fault:
        raise unavailable(where, fault) from fault
    finally:
        source.dispose()
        engine.dispose()
    return keep.result or Before(kept=None)


def _hold_writers(target: Connection) -> None:
    target.execute(text(f"set local lock_timeout = '{BUSY_SECONDS}s'"))
    names = ", ".join(table.name for table in metadata.sorted_tables)
    target.execute(text(f"lock table {names} in exclusive mode"))
