"""Who may ask for what, before any page or route is asked."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from assessment.domain.permissions import OWNER
from assessment.services.access.tokens import rater_at, seat_code, signed_rater
from assessment.services.placement.boards import code_of
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.web.middleware import middleware
from assessment.ui.web.rater_link import rater_routes
from tests.builders import INTERVIEW, RATER, SHEET, a_bank, an_interview, furnish
from tests.exercise import a_kit_with_a_board
from tests.fakes import StoppedClock, fake_open_uow
from tests.unit.ui.web.asgi import OWN_PAGE, get, post

TABLET = "192.168.1.31"
"""Another device on the network."""


async def anything(_request):
    return PlainTextResponse("here you are")


async def socket(connection):
    await connection.accept()
    await connection.close()


@pytest.fixture
def store():
    made = fake_open_uow()
    furnish(made, an_interview(), kit=a_kit_with_a_board())
    app_context.install(AppContext(bank=a_bank(), open_uow=made, clock=StoppedClock()))
    return made


@pytest.fixture
def app(store):
    served = [
        *rater_routes(),
        WebSocketRoute("/_stcore/stream", socket),
        WebSocketRoute("/other", socket),
        Route("/{path:path}", anything, methods=["GET", "POST"]),
    ]
    return Starlette(routes=served, middleware=middleware())


@pytest.fixture
def on_the_network(monkeypatch):
    monkeypatch.setenv("LEVELSET_LAN", "1")


def with_cookie(**cookies):
    return OWN_PAGE | {"cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}


def connected(app, path, *, headers=OWN_PAGE, client="127.0.0.1"):
    """Whether a websocket is let in."""
    scope = {
        "type": "websocket",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "scheme": "ws",
        "server": ("127.0.0.1", 8501),
        "client": (client, 50_000),
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "subprotocols": [],
    }
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message["type"])

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    return sent[0] == "websocket.accept"


@pytest.mark.parametrize(
    "path", ["/", "/_stcore/health", "/static/js/a.js", "/assets/1/a.js", "/c/abc", "/api/board"]
)
def test_a_candidates_browser_is_given_what_the_exercise_is_made_of(app, path):
    assert get(app, path, headers=with_cookie(levelset_board="abc")).body == "here you are"


@pytest.mark.parametrize(
    "path",
    ["/print/kit?requisition=MES-1", "/compare", "/interview", "/api/bank", "/s/abc", "//compare",
     "/media/1", "/api/board/x", "/static"],
)  # fmt: skip
@pytest.mark.parametrize("code", ["abc", ""])
def test_a_candidates_browser_is_led_back_from_everything_else(app, path, code):
    answer = get(app, path, headers=with_cookie(levelset_board=code))

    assert (answer.status, answer.headers["location"], answer.body) == (303, "/", "")


@pytest.mark.parametrize("path", ["/api/events", "/api/who"])
def test_a_candidates_browser_posts_nowhere_else(app, path):
    answer = post(app, path, {}, headers=with_cookie(levelset_board="abc", levelset_rater="R-01.x"))

    assert answer.status == 403
    assert "This browser opens the placement exercise and nothing else." in answer.body


def test_a_candidates_websocket_is_the_exercises_own(app):
    board = with_cookie(levelset_board="abc")

    assert connected(app, "/_stcore/stream", headers=board)
    assert not connected(app, "/other", headers=board)
    assert connected(app, "/other")


def test_another_sites_page_opens_no_websocket(app):
    other_site = OWN_PAGE | {"origin": "http://evil.example"}
    no_browser = {"host": OWN_PAGE["host"]}

    assert not connected(app, "/_stcore/stream", headers=other_site)
    assert connected(app, "/_stcore/stream", headers=no_browser)


def test_without_the_local_network_everybody_is_at_this_computer(app):
    assert get(app, "/compare", client=TABLET).body == "here you are"


@pytest.mark.usefixtures("on_the_network")
def test_on_the_network_a_device_without_a_link_gets_a_sentence(app, store):
    forged = ({}, {"levelset_rater": "R-01.0"}, {"levelset_board": "abc"})
    for cookies in forged:
        answer = get(app, "/", headers=with_cookie(**cookies), client=TABLET)
        assert answer.status == 403
        assert "Levelset opens here with a link from the person who runs it." in answer.body
        assert not connected(app, "/_stcore/stream", headers=with_cookie(**cookies), client=TABLET)


@pytest.mark.usefixtures("on_the_network")
def test_on_the_network_a_seat_or_a_board_lets_a_device_in(app, store):
    seat = with_cookie(levelset_rater=signed_rater(store, RATER))
    board = with_cookie(levelset_board=code_of(store, INTERVIEW, by=OWNER))

    assert get(app, "/compare", headers=seat, client=TABLET).body == "here you are"
    assert get(app, "/", headers=board, client=TABLET).body == "here you are"
    assert get(app, "/compare", headers=board, client=TABLET).status == 303
    assert connected(app, "/_stcore/stream", headers=seat, client=TABLET)
    assert connected(app, "/_stcore/stream", headers=board, client=TABLET)


@pytest.mark.usefixtures("on_the_network")
def test_on_the_network_a_seat_is_not_changed_for_another(app, store):
    seat = with_cookie(levelset_rater=signed_rater(store, RATER))

    assert get(app, "/api/who", headers=seat, client=TABLET).status == 403
    assert get(app, "/api/who", headers=seat).body == "here you are"


@pytest.mark.usefixtures("on_the_network")
@pytest.mark.parametrize("client", ["127.0.0.1", "127.0.0.7", "::1", "::ffff:127.0.0.1"])
def test_this_very_computer_needs_no_link(app, client):
    assert get(app, "/compare", client=client).body == "here you are"


@pytest.mark.usefixtures("on_the_network")
def test_a_seats_link_says_who_is_looking_and_opens_the_interview(app, store):
    code = seat_code(store, SHEET)

    answer = get(app, f"/s/{code}", client=TABLET)

    assert (answer.status, answer.headers["location"]) == (
        303,
        f"/interview?interview={INTERVIEW}&as={RATER}",
    )
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["set-cookie"] == (
        f"levelset_seat={signed_rater(store, RATER)}; HttpOnly; Max-Age=34560000; Path=/; "
        "SameSite=lax"
    )


@pytest.mark.usefixtures("on_the_network")
def test_a_wrong_seat_gets_a_sentence(app, store):
    answer = get(app, f"/s/{code_of(store, INTERVIEW, by=OWNER)}", client=TABLET)

    assert answer.status == 404
    assert "This link opens no seat. Ask for a new one where Levelset runs." in answer.body
    assert "set-cookie" not in answer.headers


def test_a_seat_that_is_gone_is_no_longer_opened(store):
    code = seat_code(store, SHEET)
    assert rater_at(store, code) == SHEET

    with store() as uow:
        uow.interviews.save(replace(an_interview(), seats=()))
        uow.commit()

    assert rater_at(store, code) is None
