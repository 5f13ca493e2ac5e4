"""A real server process of `app.py`, with a database and a port of its own; it can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
APP = Path(os.environ.get("LEVELSET_TEST_APP", ROOT / "app.py"))
START_SECONDS = 240
"""Long, because a crowded machine is no fault of the server."""


class Server:
    """One `streamlit run app.py` after another, on the same port and the same database."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "levelset.db"
        self.log = folder / "server.log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.database}"

    def start(self) -> None:
        environment = os.environ | {"LEVELSET_DATABASE_URL": self.database_url}
        command = [sys.executable, "-m", "streamlit", "run", str(APP)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--server.port", str(self.port), "--server.headless", "true"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait_until_healthy()

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                with urlopen(f"{self.url}/_stcore/health", timeout=2):  # noqa: S310  # our own server
                    return
            except (URLError, OSError):
                time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"The server did not start:\n{self.log.read_text('utf-8')[-4000:]}")

    def kill(self) -> None:
        """As if the power had gone: no farewell, no flush."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(timeout=30)
        self._process = None
