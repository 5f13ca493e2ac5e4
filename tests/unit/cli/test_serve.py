"""`levelset serve`: what it starts, what it tells, and what stops it before anything starts."""

import socket
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from assessment.cli import serve as serving
from assessment.cli.addresses import is_free, own_addresses
from assessment.domain.permissions import OWNER
from assessment.services.access.seat_links import links_of
from assessment.services.placement.boards import code_of
from db import served_at
from db.opening import open_store
from tests.builders import INTERVIEW, REQUISITION, SHEET, an_interview, furnish
from tests.exercise import a_kit_with_a_board

REACHED = """\
Devices on the local network can now reach Levelset, but only with one of these links.
Anyone who has a link can use it. The connection is not encrypted, so use a network that you trust.
"""


@pytest.fixture
def database(tmp_path, monkeypatch):
    path = tmp_path / "levelset.db"
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def store(database, migrated_sqlite_url):
    made = open_store()
    yield made
    made.close()


@pytest.fixture
def port():
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def started(monkeypatch):
    """What would have been started, instead of starting it: the command and its environment."""
    seen = []

    def note(told, *, lan, environment):
        seen.append((told, lan, environment))
        return 0

    monkeypatch.setattr(serving, "_run", note)
    monkeypatch.setattr(serving, "own_addresses", lambda: ["192.168.1.20", "10.0.0.5"])
    return seen


def values(command, option):
    """Every value that `command` gives to `--option`."""
    return [command[n + 1] for n, word in enumerate(command) if word == f"--{option}"]


def run(*words):
    return CliRunner().invoke(build(), ["serve", *words])


def test_it_listens_to_this_computer_only_unless_asked(started, port):
    done = run("--port", str(port))

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        f"Levelset is running at http://127.0.0.1:{port} on this computer. Press Ctrl+C to stop "
        "it.\n"
    )
    (told, lan, environment), *_ = started
    assert (lan, environment) == (False, {})
    assert told[:5] == [sys.executable, "-m", "streamlit", "run", str(serving.APP)]
    assert values(told, "server.address") == ["127.0.0.1"]
    assert values(told, "server.port") == [str(port)]
    assert values(told, "server.headless") == ["true"]
    assert values(told, "server.allowedHosts") == ["127.0.0.1", "localhost"]


def test_names_behind_a_proxy_are_answered_as_well(started, port):
    run("--port", str(port), "--host", "Levelset.example.org", "--host", "hiring.example.org")

    (told, *_), *_ = started
    assert values(told, "server.address") == ["127.0.0.1"]
    assert values(told, "server.allowedHosts") == [
        *("127.0.0.1", "localhost"),
        *("levelset.example.org", "hiring.example.org"),
    ]


@pytest.mark.parametrize(
    "name", ["https://levelset.example.org", "levelset.example.org:8443", "*", "", "a/b", "-lan"]
)
def test_what_is_no_host_name_starts_nothing(started, port, name):
    done = run("--port", str(port), f"--host={name}")

    assert (done.exit_code, started) == (2, [])
    assert "give the host name alone, without https://, port or path" in done.stderr


@pytest.mark.parametrize("how", ["option", "variable"])
def test_with_logs_as_json_it_prints_no_other_line(started, port, monkeypatch, how):
    if how == "variable":
        monkeypatch.setenv("LEVELSET_LOG", "json")

    done = run("--port", str(port), *(["--log-json"] if how == "option" else []))

    (_, _, environment), *_ = started
    assert (done.exit_code, done.output) == (0, "")
    assert environment == {"LEVELSET_LOG": "json"}


@pytest.mark.parametrize(("ended", "told"), [(0, 0), (3, 3), (-15, 0), (-2, 0), (-9, 137)])
def test_being_told_to_stop_is_no_failure(ended, told):
    assert serving._exit_code(ended) == told


def test_it_starts_with_the_settings_that_a_checkout_has(started, port):
    run("--port", str(port))

    (told, *_), *_ = started
    assert values(told, "browser.gatherUsageStats") == ["false"]
    assert values(told, "client.showErrorDetails") == ["none"]
    assert values(told, "theme.light.primaryColor") == ["#1F5FA8"]


