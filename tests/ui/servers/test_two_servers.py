"""A server dies or is stopped while a hundred people interview, and nobody loses a word."""

import asyncio
import http.client
import itertools
import json
import ssl
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

import pytest

from assessment.domain.ids import InterviewId, KitId, RaterId, SheetKey
from db.opening import open_store
from tests.builders import a_kit, a_seat, an_interview, furnish
from tests.conftest import TEMPLATE, _fresh
from tests.ui.live_driver import eventually
from tests.ui.servers.deployment import Deployment
from tests.ui.servers.interviewers import interviewers, wrongly_stored

pytestmark = pytest.mark.xdist_group("wheel")

PEOPLE, EVENTS = 100, 12
SENTENCE = ("She asks who released the lot, ", "and names the three records that say so.")
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def database(postgres_server):
    yield from _fresh(postgres_server, TEMPLATE)


@pytest.fixture(scope="module")
def deployed(tmp_path_factory, installed_command, database):
    url = database.render_as_string(hide_password=False)
    made = Deployment(tmp_path_factory.mktemp("deployment"), installed_command, url)
    made.nginx.start()
    yield made
    made.stop()


@pytest.fixture
def deployment(deployed, monkeypatch):
    """Both processes run and are sent requests, whatever an earlier test did to them.

    For five seconds after the last failure nginx sends nobody to a process that is back by then.
    """
    monkeypatch.setenv("LEVELSET_SIGNING_KEY_FILE", str(deployed.key))
    deployed.start()
    for name in deployed.servers:
        eventually(lambda wanted=name: answered_by(deployed, wanted), name)
    return deployed


def answered_by(deployment, wanted):
    """Which process answers a browser that was answered by `wanted` before."""
    through = http.client.HTTPConnection(deployment.url.removeprefix("http://"))
    answer, _ = answered(through, "/", Cookie=f"levelset_route={wanted}")
    kept = SimpleCookie("; ".join(answer.headers.get_all("Set-Cookie")))
    return kept["levelset_route"].value


@pytest.fixture
def store(deployment):
    made = open_store(deployment.database_url)
    yield made
    made.close()


def sheets_of(open_uow, number):
    requisition = f"S{next(_numbers)}"
    kit = KitId(f"{requisition}.K1")
    sheets = [
        SheetKey(InterviewId(f"{requisition}.C-{n:03}.1"), RaterId(f"R-{n:03}"))
        for n in range(1, number + 1)
    ]
    planned = [an_interview(s.interview, kit=kit, seats=(a_seat(s.rater),)) for s in sheets]
    furnish(open_uow, *planned, kit=a_kit(kit))
    return sheets


def in_a_thread(work):
    """A browser test has an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()


def answered(connection, path, **headers):
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_people_come_in_by_tls_and_readiness_is_nobodys_business(deployment):
    nginx = deployment.nginx
    assert nginx.faults() == ""
    nobodys = ssl._create_unverified_context()  # noqa: S323  # its certificate is of this minute
    people = http.client.HTTPSConnection(nginx.tls_url.removeprefix("https://"), context=nobodys)
    page, body = answered(people, "/", Host="levelset.example.org")
    plain = http.client.HTTPConnection(nginx.plain_url.removeprefix("http://"))
    moved, _ = answered(plain, "/s/m4rk", Host="levelset.example.org")
    other, _ = answered(people, "/", Host="evil.example")
    ready, said = answered(people, "/api/health/ready", Host="levelset.example.org")

    assert page.status == 200
    assert b'<div id="root">' in body
    (route,) = (c for c in page.headers.get_all("Set-Cookie") if c.startswith("levelset_route="))
    assert route.endswith("; Path=/; HttpOnly; SameSite=Lax; Secure")
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert (moved.status, moved.headers["Location"]) == (
        301,
        "https://levelset.example.org/s/m4rk",
    )
    assert other.status == 400
    assert (ready.status, json.loads(said)) == (200, {"status": "ready"})
    assert "m4rk" not in nginx.logged()


def test_what_a_browser_says_of_its_address_is_not_believed(deployment):
    """Nginx replaces the header, and a request from elsewhere has no address of ours."""
    direct = http.client.HTTPConnection(f"127.0.0.1:{deployment.servers['b'].port}")
    stranger, _ = answered(direct, "/", **{"X-Forwarded-For": "127.0.0.1, 203.0.113.9"})
    through = http.client.HTTPConnection(deployment.url.removeprefix("http://"))
    owner, _ = answered(through, "/", **{"X-Forwarded-For": "203.0.113.9"})

    assert (stranger.status, owner.status) == (403, 200)


@pytest.mark.parametrize("end", ["kill", "stop"])
def test_a_hundred_interviewers_lose_nothing_when_a_server_goes(deployment, store, end):
    people = interviewers(deployment.url, store.open_uow, sheets_of(store.open_uow, PEOPLE))
    routes = set()

    async def work():
        acknowledged, third, gone = itertools.count(1), asyncio.Event(), asyncio.Event()

        def told():
            enough = next(acknowledged) >= PEOPLE * EVENTS // 3
            if enough and all(person.route for person in people):  # one may be slow to begin
                third.set()

        async def goes():
            await third.wait()
            routes.update(person.route for person in people)
            await asyncio.to_thread(getattr(deployment.servers["a"], end))
            gone.set()

        await asyncio.gather(goes(), *(p.interview(EVENTS, told, gone) for p in people))

    in_a_thread(work)

    assert {"a", "b"} <= routes
    assert {person.route for person in people} == {"b"}
    assert [person.refused for person in people if person.refused] == []
    assert wrongly_stored(store.open_uow, people) == []
    assert not deployment.servers["a"].runs()


def test_a_sentence_goes_on_at_the_other_server(deployment, stage_on):
    stage = stage_on(deployment)
    device = stage.device()
    screen = stage.screen(device)
    screen.write(SENTENCE[0])
    (route,) = (c["value"] for c in device.cookies() if c["name"] == "levelset_route")

    with ThreadPoolExecutor(1) as other:
        killed = other.submit(deployment.servers[route].kill)
        screen.type(SENTENCE[1], delay=20)
        killed.result()

    screen.drained()
    screen.says_saved()
    sentence = "".join(SENTENCE)
    assert screen.note.input_value() == sentence
    assert stage.sheet().record("q01").evidence == sentence
    (now,) = (c["value"] for c in device.cookies() if c["name"] == "levelset_route")
    assert {route, now} == {"a", "b"}
    # what is drawn by Streamlit goes on there as well
    screen.command("n")
    eventually(screen.question, "question 2")
    screen.reload()
    eventually(screen.question, "question 2")
