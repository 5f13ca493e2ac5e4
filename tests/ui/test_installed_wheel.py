"""An installed wheel serves: built from this tree, put into an environment of its own."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.serving import ROOT, Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("wheel")]


class InstalledServer(Server):
    """`levelset serve` of an installed wheel, started from a folder that is no checkout."""

    def __init__(self, folder: Path, command: Path) -> None:
        super().__init__(folder)
        self._folder, self._command = folder, command

    def _launch(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._command), "serve", "--port", str(self.port)],
                cwd=self._folder,
                env=os.environ | self.settings | {"PYTHONPATH": ""},
                stdout=log,
                stderr=subprocess.STDOUT,
            )


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `levelset` command of a new environment that holds the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=300,
    )
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", symlinks=True)
    python = folder / "env" / "bin" / "python"
    packages = Path(
        subprocess.run(
            [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
    )
    zipfile.ZipFile(wheel).extractall(packages)  # what an installer does with a pure wheel
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    script = folder / "env" / "bin" / "levelset"
    script.write_text(f"#!{python}\nfrom assessment.__main__ import main\nmain()\n")
    script.chmod(0o755)
    return script


@pytest.fixture
def installed(tmp_path: Path, command: Path) -> Iterator[InstalledServer]:
    server = InstalledServer(tmp_path, command)
    server.start()
    yield server
    server.stop()


def test_the_wheel_is_used_and_not_this_checkout(command, tmp_path):
    python = command.with_name("python")
    shown = subprocess.run(
        [str(python), "-c", "import assessment; print(assessment.__file__)"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert Path(shown.strip()).is_relative_to(command.parents[1])


def test_it_serves_the_screens_from_any_folder(installed, new_context):
    page = new_context().new_page()

    page.goto(installed.url)
    page.get_by_role("button", name="Try the demo").click()
    page.get_by_text("C-03").first.wait_for()

    assert (installed.database).exists()
