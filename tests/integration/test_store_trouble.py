"""A database that fails during use: one sentence, and nothing half-written."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine, event

from assessment.domain.errors import StoreUnavailable
from assessment.domain.rating import Kind
from db.engine import engine_for
from db.opening import open_store
from db.unit_of_work import sql_unit_of_work
from tests.builders import REQUISITION, SHEET, a_requisition, an_entry, furnish
from tests.postgres_server import PostgresServer


def impatient(url, pragma):
    """An engine whose connections also run `pragma`."""
    engine = engine_for(url)
    event.listen(engine, "connect", lambda c, _record: c.execute(f"PRAGMA {pragma}").close())
    return engine


def test_a_file_held_by_another_program_is_said(sqlite_engine):
    engine = impatient(sqlite_engine.url, "busy_timeout=0")
    try:
        with closing(sqlite3.connect(str(engine.url.database))) as other:
            other.execute("BEGIN IMMEDIATE")
            with (
                pytest.raises(StoreUnavailable, match="is in use by another program"),
                sql_unit_of_work(engine)() as uow,
            ):
                uow.requisitions.add(a_requisition())
            other.rollback()
        furnish(sql_unit_of_work(engine))
    finally:
        engine.dispose()


def test_a_full_disk_is_said_and_what_was_committed_stays(sqlite_engine):
    furnish(sql_unit_of_work(sqlite_engine))
    engine = impatient(sqlite_engine.url, "max_page_count=1")  # no page more than there are
    store = sql_unit_of_work(engine)
    try:
        with pytest.raises(StoreUnavailable, match="the disk is full"), store() as uow:
            uow.entries.append(an_entry("long " * 100_000, kind=Kind.EVIDENCE))

        with store(read_only=True) as uow:
            assert uow.requisitions.find(REQUISITION) == a_requisition()
            assert uow.entries.history(SHEET) == []
    finally:
        engine.dispose()


def test_a_mistake_of_ours_is_not_called_an_outage(sqlite_engine):
    with pytest.raises(TypeError), sql_unit_of_work(sqlite_engine)() as uow:
        uow.requisitions.add(None, "nonsense")


def test_a_server_that_is_stopped_is_said_and_loses_nothing():
    server = PostgresServer(durable=True)
    try:
        server.start()
        admin = create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql("create database levelset")
        admin.dispose()
        store = open_store(server.url("levelset").render_as_string(hide_password=False))
        try:
            furnish(store.open_uow)
            server.stop()

            with pytest.raises(StoreUnavailable, match="does not answer"), store.open_uow() as uow:
                uow.requisitions.add(a_requisition("MES-2"))

            server.start()
            with store.open_uow(read_only=True) as uow:
                assert uow.requisitions.all() == [a_requisition()]
        finally:
            store.close()
    finally:
        server.close()
