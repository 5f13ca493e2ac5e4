"""Finds a Chromium, or fetches Playwright's own once. A browser test is never skipped."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil
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
    """A path, or None where Playwright has to use its own."""
    if own := os.environ.get(VARIABLE):
        if not Path(own).is_file():
            raise RuntimeError(f"{VARIABLE}={own}: there is no such file")
        return own
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    if path := find_chromium():
        return playwright.chromium.launch(executable_path=path, args=list(QUIET))
    try:
        return playwright.chromium.launch(args=list(QUIET))
    except Error as fault:
        if "Executable doesn't exist" not in str(fault):  # a missing system library, say
            raise RuntimeError(f"{HELP}\n\n{fault}") from fault
    fetched = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if fetched.returncode != 0:
        said = (fetched.stdout + fetched.stderr)[-800:]
        raise RuntimeError(f"{HELP}\n\nplaywright install said:\n{said}")
    return playwright.chromium.launch(args=list(QUIET))


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
