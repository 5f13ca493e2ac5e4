"""The recorded databases, unpacked for a test: SQLite files, and the rows for a PostgreSQL."""

import gzip
import json
from pathlib import Path

from sqlalchemy import URL, create_engine, text

from tests.compatibility.doors import RECORDED, engine_for, upgrade

REVISION = "0005"
"""The schema that the recorded databases have."""
PLAIN = "database.db.gz"
RESTORED = "restored.db.gz"
ROWS = "postgresql.json.gz"


def unpacked(name: str, folder: Path) -> Path:
    """A recorded SQLite database as a file in `folder`."""
    file = folder / name.removesuffix(".gz")
    file.write_bytes(gzip.decompress((RECORDED / name).read_bytes()))
    return file


def fill_postgresql(url: URL) -> None:
    """Makes today's schema in an empty database and puts the recorded rows into it."""
    engine = engine_for(url)
    upgrade(engine, REVISION)
    engine.dispose()
    rows = json.loads(gzip.decompress((RECORDED / ROWS).read_bytes()))
    plain = create_engine(url)
    with plain.begin() as connection:
        connection.execute(text("set session_replication_role = replica"))  # in any order
        for table, held in rows["tables"].items():
            rows_of = f"select * from json_populate_recordset(null::{table}, :rows)"  # noqa: S608  # our own names
            put = f"insert into {table} {rows_of}"
            connection.execute(text(f"delete from {table}"))  # noqa: S608  # our own names
            connection.execute(text(put), {"rows": json.dumps(held)})
        for name, (value, called) in rows["sequences"].items():
            told = {"name": name, "value": value, "called": called}
            connection.execute(text("select setval(:name, :value, :called)"), told)
    plain.dispose()


def dump_postgresql(url: URL) -> bytes:
    """The rows of every table as JSON, and where each sequence stands, compressed."""
    plain = create_engine(url)
    with plain.connect() as connection:
        names = connection.scalars(
            text("select tablename from pg_tables where schemaname = 'public' order by 1")
        ).all()
        tables = {
            name: connection.scalars(
                text(f"select row_to_json(t) from {name} t order by t::text")  # noqa: S608  # ours
            ).all()
            for name in names
            if name != "alembic_version"
        }
        names = connection.scalars(text("select sequencename from pg_sequences order by 1")).all()
        standing = "select last_value, is_called from "
        sequences = {n: list(connection.execute(text(standing + n)).one()) for n in names}
        told = {"tables": tables, "sequences": sequences}
    plain.dispose()
    return gzip.compress(json.dumps(told, ensure_ascii=False).encode(), mtime=0)
