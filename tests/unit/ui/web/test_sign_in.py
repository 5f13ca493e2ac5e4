"""Where people sign in: who isn't known gets nothing from any page, file, route or websocket."""

import json
import re
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route, WebSocketRoute
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from assessment.domain.audit import SIGN_IN_REFUSED, SIGNED_IN, SIGNED_OUT
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER, Action
from assessment.server.application import application_routes
from assessment.services.access import seat_links, tokens
from assessment.services.access.sign_in import end_sign_in
from assessment.services.hiring import requisitions
from assessment.services.placement.boards import code_of
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.browser.scripts import SCRIPTS
from assessment.ui.shared.signed_in import signed_in
from assessment.ui.web import sign_in
from assessment.ui.web.access import TELLS_NOTHING
from assessment.ui.web.middleware import middleware
from tests.builders import a_bank, an_interview, furnish
from tests.exercise import a_kit_with_a_board
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import FIRST, LEAD, NAMES, PANEL, SECOND
from tests.signing_in import ADMIN, COOKIE, LEAD_EMAIL, STRANGER, cookie, settings
from tests.unit.ui.web import asgi
from tests.unit.ui.web.asgi import OWN_PAGE, get, post
from tests.unit.ui.web.test_access import connected

STREAMLITS_PAGE = "<!doctype html><title>Streamlit</title>"
INSIDE = re.compile(r"Streamlit|MES-1|R-0\d|Ann|Ben|Cem|Dana|C-01|Aspen|import |levelset_seat")
"""What nobody from outside may read: the frame of the app, and anything of the database."""
STREAMLITS = [
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/upload_file/a/b",
    "/_stcore/stream",
    "/favicon.png",
    "/static/js/index.js",
    "/media/1.csv",
    "/component/x/index.html",
    "//compare",
    "/sign-in/",
    "/oauth2callback/",
    "/c/x/y",
    "/s/x/y",
    "/api/events/",
    "/healthz",
]
QUERY = (
    "?requisition=MES-1&kit=MES-1.K1&candidate=MES-1.C-01&interview=MES-1.C-01.1&as=owner"
    "&box=MES-1.C-01.1/R-01&rater=R-01&file=ratings.csv"
)
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
ANOTHER_SECRET = "another secret of some forty characters"  # noqa: S105  # a test's own
ANYBODYS = {"/_stcore/health", "/sign-in", "/auth/login", "/oauth2callback"}


async def anything(request):
    """As Streamlit does: its page for every address that it doesn't know."""
    return HTMLResponse(f"{STREAMLITS_PAGE}{request.url.path}")


async def log_in(_request):
    return RedirectResponse("http://127.0.0.1:9400/authorize", 302)


async def came_back(request):
    """As Streamlit does; the test says with what."""
    answer = RedirectResponse("/", 302)
    if given := request.query_params.get("given"):
        answer.set_cookie(COOKIE, given, httponly=True, samesite="lax")
    return answer


async def socket(connection):
    await connection.accept()
    await connection.close()


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def store(clock):
    made = fake_open_uow()
    furnish(made, an_interview(seats=PANEL), kit=a_kit_with_a_board(), names=NAMES)
    with made() as uow:
        uow.people.set_email(LEAD, LEAD_EMAIL)
        uow.commit()
    app_context.install(AppContext(bank=a_bank(), open_uow=made, clock=clock, sign_in=settings()))
    yield made
    app_context.install(AppContext(bank=a_bank(), open_uow=made, clock=clock))


@pytest.fixture
def app(store):
    served = [
        *application_routes(),
        Route("/_stcore/health", lambda _request: PlainTextResponse("ok")),
        Route("/auth/login", log_in),
        Route("/auth/logout", lambda _request: RedirectResponse("/", 302)),
        Route("/oauth2callback", came_back),
        WebSocketRoute("/_stcore/stream", socket),
        WebSocketRoute("/{path:path}", socket),
        Route("/{path:path}", anything, methods=list(METHODS)),
    ]
    return Starlette(routes=served, middleware=middleware())


def paths():
    ours = [route.path for route in application_routes()]
    pages = ["/", *(f"/{name}" for name in PageName if name)]
    script = f"/{SCRIPTS.address('shared/connection/index.js')}"
    return sorted({*(re.sub(r"{[^}]*}", "none", p) for p in ours), *pages, *STREAMLITS, script})


