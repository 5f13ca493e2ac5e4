"""Which state of the database a transaction sees, without reading any of it."""

import itertools
import sqlite3
from typing import cast

from sqlalchemy import Connection

from assessment.services.store.ports import Moment

_NUMBER = "number of this connection"
_numbers = itertools.count(1)
_POSTGRESQL = "SELECT pg_postmaster_start_time()::text, pg_current_snapshot()::text"


def moment_of(connection: Connection) -> Moment:
    """In one statement, for a transaction that only reads.

    SQLite counts for each connection what the others committed (`PRAGMA data_version`) and what
    was changed through itself (`total_changes`). PostgreSQL names the transactions that are over:
    https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
    """
    if connection.dialect.name == "sqlite":
        number = connection.info.setdefault(_NUMBER, next(_numbers))
        by_others = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        own = _sqlite(connection).total_changes
        return Moment(("sqlite", number), (by_others, own))
    started, over = connection.exec_driver_sql(_POSTGRESQL).one()
    return Moment((str(connection.engine.url), started), over)


def _sqlite(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)
