"""A token may be used as often as a person could need; then it is told when to come back."""

import pytest
from starlette.applications import Starlette

from assessment.domain.permissions import OWNER
from assessment.services.access import tokens
from assessment.services.placement.boards import code_of
from assessment.ui.web import rate_limit
from assessment.ui.web.api import routes
from assessment.ui.web.candidate_link import candidate_routes
from assessment.ui.web.rate_limit import ALLOWED, TOKENS_AT_MOST, RateLimits
from assessment.ui.web.rater_link import rater_routes
from tests.builders import INTERVIEW, SHEET
from tests.seat_paths import seat_path
from tests.unit.ui.web.asgi import get, post


class Watch:
    at = 0.0

    def __call__(self):
        return self.at


@pytest.fixture
def watch(monkeypatch):
    made = Watch()
    monkeypatch.setattr(rate_limit, "LIMITS", RateLimits(made))
    return made


@pytest.fixture
def app(store):
    return Starlette(routes=[*routes(), *candidate_routes(), *rater_routes()])


def batch(store, seq, kind="verdict", value=4):
    event = {"seq": seq, "kind": kind, "item": "q01", "part": "", "value": value, "base": 0}
    token = tokens.token_for(store, SHEET)
    return {"box": SHEET.box, "client": "tab", "token": token, "events": [event | {"at": 0}]}


def test_an_allowance_is_spent_and_comes_back(watch):
    limits = RateLimits(watch)
    burst, rate = int(ALLOWED["batch"].burst), ALLOWED["batch"].per_second

    assert [limits.wait_for("batch", "a") for _ in range(burst)] == [0] * burst
    assert limits.wait_for("batch", "a") == 1
    assert limits.wait_for("batch", "b") == 0
    assert limits.wait_for("look-up", "a") == 0
    watch.at += 2 / rate
    assert [limits.wait_for("batch", "a") for _ in range(3)] == [0, 0, 1]


def test_no_more_tokens_are_counted_than_fit(watch):
    limits = RateLimits(watch)
    for n in range(TOKENS_AT_MOST + 5):
        limits.wait_for("link", str(n))

    assert len(limits._left) == TOKENS_AT_MOST


def test_what_is_kept_of_a_token_is_short_however_long_it_is(watch):
    limits = RateLimits(watch)
    for n in range(3):
        limits.wait_for("batch", f"{n}" + "x" * 4_000_000)
    limits.wait_for("batch", "\ud800")

    assert {len(token) for _, token in limits._left} == {32}
    assert len(limits._left) == 4


def test_batches_too_many_are_answered_when_to_come_back_and_store_nothing(app, store, watch):
    for n in range(int(ALLOWED["batch"].burst)):
        assert post(app, "/api/events", batch(store, n + 1)).status == 200

    answer = post(app, "/api/events", batch(store, 5000))

    assert (answer.status, answer.headers["retry-after"]) == (429, "1")
    assert answer.body["error"].startswith("This page sends faster than Levelset takes it in.")
    watch.at += 1
    assert post(app, "/api/events", batch(store, 5000)).body["ids"].keys() == {"5000"}


def test_added_questions_have_an_allowance_of_their_own(app, store, watch):
    many = int(ALLOWED["added question"].burst)
    body = batch(store, 1, "added", "no question")
    body["events"] = [body["events"][0] | {"seq": n + 1} for n in range(many)]
    assert post(app, "/api/events", body).status == 200

    answer = post(app, "/api/events", batch(store, 1000, "added", "no question"))

    assert (answer.status, answer.headers["retry-after"]) == (429, "5")
    assert post(app, "/api/events", batch(store, 2000)).status == 200


@pytest.mark.usefixtures("watch")
def test_a_link_that_is_opened_over_and_over_gets_a_sentence(app, store):
    for path in (f"/c/{code_of(store, INTERVIEW, by=OWNER)}", seat_path(store, SHEET)):
        answers = [get(app, path) for _ in range(int(ALLOWED["link"].burst) + 1)]

        assert {a.status for a in answers[:-1]} == {303}
        assert (answers[-1].status, answers[-1].headers["retry-after"]) == (429, "2")
        assert "This link was opened too often just now." in answers[-1].body
