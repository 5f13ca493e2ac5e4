"""The database and what is beside it can be read by its owner only.

What stands open is put right at every start; where that is not possible, nothing starts.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL

from assessment.domain.errors import StoreUnavailable
from db.anchors import anchor_file
from db.location import VARIABLE, file_of
from db.signing_key import key_file

FOLDER, FILE = 0o700, 0o600
OTHERS = 0o077
OTHERS_WRITE = 0o022
BESIDE = ("", "-wal", "-shm", "-journal")


def make_private(where: URL) -> None:
    """Takes everybody else's rights away. StoreUnavailable names what cannot be put right.

    Windows has other rights, and a person's own folder there is private already.
    """
    if os.name != "posix":
        return
    if file := file_of(where):
        _folder(file.parent)
        for each in _files(file):
            _close(each, FILE)
    if anchors := anchor_file(where):
        _close(anchors, FILE)
    _close(key_file(where), FILE)


def open_to_others(where: URL) -> Iterator[str]:
    """What others on this computer can read or write of the database; changes nothing."""
    file = file_of(where)
    if os.name != "posix" or file is None:
        return
    beside = [anchor_file(where), key_file(where), file.parent / "backups"]
    for each in (*_beside(file), *(path for path in beside if path)):
        with suppress(OSError):
            if each.stat().st_mode & OTHERS:
                wanted = FOLDER if each.is_dir() else FILE
                yield (
                    f"Others on this computer can get at {each}: start Levelset, which puts that "
                    f"right, or run `chmod {wanted:o} {each}`."
                )


def shared_folder(where: URL) -> str:
    """What to say of a folder that others can look into or write to; blank where none can."""
    file = file_of(where)
    if os.name != "posix" or file is None:
        return ""
    try:
        mode = stat.S_IMODE(file.parent.stat().st_mode)
    except OSError:
        return ""  # said when the database is opened
    if not mode & OTHERS:
        return ""
    can = "write to" if mode & OTHERS_WRITE else "look into"
    return (
        f"Others on this computer can {can} the folder {file.parent}. They can't read the "
        f"database, but see that it is there. A folder of its own keeps that private: {VARIABLE} "
        "names the database."
    )


def create_private(file: Path) -> None:
    """An empty file for a new database; SQLite gives its logs the same rights."""
    if os.name == "posix":
        with suppress(OSError):  # what is wrong with the place is said when it is opened
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE))


def _files(file: Path) -> Iterator[Path]:
    backups = file.parent / "backups"
    if backups.is_dir():
        _close(backups, FOLDER)
    yield from _beside(file)


def _beside(file: Path) -> Iterator[Path]:
    """The database with its logs, what a restore kept, and the backups."""
    yield from (file.with_name(f"{file.name}{ending}") for ending in BESIDE)
    yield from file.parent.glob(f"{file.stem}-before-restore-*.db*")
    yield from (file.parent / "backups").glob(f"{file.stem}-*.db*")


def _folder(folder: Path) -> None:
    """The folder of the database, unless other programs live there too."""
    try:
        found = folder.stat()
    except OSError:
        return  # said when the database is opened
    mode = stat.S_IMODE(found.st_mode)
    if not mode & OTHERS:
        return
    if found.st_uid == os.geteuid() and not _is_shared(folder, mode):
        with suppress(OSError):
            folder.chmod(mode & ~OTHERS)
            return
    if mode & OTHERS_WRITE and not mode & stat.S_ISVTX:
        raise _open_to_others(folder, FOLDER)


def _is_shared(folder: Path, mode: int) -> bool:
    """A place that is not the database's own: a home, a temporary folder, where one works."""
    here = folder.resolve()
    places = (Path.home(), Path.cwd(), Path(tempfile.gettempdir()))
    return bool(mode & stat.S_ISVTX) or any(
        place.resolve().is_relative_to(here) for place in places
    )


def _close(path: Path, wanted: int) -> None:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    except OSError as fault:
        raise StoreUnavailable(
            f"{path} cannot be read ({fault.strerror}): check its permissions."
        ) from fault
    if stat.S_ISLNK(found.st_mode):
        if not path.exists():
            return
        found = path.stat()
    if not found.st_mode & OTHERS:
        return
    try:
        path.chmod(wanted)
    except OSError as fault:
        raise _open_to_others(path, wanted) from fault
    if path.stat().st_mode & OTHERS:  # a file system without rights of its own
        raise _open_to_others(path, wanted)


def _open_to_others(path: Path, wanted: int) -> StoreUnavailable:
    return StoreUnavailable(
        f"Other users of this computer can read {path}, and its permissions cannot be changed from "
        "here: "
        f"run `chmod {wanted:o} {path}` as its owner, or name another place in {VARIABLE}."
    )
