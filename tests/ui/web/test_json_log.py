"""A real server with JSON logs: every line is an object, and none holds what was asked or typed."""

import http.client
import json
import re
import sqlite3
from urllib.parse import quote

import pytest

from tests.ui.conftest import served
from tests.ui.serving import WarmServer

JSON = {"LEVELSET_LOG": "json", "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true"}
"""The second as `levelset serve` has it."""
MARK = "m4rk"
SPOILT = "alter table settings rename to settings_m4rk"


pytestmark = pytest.mark.browser  # no browser, but a server of its own


@pytest.fixture
def server(tmp_path):
    yield from served(WarmServer(tmp_path, environment=JSON))


def ask(server, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request(method, path, body=body, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("X-Request-Id")


def test_each_line_is_an_object_without_anything_of_the_request(server):
    name = quote(f"Ada {MARK} Lovelace")
    own = {"Origin": server.url, "Content-Type": "application/json"}
    event = {"seq": 1, "kind": "evidence", "item": MARK, "value": f"Ada {MARK}", "at": 0}
    batch = {"box": MARK, "client": MARK, "token": MARK, "events": [event]}
    ids = [
        ask(server, *request)[1]
        for request in [
            ("GET", f"/compare?candidate={name}"),
            ("GET", f"/s/{name}"),
            ("GET", f"/c/{name}"),
            ("GET", f"/{name}"),
            ("GET", f"/print/kit?requisition={name}"),
            ("GET", f"/_stcore/stream?session={name}"),
        ]
    ]
    ids.append(ask(server, "POST", "/api/events", json.dumps(batch), **own)[1])
    ids.append(ask(server, "GET", "/", Cookie=f"levelset_link={name}; levelset_rater={name}")[1])
    ids.append(ask(server, "GET", "/", Origin=f"http://{MARK}.example", Host=MARK)[1])
    with sqlite3.connect(server.database) as broken:  # a statement fails, with its parameters
        broken.execute(SPOILT)
    broken.close()
    failed, failed_id = ask(server, "POST", "/api/events", json.dumps(batch), **own)
    server.stop()

    written = server.log.read_text("utf-8")
    lines = [json.loads(line) for line in written.splitlines()]
    told = {line["request"]: line for line in lines if line["message"] == "Request"}
    assert failed == 500
    assert set(ids) | {failed_id} <= set(told)
    assert [told[i]["route"] for i in ids] == [
        *("/compare", "/s/{code}", "/c/{code}", "other", "/print/kit", "/_stcore/stream"),
        *("/api/events", "/", "/"),
    ]
    assert told[failed_id]["status"] == 500
    errors = [line for line in lines if line.get("request") == failed_id and "error" in line]
    assert "sqlalchemy.exc.OperationalError" in errors[0]["error"]
    assert MARK not in written
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", x["time"]) for x in lines)
    assert all({"level", "logger", "message"} <= set(line) for line in lines)
