"""What stands before every request."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from assessment.ui.web.middleware import middleware
from tests.unit.ui.web.asgi import HOST, OWN_PAGE, get


async def host_config(request: Request) -> Response:
    compressed = "gzip" in request.headers.get("accept-encoding", "")
    return JSONResponse({"allowedOrigins": [], "compressed": compressed})


async def broken(_request: Request) -> Response:
    return PlainTextResponse("no", 500)


@pytest.fixture
def app():
    served = [
        Route("/_stcore/host-config", host_config),
        Route("/down/_stcore/host-config", broken),
        Route("/other", host_config),
    ]
    return Starlette(routes=served, middleware=middleware())


def test_streamlit_is_told_to_open_no_dialog_when_the_server_is_gone(app):
    answer = get(app, "/_stcore/host-config", headers=OWN_PAGE | {"accept-encoding": "gzip"})

    told = {"allowedOrigins": [], "compressed": False, "blockErrorDialogs": True}
    assert answer.body == told
    assert answer.headers["content-length"] == "70"


def test_everything_else_passes_as_it_is(app):
    assert get(app, "/other").body == {"allowedOrigins": [], "compressed": False}
    assert get(app, "/down/_stcore/host-config")[:2] == (500, "no")


@pytest.mark.parametrize(
    ("host", "status"),
    [(HOST, 200), ("localhost:8501", 200), ("evil.example", 400), ("127.0.0.1.evil.example", 400)],
)
def test_only_our_own_names_are_answered(app, host, status):
    assert get(app, "/other", headers={"host": host}).status == status
