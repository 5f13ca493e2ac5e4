"""Who may ask for what, before any page or route is asked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from assessment.domain.permissions import OWNER
from assessment.domain.seat_link import SeatLink
from assessment.services.access import seat_links, tokens
from assessment.services.access.tokens import signed_rater
from assessment.services.placement.boards import code_of
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.shared.network import client_of, with_known_client
from assessment.ui.web.middleware import middleware
from assessment.ui.web.rater_link import rater_routes
from tests.builders import INTERVIEW, RATER, SHEET, a_bank, an_interview, furnish
from tests.exercise import a_kit_with_a_board
from tests.fakes import StoppedClock, fake_open_uow
from tests.unit.ui.web.asgi import OWN_PAGE, get, in_a_loop, post

TABLET = "192.168.1.31"
"""Another device on the network."""


async def anything(_request):
    return PlainTextResponse("here you are")


async def socket(connection):
    await connection.accept()
    await connection.close()


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def store(clock):
    made = fake_open_uow()
    furnish(made, an_interview(), kit=a_kit_with_a_board())
    app_context.install(AppContext(bank=a_bank(), open_uow=made, clock=clock))
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

    in_a_loop(app(scope, receive, send))
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
    assert "This browser can only open the placement exercise." in answer.body


def test_a_candidates_websocket_is_the_exercises_own(app):
    board = with_cookie(levelset_board="abc")

    assert connected(app, "/_stcore/stream", headers=board)
    assert not connected(app, "/other", headers=board)
    assert connected(app, "/other")


def test_another_sites_page_opens_no_websocket(app):
    other_site = OWN_PAGE | {"origin": "http://evil.example"}
    no_browser = {"host": OWN_PAGE["host"]}

    assert not connected(app, "/_stcore/stream", headers=other_site)
    for no_address in ("http://[::1", "null", ""):
        headers = OWN_PAGE | {"origin": no_address}
        assert not connected(app, "/_stcore/stream", headers=headers)
    assert connected(app, "/_stcore/stream", headers=no_browser)


def test_the_address_is_looked_at_however_the_server_was_started(app):
    assert get(app, "/compare", client=TABLET).status == 403
    assert not connected(app, "/_stcore/stream", client=TABLET)
    assert get(app, "/compare").body == "here you are"


FORGED = [
    {"x-forwarded-for": "127.0.0.1"},
    {"x-real-ip": "127.0.0.1"},
    {"forwarded": "for=127.0.0.1"},
    {"x-forwarded-for": "127.0.0.1, ::1", "x-forwarded-proto": "https"},
    *(
        {name: "127.0.0.1"}
        for name in (
            *("via", "x-forwarded-prefix", "x-forwarded-server", "x-forwarded", "cdn-loop"),
            *("x-client-ip", "x-cluster-client-ip", "fly-client-ip", "fastly-client-ip"),
            *("true-client-ip", "cf-connecting-ip", "cf-connecting-ipv6", "cf-ray"),
            *("x-original-forwarded-for", "x-original-url", "x-rewrite-url", "x-azure-clientip"),
            *("x-appengine-user-ip", "x-envoy-external-address", "x-proxyuser-ip"),
            *("x-vercel-forwarded-for", "x-nf-client-connection-ip", "x_forwarded_for"),
            *("forwarded-for", "forwarded-for-ip", "x-remote-ip", "x-remote-addr", "x-host-ip"),
            *("tailscale-user-login", "x-forwarded_for", "remote_addr"),
        )
    ),
]
"""What proxies and tunnels add, each by itself."""


@pytest.mark.parametrize("claimed", FORGED)
def test_what_a_device_says_of_its_address_is_not_believed(app, claimed):
    assert get(app, "/", headers=OWN_PAGE | claimed, client=TABLET).status == 403
    assert not connected(app, "/_stcore/stream", headers=OWN_PAGE | claimed, client=TABLET)


def test_what_browsers_send_is_no_forwarding(app):
    sent = ("accept", "accept-language", "user-agent", "referer", "cookie", "dnt", "te", "priority")
    hints = ("sec-ch-ua", "sec-ch-ua-platform", "sec-fetch-dest", "sec-gpc", "x-requested-with")
    headers = OWN_PAGE | dict.fromkeys((*sent, *hints), "x")

    assert get(app, "/", headers=headers).status == 200


@pytest.mark.parametrize("claimed", [*FORGED, {"x-forwarded-for": TABLET}])
def test_behind_a_proxy_that_nobody_configured_nobody_is_the_owner(app, claimed):
    assert get(app, "/", headers=OWN_PAGE | claimed).status == 403


@pytest.mark.parametrize(
    ("peer", "said", "status"),
    [
        ("10.0.0.1", "192.168.1.31", 403),
        ("10.0.0.1", "127.0.0.1", 403),  # the proxy's own loopback is not ours
        ("10.0.0.1", "127.0.0.1, 192.168.1.31", 403),
        ("10.0.0.1", "", 403),
        ("10.0.0.1", "unknown", 403),
        ("10.0.0.2", "127.0.0.1", 403),  # no proxy of ours
        ("127.0.0.1", "127.0.0.1", 200),
        ("127.0.0.1", "127.0.0.1, 10.0.0.1", 403),
        ("127.0.0.1", "127.0.0.1, 192.168.1.31", 403),
        ("127.0.0.1", "192.168.1.31, 127.0.0.1", 403),
    ],
)
def test_a_configured_proxy_is_believed_from_the_right(app, monkeypatch, peer, said, status):
    monkeypatch.setenv("LEVELSET_PROXIES", "10.0.0.1, 127.0.0.1")
    headers = OWN_PAGE | ({"x-forwarded-for": said} if said else {})

    assert get(app, "/", headers=headers, client=peer).status == status


def test_what_comes_next_sees_the_address_that_was_found(monkeypatch):
    monkeypatch.setenv("LEVELSET_PROXIES", "10.0.0.1")
    scope = {
        "type": "http",
        "client": ("10.0.0.1", 5),
        "headers": [(b"x-forwarded-for", TABLET.encode()), (b"host", b"here")],
    }

    known = with_known_client(scope)

    assert (known["client"], known["headers"]) == ((TABLET, 5), [(b"host", b"here")])
    assert client_of(known) == TABLET


@pytest.mark.usefixtures("on_the_network")
def test_on_the_network_a_device_without_a_link_gets_a_sentence(app, store):
    forged = ({}, {"levelset_rater": "R-01.0"}, {"levelset_board": "abc"})
    for cookies in forged:
        answer = get(app, "/", headers=with_cookie(**cookies), client=TABLET)
        assert answer.status == 403
        assert "To open Levelset here, ask the person who runs it for a link." in answer.body
        assert not connected(app, "/_stcore/stream", headers=with_cookie(**cookies), client=TABLET)


GIVEN = {"interview": INTERVIEW, "sheet": SHEET, "by": OWNER}
TYPED = {"host": OWN_PAGE["host"], "sec-fetch-site": "none"}
"""What a browser sends along where an address was typed or scanned."""


def a_cookie(store):
    """What a device keeps of the seat's link."""
    seat_links.issue(store, StoppedClock(), **GIVEN)
    with store(read_only=True) as uow:
        return tokens.link_cookie(store, uow.links.newest_of([INTERVIEW])[SHEET])