def ended(store, clock):
    """The cookie of somebody who has signed out."""
    held = cookie(nonce="gone")
    found = signed_in(app_context.current(), {COOKIE: held})
    end_sign_in(store, clock, session=found.session, by=found.actor)
    return held


OUTSIDE = {
    "nobody": lambda *_: {},
    "unknown": lambda *_: {COOKIE: cookie(STRANGER)},
    "not verified": lambda *_: {COOKIE: cookie(LEAD_EMAIL, verified=False)},
    "administrator, not verified": lambda *_: {COOKIE: cookie(ADMIN, verified=None)},
    "no address": lambda *_: {COOKIE: cookie(None)},
    "two addresses": lambda *_: {COOKIE: cookie([ADMIN])},
    "signed out": lambda store, clock: {COOKIE: ended(store, clock)},
    "yesterday": lambda *_: {COOKIE: cookie(age=12.1)},
    "forged": lambda *_: {COOKIE: cookie(ADMIN, secret=ANOTHER_SECRET)},
    "of another server": lambda *_: {COOKIE: cookie(origin="http://127.0.0.1:8502")},
    "of another provider": lambda *_: {COOKIE: cookie(provider="other")},
    "not signed in": lambda *_: {COOKIE: cookie(is_logged_in=False)},
    "in parts": lambda *_: {COOKIE: parts()},
    "chosen": lambda store, _: {"levelset_rater": tokens.signed_rater(store, LEAD)},
    "with a made-up link": lambda *_: {"levelset_seat": "x.y"},
    "with a made-up board": lambda *_: {"levelset_board": "x"},
    "of earlier pages": lambda *_: {"levelset_used": "1"},
}


def parts():
    return create_signed_value(settings().cookie_secret, COOKIE, "chunks-2").decode()


def with_cookies(held, **headers):
    joined = "; ".join(f"{name}={value}" for name, value in held.items())
    return OWN_PAGE | ({"cookie": joined} if joined else {}) | headers


def asked(app, method, path, headers, client="127.0.0.1"):
    if method == "GET":
        return get(app, path, headers=headers, client=client)
    return asgi._run(app, method, path, b"{}", headers, client)


def text_of(answer):
    """What was answered, without the address that was asked for."""
    return re.sub(r"next=[^\"]*", "", _body(answer))


def _body(answer):
    return answer.body if isinstance(answer.body, str) else json.dumps(answer.body)


@pytest.mark.parametrize("who", OUTSIDE)
def test_who_is_not_known_gets_nothing_whatever_is_asked(app, store, clock, who):
    headers = with_cookies(OUTSIDE[who](store, clock))
    found = {}
    for path in paths():
        for method in METHODS:
            answer = asked(app, method, f"{path}{QUERY}", headers)
            told = INSIDE.search(text_of(answer))
            ways_in = path in {"/c/none", "/s/none"}
            allowed = {401, 403, 404, 405, 400, 429} if ways_in or path in ANYBODYS else {401, 403}
            if path in {"/api/events", "/api/board"} and method == "POST":
                allowed = {400}  # no batch; what is one is asked for its proof
            if path in TELLS_NOTHING and method in {"GET", "HEAD"}:
                allowed = {200}
            if path == "/sign-in" and method in {"GET", "HEAD"}:
                allowed = {303}
            if "levelset_board" in headers.get("cookie", ""):
                allowed = {*allowed, 303, 403}  # a candidate's browser is led to the exercise
            if path in ANYBODYS and told:
                told = None if method in {"GET", "HEAD"} else told
            if told or answer.status not in allowed:
                found[method, path] = (answer.status, told and told.group())

    assert found == {}


@pytest.mark.parametrize("who", OUTSIDE)
@pytest.mark.parametrize("path", ["/_stcore/stream", "/", "/oauth2callback", "/sign-in", "/c/x"])
def test_no_websocket_opens_for_them(app, store, clock, who, path):
    assert not connected(app, path, headers=with_cookies(OUTSIDE[who](store, clock)))


@pytest.mark.parametrize("email", [ADMIN, LEAD_EMAIL, LEAD_EMAIL.upper()])
def test_who_is_known_gets_it_from_anywhere(app, email):
    """The hunt above finds nothing because nothing is there, not because it cannot find it."""
    held = with_cookies({COOKIE: cookie(email)})

    assert connected(app, "/_stcore/stream", headers=held)
    assert STREAMLITS_PAGE in get(app, "/compare", headers=held).body
    paper = get(app, "/print/kit?kit=MES-1.K1", headers=held, client="192.168.1.31")
    assert (paper.status, bool(INSIDE.search(paper.body))) == (200, True)


