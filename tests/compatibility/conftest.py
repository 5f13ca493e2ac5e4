"""The recorded databases as today's program upgrades them: on SQLite, restored, and PostgreSQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL

from tests.compatibility.doors import Product, universal_time
from tests.compatibility.recorded_databases import PLAIN, RESTORED, fill_postgresql, unpacked
from tests.conftest import _administer
from tests.postgres_server import PostgresServer

KINDS = ("sqlite", "sqlite after a restore", "postgresql after a restore")
RECORDED_TEMPLATE = "template_recorded"


@pytest.fixture(autouse=True, scope="session")
def _in_universal_time() -> Iterator[None]:
    with universal_time():
        yield


@pytest.fixture(scope="session")
def recorded_postgresql(postgres_server: PostgresServer) -> str:
    """The name of a database with the recorded rows, at the recorded schema."""
    _administer(postgres_server, f"create database {RECORDED_TEMPLATE} template template0")
    fill_postgresql(postgres_server.url(RECORDED_TEMPLATE))
    return RECORDED_TEMPLATE


@pytest.fixture(scope="session", params=KINDS)
def recorded_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where one recorded database is, not upgraded yet; tests share it and only read."""
    if request.param == KINDS[2]:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        template: str = request.getfixturevalue("recorded_postgresql")
        _administer(server, f"create database recorded template {template}")
        return shown(server.url("recorded"))
    folder = tmp_path_factory.mktemp("recorded")
    return f"sqlite:///{unpacked(PLAIN if request.param == KINDS[0] else RESTORED, folder)}"


@pytest.fixture(scope="session")
def product(recorded_url: str) -> Iterator[Product]:
    """The product on it, which upgrades it first."""
    made = Product(recorded_url)
    yield made
    made.close()


@pytest.fixture(scope="session")
def written_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """An upgraded database that tests write to; each takes its rows out again."""
    made = Product(f"sqlite:///{unpacked(PLAIN, tmp_path_factory.mktemp('written'))}")
    yield made
    made.close()


@pytest.fixture(scope="session")
def written_postgresql(
    postgres_server: PostgresServer, recorded_postgresql: str
) -> Iterator[Product]:
    """The same on PostgreSQL."""
    _administer(postgres_server, f"create database written template {recorded_postgresql}")
    made = Product(shown(postgres_server.url("written")))
    yield made
    made.close()


def shown(url: URL) -> str:
    return url.render_as_string(hide_password=False)