@pytest.mark.usefixtures("on_the_network")
def test_on_the_network_a_seat_or_a_board_lets_a_device_in(app, store):
    seat = with_cookie(levelset_seat=a_cookie(store))
    board = with_cookie(levelset_board=code_of(store, INTERVIEW, by=OWNER))

    assert get(app, "/compare", headers=seat, client=TABLET).body == "here you are"
    assert get(app, "/", headers=board, client=TABLET).body == "here you are"
    assert get(app, "/compare", headers=board, client=TABLET).status == 303
    assert connected(app, "/_stcore/stream", headers=seat, client=TABLET)
    assert connected(app, "/_stcore/stream", headers=board, client=TABLET)


@pytest.mark.usefixtures("on_the_network")
def test_on_the_network_a_login_of_an_earlier_version_lets_nobody_in(app, store):
    for name in ("levelset_rater", "levelset_seat"):
        headers = with_cookie(**{name: signed_rater(store, RATER)})
        assert get(app, "/compare", headers=headers, client=TABLET).status == 403


@pytest.mark.usefixtures("on_the_network")
def test_what_a_page_wrote_gets_through_to_its_own_check_without_a_link(app):
    for path in ("/api/events", "/api/board"):
        assert get(app, path, client=TABLET).body == "here you are"


@pytest.mark.usefixtures("on_the_network")
def test_on_the_network_a_seat_is_not_changed_for_another(app, store):
    seat = with_cookie(levelset_seat=a_cookie(store))

    assert get(app, "/api/who", headers=seat, client=TABLET).status == 403
    assert get(app, "/api/who", headers=seat).body == "here you are"


@pytest.mark.usefixtures("on_the_network")
@pytest.mark.parametrize("client", ["127.0.0.1", "127.0.0.7", "::1", "::ffff:127.0.0.1"])
def test_this_very_computer_needs_no_link(app, client):
    assert get(app, "/compare", client=client).body == "here you are"


