"""The shipped bank as it was read before, kept under a key made of all that it was read from.

Reading and checking several hundred files takes longer than anything else that a start or a short
command does. The key is a digest of every file of the bank and of the code that reads it, so that
what is found under it cannot be out of date: after any change there is nothing under the new key.
"""

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pydantic
from platformdirs import user_cache_path

if TYPE_CHECKING:
    from question_bank.loader import QuestionBank

ENDING = ".bank"
_DIGEST = 32
"""Bytes at the start of a kept file: the SHA-256 of the rest, so that a broken one is noticed."""


def folder() -> Path:
    """Where this person's programs keep what they can make again."""
    return user_cache_path("levelset", appauthor=False)


def kept(root: Path, read: Callable[[], "QuestionBank"]) -> "QuestionBank":
    """The bank in `root`: as it was kept, else as `read` returns it, which is kept for next time.

    Raises what `read` raises. A folder for it that cannot be used only costs time.
    """
    key = _key(root)
    if found := _find(key):
        return found
    bank = read()
    if _key(root) == key:  # else a file changed in between, and nobody knows which one was read
        with suppress(OSError):
            _keep(key, bank)
    return bank


def _key(root: Path) -> str:
    digest = hashlib.sha256(f"{sys.version}\0{pydantic.VERSION}\0{root}\0".encode())
    for path in _read_from(root):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _read_from(root: Path) -> Iterator[Path]:
    """Every file that has a say in what the bank is."""
    yield from sorted(Path(__file__).parent.glob("*.py"))
    yield from sorted(path for path in root.rglob("*.y*ml") if path.is_file())


def _find(key: str) -> "QuestionBank | None":
    file = folder() / f"{key}{ENDING}"
    try:
        if not (_only_ours(file.parent) and _only_ours(file)):
            return None
        held = file.read_bytes()
    except OSError:
        return None
    digest, content = held[:_DIGEST], held[_DIGEST:]
    if hashlib.sha256(content).digest() != digest:
        return None
    bank: QuestionBank = pickle.loads(content)  # noqa: S301  # this person wrote it, with this code
    return bank


def _only_ours(path: Path) -> bool:
    """Whether nobody else can have written it: what is taken from there runs as code."""
    if not hasattr(os, "getuid"):  # on Windows a person's folder is closed to others
        return True
    found = path.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _keep(key: str, bank: "QuestionBank") -> None:
    """Write the file whole or not at all, and delete those under other keys."""
    place = folder()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = pickle.dumps(bank, pickle.HIGHEST_PROTOCOL)
    part = place / f"{key}-{os.getpid()}.part"
    try:
        part.write_bytes(hashlib.sha256(content).digest() + content)
        part.replace(place / f"{key}{ENDING}")
    finally:
        part.unlink(missing_ok=True)
    for other in place.glob(f"*{ENDING}"):
        if other.stem != key:
            other.unlink(missing_ok=True)
