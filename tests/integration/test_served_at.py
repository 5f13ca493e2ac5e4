"""The note beside a database of where it is served."""

import json
import os
import socket
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from db.location import url_of
from db.served_at import ENDING, address_of, noted


class Healthy(BaseHTTPRequestHandler):
    path_of_health = "/api/health/live"

    def do_GET(self):
        self.send_response(200 if self.path == self.path_of_health else 403)
        self.end_headers()

    def log_message(self, *_said):
        pass


class OfAnEarlierVersion(Healthy):
    path_of_health = "/_stcore/health"


@pytest.fixture(params=[Healthy, OfAnEarlierVersion])
def address(request):
    """Of a server that refuses this computer everything but its health, as one behind a proxy."""
    server = HTTPServer(("127.0.0.1", 0), request.param)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def database(tmp_path):
    return tmp_path / "levelset.db"


def note(database):
    return database.with_name(database.name + ENDING)


def test_a_database_is_served_at_the_noted_address_while_it_answers(database, address):
    with noted(url_of(database), address):
        assert address_of(url_of(database)) == address

    assert address_of(url_of(database)) is None
    assert not note(database).exists()


def test_a_server_that_was_killed_leaves_a_note_that_nobody_believes(database):
    with noted(url_of(database), "http://127.0.0.1:1"):
        assert address_of(url_of(database)) is None


def test_a_second_server_keeps_its_note_when_the_first_ends(database, address):
    with noted(url_of(database), "http://127.0.0.1:1"):
        other = noted(url_of(database), address)
        other.__enter__()
    assert address_of(url_of(database)) == address
    other.__exit__(None, None, None)


@pytest.mark.parametrize("prefix", ["", "/interviews"])
def test_a_server_that_starts_again_after_a_crash_does_not_wait_for_itself(database, prefix):
    with closing(socket.socket()) as starting:
        starting.bind(("127.0.0.1", 0))
        starting.listen()
        port = starting.getsockname()[1]

        with noted(url_of(database), f"http://127.0.0.1:{port}{prefix}"):
            assert address_of(url_of(database), own_port=port) is None

        starting.settimeout(0)
        with pytest.raises(BlockingIOError):
            starting.accept()  # nobody has knocked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        json.dumps({"address": "http://127.0.0.1:1", "computer": "elsewhere", "process": 1}),
    ],
)
def test_a_note_that_is_none_of_this_computers_says_nothing(database, text):
    note(database).write_text(text, "utf-8")

    assert address_of(url_of(database)) is None


@pytest.mark.parametrize("where", ["http://192.0.2.1:80", "http://127.0.0.1:x@{}", "file:///etc"])
def test_an_address_that_is_not_this_computer_is_never_asked(database, address, where):
    with noted(url_of(database), where.format(address.removeprefix("http://"))):
        assert address_of(url_of(database)) is None


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_only_its_owner_reads_the_note(database, address):
    with noted(url_of(database), address):
        assert note(database).stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path, address):
    with noted(url_of(tmp_path / "none" / "levelset.db"), address):
        assert address_of(url_of(tmp_path / "none" / "levelset.db")) is None
