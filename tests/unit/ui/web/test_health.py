"""Liveness asks nobody; readiness asks the database, and is over once the process is to end."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette

from assessment.domain.errors import StoreUnavailable
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.web import health
from assessment.ui.web.health import Readiness, health_routes
from assessment.ui.web.middleware import middleware
from tests.builders import a_bank
from tests.fakes import StoppedClock, fake_open_uow
from tests.unit.ui.web.asgi import get

PLAIN = {"host": "127.0.0.1:8501"}
"""What a proxy sends that asks on its own behalf."""


@pytest.fixture
def opened(monkeypatch):
    """Installs a store; its name is in what it says when it is away."""
    monkeypatch.setattr(health, "READINESS", Readiness(health._database_answers))

    def install(open_uow):
        context = AppContext(bank=a_bank(), open_uow=open_uow, clock=StoppedClock())
        app_context.install(context)

    install(fake_open_uow())
    return install


@pytest.fixture
def app(opened):
    return Starlette(routes=health_routes(), middleware=middleware())


def away(*, read_only=False):  # as a store is opened
    raise StoreUnavailable("The database db.example/levelset does not answer.", place="db.example")


def test_it_is_ready_while_the_database_answers(app):
    assert get(app, "/api/health/ready", headers=PLAIN)[:2] == (200, {"status": "ready"})


def test_without_the_database_it_is_not_ready_and_still_lives(app, opened):
    opened(away)

    ready, live = (get(app, f"/api/health/{what}", headers=PLAIN) for what in ("ready", "live"))

    assert ready[:2] == (503, {"status": "no database"})
    assert live[:2] == (200, {"status": "live"})
    assert ready.headers["cache-control"] == live.headers["cache-control"] == "no-store"


def test_while_it_drains_it_is_not_ready_and_still_lives(app):
    health.READINESS.draining = True

    assert get(app, "/api/health/ready")[:2] == (503, {"status": "draining"})
    assert get(app, "/api/health/live").status == 200


def test_a_database_that_is_silent_is_not_waited_for_and_is_asked_one_question():
    silent, asked = threading.Event(), []

    def ask():
        asked.append(1)
        return silent.wait(60)

    async def states():
        readiness = Readiness(ask, patience=0.01)
        found = await asyncio.gather(*(readiness.state() for _ in range(20)))
        found.append(await readiness.state())
        silent.set()
        return found

    with ThreadPoolExecutor(1) as thread:  # a browser test has a loop in this one
        found = thread.submit(lambda: asyncio.run(states())).result()

    assert set(found) == {"no database"}
    assert len(asked) == 1


@pytest.mark.parametrize("headers", [PLAIN, {**PLAIN, "x-forwarded-for": "192.168.1.31"}])
@pytest.mark.parametrize("client", ["127.0.0.1", "192.168.1.31"])
@pytest.mark.parametrize("proxies", ["", "127.0.0.1"])
def test_whoever_asks_needs_no_link(app, monkeypatch, headers, client, proxies):
    monkeypatch.setenv("LEVELSET_PROXIES", proxies)

    for what in ("live", "ready"):
        assert get(app, f"/api/health/{what}", headers=headers, client=client).status == 200
        assert get(app, f"/api/health/{what}/more", headers=headers, client=client).status != 200
