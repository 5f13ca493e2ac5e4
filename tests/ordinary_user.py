"""Somebody without special rights, for tests of what may not be read or written."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def an_ordinary_user(folder: Path) -> Iterator[None]:
    """Root may write what is read-only: becomes nobody meanwhile, who may walk down to `folder`.

    One worker at a time: they share the folders above, and the first to end shuts them again.
    """
    with (Path(tempfile.gettempdir()) / f"levelset-ordinary-user-{os.getuid()}.lock").open(
        "w"
    ) as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        with _nobody(folder):
            yield


@contextmanager
def _nobody(folder: Path) -> Iterator[None]:
    changed = []
    for part in [folder, *folder.parents]:  # pytest's own are for their owner only
        mode = part.stat().st_mode
        if mode & 0o055 != 0o055:
            changed.append((part, mode))
            part.chmod(mode | 0o055)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for part, mode in changed:
            part.chmod(mode)
