"""The doors that the browser's own code knocks on, and who is turned away at them."""

import json
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from assessment.domain.deck import Deck
from assessment.domain.errors import StoreUnavailable
from assessment.domain.ids import RaterId
from assessment.domain.permissions import Actor
from assessment.domain.rating import Kind
from assessment.domain.requisition import SeatRole
from assessment.services.access import tokens
from assessment.services.recording.additions import offered
from assessment.services.store import generation
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.web import api
from assessment.ui.web.api import routes
from assessment.ui.web.json_body import LARGEST_BODY
from tests.boards import a_dealt_card
from tests.builders import NOON, RATER, SHEET, a_bank, a_kit, a_seat, an_interview, furnish
from tests.fakes import StoppedClock, fake_open_uow
from tests.unit.ui.web.asgi import HOST, OWN_PAGE, get, post

EVENT = {"seq": 1, "kind": "verdict", "item": "q01", "part": "", "value": 4, "base": 0, "at": 0}

EPOCH = "1772452800.aa"


@pytest.fixture
def store():
    made = fake_open_uow()
    furnish(made, an_interview())
    with made() as uow:
        uow.settings.put(generation.KEY, EPOCH)
        uow.commit()
    app_context.install(AppContext(bank=a_bank(), open_uow=made, clock=StoppedClock()))
    return made


@pytest.fixture
def app(store):
    return Starlette(routes=routes())


@pytest.fixture
def batch(store):
    token = tokens.token_for(store, SHEET)

    def made(*events, **changed):
        sent = {"box": SHEET.box, "client": "tab-1", "token": token, "events": list(events)}
        return sent | changed

    return made


def stored(store):
    with store(read_only=True) as uow:
        return [(e.kind, e.item, e.value) for e in uow.entries.history(SHEET)]


def test_a_batch_is_stored_and_answered_event_by_event(app, store, batch):
    answer = post(app, "/api/events", batch(EVENT, EVENT | {"seq": 2, "value": 9}))

    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.body == {
        "ids": {"1": 1},
        "at": NOON.timestamp(),
        "others": [],
        "refused": [
            {
                "seq": 2,
                "why": "A verdict is a level from 1 to 5, a reason for none, or blank, not 9.",
            }
        ],
        "proposed": [],
        "submitted": False,
        "epoch": EPOCH,
    }
    assert stored(store) == [(Kind.VERDICT, "q01", 4)]


def test_what_is_worked_out_ahead_gives_way_to_whoever_saves_something(app, batch, monkeypatch):
    told = []
    monkeypatch.setattr(api.BACKGROUND, "give_way", lambda: told.append("writing"))
    post(app, "/api/events", batch())
    assert told == []
    post(app, "/api/events", batch(EVENT))
    assert told == ["writing"]


