"""A candidate's link: what opens the door, what is remembered, and what a wrong code gets."""

import pytest
from starlette.applications import Starlette

from assessment.domain.permissions import OWNER
from assessment.services.placement.boards import code_of
from assessment.ui.web.candidate_link import board_address, candidate_routes
from tests.builders import INTERVIEW, an_interview, furnish
from tests.exercise import a_kit_with_a_board
from tests.fakes import fake_open_uow
from tests.unit.ui.web.asgi import OWN_PAGE, get, post


@pytest.fixture
def app(store):
    return Starlette(routes=candidate_routes())


def test_a_code_is_remembered_where_no_script_can_read_it_and_leads_to_the_exercise(app, store):
    code = code_of(store, INTERVIEW, by=OWNER)

    answer = get(app, f"/c/{code}")

    assert (answer.status, answer.body) == (303, "")
    assert {k: v for k, v in answer.headers.items() if k != "content-length"} == {
        "location": "/",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "set-cookie": (f"levelset_board={code}; HttpOnly; Max-Age=43200; Path=/; SameSite=lax"),
    }


def test_each_opening_is_in_the_audit_log_and_asking_is_none(app, store):
    address = f"/c/{code_of(store, INTERVIEW, by=OWNER)}"
    get(app, address)
    get(app, address, headers=OWN_PAGE | {"cookie": "levelset_used=1"})  # asks first

    with store(read_only=True) as uow:
        lines = [(line.by, line.act, line.about) for line in uow.journal.lines()]
    assert lines == [(None, "board opened", f"{INTERVIEW}:board")]


@pytest.mark.parametrize("code", ["x", "a" * 26, "", "%F0%9F%98%80"])
def test_a_wrong_code_gets_a_sentence_and_no_cookie(app, code):
    answer = get(app, f"/c/{code}")

    assert answer.status == 404
    assert "set-cookie" not in answer.headers
    if code:
        assert "This link is not valid. Ask your interviewer for a new one." in answer.body


def test_the_code_of_another_database_opens_nothing(app):
    other = fake_open_uow()
    furnish(other, an_interview(), kit=a_kit_with_a_board())

    assert get(app, f"/c/{code_of(other, INTERVIEW, by=OWNER)}").status == 404


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("http://127.0.0.1:8501/interview?q=1", "http://localhost:8501/c/abc"),
        ("http://localhost:8501/", "http://127.0.0.1:8501/c/abc"),
        ("http://[::1]:8501/", "http://127.0.0.1:8501/c/abc"),
        ("http://192.168.1.20:8501/scorecard", "http://192.168.1.20:8501/c/abc"),
        ("https://levelset.example/x", "https://levelset.example/c/abc"),
    ],
)
def test_on_the_interviewers_own_computer_the_board_has_the_other_loopback_name(page, link):
    assert board_address(page, "abc") == link


@pytest.mark.parametrize("cookie", ["levelset_used=1", "levelset_seat=x", "levelset_rater=x"])
def test_in_an_interviewers_browser_it_locks_nothing_and_says_what_to_do(app, store, cookie):
    path = f"/c/{code_of(store, INTERVIEW, by=OWNER)}"

    answer = get(app, path, headers=OWN_PAGE | {"cookie": cookie})

    assert (answer.status, "set-cookie" in answer.headers) == (200, False)
    assert "This browser is used by an interviewer" in answer.body
    assert "<button>Show the exercise in this browser</button>" in answer.body
    assert answer.headers["referrer-policy"] == "same-origin"  # else the form comes from nowhere
    meant = post(app, path, b"", headers=OWN_PAGE | {"cookie": cookie})
    assert (meant.status, "set-cookie" in meant.headers) == (303, True)


def test_another_sites_form_does_not_press_the_button(app, store):
    path = f"/c/{code_of(store, INTERVIEW, by=OWNER)}"
    elsewhere = OWN_PAGE | {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}

    answer = post(app, path, b"", headers=elsewhere)

    assert (answer.status, "set-cookie" in answer.headers) == (403, False)


def test_another_site_does_not_put_another_board_into_a_candidates_browser(app, store):
    path = f"/c/{code_of(store, INTERVIEW, by=OWNER)}"
    headers = OWN_PAGE | {"cookie": "levelset_board=other"}

    assert get(app, path, headers=headers | {"sec-fetch-site": "cross-site"}).status == 200
    assert get(app, path, headers=headers | {"sec-fetch-site": "none"}).status == 303
