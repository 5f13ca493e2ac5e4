"""The browser's modules of all screens, under an address that changes with their content.

Streamlit hands a component its script as text, and text cannot import. So each component gets a few
lines that import its module by its address, and `assessment.ui.web.assets` serves the modules.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

UI = Path(__file__).parents[2]
ASSETS = "assets"
"""The first part of every module's address."""
LOADER = "shared/browser/component_loader.js"


class Scripts:
    """JavaScript files by their path below `assessment/ui`."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    @classmethod
    def below(cls, folder: Path) -> "Scripts":
        found = sorted(folder.rglob("*.js"))
        return cls({path.relative_to(folder).as_posix(): path.read_bytes() for path in found})

    @cached_property
    def version(self) -> str:
        """The same for the same files; in the address, so that relative imports carry it."""
        digest = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            digest.update(f"{name} {len(content)}\n".encode() + content)
        return digest.hexdigest()[:16]

    def address(self, name: str) -> str:
        """Where the module `name` is served; relative, so that it holds under any prefix."""
        if name not in self.files:
            raise LookupError(f"there is no script {name} below {UI}")
        return f"{ASSETS}/{self.version}/{name}"

    def loader(self, name: str) -> str:
        """What Streamlit is given as the script of the component whose module is `name`."""
        text = self.files[LOADER].decode()
        return text.replace('"ADDRESS"', json.dumps(self.address(name)))


SCRIPTS = Scripts.below(UI)
"""Read once, when the server starts: what is served is what the version was made of."""


def script_of(name: str) -> str:
    """The script of a component, by the module it consists of: `live/screen/index.js`."""
    return SCRIPTS.loader(name)