def test_on_the_network_it_says_so_and_prints_a_link_for_each_seat_and_board(started, port, store):
    furnish(store.open_uow, an_interview(), kit=a_kit_with_a_board())
    board = code_of(store.open_uow, INTERVIEW, by=OWNER)

    done = run("--lan", "--port", str(port))

    now = lambda: datetime.now(UTC)  # noqa: E731  # a clock
    seat = links_of(store.open_uow, now, REQUISITION, by=OWNER)[SHEET].path

    words = [line for line in done.stdout.splitlines() if line and line[0] not in "█▀▄ "]
    assert (done.exit_code, done.stderr) == (0, "")
    assert words == [
        *REACHED.splitlines(),
        f"Address http://192.168.1.20:{port}",
        "MES-1.C-01.1, scorecard of R-01",
        f"http://192.168.1.20:{port}{seat}",
        "MES-1.C-01.1, placement board",
        f"http://192.168.1.20:{port}/c/{board}",
        (
            f"Levelset is running at http://127.0.0.1:{port} on this computer. Press Ctrl+C to "
            "stop it."
        ),
    ]
    assert f"     or http://10.0.0.5:{port}" in done.stdout
    assert done.stdout.count("█████████████████████████") >= 2  # the rim of two codes
    (told, lan, _), *_ = started
    assert lan
    assert values(told, "server.address") == ["0.0.0.0"]  # noqa: S104  # what is tested
    assert values(told, "server.allowedHosts") == [
        "127.0.0.1",
        "localhost",
        "192.168.1.20",
        "10.0.0.5",
    ]


def test_without_a_board_one_sentence_says_so(started, port, store):
    furnish(store.open_uow, an_interview())

    done = run("--lan", "--port", str(port))

    assert done.exit_code == 0
    assert "No open interview has a placement board, so there are no board links.\n" in done.stdout
    assert "/s/" in done.stdout


def test_without_any_interview_there_is_nobody_to_let_in(started, port, store, database):
    done = run("--lan", "--port", str(port))

    assert (done.exit_code, started) == (1, [])
    assert done.stderr == (
        f"No interview in {database} is open, so there are no links. Plan one first, with "
        "`levelset serve` or `levelset demo`.\n"
    )


def test_a_missing_database_is_named_and_not_made(started, port, database):
    done = run("--lan", "--port", str(port))

    assert (done.exit_code, started, database.exists()) == (1, [], False)
    assert done.stderr == (
        f"There is no database at {database} yet: start `levelset serve` without --lan, plan an "
        "interview, and start again.\n"
    )


def test_a_port_in_use_is_said_before_anything_is_told(started, database):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        for words in ([], ["--lan"]):
            done = run("--port", str(port), *words)

            assert (done.exit_code, done.stdout, started) == (1, "", [])
            assert done.stderr.startswith(
                f"Port {port} cannot be used, probably because another program uses it. "
            )


def test_a_port_in_use_by_a_server_of_this_database_names_its_address(started, monkeypatch):
    monkeypatch.setattr(served_at, "address_of", lambda _url: "http://127.0.0.1:8741")
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = run("--port", str(port))

    assert (done.exit_code, started) == (1, [])
    assert done.stderr.startswith(
        f"Port {port} is in use, and this database is already served at http://127.0.0.1:8741. "
    )


@pytest.mark.parametrize("port", ["0", "65536", "eighty"])
def test_a_port_that_is_none_is_bad_usage(started, port):
    assert (run("--port", port).exit_code, started) == (2, [])


def test_a_computer_on_no_network_has_nobody_to_serve(started, port, monkeypatch, store):
    monkeypatch.setattr(serving, "own_addresses", list)

    done = run("--lan", "--port", str(port))

    assert (done.exit_code, started) == (1, [])
    assert done.stderr.startswith("This computer is not on a network. ")


def test_addresses_are_asked_of_the_system_and_loopback_is_none():
    assert own_addresses(["127.0.0.1"]) == []
    assert own_addresses([]) == []
    assert all(not a.startswith("127.") for a in own_addresses())


def test_a_port_is_free_until_somebody_listens(port):
    assert is_free("127.0.0.1", port)
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert not is_free("127.0.0.1", port)
