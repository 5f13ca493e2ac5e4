"""A disk that is full when a test says so, and has room again when it says so."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ui.serving import Server

MEGABYTES = 16


class SmallDisk:
    """A disk of its own: a database fits on it, and little else."""

    def fill(self, server: Server) -> None:
        """Until not a byte fits any more."""
        with _ballast(server).open("wb", buffering=0) as ballast:
            for size in (1 << 16, 1 << 12, 1):
                while _fits(ballast.fileno(), size):
                    pass

    def make_room(self, server: Server) -> None:
        _ballast(server).unlink()


class SmallAllowance:
    """Where nobody may mount a disk: the server may write no file behind its first byte."""

    def fill(self, server: Server) -> None:
        _allow(server, 1)

    def make_room(self, server: Server) -> None:
        _allow(server, resource.RLIM_INFINITY)


@contextmanager
def a_small_disk(folder: Path) -> Iterator[SmallDisk | SmallAllowance]:
    """At `folder`: mounted by root, else as near to it as somebody else can come."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "levelset", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False).returncode != 0:
        yield SmallAllowance()
        return
    try:
        yield SmallDisk()
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _ballast(server: Server) -> Path:
    return server.database.with_name("ballast")


def _fits(file: int, size: int) -> bool:
    try:
        return os.write(file, b"\0" * size) > 0
    except OSError:
        return False


def _allow(server: Server, size: int) -> None:
    _, most = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (size, most))
