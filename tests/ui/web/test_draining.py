"""A server process that is told to stop while a batch is being stored."""

import http.client
import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine

from assessment.services.access import tokens
from db.opening import open_store
from tests.builders import FIRST_ITEM, SHEET, a_kit, an_interview, furnish
from tests.ui.conftest import served
from tests.ui.live_driver import eventually
from tests.ui.serving import Server

AGAIN = 128 + signal.SIGTERM


class PostgresServed(Server):
    """On PostgreSQL, and behind a proxy as far as it knows."""

    HEALTH = "/api/health/live"  # without a forwarding header, all else is refused to a proxy

    def __init__(self, folder, url):
        super().__init__(folder, environment={"LEVELSET_PROXIES": "127.0.0.1"})
        self._url = url.render_as_string(hide_password=False)
        self.environment["LEVELSET_SIGNING_KEY_FILE"] = str(folder / "signing.key")

    @property
    def database_url(self):
        return self._url

    def answer(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Origin": self.url, "X-Forwarded-For": "127.0.0.1"}
        connection.request(method, path, body and json.dumps(body), headers)
        answer = connection.getresponse()
        status, said = answer.status, json.loads(answer.read())
        connection.close()
        return status, said

    def state(self):
        return self.answer("GET", "/api/health/ready")

    def told_to_stop(self):
        os.kill(self.pid, signal.SIGTERM)

    def ended_with(self):
        return self._process.wait(60)


@pytest.fixture
def server(tmp_path, postgres_url, monkeypatch):
    monkeypatch.setenv("LEVELSET_SIGNING_KEY_FILE", str(tmp_path / "signing.key"))
    yield from served(PostgresServed(tmp_path, postgres_url))


@pytest.fixture
def store(server):
    made = open_store(server.database_url)
    furnish(made.open_uow, an_interview(), kit=a_kit())
    yield made
    made.close()


@pytest.fixture
def held(server):
    """Nobody can write while this transaction is open; reading goes on."""
    engine = create_engine(server.database_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("lock table entries in exclusive mode")
        yield connection
    engine.dispose()


def a_batch(store):
    event = {"seq": 1, "kind": "verdict", "item": FIRST_ITEM, "value": 4, "base": 0, "at": 0}
    token = tokens.token_for(store.open_uow, SHEET)
    return {"box": SHEET.box, "client": "one", "token": token, "events": [event]}


def waits_for_the_lock(connection):
    """How many statements stand behind the table that is held."""
    waiting = "select count(*) from pg_locks where not granted and relation = 'entries'::regclass"
    return connection.exec_driver_sql(waiting).scalar_one()


def test_a_batch_that_is_being_stored_is_stored_and_acknowledged(server, store, held):
    assert server.state() == (200, {"status": "ready"})
    with ThreadPoolExecutor(1) as other:
        sent = other.submit(server.answer, "POST", "/api/events", a_batch(store))
        eventually(lambda: waits_for_the_lock(held), 1)

        server.told_to_stop()
        eventually(server.state, (503, {"status": "draining"}))
        assert not sent.done()
        held.rollback()

        status, answer = sent.result()
    assert status == 200
    assert server.ended_with() == -signal.SIGTERM
    with store.open_uow(read_only=True) as uow:
        (entry,) = uow.entries.history(SHEET)
    assert answer["ids"] == {"1": entry.id}


def test_a_second_signal_does_not_wait_for_it(server, store, held):
    with ThreadPoolExecutor(1) as other:
        sent = other.submit(server.answer, "POST", "/api/events", a_batch(store))
        eventually(lambda: waits_for_the_lock(held), 1)
        server.told_to_stop()

        def told_again():
            if server.runs():
                server.told_to_stop()
            return server._exit_code()

        eventually(told_again, AGAIN)
        with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
            sent.result()
    held.rollback()
    with store.open_uow(read_only=True) as uow:
        assert uow.entries.history(SHEET) == []