def test_somebody_without_a_part_gets_the_answer_of_what_is_not_there(app, store):
    with store() as uow:
        uow.people.add_rater("R-50", "Zoe Elsewhere")
        uow.people.set_email("R-50", STRANGER)
        uow.commit()
    held = with_cookies({COOKIE: cookie(STRANGER)})

    for address in (
        "/print/kit?kit=MES-1.K1",
        "/download/export?requisition=MES-1&file=ratings.csv",
    ):
        refused = get(app, address, headers=held)
        assert refused.status in {403, 404}
        assert "There is no" in refused.body


@pytest.mark.parametrize("named", ["owner", SECOND])
def test_no_address_and_no_choice_makes_anybody_else(app, store, named):
    """An administrator's file stays closed to an interviewer, whatever the address says."""
    with store() as uow:
        uow.people.set_email(SECOND, STRANGER)
        uow.commit()
    chosen = {"levelset_rater": tokens.signed_rater(store, LEAD)}
    held = with_cookies({COOKIE: cookie(STRANGER), **chosen})

    refused = get(
        app, f"/download/export?requisition=MES-1&file=outcomes.csv&as={named}", headers=held
    )
    assert refused.status in {403, 404}
    assert post(app, "/api/who", {"rater": LEAD}, headers=held).status == 403


def test_the_page_asks_to_sign_in_and_keeps_where_somebody_wanted_to_go(app):
    asking = get(app, "/interview?interview=MES-1.C-01.1")

    assert asking.status == 401
    assert "/sign-in?next=%2Finterview%3Finterview%3DMES-1.C-01.1" in asking.body
    assert "script" not in asking.body
    assert asking.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (lambda: cookie(STRANGER), "nobody@example.com isn't registered in this Levelset."),
        (lambda: cookie(verified=False), "hasn't verified that ann@example.com is your address"),
        (lambda: cookie(""), "didn't give Levelset an email address"),
        (parts, "more data than Levelset can store in a cookie"),
    ],
)
def test_who_is_turned_away_is_told_why_and_whom_to_ask(app, held, said):
    answer = get(app, "/compare", headers=with_cookies({COOKIE: held()}))

    assert answer.status == 403
    assert said in answer.body.replace("&#39;", "'")
    assert f"ask {ADMIN}" in answer.body
    assert "/auth/logout" in answer.body


@pytest.mark.parametrize("said", [1, 1.0, [], [True], {}, {"true": True}, "True", "", None, 0])
def test_whatever_else_stands_for_verified_verifies_nothing(app, said):
    answer = get(app, "/compare", headers=with_cookies({COOKIE: cookie(verified=said)}))

    assert answer.status == 403
    assert "hasn't verified" in answer.body.replace("&#39;", "'")


@pytest.mark.parametrize("said", [True, "true"])
def test_a_verified_address_is_true_or_the_word(app, said):
    assert get(app, "/compare", headers=with_cookies({COOKIE: cookie(verified=said)})).status == 200


def test_the_page_says_that_unsaved_text_is_kept_where_the_browser_says_so(app):
    def said(**held):
        return get(app, "/brief", headers=with_cookies(held)).body

    assert sign_in.TYPED.partition("It's")[0] in said(levelset_typed_8501="1")
    assert "kept on this device" not in said(levelset_typed_8502="1")  # of another server
    assert "kept on this device" not in said()


def test_an_address_in_the_page_is_text(app):
    answer = get(app, "/", headers=with_cookies({COOKIE: cookie("<b>@x.example")}))

    assert "<b>" not in answer.body


def test_what_is_no_place_of_ours_is_never_led_to(app):
    for wanted in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:x",
        "/a\nb",
        "http://[::1",
        "//[x",
    ):
        answer = get(app, f"/sign-in?next={quote(wanted)}")
        assert answer.status == 303
        assert "levelset_next" not in answer.headers.get("set-cookie", "")
        held = {"levelset_next": f"next={quote(wanted)}"}
        back = get(app, f"/oauth2callback?given={cookie()}", headers=with_cookies(held))
        assert back.headers["location"] == "/"