@pytest.mark.usefixtures("on_the_network")
def test_a_seats_link_opens_its_interview_and_its_cookie_ends_with_it(app, store, clock):
    path = seat_links.issue(store, clock, **GIVEN).path
    cookie = a_cookie(store)
    clock.forward(3600)

    answer = get(app, path, headers=TYPED, client=TABLET)

    assert (answer.status, answer.headers["location"]) == (
        303,
        f"/interview?interview={INTERVIEW}&as={RATER}",
    )
    assert answer.headers["referrer-policy"] == "no-referrer"
    left = 14 * 24 * 3600 - 3600
    assert answer.headers["set-cookie"] == (
        f"levelset_seat={cookie}; HttpOnly; Max-Age={left}; Path=/; SameSite=lax"
    )


@pytest.mark.parametrize(
    ("headers", "client", "at_once"),
    [
        ({"sec-fetch-site": "none"}, "127.0.0.1", True),
        ({"sec-fetch-site": "same-origin"}, "127.0.0.1", True),
        ({"sec-fetch-site": "same-site"}, "127.0.0.1", False),
        ({"sec-fetch-site": "cross-site"}, "127.0.0.1", False),
        ({"sec-fetch-site": "cross-site"}, TABLET, False),
        ({}, TABLET, True),  # no browser says more without encryption, and nobody is at this one
        ({"referer": f"http://{OWN_PAGE['host']}/x"}, TABLET, True),
        ({"referer": "http://evil.example/"}, TABLET, False),
        ({"referer": "http://[::1"}, TABLET, False),
        ({"cookie": "levelset_used=1"}, TABLET, False),
        ({"cookie": "levelset_seat=x"}, TABLET, False),
        ({}, "127.0.0.1", False),
    ],
)
def test_a_link_that_another_page_sent_the_browser_to_changes_nobody_by_itself(
    app, store, clock, headers, client, at_once
):
    path = seat_links.issue(store, clock, **GIVEN).path

    answer = get(app, path, headers={"host": OWN_PAGE["host"]} | headers, client=client)

    assert (answer.status == 303) is at_once
    assert ("set-cookie" in answer.headers) is at_once
    if not at_once:
        assert "<button>Open the scorecard</button>" in answer.body
        assert "form-action 'self'" in answer.headers["content-security-policy"]


def test_the_button_opens_it_and_another_sites_form_does_not(app, store, clock):
    path = seat_links.issue(store, clock, **GIVEN).path
    elsewhere = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}

    assert post(app, path, b"", headers=OWN_PAGE).status == 303
    refused = post(app, path, b"", headers=OWN_PAGE | elsewhere)
    assert (refused.status, "set-cookie" in refused.headers) == (403, False)


@pytest.mark.parametrize("code", ["x", "a" * 26, "%F0%9F%98%80", "WzFd.abc"])
def test_a_wrong_link_gets_a_sentence(app, code):
    answer = get(app, f"/s/{code}", headers=TYPED)

    assert answer.status == 404
    assert "This link opens no scorecard." in answer.body
    assert "set-cookie" not in answer.headers


def said(app, path):
    answer = get(app, path, headers=TYPED)
    return answer.status, "set-cookie" in answer.headers


def test_a_link_opens_for_14_days_and_not_once_it_is_renewed_or_revoked(app, store, clock):
    first = seat_links.issue(store, clock, **GIVEN).path
    assert said(app, first) == (303, True)
    second = seat_links.renew(store, clock, **GIVEN).path
    assert (said(app, first), said(app, second)) == ((410, False), (303, True))

    clock.forward(14 * 24 * 3600)
    assert said(app, second) == (410, False)
    third = seat_links.renew(store, clock, **GIVEN).path
    assert said(app, third) == (303, True)

    seat_links.revoke(store, clock, **GIVEN)
    assert [said(app, path) for path in (first, second, third)] == [(410, False)] * 3


def test_a_link_whose_seat_is_gone_opens_nothing(app, store, clock):
    path = seat_links.issue(store, clock, **GIVEN).path
    with store() as uow:
        uow.interviews.save(replace(an_interview(), seats=()))
        uow.commit()

    assert said(app, path) == (404, False)


def test_a_link_from_before_links_had_an_end_opens_until_its_own(app, store, clock):
    tokens.token_for(store, SHEET)  # makes the key
    with store() as uow:
        key = uow.settings.get(tokens.KEY)
        link = SeatLink(
            number=0,
            sheet=SHEET,
            issued_at=clock(),
            issued_by=None,
            ends_at=clock() + timedelta(days=14),
            earlier=True,
        )
        uow.links.add(link)
        uow.commit()
    path = f"/s/{tokens.earlier_code(key, SHEET)}"

    assert said(app, path) == (303, True)
    clock.forward(14 * 24 * 3600)
    assert said(app, path) == (410, False)
