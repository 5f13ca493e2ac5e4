"""A real server asked for everything it has, and for much that it has not; no browser."""

import http.client
import json
import random
import re
import socket
from urllib.parse import quote

import pytest

from assessment.server.application import application_routes
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.browser.scripts import SCRIPTS

HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy")
STREAMLITS = [
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent/openapi.json",
    "/_stcore/upload_file/a/b",
    "/_stcore/stream",
    "/favicon.png",
    "/static/js/none.js",
    "/media/none.png",
    "/component/none/index.html",
    "/auth/login",
    "/oauth2callback",
]
OF_THE_MACHINE = re.compile(
    rb"/home/|/root/|/work/|/tmp/|site-packages|\.py\b|Python/?\s?3|Traceback"
)
"""A path of the server, its Python, or lines of its code."""
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
REQUESTS = 250


def paths():
    ours = [route.path for route in application_routes()]
    filled = [re.sub(r"{[^}]*}", "none", path) for path in ours]
    pages = ["/", *(f"/{name}" for name in PageName)]
    return [*filled, *pages, *STREAMLITS, f"/{SCRIPTS.address('shared/connection/index.js')}"]


def asked(server, method, path, *, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def wrong_with(answer):
    status, headers, body = answer
    lacking = [name for name in HEADERS if name not in headers]
    policy = headers.get("content-security-policy", "")
    if "frame-ancestors 'none'" not in policy:
        lacking.append("frame-ancestors")
    if "access-control-allow-origin" in headers:
        lacking.append("another site may read it")
    kind = headers.get("content-type", "")
    if "javascript" not in kind and (found := OF_THE_MACHINE.search(body)):
        lacking.append(found.group())
    if status >= 500:
        lacking.append(status)
    return lacking


@pytest.mark.parametrize("method", METHODS)
def test_every_route_has_the_headers_whatever_is_asked(shared_server, method):
    found = {path: wrong_with(asked(shared_server, method, path)) for path in paths()}

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_what_is_refused_has_them_too(shared_server):
    strangers = [
        {"Host": "evil.example"},
        {"X-Forwarded-For": "192.168.1.31"},
        {"Cookie": "levelset_board=none"},
        {"Origin": "http://evil.example", "Upgrade": "websocket", "Connection": "Upgrade",
         "Sec-WebSocket-Key": "x" * 22 + "==", "Sec-WebSocket-Version": "13"},
    ]  # fmt: skip
    for headers in strangers:
        for path in ("/", "/api/who", "/_stcore/stream", "/print/kit"):
            answer = asked(shared_server, "GET", path, headers=headers)
            assert wrong_with(answer) == [], (headers, path, answer)
            assert answer[0] != 101


UPGRADE = b"GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
BROKEN = {
    "no request": b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
    "a blank in the path": b"GET /a b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "bytes in the path": b"GET /\xff HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "no key": UPGRADE + b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "no version": UPGRADE + b"Upgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n",
}


@pytest.mark.parametrize("sent", BROKEN.values(), ids=BROKEN)
def test_what_is_no_request_gets_an_answer_with_the_headers(shared_server, sent):
    with socket.create_connection(("127.0.0.1", shared_server.port), timeout=60) as connection:
        connection.sendall(sent)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        body = answer.read()

    headers = {name.lower(): value for name, value in answer.getheaders()}
    assert answer.status == 400
    assert wrong_with((answer.status, headers, body)) == []
    assert headers["cache-control"] == "no-store"


def test_no_odd_request_fails_or_tells_about_the_machine(shared_server):
    """The same requests each time; a failure names the one that brought it."""
    dice = random.Random(13)  # noqa: S311  # no secret
    routes, wrong = paths(), {}
    origin = {"Origin": shared_server.url, "Content-Type": "application/json"}
    for number in range(REQUESTS):
        method, path = dice.choice(METHODS), odd_path(dice, dice.choice(routes))
        body = odd_body(dice) if method in {"POST", "PUT", "PATCH"} else None
        headers = {k: v for k, v in {**origin, **odd_headers(dice)}.items() if dice.random() < 0.7}
        answer = asked(shared_server, method, path, body=body, headers=headers)
        if found := wrong_with(answer):
            wrong[number] = (method, path, body, headers, answer[0], found)

    assert wrong == {}
    assert asked(shared_server, "GET", "/_stcore/health")[0] == 200


ODD = ["", "..", "%00", "%2e%2e%2f", "'\"<b>", "\u202e", "a" * 3000, "-1", "1e999", "[]", "none"]


def odd_path(dice, path):
    parts = path.split("/")
    if dice.random() < 0.4:
        parts[dice.randrange(len(parts))] = dice.choice(ODD)
    names = ("requisition", "candidate", "interview", "file", "box", "as", "zone", "q", "names")
    query = "&".join(
        f"{dice.choice(names)}={quote(dice.choice(ODD))}" for _ in range(dice.randrange(4))
    )
    return "/" + quote("/".join(parts).lstrip("/"), safe="/%") + (f"?{query}" if query else "")


def odd_body(dice):
    values = [None, True, 10**400, -1, "\ud800", "\0", {}, [], [[[]]], "x" * 10_000, *ODD]

    def any_of():
        return dice.choice(values)

    shape = {
        "box": dice.choice(["MES-1.C-01.1/R-01", any_of()]),
        "client": dice.choice(["abc", any_of()]),
        "token": any_of(),
        "epoch": dice.choice(["", any_of()]),
        "events": dice.choice([[{"seq": 1, "kind": "evidence", "value": any_of()}], any_of()]),
        "rater": any_of(),
    }
    texts = [json.dumps(shape), json.dumps(any_of()), "{", "[" * 5000, "\xff", ""]
    return dice.choice(texts).encode("utf-8", "surrogatepass")


def odd_headers(dice):
    return {
        "Cookie": f"levelset_{dice.choice(['rater', 'seat', 'board'])}={quote(dice.choice(ODD))}",
        "Accept": dice.choice(["text/html", "*/*", "image/png"]),
        "Range": dice.choice(["bytes=0-1", "bytes=9999999-", "x"]),
        "X-Levelset-Token": quote(dice.choice(ODD)),
    }