def test_another_pages_text_comes_back_in_the_answer(app, batch):
    note = EVENT | {"kind": "evidence", "value": "from one tab"}
    post(app, "/api/events", batch(note))

    answer = post(app, "/api/events", batch(note | {"value": "from another"}, client="tab-2"))

    assert answer.body["others"] == [
        {"item": "q01", "kind": "evidence", "text": "from one tab", "at": NOON.timestamp()}
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"host": HOST},
        OWN_PAGE | {"origin": "http://evil.example"},
        OWN_PAGE | {"origin": "null"},
        OWN_PAGE | {"origin": "http://[::1"},
        OWN_PAGE | {"origin": ""},
        OWN_PAGE | {"sec-fetch-site": "cross-site"},
        OWN_PAGE | {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/api/events", "/api/who"])
def test_another_sites_page_writes_nothing(app, store, batch, headers, path):
    answer = post(app, path, batch(EVENT, rater=RATER), headers=headers)

    assert (answer.status, answer.body) == (403, {"error": "origin"})
    assert "set-cookie" not in answer.headers
    assert stored(store) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"token": "0" * 64},
        {"token": ""},
        {"box": "MES-1.C-01.1:R-02"},
        {"box": "MES-1.C-02.1:R-01"},
    ],
)
def test_a_token_opens_one_sheet_only(app, store, batch, changed):
    answer = post(app, "/api/events", batch(EVENT, **changed))

    assert (answer.status, answer.body) == (401, {"error": "token"})
    assert stored(store) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"events": []},
        {"events": "all"},
        {"events": [1]},
        {"events": [EVENT] * 501},
        {"client": ""},
        {"client": "x" * 65},
        {"client": "a b"},
        {"client": None},
        {"box": 7},
        {"token": None},
        {"epoch": 7},
    ],
)
def test_what_is_not_a_batch_is_not_guessed_at(app, store, batch, changed):
    assert post(app, "/api/events", batch(EVENT) | changed).status == 400
    assert stored(store) == []


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff\xfe{}", b"[" * 200_000])
@pytest.mark.parametrize("path", ["/api/events", "/api/who"])
def test_what_is_not_json_is_answered_and_not_a_crash(app, raw, path):
    answer = post(app, path, raw)

    assert (answer.status, answer.body) == (400, {"error": "shape"})


def test_a_body_without_end_is_not_read_to_its_end(app):
    assert post(app, "/api/events", b"x" * (LARGEST_BODY + 1)).status == 413


def test_a_store_that_cannot_be_written_asks_for_another_try(app, store, batch):
    def unavailable(*, read_only=False):
        raise StoreUnavailable("The database is locked.")

    sent = batch(EVENT)
    app_context.install(AppContext(bank=a_bank(), open_uow=unavailable, clock=StoppedClock()))

    answer = post(app, "/api/events", sent)

    assert (answer.status, answer.body) == (503, {"error": "The database is locked."})


def test_a_page_of_this_epoch_is_heard(app, store, batch):
    assert post(app, "/api/events", batch(EVENT, epoch=EPOCH)).status == 200
    assert stored(store) == [(Kind.VERDICT, "q01", 4)]


@pytest.mark.parametrize("token", [{}, {"token": "0" * 64}])
def test_a_page_opened_before_a_restore_is_told_and_nothing_of_it_is_stored(
    app, store, batch, token
):
    answer = post(app, "/api/events", batch(EVENT, epoch="1772440000.bb", **token))

    assert (answer.status, answer.body) == (409, {"error": "epoch", "epoch": EPOCH})
    assert stored(store) == []


def test_a_get_never_writes(app):
    assert get(app, "/api/events").status == 405


def test_choosing_a_rater_is_remembered_out_of_reach_of_scripts(app, store):
    answer = post(app, "/api/who", {"rater": RATER})

    signed = tokens.signed_rater(store, RaterId(RATER))
    assert (answer.status, answer.body) == (200, {"rater": RATER})
    assert answer.headers["set-cookie"] == (
        f"levelset_rater={signed}; HttpOnly; Max-Age=34560000; Path=/; SameSite=strict"
    )


def test_choosing_overrides_the_link_that_was_opened_before(app, store):
    headers = OWN_PAGE | {"cookie": f"levelset_seat={tokens.signed_rater(store, RaterId(RATER))}"}
    answer = post(app, "/api/who", {"rater": RATER}, headers=headers)

    assert answer.headers["set-cookie"].startswith('levelset_seat=""; expires=')


def test_choosing_nobody_forgets(app):
    answer = post(app, "/api/who", {"rater": ""})

    assert (answer.status, answer.body) == (200, {"rater": ""})
    assert "Max-Age=0;" in answer.headers["set-cookie"]


@pytest.mark.parametrize("rater", ["R-99", 7, None, ["R-01"]])
def test_a_rater_that_is_not_there_cannot_be_chosen(app, rater):
    answer = post(app, "/api/who", {"rater": rater})

    assert (answer.status, answer.body) == (404, {"error": "rater"})
    assert "set-cookie" not in answer.headers


def test_who_may_write_on_a_sheet_may_see_what_can_be_added_to_it(app, store):
    own = {"x-levelset-token": tokens.token_for(store, SHEET)}

    answer = get(app, f"/api/bank?box={SHEET.box}", headers=OWN_PAGE | own)

    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    told = offered(store, a_bank(), SHEET.interview, by=Actor(rater=SHEET.rater))
    assert answer.body == {"questions": json.loads(json.dumps(told))}


@pytest.mark.parametrize("path", ["/api/bank", "/api/board/state"])
@pytest.mark.parametrize("box", [SHEET.box, "", "nothing"])
@pytest.mark.parametrize("token", [{}, {"x-levelset-token": "of another sheet"}])
def test_bank_and_board_are_for_those_who_may_write(app, path, box, token):
    answer = get(app, f"{path}?box={box}", headers=OWN_PAGE | token)

    assert (answer.status, answer.body) == (401, {"error": "token"})


def test_a_sheet_that_may_be_written_on_is_told_of_the_board():
    store = fake_open_uow()
    deck = Deck(tuple(a_dealt_card(f"crd-00{n}") for n in (1, 2)))
    furnish(store, an_interview(), kit=replace(a_kit(), deck=deck))
    app_context.install(AppContext(bank=a_bank(), open_uow=store, clock=StoppedClock()))
    own = {"x-levelset-token": tokens.token_for(store, SHEET)}

    answer = get(Starlette(routes=routes()), f"/api/board/state?box={SHEET.box}", headers=own)

    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.body == {"said": "0 of 2 placed · not finished", "finished": False, "cards": []}


def test_a_board_that_is_not_there_is_named(app, store):
    own = {"x-levelset-token": tokens.token_for(store, SHEET)}

    answer = get(app, f"/api/board/state?box={SHEET.box}", headers=own)

    assert answer.status == 404
    assert answer.body == {
        "error": "The kit of the interview 'MES-1.C-01.1' has no placement exercise."
    }


def test_the_token_of_a_seat_that_does_not_rate_tells_nothing_of_the_board():
    store = fake_open_uow()
    seats = (a_seat(RATER, SeatRole.OBSERVER),)
    furnish(store, an_interview(seats=seats), kit=replace(a_kit(), deck=Deck((a_dealt_card(),))))
    app_context.install(AppContext(bank=a_bank(), open_uow=store, clock=StoppedClock()))
    own = {"x-levelset-token": tokens.token_for(store, SHEET)}

    answer = get(Starlette(routes=routes()), f"/api/board/state?box={SHEET.box}", headers=own)

    assert (answer.status, answer.body) == (
        404,
        {"error": "R-01 is not a rater in this interview with C-01."},
    )


@pytest.mark.parametrize(
    ("client", "told"),
    [
        ("127.0.0.1", "The database /srv/levelset.db is locked."),
        ("192.168.1.31", "The database is locked."),
    ],
)
def test_where_the_database_is_only_its_own_computer_is_told(client, told):
    fault = StoreUnavailable("The database /srv/levelset.db is locked.", place="/srv/levelset.db")
    request = Request({"type": "http", "client": (client, 1), "headers": []})

    assert json.loads(api._in_trouble(request, fault).body) == {"error": told}


def test_forgetting_takes_every_cookie_back(app):
    answer = post(app, "/api/forget", {})

    assert (answer.status, answer.body) == (200, {"forgotten": True})
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert post(app, "/api/forget", {}, headers={"host": HOST}).status == 403
