"""The line for each request: the route as we wrote it, the status, and nothing of the request's."""

import logging

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from assessment.server.application import application_routes
from assessment.server.json_log import FIELDS, REQUEST
from assessment.server.request_log import RequestLog, template
from tests.unit.ui.web.asgi import OWN_PAGE, get, post

GIVEN = "0123456789abcdef" * 2


async def answers(request):
    return PlainTextResponse(REQUEST.get(), 503 if "away" in request.url.path else 200)


async def fails(_request):
    raise RuntimeError("of Ada Lovelace")


@pytest.fixture
def app():
    routes = [
        Route("/s/{code}", answers, methods=["GET"]),
        Route("/s/{code}", answers, methods=["POST"]),
        Route("/fails/{name}", fails),
        Route("/api/health/ready", answers),
        Route("/api/health/live", answers),
    ]
    return Starlette(routes=routes, middleware=[Middleware(RequestLog, routes=routes)])


@pytest.fixture
def lines(caplog, monkeypatch):
    """The fields of each line."""
    monkeypatch.setattr(logging.getLogger("levelset"), "propagate", True)
    caplog.set_level(logging.INFO, "levelset")
    return lambda: [getattr(record, FIELDS) for record in caplog.records]


def test_a_request_is_told_by_its_route_and_not_by_its_path(app, lines):
    get(app, "/s/m4rk?name=m4rk")
    post(app, "/s/m4rk", {"name": "m4rk"})

    told = lines()
    assert [(t["method"], t["route"], t["status"]) for t in told] == [
        ("GET", "/s/{code}", 200),
        ("POST", "/s/{code}", 200),
    ]
    assert all(t["duration_ms"] >= 0 for t in told)
    assert "m4rk" not in str(told)


def test_an_error_that_nobody_caught_has_its_line(app, lines):
    with pytest.raises(RuntimeError):
        get(app, "/fails/m4rk")

    assert [(t["route"], t["status"]) for t in lines()] == [("/fails/{name}", None)]


def test_the_id_is_that_of_the_proxy_and_goes_back_with_the_answer(app):
    answer = get(app, "/s/x", headers={**OWN_PAGE, "x-request-id": GIVEN})

    assert (answer.body, answer.headers["x-request-id"]) == (GIVEN, GIVEN)


@pytest.mark.parametrize("given", ["", "Ada Lovelace", "0f", GIVEN + "0", f"{GIVEN[:-1]}\n"])
def test_an_id_of_another_form_is_not_taken_over(app, given):
    answer = get(app, "/s/x", headers={**OWN_PAGE, "x-request-id": given})

    assert answer.headers["x-request-id"] == answer.body != given
    assert len(answer.body) == 32


def test_health_is_a_line_only_where_it_is_bad(lines):
    async def away(_request):
        return PlainTextResponse("", 503)

    routes = [Route("/api/health/live", answers), Route("/api/health/ready", away)]
    app = Starlette(routes=routes, middleware=[Middleware(RequestLog, routes=routes)])
    get(app, "/api/health/live")
    get(app, "/api/health/ready")

    assert [(t["route"], t["status"]) for t in lines()] == [("/api/health/ready", 503)]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/", "/"),
        ("/compare", "/compare"),
        ("/_stcore/stream", "/_stcore/stream"),
        ("/_stcore/upload_file/a-session/a-file", "/_stcore/upload_file"),
        ("/static/js/index.abc.js", "/static/*"),
        ("/media/of-somebody.csv", "/media/*"),
        ("/Ada Lovelace", "other"),
        ("/_stcore/Ada", "other"),
        ("/compare/Ada", "other"),
        ("/s/a-code", "/s/{code}"),
    ],
)
def test_no_part_of_a_path_is_told_that_we_did_not_write(path, told):
    scope = {"type": "http", "path": path, "method": "GET"}

    assert template(scope, application_routes()) == told
