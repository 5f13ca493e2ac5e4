"""Real server processes, one for each thing that is measured."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).parents[1]
START_SECONDS = 120
CORES = 2
"""What a server process may use, also on a machine that has more."""
QUIET = ("--server.headless", "true", "--browser.gatherUsageStats", "false")


class Serving:
    """`streamlit run SCRIPT` on a free port. Streamlit reads its settings from `settings_of`."""

    def __init__(
        self, script: Path, folder: Path, settings_of: Path, environment: dict[str, str]
    ) -> None:
        self._log = folder / f"{script.stem}-{time.monotonic_ns()}.log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        where = ("--server.address", "127.0.0.1", "--server.port", str(port))
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(script), *where, *QUIET],
                cwd=settings_of,
                env=_bytecode_in(folder) | environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._seen = psutil.Process(self._process.pid)
        if hasattr(os, "sched_setaffinity"):  # elsewhere a process cannot be held to some cores
            some = sorted(os.sched_getaffinity(0))[:CORES]
            os.sched_setaffinity(self._process.pid, some)

    def wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urlopen(f"{self.url}/_stcore/health", timeout=2):  # noqa: S310  # our own server
                    return
            except (URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError(f"The server did not start:\n{self._log.read_text('utf-8')[-4000:]}")

    def close(self) -> None:
        if self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def megabytes(self) -> float:
        """What the process holds in memory."""
        held: int = self._seen.memory_info().rss
        return held / 1e6

    def cpu_seconds(self) -> float:
        """What the process has worked so far."""
        spent = self._seen.cpu_times()
        return float(spent.user + spent.system)


def _bytecode_in(folder: Path) -> dict[str, str]:
    """Where none may be left beside the sources, servers share it: only the first compiles."""
    environment = dict(os.environ)
    if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    return environment
