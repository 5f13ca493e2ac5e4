"""The HTML of a page names the modules that it will ask for; each of them is there."""

from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.browser.scripts import ASSETS, SCRIPTS
from assessment.ui.web import preloading
from assessment.ui.web.middleware import middleware
from assessment.ui.web.preloading import FRAME, OF_A_PAGE, OUR_OWN, STATIC, preloads
from tests.unit.ui.web.asgi import HOST, get

STREAMLITS = Path(streamlit.__file__).parent / "static"


@pytest.mark.parametrize("page", PageName)
def test_every_module_is_one_that_is_served(page):
    for address in preloads(page):
        if address.startswith(f"{ASSETS}/"):
            assert address.split("/", 2)[2] in SCRIPTS.files
        else:
            assert (STREAMLITS / address).is_file()


def test_this_streamlit_has_every_part_that_is_named():
    named = {name for names in OF_A_PAGE.values() for name in names} | set(FRAME)
    found = {a.rpartition("/")[2].rsplit(".", 2)[0] for page in OF_A_PAGE for a in preloads(page)}

    assert named <= found


def test_what_a_module_imports_is_named_too():
    names = {address.split("/", 2)[2] for address in preloads(PageName.TODAY) if ASSETS in address}

    assert {"shared/browser/component.js", "shared/forget_device/storage.js"} <= names


def test_every_component_that_is_named_is_there():
    assert {name for names in OUR_OWN.values() for name in names} <= set(SCRIPTS.files)


def test_what_a_part_of_streamlit_imports_is_named_and_what_its_html_loads_is_not():
    names = [address.rpartition("/")[2].split(".")[0] for address in preloads(PageName.BRIEF)]

    assert {"useTextField", "recordbatch"} <= set(names)
    assert not {"react-dom", "protobuf", "StreamlitMarkdown"} & set(names)


@pytest.mark.parametrize("page", PageName)
def test_no_page_loads_the_charts_before_one_is_asked_for(page):
    assert not any("VegaLite" in address for address in preloads(page))


def test_a_part_that_streamlit_no_longer_has_is_left_out(monkeypatch):
    monkeypatch.setattr(preloading, "FRAME", ("NoSuchPart", "PageLink"))
    preloads.cache_clear()
    try:
        found = [address for address in preloads("bank") if address.startswith(STATIC)]
    finally:
        preloads.cache_clear()

    assert any("PageLink" in address for address in found)
    assert not any("NoSuchPart" in address for address in found)


def test_a_page_carries_them_in_its_html():
    async def page(_request):
        return HTMLResponse('<html><head></head><body><div id="root"></div></body></html>')

    app = Starlette(routes=[Route("/compare", page)], middleware=middleware())
    body = get(app, "/compare", headers={"host": HOST}).body

    for address in preloads(PageName.COMPARE):
        assert f'<link rel="modulepreload" href="./{address}">' in str(body)
