"""Modules that a page will ask for, named in its HTML so that they come while it connects.

Streamlit's page learns from the first answer of its script which parts it has to draw, and asks for
their modules then, one layer after the other. A name that Streamlit doesn't have any more is left
out: the page works without it, and as slowly as before.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

import streamlit

from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.browser.scripts import SCRIPTS

STATIC = "static/js"
FRAME = ("BidiComponent", "PageLink", "Html")
"""The parts that every page of ours has: its header, links and drawings."""
COMPARES = "ButtonGroup"
"""What Compare has and a page that leads there may not have: fetched late, it was drawn last."""
FIELDS = ("TextInput", "Selectbox", "Checkbox")
OF_A_PAGE: Mapping[str, Sequence[str]] = {
    PageName.TODAY: ("Button", COMPARES),
    PageName.REQUISITION: ("Button", COMPARES, "LinkButton", "TextInput", "Selectbox", "Radio"),
    PageName.BRIEF: (
        *("Button", "ButtonGroup", "LinkButton", "TextInput", "Selectbox"),
        *("Slider", "Radio", "NumberInput", "TextArea"),
    ),
    PageName.KIT: ("Button", "ButtonGroup", "LinkButton", *FIELDS, "NumberInput"),
    PageName.INTERVIEWS: ("Button", "ButtonGroup", "Multiselect", "DateInput", "TimeInput"),
    PageName.SCORECARD: ("Button", "ButtonGroup"),
    PageName.DEBRIEF: ("Button", "ButtonGroup", *FIELDS, "TextArea"),
    PageName.COMPARE: ("Button", "ButtonGroup"),
    PageName.BANK: ("Button", "ButtonGroup", *FIELDS),
    PageName.PANEL: ("Checkbox",),
}
"""The further parts that a page has as soon as it is drawn."""
OUR_OWN: Mapping[str, Sequence[str]] = {
    PageName.BRIEF: ("brief/cell_picker/index.js", "shared/typing_pause/index.js"),
    PageName.DEBRIEF: ("shared/typing_pause/index.js",),
    PageName.BANK: ("bank/coverage_grid/index.js",),
}
"""Components of ours that stand on one page."""
ENTRIES = tuple(
    f"shared/{name}/index.js"
    for name in ("connection", "viewer_address", "attention", "who_picker", "forget_device")
)
"""Our own components that stand on every page."""
_IMPORT = re.compile(r"""^\s*(?:import|export)\b[^"']*["'](\.[^"']+)["']""", re.MULTILINE)


_PART = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
_HEAD = 20_000
"""Characters at the start of one of Streamlit's files in which its imports stand."""


@cache
def preloads(page: str) -> tuple[str, ...]:
    """The addresses for the page `page`, relative as everything in its HTML."""
    parts = (*FRAME, *OF_A_PAGE.get(page, ()))
    ours = _with_imports((*ENTRIES, *OUR_OWN.get(page, ())))
    return (
        *(f"{STATIC}/{file}" for file in _with_parts(parts)),
        *(SCRIPTS.address(name) for name in ours),
    )


def _with_parts(names: Sequence[str]) -> list[str]:
    """Streamlit's files for these parts and what they import, but for what its HTML loads."""
    there = _files()
    start = [file for file in there if file.startswith("index.")]
    known = set(_closed(start, there))
    wanted = [file for file in there if _part(file) in names]
    return [file for file in _closed(wanted, there) if file not in known]


@cache
def _files() -> Mapping[str, Sequence[str]]:
    """What each of Streamlit's files imports; each has a digest in its name."""
    folder = Path(streamlit.__file__).parent / "static" / STATIC
    return {
        file.name: _PART.findall(file.read_text("utf-8", errors="replace")[:_HEAD])
        for file in sorted(folder.glob("*.js"))
    }


def _part(file: str) -> str:
    """`TextInput` of `TextInput.MPWivlu9.js`."""
    return file.removesuffix(".js").rpartition(".")[0]


def _closed(entries: Sequence[str], imports: Mapping[str, Sequence[str]]) -> list[str]:
    """`entries` and all that they import, each once."""
    found, waiting = dict[str, None](), list(entries)
    while waiting:
        name = waiting.pop(0)
        if name not in found and name in imports:
            found[name] = None
            waiting += imports[name]
    return list(found)


def _with_imports(entries: Sequence[str]) -> list[str]:
    """Modules of ours, and all that they import."""
    return _closed(entries, _own_imports())


@cache
def _own_imports() -> Mapping[str, Sequence[str]]:
    return {
        name: [normpath(join(dirname(name), path)) for path in _IMPORT.findall(text.decode())]
        for name, text in SCRIPTS.files.items()
    }
