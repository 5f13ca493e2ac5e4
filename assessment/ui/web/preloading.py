"""Modules that a page will ask for, named in its HTML so that they come while it connects.

Streamlit's page learns from the first answer of its script which parts it has to draw, and asks for
their modules then, one layer after the other. A name that Streamlit doesn't have any more is left
out: the page works without it, and as slowly as before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

import streamlit

from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.scripts import SCRIPTS

STATIC = "static/js"
FRAME = (
    *("BidiComponent", "_arrayReduce", "serialization", "recordbatch"),
    *("PageLink", "Html", "purify.es"),
)
"""What every page of ours has: its header, links and drawings."""
BUTTONS = ("Button", "ButtonGroup", "WidgetLabel", "useBasicWidgetState")
FIELDS = (
    *("TextInput", "Input", "TextField", "Autocomplete", "useTextField", "useFormValidation"),
    *("Slider", "moment", "numbro", "Radio", "Selectbox", "NumberInput", "TextArea", "Checkbox"),
)
CHARTS = (
    *("ArrowVegaLiteChart", "vega-interpreter", "embed", "Quiver", "linear", "defaultLocale"),
    *("init", "time", "treemap", "withFullScreenWrapper", "CustomTheme", "printWidthCap"),
)
OF_A_PAGE: Mapping[str, Sequence[str]] = {
    PageName.BRIEF: (*BUTTONS, *FIELDS),
    PageName.COMPARE: (*BUTTONS, *CHARTS),
    PageName.SCORECARD: (*BUTTONS, *CHARTS),
    PageName.INTERVIEWS: (*BUTTONS, "Multiselect", "DateInput", "DateField", "TimeInput"),
}
ENTRIES = tuple(
    f"shared/{name}/index.js"
    for name in ("connection", "viewer_address", "attention", "who_picker", "forget_device")
)
"""Our own components that stand on every page."""
_IMPORT = re.compile(r"""^\s*(?:import|export)\b[^"']*["'](\.[^"']+)["']""", re.MULTILINE)


@cache
def preloads(page: str) -> tuple[str, ...]:
    """The addresses for the page `page`, relative as everything in its HTML."""
    streamlits = [f"{STATIC}/{file}" for file in _files((*FRAME, *OF_A_PAGE.get(page, BUTTONS)))]
    return (*streamlits, *(SCRIPTS.address(name) for name in _with_imports(ENTRIES)))


def _files(names: Sequence[str]) -> Iterator[str]:
    """Streamlit's files for these parts; each has a digest in its name."""
    folder = Path(streamlit.__file__).parent / "static" / STATIC
    there = sorted(file.name for file in folder.glob("*.js"))
    for name in dict.fromkeys(names):
        one = re.compile(rf"{re.escape(name)}\.[\w-]{{8}}\.js")
        yield from (file for file in there if one.fullmatch(file))


def _with_imports(entries: Sequence[str]) -> list[str]:
    """The modules, and all that they import."""
    found, waiting = dict[str, None](), list(entries)
    while waiting:
        name = waiting.pop(0)
        if name not in found and name in SCRIPTS.files:
            found[name] = None
            text = SCRIPTS.files[name].decode()
            waiting += [normpath(join(dirname(name), path)) for path in _IMPORT.findall(text)]
    return list(found)
