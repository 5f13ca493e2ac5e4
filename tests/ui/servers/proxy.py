"""A real nginx with the configuration of `deploy/`, on free ports of this computer."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock

from tests.ui.serving import ROOT, port_of_our_own

VARIABLE = "LEVELSET_NGINX"
HELP = f"""No nginx for the tests of several servers. Do one of:
  apt-get install nginx-light openssl   (Debian, as root)
  install nginx and openssl with the package manager of your system
  {VARIABLE}=/path/to/nginx uv run pytest"""
SHIPPED = ROOT / "deploy" / "nginx"
PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
START_LOOKS = 600
MAIN = """\
{user}worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/main.log crit;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/levelset.conf;
}}
"""


def find_nginx() -> str:
    """Its path; installed once where Debian can. A test of several servers is never skipped."""
    if own := os.environ.get(VARIABLE):
        return own
    with FileLock(Path(tempfile.gettempdir()) / "levelset-nginx.lock"):
        if not _found() and shutil.which("apt-get") and os.geteuid() == 0:
            _install()
    found = _found()
    if not found:
        raise RuntimeError(HELP)
    return found


def _found() -> str | None:
    return shutil.which("openssl") and shutil.which("nginx", path=PLACES)


def _install() -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends"]):
        packages = [] if words[0] == "update" else ["nginx-light", "openssl"]
        done = subprocess.run(
            ["apt-get", *words, *packages],
            env=quiet,
            capture_output=True,
            timeout=600,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{HELP}\n{done.stderr.decode(errors='replace')[-500:]}")


class Nginx:
    """The shipped configuration with other ports, logs and certificates, and nothing else changed.

    `url` is the owner's own address; `tls_url` the one for people.
    """

    def __init__(self, folder: Path, ports: tuple[int, int]) -> None:
        """`ports` are those of the two processes of Levelset."""
        self.folder, self._program = folder, find_nginx()
        self._own, self._tls, self._plain = (port_of_our_own() for _ in range(3))
        self.url = f"http://127.0.0.1:{self._own}"
        self.tls_url = f"https://127.0.0.1:{self._tls}"
        self.plain_url = f"http://127.0.0.1:{self._plain}"
        self._process: subprocess.Popen[bytes] | None = None
        self._write(ports)

    def _write(self, ports: tuple[int, int]) -> None:
        self._make_certificate()
        live = "/etc/letsencrypt/live/levelset.example.org"
        self._fill("levelset-locations.conf", {"/var/log/nginx/": f"{self.folder}/"})
        self._fill(
            "levelset.conf",
            {
                "/etc/nginx/snippets/": f"{self.folder}/",
                f"{live}/fullchain.pem": f"{self.folder}/certificate.pem",
                f"{live}/privkey.pem": f"{self.folder}/key.pem",
                "/var/log/nginx/": f"{self.folder}/",
                "listen 443 ssl": f"listen 127.0.0.1:{self._tls} ssl",
                "listen 80;": f"listen 127.0.0.1:{self._plain};",
                "listen 127.0.0.1:8500;": f"listen 127.0.0.1:{self._own};",
                ":8501": f":{ports[0]}",
                ":8502": f":{ports[1]}",
            },
        )
        root = hasattr(os, "geteuid") and os.geteuid() == 0  # a worker may not be nobody in here
        user = "user root; " if root else ""
        main = MAIN.format(user=user, folder=self.folder)
        (self.folder / "nginx.conf").write_text(main, "utf-8")

    def _fill(self, name: str, changes: Mapping[str, str]) -> None:
        text = (SHIPPED / name).read_text("utf-8")
        for shipped, ours in changes.items():
            assert shipped in text, f"{name} has no {shipped}"
            text = text.replace(shipped, ours)
        (self.folder / name).write_text(text, "utf-8")

    def _make_certificate(self) -> None:
        files = ["-keyout", "key.pem", "-out", "certificate.pem"]
        subject = ["-subj", "/CN=levelset.example.org", "-days", "2", "-nodes"]
        kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        subprocess.run(
            ["openssl", "req", "-x509", *kind, *files, *subject],
            cwd=self.folder,
            check=True,
            capture_output=True,
        )

    @property
    def _command(self) -> list[str]:
        return [self._program, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]

    def faults(self) -> str:
        """What nginx has to say of its configuration; blank where it is in order."""
        told = subprocess.run(
            [*self._command, "-t", "-q"], capture_output=True, text=True, check=False
        )
        return told.stderr

    def start(self) -> None:
        with (self.folder / "said.log").open("ab") as said:
            self._process = subprocess.Popen(self._command, stdout=said, stderr=said)
        for _ in range(START_LOOKS):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self._own)) == 0:
                    return
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"nginx did not start.\n{(self.folder / 'said.log').read_text()}")

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(60)

    def logged(self) -> str:
        """Everything in its logs."""
        return "".join(file.read_text("utf-8") for file in sorted(self.folder.glob("*.log")))
