"""Where the browser tests look for a browser, and how they get one."""

import os
import sys

import pytest
from playwright.sync_api import Error

from tests.ui import chromium


class NoBrowser:
    """Playwright on a machine where starting a browser finds none until one is installed."""

    def __init__(self) -> None:
        self.chromium, self.paths, self.is_installed = self, [], False

    def launch(self, *, executable_path, args):
        assert "--no-sandbox" in args
        self.paths.append(executable_path)
        if executable_path is None and not self.is_installed:
            raise Error("Executable doesn't exist at /nowhere")
        return "a browser"


@pytest.fixture
def nothing_installed(monkeypatch, tmp_path):
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    monkeypatch.setattr(chromium.shutil, "which", lambda _: None)
    monkeypatch.setattr(chromium.tempfile, "gettempdir", lambda: str(tmp_path))


def test_the_variable_goes_before_the_path(monkeypatch, tmp_path):
    own = tmp_path / "chrome"
    own.touch()
    monkeypatch.setenv(chromium.VARIABLE, str(own))
    monkeypatch.setattr(chromium.shutil, "which", lambda name: f"/usr/bin/{name}")

    assert chromium.find_chromium() == str(own)


def test_a_variable_that_names_no_file_says_so(monkeypatch):
    monkeypatch.setenv(chromium.VARIABLE, "/nowhere/chrome")

    with pytest.raises(RuntimeError, match="LEVELSET_CHROMIUM=/nowhere/chrome: there is no such"):
        chromium.find_chromium()


def test_a_browser_of_playwright_needs_no_installation(nothing_installed, monkeypatch):
    playwright = NoBrowser()
    playwright.is_installed = True
    monkeypatch.setattr(chromium, "_run", lambda command: pytest.fail(f"ran {command}"))

    assert chromium.launch(playwright) == "a browser"


def test_playwright_is_asked_for_a_download_before_the_system(nothing_installed, monkeypatch):
    playwright, ran = NoBrowser(), []

    def run(command):
        ran.append(command)
        playwright.is_installed = "playwright" in command
        return ""

    monkeypatch.setattr(chromium, "_run", run)

    assert chromium.launch(playwright) == "a browser"
    assert ran == [[sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]]


def test_root_on_debian_installs_the_package_when_the_download_fails(
    nothing_installed, monkeypatch
):
    playwright, ran, found = NoBrowser(), [], {"apt-get": "/usr/bin/apt-get"}

    def run(command):
        ran.append(command[:2])
        if command[:2] == ["apt-get", "install"]:
            found["chromium-headless-shell"] = "/usr/bin/chromium-headless-shell"
        return ""

    monkeypatch.setattr(chromium.shutil, "which", found.get)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(chromium, "_run", run)

    assert chromium.launch(playwright) == "a browser"
    assert ran == [[sys.executable, "-m"], ["apt-get", "update"], ["apt-get", "install"]]
    assert playwright.paths[-1] == "/usr/bin/chromium-headless-shell"


def test_nobody_but_root_runs_the_package_manager(monkeypatch):
    monkeypatch.setattr(chromium.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert [way[0][0] for way in chromium.installers()] == [sys.executable]


def test_when_nothing_helps_it_says_what_would_and_what_was_tried(nothing_installed, monkeypatch):
    monkeypatch.setattr(chromium, "_run", lambda command: f"{command[-1]} is refused")

    with pytest.raises(RuntimeError) as fault:
        chromium.launch(NoBrowser())

    assert str(fault.value).startswith("No Chromium for the browser tests. Do one of:")
    assert "chromium is refused" in str(fault.value)