def test_after_signing_in_the_page_that_was_wanted_opens(app):
    asked_for = get(app, "/sign-in?next=%2Finterview%3Finterview%3DMES-1.C-01.1")
    name, _, value = asked_for.headers["set-cookie"].partition(";")[0].partition("=")

    back = get(app, f"/oauth2callback?given={cookie()}", headers=with_cookies({name: value}))
    assert back.headers["location"] == "/interview?interview=MES-1.C-01.1"


def lines(store):
    with store(read_only=True) as uow:
        return [(line.by, line.act, line.detail) for line in uow.journal.lines()]


def test_the_audit_log_has_who_came_who_went_and_who_was_turned_away(app, store):
    get(app, f"/oauth2callback?given={cookie()}")
    get(app, "/auth/logout", headers=with_cookies({COOKIE: cookie()}))
    get(app, f"/oauth2callback?given={cookie(STRANGER)}")
    get(app, f"/oauth2callback?given={cookie(verified=False)}")
    get(app, "/oauth2callback")

    assert lines(store)[-4:] == [
        (LEAD, SIGNED_IN, ""),
        (LEAD, SIGNED_OUT, ""),
        (None, SIGN_IN_REFUSED, "unknown"),
        (None, SIGN_IN_REFUSED, "not verified"),
    ]
    assert "@" not in str(lines(store))


def test_the_audit_log_tells_administrators_apart_without_their_addresses(app, store, clock):
    offered = settings(administrators=(ADMIN, STRANGER))
    app_context.install(AppContext(bank=a_bank(), open_uow=store, clock=clock, sign_in=offered))
    for email in (ADMIN, STRANGER):
        get(app, f"/oauth2callback?given={cookie(email)}")
        found = signed_in(app_context.current(), {COOKIE: cookie(email)})
        requisitions.create(store, clock, title="MES", client="Nordbrew", by=found.actor)

    ((code, email),) = offered.codes.items()
    assert email == STRANGER
    signed, made = (SIGNED_IN, ""), (Action.CREATE_REQUISITION, "")
    expected = [(who, *act) for who in (None, code) for act in (signed, made)]
    assert lines(store)[-4:] == expected
    assert "@" not in str(lines(store))


def test_signing_out_ends_every_window_at_once(app):
    held = with_cookies({COOKIE: cookie()})
    assert get(app, "/compare", headers=held).status == 200

    get(app, "/auth/logout", headers=held)

    assert get(app, "/compare", headers=held).status == 401
    again = with_cookies({COOKIE: cookie(nonce="2")})
    assert get(app, "/compare", headers=again).status == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_signs_nobody_out(app, site):
    held = with_cookies({COOKIE: cookie()})

    assert get(app, "/auth/logout", headers=held | {"sec-fetch-site": site}).status == 403
    assert get(app, "/compare", headers=held).status == 200


@pytest.mark.parametrize("newer", [cookie(ADMIN), cookie(nonce="again")], ids=["other", "same"])
def test_who_signs_in_here_ends_what_was_open_before(app, newer):
    """Of the same person too: signing out would reach only the newer sign-in."""
    before = {COOKIE: cookie()}
    get(app, f"/oauth2callback?given={before[COOKIE]}", headers=with_cookies(before))
    assert get(app, "/compare", headers=with_cookies(before)).status == 200

    get(app, f"/oauth2callback?given={newer}", headers=with_cookies(before))
    assert get(app, "/compare", headers=with_cookies(before)).status == 401
    assert get(app, "/compare", headers=with_cookies({COOKIE: newer})).status == 200


def test_a_device_that_forgets_signs_out(app):
    held = with_cookies({COOKIE: cookie()})

    forgotten = post(app, "/api/forget", {}, headers=OWN_PAGE | held)

    assert forgotten.status == 200
    assert get(app, "/compare", headers=held).status == 401


def test_signing_in_takes_back_the_link_that_was_opened_here(app, store, clock):
    _, link = a_link(store, clock, SECOND)
    held = with_cookies({"levelset_seat": tokens.link_cookie(store, link)})

    arrived = get(app, f"/oauth2callback?given={cookie()}", headers=held)

    assert "levelset_seat=; Max-Age=0" in arrived.headers["set-cookie"]


def test_taking_an_address_away_ends_it_too(app, store):
    held = with_cookies({COOKIE: cookie()})
    with store() as uow:
        uow.people.set_email(LEAD, "")
        uow.commit()

    assert get(app, "/compare", headers=held).status == 403


