"""Two processes of an installed wheel on one PostgreSQL database, with nginx in front of them."""

from pathlib import Path

import psutil

from tests.ui.installed_wheel import InstalledServer
from tests.ui.servers.proxy import Nginx


class Process(InstalledServer):
    """Started as by `deploy/systemd/levelset@.service`, with what `levelset.env` says."""

    HEALTH = "/api/health/live"  # without a forwarded address, a proxy gets no other answer

    def __init__(self, folder: Path, command: Path, database_url: str, key: Path) -> None:
        super().__init__(folder, command, ("--host", "levelset.example.org", "--log-json"))
        self._database_url = database_url
        self.environment |= {
            "LEVELSET_SIGNING_KEY_FILE": str(key),
            "LEVELSET_PROXIES": "127.0.0.1,::1",
        }

    @property
    def database_url(self) -> str:
        return self._database_url

    def kill(self) -> None:
        """The command and the server that it started, as systemd would clear both away."""
        if self._process:
            for process in psutil.Process(self.pid).children(recursive=True):
                process.kill()
        super().kill()


class Deployment:
    """`url` is where the owner opens it, through nginx."""

    def __init__(self, folder: Path, command: Path, database_url: str) -> None:
        self.database_url, self.key = database_url, folder / "signing.key"
        self.servers: dict[str, Process] = {}
        for name in "ab":
            (folder / name).mkdir()
            self.servers[name] = Process(folder / name, command, database_url, self.key)
        ports = self.servers["a"].port, self.servers["b"].port
        (folder / "nginx").mkdir()
        self.nginx = Nginx(folder / "nginx", ports)
        self.url = self.nginx.url

    def start(self) -> None:
        """Whatever doesn't run."""
        stopped = [server for server in self.servers.values() if not server.runs()]
        for server in stopped:
            server.launch()
        for server in stopped:
            server.wait_until_healthy()

    def stop(self) -> None:
        self.nginx.stop()
        for server in self.servers.values():
            server.kill()
