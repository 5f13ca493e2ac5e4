"""A real server process of `app.py`, with a database and a port of its own; it can be killed."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
APP = ROOT / "app.py"
START_LOOKS = 2400
"""Each a tenth of a second or more: a crowded machine, or one that stood still, is no fault."""

STOP_SECONDS = 120
"""A process that has just started first ends its imports."""


_held: list[socket.socket] = []
"""Bound and never listened at, until the tests end: nobody else is given such a port, not even
while its server is down. The server may bind it as well, because both say that they share."""


def port_of_our_own() -> int:
    """A port on this computer that nobody else is given while the tests run."""
    held = socket.socket()
    _held.append(held)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    port: int = held.getsockname()[1]
    return port


class Server:
    """One `streamlit run app.py` after another, on the same port and the same database."""

    HEALTH = "/_stcore/health"

    def __init__(
        self, folder: Path, app: Path = APP, environment: Mapping[str, str] | None = None
    ) -> None:
        self.app, self.environment = app, dict(environment or {})
        self.database = folder / "levelset.db"
        self.log = folder / "server.log"
        self.port = port_of_our_own()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.database}"

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    @property
    def command(self) -> list[str]:
        """What `streamlit` is told."""
        options = ["--server.port", str(self.port), "--server.headless", "true"]
        return ["run", str(self.app), *options]

    @property
    def settings(self) -> dict[str, str]:
        return self.environment | {"LEVELSET_DATABASE_URL": self.database_url}

    def start(self) -> None:
        self.launch()
        self.wait_until_healthy()

    def launch(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", *self.command],
                cwd=ROOT,
                env=os.environ | self.settings,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait_until_healthy(self) -> None:
        for _ in range(START_LOOKS):
            if not self.runs():
                break
            try:
                with urlopen(f"{self.url}{self.HEALTH}", timeout=2):  # noqa: S310  # our own server
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        how = "runs and does not answer" if self.runs() else f"ended with {self._exit_code()}"
        self.stop()
        said = self.log.read_text("utf-8")[-4000:] if self.log.exists() else "It said nothing."
        raise RuntimeError(f"The server {how}.\n{said}")

    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _exit_code(self) -> int | None:
        return self._process.returncode if self._process else None

    def kill(self) -> None:
        """As if the power had gone: no farewell, no flush."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(timeout=STOP_SECONDS)
        self._process = None


class WarmServer(Server):
    """The same process, forked off one that has everything of `preloaded`: for many restarts.

    Importing costs seconds of a core. Where a system cannot fork, it is paid each time.
    """

    def __init__(
        self, folder: Path, app: Path = APP, environment: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(folder, app, environment)
        way = "forkserver" if hasattr(os, "fork") else "spawn"
        self._processes = multiprocessing.get_context(way)
        self._processes.set_forkserver_preload(["tests.ui.preloaded"])
        self._child: BaseProcess | None = None

    def launch(self) -> None:
        self._child = self._processes.Process(
            target=_serve, args=(self.command, self.settings, str(self.log)), daemon=True
        )
        # A page test leaves its script as the main module, and a child would run that first.
        main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
        try:
            self._child.start()
        finally:
            sys.modules["__main__"] = main

    @property
    def pid(self) -> int:
        assert self._child
        assert self._child.pid
        return self._child.pid

    def runs(self) -> bool:
        return self._child is not None and self._child.is_alive()

    def _exit_code(self) -> int | None:
        return self._child.exitcode if self._child else None

    def _end(self, how: signal.Signals) -> None:
        if self._child and self._child.is_alive():
            self._child.kill() if how is signal.SIGKILL else self._child.terminate()
            self._child.join(timeout=STOP_SECONDS)
        self._child = None


def _serve(command: list[str], settings: Mapping[str, str], log: str) -> None:
    """In the new process: what `python -m streamlit` would do."""
    from streamlit.web import cli  # noqa: PLC0415  # the tests themselves do without it

    os.chdir(ROOT)
    os.environ.update(settings)
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    for stream in (1, 2):
        os.dup2(file, stream)
    sys.path.insert(0, str(ROOT))
    cli.main(command, prog_name="streamlit")
