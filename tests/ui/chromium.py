"""Finds a Chromium, or fetches Playwright's own once. A browser test is never skipped."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright

VARIABLE = "LEVELSET_CHROMIUM"
HELP = f"""No Chromium for the browser tests. Do one of:
  apt-get install chromium          (Debian, as root)
  uv run playwright install chromium --only-shell   (any system with internet)
  {VARIABLE}=/path/to/chrome uv run pytest"""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
