"""An installed wheel serves: built from this tree, put into an environment of its own."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.installed_wheel import InstalledServer

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("wheel")]


@pytest.fixture
def installed(tmp_path: Path, installed_command: Path) -> Iterator[InstalledServer]:
    server = InstalledServer(tmp_path, installed_command)
    server.start()
    yield server
    server.stop()


def test_the_wheel_is_used_and_not_this_checkout(installed_command, tmp_path):
    python = installed_command.with_name("python")
    shown = subprocess.run(
        [str(python), "-c", "import assessment; print(assessment.__file__)"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert Path(shown.strip()).is_relative_to(installed_command.parents[1])


def test_it_serves_the_screens_from_any_folder(installed, new_context):
    page = new_context().new_page()

    page.goto(installed.url)
    page.get_by_role("button", name="Try the demo").click()
    page.get_by_text("C-03").first.wait_for()

    assert (installed.database).exists()
