"""All rows from one database to another, whatever kind either is."""

from pathlib import Path

from sqlalchemy import Connection, LargeBinary, delete, func, insert, select, text

from assessment.domain.errors import StoreUnavailable
from db.backup_files import raw
from db.engine import engine_for, writer
from db.location import shown, url_of
from db.tables import metadata
from db.upgrade import head, revision_of, upgrade

BATCH = 500


def portable(source: Connection, part: Path) -> None:
    """Everything that the transaction of `source` sees, as the SQLite file `part`."""
    revision = revision_of(source)
    if revision != head():
        raise StoreUnavailable(
            f"The schema of {shown(source.engine.url)} is {revision or 'missing'} and this version "
            f"needs {head()}: run `levelset db upgrade`."
        )
    engine = engine_for(url_of(part))
    try:
        upgrade(engine)
        with writer(engine).begin() as target:
            fill(source, target)
    finally:
        engine.dispose()
    one_file(part)


def one_file(part: Path) -> None:
    """Leaves nothing of a database in a log beside it."""
    connection = raw(part)
    try:
        connection.execute("PRAGMA journal_mode=DELETE").close()
    finally:
        connection.close()


def empty(target: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        target.execute(delete(table))


def fill(source: Connection, target: Connection) -> None:
    """Every row with its own number; both have this version's schema, and `target` no rows."""
    for table in metadata.sorted_tables:
        batch = 1 if any(isinstance(c.type, LargeBinary) for c in table.columns) else BATCH
        query = select(table).execution_options(yield_per=batch)
        for rows in source.execute(query).mappings().partitions(batch):
            target.execute(insert(table), [dict(row) for row in rows])
    if target.dialect.name == "postgresql":
        _count_on(target)


def _count_on(target: Connection) -> None:
    """Lets the next row of each numbered table follow the last one there is."""
    for table in metadata.sorted_tables:
        number = table.autoincrement_column
        if number is None:
            continue
        last = target.execute(select(func.max(number))).scalar_one()
        target.execute(
            text("select setval(pg_get_serial_sequence(:table, :number), :next, false)"),
            {"table": table.name, "number": number.name, "next": (last or 0) + 1},
        )
