"""The wheel of this tree, installed into an environment of its own."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tests.ui.serving import ROOT, Server


class InstalledServer(Server):
    """`levelset serve` of an installed wheel, started from a folder that is no checkout."""

    def __init__(self, folder: Path, command: Path, options: Sequence[str] = ()) -> None:
        super().__init__(folder)
        self._folder, self._command, self._options = folder, command, options

    def launch(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._command), "serve", "--port", str(self.port), *self._options],
                cwd=self._folder,
                env=os.environ | self.settings | {"PYTHONPATH": ""},
                stdout=log,
                stderr=subprocess.STDOUT,
            )


def install_wheel(folder: Path) -> Path:
    """The `levelset` command of a new environment that holds the wheel and what it depends on."""
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
