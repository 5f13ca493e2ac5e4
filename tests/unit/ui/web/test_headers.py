"""Every answer has the headers, also where something fails or is turned away."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route

from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.web.headers import ALWAYS, FAILED, NOTHING, SecurityHeaders, page_policy
from assessment.ui.web.middleware import middleware
from tests.builders import a_bank
from tests.fakes import StoppedClock, fake_open_uow
from tests.unit.ui.web.asgi import OWN_PAGE, get, post

PAGE = '<head><script>\n x = 1\n</script></head><div id="root"></div>'


async def page(_request):
    return HTMLResponse(PAGE)


async def host_config(_request):
    told = {"allowedOrigins": ["https://any.example"], "blockErrorDialogs": False}
    return JSONResponse(told, headers={"Access-Control-Allow-Origin": "*"})


async def broken(_request):
    raise ValueError("/srv/secret/path with m4rk")


@pytest.fixture
def app():
    context = AppContext(bank=a_bank(), open_uow=fake_open_uow(), clock=StoppedClock())
    app_context.install(context)
    served = [
        Route("/_stcore/host-config", host_config),
        Route("/broken", broken),
        Route("/{path:path}", page),
    ]
    return Starlette(routes=served, middleware=middleware())


def lacking(headers):
    return [n for n, v in ALWAYS.items() if headers.get(n.lower()) != v and n != "Referrer-Policy"]


def test_a_page_may_run_its_own_scripts_and_is_framed_by_nobody(app):
    answer = get(app, "/compare", headers=OWN_PAGE | {"accept": "*/*"})

    policy = answer.headers["content-security-policy"]
    assert lacking(answer.headers) == []
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-eval'" not in policy
    script = policy.split("script-src")[1].split(";")[0]
    assert "unsafe-inline" not in script
    assert script.count("'sha256-") == answer.body.count("<script>") > 0
    assert policy == page_policy(answer.body.encode())


def test_what_fails_is_a_sentence_with_the_headers(app, caplog):
    answer = get(app, "/broken")

    assert answer.status == 500
    assert FAILED in answer.body
    assert "secret" not in answer.body
    assert lacking(answer.headers) == []
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "A request failed." in caplog.text


@pytest.mark.parametrize(
    ("headers", "client", "status"),
    [({"host": "evil.example"}, "127.0.0.1", 400), (OWN_PAGE, "192.168.1.31", 403)],
)
def test_a_refusal_has_them_too(app, headers, client, status):
    answer = get(app, "/", headers=headers, client=client)

    assert answer.status == status
    assert lacking(answer.headers) == []
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_another_method_has_them_too(app):
    assert lacking(post(app, "/compare", {}).headers) == []


def test_no_other_site_may_talk_to_the_page_or_read_its_settings(app):
    answer = get(app, "/_stcore/host-config")

    assert answer.body == {"allowedOrigins": [], "blockErrorDialogs": True}
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["content-security-policy"] == NOTHING


def test_a_websocket_that_is_let_in_has_them_too():
    async def accepts(_scope, _receive, send):
        await send({"type": "websocket.accept", "subprotocol": "streamlit"})

    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": []}
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(SecurityHeaders(accepts)(scope, None, send))).result()

    (start,) = sent
    assert (start["type"], start["subprotocol"]) == ("websocket.accept", "streamlit")
    assert lacking({k.decode(): v.decode() for k, v in start["headers"]}) == []


@pytest.mark.parametrize("can_answer", [True, False])
def test_a_websocket_that_is_turned_away_is_told_with_the_headers(app, can_answer):
    scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "raw_path": b"/_stcore/stream",
        "query_string": b"",
        "scheme": "ws",
        "server": ("127.0.0.1", 8501),
        "client": ("192.168.1.31", 50_000),
        "headers": [(k.encode(), v.encode()) for k, v in OWN_PAGE.items()],
        "subprotocols": [],
        "extensions": {"websocket.http.response": {}} if can_answer else {},
    }
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(app(scope, receive, send))).result()

    if not can_answer:
        assert [m["type"] for m in sent] == ["websocket.close"]
        return
    start, body = sent
    headers = {k.decode(): v.decode() for k, v in start["headers"]}
    assert (start["type"], start["status"]) == ("websocket.http.response.start", 403)
    assert lacking(headers) == []
    assert b"not allowed" in body["body"]
