"""The route of the browser's modules: this version of them, and nothing else."""

import pytest
from starlette.applications import Starlette

from assessment.ui.shared.browser.scripts import SCRIPTS
from assessment.ui.web.assets import asset_routes
from tests.unit.ui.web.asgi import get

FILE = "live/screen/index.js"


@pytest.fixture
def app():
    return Starlette(routes=asset_routes())


def test_a_module_is_served_for_ever(app):
    answer = get(app, f"/{SCRIPTS.address(FILE)}")

    assert (answer.status, answer.body) == (200, SCRIPTS.files[FILE].decode())
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path",
    [
        f"/assets/0123456789abcdef/{FILE}",
        f"/assets/{SCRIPTS.version}/live/screen/screen.css",
        f"/assets/{SCRIPTS.version}/live/screen/__init__.py",
        f"/assets/{SCRIPTS.version}/live/screen",
        f"/assets/{SCRIPTS.version}/live/screen/../screen/index.js",
        f"/assets/{SCRIPTS.version}/../../app.py",
        f"/assets/{SCRIPTS.version}//etc/passwd",
        f"/assets/{SCRIPTS.version}/{FILE}/",
        f"/assets/{SCRIPTS.version}/",
    ],
)
def test_another_version_and_any_other_file_are_not_found(app, path):
    answer = get(app, path)

    assert answer.status == 404
    assert answer.body == "This version of Levelset has no such script. Reload the page."
    assert answer.headers["cache-control"] == "no-store"
