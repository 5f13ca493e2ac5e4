"""Find a Chromium, or install one once. A browser test is never skipped."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Error, Playwright

VARIABLE = "LEVELSET_CHROMIUM"
HELP = f"""No Chromium for the browser tests. Do one of:
  apt-get install chromium-headless-shell   (Debian, as root; chromium does too)
  uv run playwright install chromium --only-shell   (any system with internet)
  {VARIABLE}=/path/to/chrome uv run pytest"""

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
"""The one without windows and tabs first: the same engine, at two thirds of the time."""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Runs as root in a container, and asks nobody on the internet for anything."""


def find_chromium() -> str | None:
    """The path of an installed browser; None where there is only Playwright's own, or none."""
    if own := os.environ.get(VARIABLE):
        if not Path(own).is_file():
            raise RuntimeError(f"{VARIABLE}={own}: there is no such file")
        return own
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    """Start the first browser there is; where there is none, install one first."""
    browser = _start(playwright)
    if browser is None:
        with FileLock(Path(tempfile.gettempdir()) / "levelset-chromium.lock"):
            browser = _start(playwright) or _install_and_start(playwright)
    return browser


def _start(playwright: Playwright) -> Browser | None:
    """None where neither this machine nor Playwright has a browser."""
    try:
        return playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
    except Error as fault:
        if "Executable doesn't exist" in str(fault):
            return None
        raise RuntimeError(f"{HELP}\n\n{fault}") from fault  # a missing system library, say


def _install_and_start(playwright: Playwright) -> Browser:
    """Try each way to install a browser in turn; raise with what each of them answered."""
    answers = [HELP]
    for commands in installers():
        answers += [_run(command) for command in commands]
        if browser := _start(playwright):
            return browser
    raise RuntimeError("\n\n".join(answers))


def installers() -> list[list[list[str]]]:
    """The ways to install a browser on this machine, best first; each is a list of commands."""
    ways = [[[sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        options = ["-y", "-qq", "--no-install-recommends"]
        ways.append(
            [
                ["apt-get", "update", "-qq"],
                ["apt-get", "install", *options, "chromium-headless-shell"],
            ]
        )
    return ways


def _run(command: list[str]) -> str:
    """Run `command`; return it with the end of what it printed."""
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    )
    return f"{' '.join(command)} printed:\n{(done.stdout + done.stderr)[-800:]}"


def launch_on(profile: Path, like: Browser) -> BrowserContext:
    """A browser process of its own; what it has put into the folder `profile` outlives it."""
    return like.browser_type.launch_persistent_context(
        profile, executable_path=find_chromium(), args=list(QUIET), headless=True
    )


def processes_on(profile: Path) -> list[psutil.Process]:
    """All processes of the browser that works on `profile`."""
    found: set[psutil.Process] = set()
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # another browser's may end while we look
            if f"--user-data-dir={profile}" in process.cmdline():
                found |= {process, *process.children(recursive=True)}
    assert found
    return list(found)


def kill(processes: list[psutil.Process]) -> None:
    """As if the power had gone."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    _, alive = psutil.wait_procs(processes, timeout=60)
    assert alive == []
