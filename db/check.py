"""Looks a whole database over and says what is wrong with it, one sentence each."""

from collections.abc import Iterator

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, LargeBinary, func, select, tuple_
from sqlalchemy.exc import SQLAlchemyError

from assessment.domain.kit import digest_of
from assessment.domain.rating import Kind
from db.anchors import Anchors
from db.chain_check import CHAINED, NO_VALUE, verify
from db.engine import is_sqlite, reader
from db.location import database_url, file_of
from db.opening import connect
from db.tables import entries, interviews, kits, metadata
from db.unavailable import none_at, unavailable
from db.upgrade import head, revision_of


def check(engine: Engine) -> list[str]:
    """Every problem found; an empty list is a clean bill. Changes nothing."""
    try:
        with reader(engine).connect() as connection:
            return list(_problems(connection, Anchors(engine.url), sqlite=is_sqlite(engine)))
    except SQLAlchemyError as fault:
        return [str(unavailable(engine.url, fault))]


def check_at(url: str | None = None) -> list[str]:
    """`check` for the database at `url` (default: see `db.location`), which is not upgraded."""
    where = database_url(url)
    file = file_of(where)
    if file is not None and not file.exists():
        return [str(none_at(file))]
    engine = connect(where)
    try:
        return check(engine)
    finally:
        engine.dispose()


def _problems(connection: Connection, anchors: Anchors, *, sqlite: bool) -> Iterator[str]:
    if sqlite:
        yield from _file(connection)
    revision = revision_of(connection)
    if revision != head():
        yield (
            f"The schema is {revision or 'missing'} and this version needs {head()}: "
            "run `levelset db upgrade`."
        )
        return
    yield from _drift(connection)
    unreadable = list(_unreadable(connection))
    yield from unreadable
    if not unreadable:  # of what cannot be read, no more can be said
        yield from _kits(connection)
        yield from _lost_items(connection)
    yield from verify(connection, anchors).problems


def _file(connection: Connection) -> Iterator[str]:
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield f"The file is damaged: {said}."
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} refers to a row of {parent} that does not exist."


def _drift(connection: Connection) -> Iterator[str]:
    for difference in compare_metadata(MigrationContext.configure(connection), metadata):
        yield f"The schema differs from what this version makes: {_words(difference)}."


def _words(difference: object) -> str:
    """`add_index ix_entries_newest` for Alembic's tuple."""
    if isinstance(difference, list):
        return ", ".join(_words(d) for d in difference)
    if not isinstance(difference, tuple):
        return str(difference)
    parts = (getattr(p, "name", None) or (p if isinstance(p, str) else "") for p in difference)
    return " ".join(str(p) for p in parts if p)


def _unreadable(connection: Connection) -> Iterator[str]:
    """Tables that hold what their columns never do: a moment that is none, no JSON."""
    for table in metadata.sorted_tables:
        if table in CHAINED:  # the chain names the row
            continue
        try:
            plain = [c for c in table.columns if not isinstance(c.type, LargeBinary)]
            for row in connection.execute(select(*plain)).mappings():
                if table is kits:
                    digest_of(row["document"])
                    [item["id"] for item in row["document"]["items"]]
        except NO_VALUE:
            yield (
                f"The table {table.name} holds something that Levelset never writes: it was "
                "changed by something else, or is damaged."
            )


def _kits(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(kits).order_by(kits.c.number)).mappings():
        if (found := digest_of(row["document"])) != row["digest"]:
            yield (
                f"Kit {row['id']} was changed after it was frozen: its contents give {found}, "
                f"its hash says {row['digest']}."
            )


def _lost_items(connection: Connection) -> Iterator[str]:
    """Entries about an item that the interview's kit does not have and nobody added."""
    items = {
        row["id"]: {item["id"] for item in row["document"]["items"]}
        for row in connection.execute(select(kits.c.id, kits.c.document)).mappings()
    }
    c, a = entries.c, entries.alias().c
    added = select(a.interview, a.rater, a.item).where(a.kind == Kind.ADDED)
    query = (
        select(c.interview, interviews.c.kit, c.item, func.count())
        .join(interviews, interviews.c.id == c.interview)
        .where(c.item != "", tuple_(c.interview, c.rater, c.item).not_in(added))
        .group_by(c.interview, interviews.c.kit, c.item)
        .order_by(c.interview, c.item)
    )
    for interview, kit, item, number in connection.execute(query):
        if item not in items.get(kit, ()):
            yield (
                f"Interview {interview} has {number} entries about {item}, "
                f"an item that its kit {kit} does not have."
            )
