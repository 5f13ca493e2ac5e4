"""Backups that nobody has to think of: at the app's start, and before a schema is changed."""

import logging
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Self

from sqlalchemy import URL

from assessment.domain.errors import AssessmentError, StoreUnavailable
from db.backup_files import copy_sqlite
from db.backup_note import note_backup, note_ends
from db.location import file_of, url_of

COUNT, DAYS = "LEVELSET_BACKUPS", "LEVELSET_BACKUP_DAYS"
FOLDER = "backups"
EVERY = timedelta(hours=1)
STAMP = "%Y%m%d-%H%M%S"

_PART = re.compile(r"\.levelset-([0-9]{1,9})-[0-9a-f]+\.part")
"""As `backup_files.whole` names a copy while it is written; with the number of its process."""

_log = logging.getLogger("levelset")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan:
    """How many automatic backups are kept, and how long."""

    count: int = 10
    """0 switches them off."""
    days: int = 30

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """What the environment asks for; what cannot be read is said and left as it was."""
        return cls(
            count=_whole(environment, COUNT, cls().count, least=0),
            days=_whole(environment, DAYS, cls().days, least=1),
        )


def _whole(environment: Mapping[str, str], name: str, usual: int, *, least: int) -> int:
    given = environment.get(name, "").strip()
    if given.isdecimal() and int(given) >= least:
        return int(given)
    if given:
        _log.warning("%s is %r and not a number from %d: %d is used.", name, given, least, usual)
    return usual


def in_background(where: URL, plan: BackupPlan) -> Thread | None:
    """Starts `roll` for a SQLite database beside everything else; a failure is logged."""
    file = file_of(where)
    if file is None or not plan.count:
        return None
    thread = Thread(target=_roll_quietly, args=(file, plan), name="levelset-backup")
    thread.start()
    return thread


def _roll_quietly(live: Path, plan: BackupPlan) -> None:
    try:
        if roll(live, plan, datetime.now(UTC)) is None:
            note_ends(url_of(live))
    except (AssessmentError, OSError) as fault:
        _log.warning("The automatic backup was not written: %s", str(fault))


def roll(live: Path, plan: BackupPlan, now: datetime) -> Path | None:
    """Writes a backup unless there is one of the last hour, then lets go of old ones.

    The newest is never let go, however old it is.
    """
    if not plan.count:
        return None
    _sweep(live, now)
    there = dict(_taken(live))
    if any(now - EVERY < at <= now for at in there.values()):
        written = None
    else:
        written = _folder(live) / f"{live.stem}-{now:{STAMP}}.db"
        copy_sqlite(live, written)
        note_backup(url_of(live), now, "automatic")
        there[written] = now
    for number, file in enumerate(sorted(there, key=lambda f: there[f], reverse=True)):
        if number and (number >= plan.count or now - there[file] > timedelta(days=plan.days)):
            file.unlink(missing_ok=True)
    return written


def copy_now(live: Path) -> Path:
    """A backup because somebody asked for one; it counts among the automatic ones."""
    now = datetime.now(UTC)
    written = _folder(live) / f"{live.stem}-{now:{STAMP}}.db"
    copy_sqlite(live, written)
    note_backup(url_of(live), now, "on request")
    return written


def _taken(live: Path) -> Iterator[tuple[Path, datetime]]:
    """The automatic backups of `live` with their times; no other file is ever looked at."""
    name = re.compile(rf"{re.escape(live.stem)}-(\d{{8}}-\d{{6}})\.db")
    for file in _folder(live).iterdir():
        if found := name.fullmatch(file.name):
            try:
                yield file, datetime.strptime(found[1], STAMP).replace(tzinfo=UTC)
            except ValueError:  # eight digits that are no day
                continue


def automatic_backups(live: Path) -> list[Path]:
    """Every copy of `live` that Levelset made by itself: in its folder, and before a restore."""
    stem = re.escape(live.stem)
    rolling = re.compile(rf"{stem}-(schema-[^-]+-)?\d{{8}}-\d{{6}}\.db")
    before = re.compile(rf"{stem}-before-restore-\d{{8}}-\d{{6}}(-\d+)?\.db")
    folder = live.parent / FOLDER
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    beside = sorted(live.parent.iterdir())
    return [
        *(file for file in there if rolling.fullmatch(file.name)),
        *(file for file in beside if before.fullmatch(file.name)),
    ]


def _sweep(live: Path, now: datetime) -> None:
    """Copies that a killed program left half-written; a day later nobody works on one."""
    for part in _folder(live).glob(".levelset-*.part*"):
        if now.timestamp() - part.stat().st_mtime > timedelta(days=1).total_seconds():
            part.unlink(missing_ok=True)


def abandoned(live: Path) -> list[Path]:
    """Copies, beside `live` or among its backups, that a program which has ended left half-written.

    Only where a system says whether a process runs without doing anything to it.
    """
    if os.name != "posix":
        return []
    folders = (live.parent, live.parent / FOLDER)
    parts = [part for folder in folders for part in folder.glob(".levelset-*.part*")]
    return sorted(part for part in parts if _writer_has_ended(part.name))


def _writer_has_ended(name: str) -> bool:
    found = _PART.match(name)
    if found is None:
        return False
    try:
        os.kill(int(found[1]), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # it runs, and is somebody else's; or it is no number of one
        return False
    return False


def _folder(live: Path) -> Path:
    folder = live.parent / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as fault:
        raise StoreUnavailable(
            f"The folder {folder} cannot be created ({fault.strerror}): create it yourself."
        ) from fault
    return folder


def before_upgrade(live: Path, revision: str, now: datetime) -> Path:
    """The backup of a database whose schema is about to be changed. Kept until it is deleted."""
    file = _folder(live) / f"{live.stem}-schema-{revision}-{now:{STAMP}}.db"
    try:
        copy_sqlite(live, file)
    except AssessmentError as fault:
        raise StoreUnavailable(
            f"The database {live} needs an upgrade, and the backup before it cannot be written. "
            f"{fault}"
        ) from fault
    return file
