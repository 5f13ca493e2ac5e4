"""The browser's modules: their version, their addresses and what loads them."""

import re

import pytest

from assessment.ui.shared.browser.scripts import SCRIPTS, UI, Scripts

IMPORT = re.compile(r'^import .*? from "(.+?)";|^\} from "(.+?)";', re.MULTILINE)


def test_the_version_changes_with_a_files_content_and_name():
    files = {"a.js": b"1", "b/c.js": b"2"}
    version = Scripts(files).version

    assert Scripts(dict(reversed(files.items()))).version == version
    assert Scripts(files | {"a.js": b"3"}).version != version
    assert Scripts({"a.js": b"1", "b/d.js": b"2"}).version != version


def test_an_address_is_relative_and_carries_the_version():
    made = Scripts({"live/index.js": b""})

    assert made.address("live/index.js") == f"assets/{made.version}/live/index.js"


def test_a_script_that_does_not_exist_stops_the_start():
    with pytest.raises(LookupError, match=r"there is no script live/indx\.js below"):
        SCRIPTS.address("live/indx.js")


def test_the_loader_imports_the_module_and_is_no_single_line():
    loader = SCRIPTS.loader("live/screen/index.js")

    assert f'new URL("{SCRIPTS.address("live/screen/index.js")}", document.baseURI)' in loader
    assert "ADDRESS" not in loader
    assert loader.count("\n") > 1  # Streamlit takes a single line for a path


def test_every_import_names_a_file_that_is_served():
    for name, content in SCRIPTS.files.items():
        for found in IMPORT.finditer(content.decode()):
            imported = (UI / name).parent / (found[1] or found[2])
            assert imported.resolve().relative_to(UI).as_posix() in SCRIPTS.files, name


def test_no_module_is_longer_than_200_lines():
    long = {n: c.count(b"\n") for n, c in SCRIPTS.files.items() if c.count(b"\n") > 200}

    assert long == {}
