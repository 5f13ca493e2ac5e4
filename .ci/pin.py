"""Writes the versions of every dependency, direct or not, into pyproject.toml, freshly resolved.

    uv run --no-project python .ci/pin.py

Pins stand in `[tool.uv] constraint-dependencies`, not in a lock file: a lock file records addresses
of package registries, which do not belong into a repository.
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = ROOT / "pyproject.toml"
PINS = re.compile(r"(?<=constraint-dependencies = \[\n).*?(?=^\])", re.DOTALL | re.MULTILINE)
PACKAGES = ("assessment", "question_bank", "db")


def resolve(unpinned: str) -> list[str]:
    """`name==version; marker` for every package, as uv resolves `unpinned` now."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        (copy / "pyproject.toml").write_text(unpinned)
        shutil.copy(ROOT / "README.md", copy)
        for package in PACKAGES:
            (copy / package).mkdir()
            (copy / package / "__init__.py").touch()
        uv = ["uv", "--quiet", "--project", folder]
        subprocess.run([*uv, "lock"], check=True)
        flags = ["--frozen", "--all-extras", "--all-groups", "--no-emit-project"]
        plain = ["--no-hashes", "--no-header", "--no-annotate"]
        listed = subprocess.run(
            [*uv, "export", *flags, *plain], check=True, text=True, capture_output=True
        ).stdout
    return [line.strip().replace('"', "'") for line in listed.splitlines() if "==" in line]


def main() -> None:
    """Replaces the pins and says how many there are."""
    text = PROJECT.read_text()
    pins = resolve(PINS.sub("", text, count=1))
    body = "".join(f'  "{pin}",\n' for pin in pins)
    PROJECT.write_text(PINS.sub(lambda _: body, text, count=1))
    print(f"{len(pins)} pins")


if __name__ == "__main__":
    main()
