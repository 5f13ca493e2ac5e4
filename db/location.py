"""Where the database is: LEVELSET_DATABASE_URL, else a file of this person's own."""

import importlib.util
import os
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from assessment.domain.errors import StoreUnavailable

VARIABLE = "LEVELSET_DATABASE_URL"
EXAMPLES = "sqlite:////data/levelset.db or postgresql://user@host/levelset"


def database_url(given: str | None = None) -> URL:
    """`given`, else the environment's, else SQLite in the per-user data folder."""
    text = (given or os.environ.get(VARIABLE) or "").strip()
    if not text:
        return url_of(_own_folder() / "levelset.db")
    try:
        url = make_url(text)
        kind = url.get_backend_name()
    except (ArgumentError, ValueError) as fault:
        # the text itself is not repeated: it may hold a password
        raise StoreUnavailable(
            f"The database URL cannot be read; write it like {EXAMPLES}."
        ) from fault
    if kind == "sqlite":
        return _sqlite(url)
    if kind in {"postgresql", "postgres"}:
        return _postgresql(url)
    raise StoreUnavailable(
        f"The database URL names a {kind} database, and Levelset works with SQLite and PostgreSQL; "
        f"write it like {EXAMPLES}."
    )


def shown(url: URL) -> str:
    """How messages and screens name the database: a file's path, or the URL without password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def file_of(url: URL) -> Path | None:
    """The file behind a SQLite URL; None where there is no path to look at."""
    if url.get_backend_name() != "sqlite" or not url.database or "uri" in url.query:
        return None
    return Path(url.database)


def url_of(file: Path) -> URL:
    """The URL of a SQLite file."""
    return URL.create("sqlite+pysqlite", database=str(file))


def _own_folder() -> Path:
    folder = user_data_path("levelset", appauthor=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreUnavailable(
            f"The folder {folder} for the database cannot be created ({fault.strerror}): create it "
            f"yourself, or name another database in {VARIABLE}."
        ) from fault
    return folder


def _sqlite(url: URL) -> URL:
    if not url.database or url.database == ":memory:":
        raise StoreUnavailable(
            "The database URL names no file, and a database in memory would keep nothing; "
            f"write it like {EXAMPLES}."
        )
    name, url = url.database, url.set(drivername="sqlite+pysqlite")
    if "uri" in url.query:
        return url
    file = Path(name).expanduser().absolute()
    try:
        there = file.parent.is_dir()
    except OSError as fault:
        raise StoreUnavailable(
            f"The folder {file.parent} cannot be opened ({fault.strerror}): check its "
            "permissions, or name another database."
        ) from fault
    if not there:
        raise StoreUnavailable(
            f"The folder {file.parent} does not exist: make it, or name another database."
        )
    return url.set(database=str(file))


def _postgresql(url: URL) -> URL:
    if importlib.util.find_spec("psycopg") is None:
        raise StoreUnavailable(
            f"The database {shown(url)} needs the driver psycopg, which is not installed: "
            "run `uv sync --extra postgres`, or `pip install 'psycopg[binary]'`."
        )
    return url.set(drivername="postgresql+psycopg")
