"""Stores for every test that wants one: in memory, SQLite, and a real PostgreSQL."""

import atexit
import gc
import itertools
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import URL, Engine, create_engine, delete, text

from assessment.services.store.ports import OpenUnitOfWork
from db.engine import engine_for
from db.location import database_url
from db.tables import metadata
from db.unit_of_work import sql_unit_of_work
from db.upgrade import upgrade
from question_bank.own import VARIABLE
from tests import kept_once  # noqa: F401  # for all that follows
from tests.fakes import fake_open_uow
from tests.postgres_server import PostgresServer

# How fast a case runs says something about the machine, not about the claim. CI tries more cases.
settings.register_profile(
    "levelset",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=100 if os.environ.get("CI") else 50,
)
settings.load_profile("levelset")

# Where an image sets it, each of a hundred child processes compiles all that it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

DATA_FOLDER = "LEVELSET_TESTS_DATA"
FOR_TESTS = {DATA_FOLDER, "LEVELSET_CHROMIUM", "LEVELSET_NGINX", "LEVELSET_PG_BIN"}

# Whatever the person at this computer has set up for their own work is nothing to the tests.
for name in [n for n in os.environ if n.startswith("LEVELSET_") and n not in FOR_TESTS]:
    del os.environ[name]
for name in ("FORCE_COLOR", "COLUMNS", "LINES"):
    os.environ.pop(name, None)
os.environ["TZ"] = "UTC"
time.tzset()

os.environ[VARIABLE] = ""  # whatever folder of questions was chosen on this computer

if DATA_FOLDER not in os.environ:  # xdist's workers and every child process inherit both
    os.environ[DATA_FOLDER] = tempfile.mkdtemp(prefix="levelset-tests-")
    atexit.register(shutil.rmtree, os.environ[DATA_FOLDER], ignore_errors=True)
    os.environ["XDG_DATA_HOME"] = os.environ[DATA_FOLDER]

# Each worker has a core; threads for its small matrices would only wait for those of the others.
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

SERVER_FIXTURES = frozenset({"own_server", "shared_server", "demo_server"})
BROWSER_FIXTURES = frozenset({"browser", "new_context"}) | SERVER_FIXTURES
POSTGRES_FIXTURES = frozenset({"postgres_server", "shared_postgres_engine"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, a server or PostgreSQL; the fast lane leaves it out."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        parameters = getattr(item, "callspec", None)
        if fixtures & BROWSER_FIXTURES:
            item.add_marker(pytest.mark.browser)
        values = parameters.params.values() if parameters else ()
        if fixtures & POSTGRES_FIXTURES or any(str(v).startswith("postgresql") for v in values):
            item.add_marker(pytest.mark.postgres)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Keeps groups together, which xdist by itself no longer does: see `worker_groups`."""
    from tests.worker_groups import GroupScheduling  # noqa: PLC0415  # where xdist is used

    return GroupScheduling(config, log) if config.getvalue("dist") == "loadgroup" else None


# Nearly all that tests leave behind goes without a collection: a tenth of their time was looking.
gc.set_threshold(50_000, 20, 50)


def pytest_collection_finish() -> None:
    """Keeps the tests themselves, the bank and the libraries out of every garbage collection.

    Each of Streamlit's hundred loggers writes by itself. pytest puts its own handler on every such
    logger three times a test, so here they hand on what they write, as loggers usually do.
    """
    gc.collect()
    gc.freeze()
    for name, logger in logging.getLogger().manager.loggerDict.items():
        if name.startswith("streamlit.") and isinstance(logger, logging.Logger):
            logger.propagate = True


@pytest.fixture(scope="session", autouse=True)
def installed_components() -> None:
    """The components among the installed packages, looked for once in all tests."""
    if "streamlit.testing.v1" in sys.modules:  # else no test here runs a page
        from tests.installed_components import look_once  # noqa: PLC0415

        look_once()


TEMPLATE = "template_levelset"
_numbers = itertools.count(1)


def _administer(server: PostgresServer, statement: str) -> None:
    admin = create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.execute(text(statement))
    finally:
        admin.dispose()


def _migrated(url: URL) -> Engine:
    engine = engine_for(url)
    upgrade(engine)
    return engine


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server per test process, with a migrated template that databases are copied from."""
    server = PostgresServer()
    try:
        server.start()
        _administer(server, f"create database {TEMPLATE}")
        _migrated(server.url(TEMPLATE)).dispose()
        yield server
    finally:
        server.close()


def _fresh(server: PostgresServer, template: str) -> Iterator[URL]:
    name = f"t{next(_numbers)}"
    _administer(server, f"create database {name} template {template} strategy file_copy")
    try:
        yield server.url(name)
    finally:
        _administer(server, f"drop database {name} with (force)")


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[URL]:
    """A migrated database of this test's own."""
    yield from _fresh(postgres_server, TEMPLATE)


@pytest.fixture
def empty_postgres_url(postgres_server: PostgresServer) -> Iterator[URL]:
    """A database with nothing in it."""
    yield from _fresh(postgres_server, "template0")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> URL:
    """A file that does not exist yet."""
    return database_url(f"sqlite:///{tmp_path / 'levelset.db'}")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> URL:
    """A database with nothing in it, of both kinds."""
    name = "sqlite_url" if request.param == "sqlite" else "empty_postgres_url"
    url: URL = request.getfixturevalue(name)
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that others are copied from."""
    file = tmp_path_factory.mktemp("template") / "levelset.db"
    _migrated(database_url(f"sqlite:///{file}")).dispose()
    return file


@pytest.fixture
def migrated_sqlite_url(sqlite_url: URL, sqlite_template: Path) -> URL:
    """A migrated file of this test's own, for what opens it itself; made without migrating."""
    shutil.copy(sqlite_template, str(sqlite_url.database))
    return sqlite_url


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest) -> URL:
    """A migrated database of both kinds that nobody has opened."""
    name = "migrated_sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: URL = request.getfixturevalue(name)
    return url


@pytest.fixture
def sqlite_engine(migrated_sqlite_url: URL) -> Iterator[Engine]:
    """A migrated SQLite file of this test's own."""
    engine = engine_for(migrated_sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def shared_postgres_engine(postgres_server: PostgresServer) -> Iterator[Engine]:
    """One database for all tests of a process: making one each takes ten times as long."""
    _administer(postgres_server, f"create database shared template {TEMPLATE} strategy file_copy")
    engine = engine_for(postgres_server.url("shared"))
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_engine(shared_postgres_engine: Engine) -> Engine:
    """A migrated PostgreSQL database with empty tables."""
    with shared_postgres_engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    return shared_postgres_engine


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """A migrated database of both kinds."""
    name = "sqlite_engine" if request.param == "sqlite" else "postgres_engine"
    made: Engine = request.getfixturevalue(name)
    return made


@pytest.fixture
def sqlite_store(sqlite_engine: Engine) -> OpenUnitOfWork:
    return sql_unit_of_work(sqlite_engine)


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest) -> OpenUnitOfWork:
    """An empty store of every kind: what holds here holds for the fake and for both databases."""
    if request.param == "fake":
        return fake_open_uow()
    name = "sqlite_engine" if request.param == "sqlite" else "postgres_engine"
    engine: Engine = request.getfixturevalue(name)
    return sql_unit_of_work(engine)