def test_over_tls_the_cookies_are_for_tls_only(app, store, clock):
    encrypted = settings(redirect_uri="https://levelset.example.com/oauth2callback")
    app_context.install(AppContext(bank=a_bank(), open_uow=store, clock=clock, sign_in=encrypted))

    back = get(app, f"/oauth2callback?given={cookie()}")
    assert back.headers["set-cookie"].endswith("; Secure")


def a_link(store, clock, rater):
    sheet = SheetKey(FIRST, rater)
    given = {"interview": FIRST, "by": OWNER}
    seat_links.issue(store, clock, sheet=sheet, **given)
    with store(read_only=True) as uow:
        link = uow.links.newest_of([FIRST])[sheet]
    return sheet, link


def test_links_go_on_for_who_has_no_account(app, store, clock):
    _, link = a_link(store, clock, SECOND)
    opened = get(app, f"/s/{tokens.link_code(store, link)}", client="192.168.1.31")
    assert opened.status == 303
    held = with_cookies({"levelset_seat": tokens.link_cookie(store, link)})

    assert connected(app, "/_stcore/stream", headers=held, client="192.168.1.31")
    assert "doesn&#39;t let you" in get(app, "/print/kit?kit=MES-1.K1", headers=held).body
    board = {"levelset_board": code_of(store, FIRST, by=OWNER)}
    assert STREAMLITS_PAGE in get(app, "/", headers=with_cookies(board)).body
    assert get(app, "/print/kit?kit=MES-1.K1", headers=with_cookies(board)).status == 303


def test_a_link_makes_nobody_else_of_somebody_who_is_signed_in(app, store, clock):
    _, link = a_link(store, clock, SECOND)
    code, seat = tokens.link_code(store, link), tokens.link_cookie(store, link)
    held = {COOKIE: cookie()}

    refused = get(app, f"/s/{code}", headers=with_cookies(held))
    assert (refused.status, "set-cookie" in refused.headers) == (403, False)
    assert "Ann Lead" in refused.body
    both = with_cookies(held | {"levelset_seat": seat})
    assert get(app, "/print/kit?kit=MES-1.K1", headers=both).status == 200  # the lead's own
    _, own = a_link(store, clock, LEAD)
    hers = get(app, f"/s/{tokens.link_code(store, own)}", headers=with_cookies(held))
    assert hers.headers["location"].startswith("/interview?interview=MES-1.C-01.1")


def batch(token, rater):
    event = {"seq": 1, "kind": "evidence", "item": "q01", "value": "typed", "base": 0, "at": 1.0}
    return {
        "box": SheetKey(FIRST, rater).box,
        "client": "abc",
        "token": token,
        "epoch": "",
        "events": [event],
    }


def test_what_was_written_is_taken_from_its_rater_and_from_nobody_else(app, store, clock):
    sheet, link = a_link(store, clock, LEAD)
    own = batch(tokens.token_for(store, sheet), LEAD)
    with store() as uow:
        uow.people.set_email(SECOND, STRANGER)
        uow.commit()

    def sent(body, held):
        answer = post(app, "/api/events", body, headers=with_cookies(held))
        return answer.status, answer.body.get("error")

    keep = (401, "sign-in")
    assert sent(own, {}) == keep
    assert sent(own, {COOKIE: cookie(age=13)}) == keep
    assert sent(own, {COOKIE: cookie(STRANGER)}) == keep
    assert sent(own, {COOKIE: cookie(ADMIN)}) == keep
    by_link = batch(tokens.token_for(store, sheet, link), LEAD)
    assert sent(by_link, {COOKIE: cookie(STRANGER)}) == keep
    with store(read_only=True) as uow:
        assert uow.entries.history(sheet) == []

    assert sent(own, {COOKIE: cookie(nonce="2")}) == (200, None)
    assert sent(by_link, {}) == (200, None)
    with store(read_only=True) as uow:
        assert [e.value for e in uow.entries.history(sheet)] == ["typed"]


def test_look_ups_of_a_live_page_need_the_same_person(app, store):
    token = tokens.token_for(store, SheetKey(FIRST, LEAD))
    address = f"/api/board/state?box={quote(SheetKey(FIRST, LEAD).box)}"

    def looked_up(held):
        return get(app, address, headers=with_cookies(held) | {"x-levelset-token": token}).status

    assert looked_up({COOKIE: cookie()}) == 200
    assert looked_up({COOKIE: cookie(ADMIN)}) == 401
    assert looked_up({}) == 401
