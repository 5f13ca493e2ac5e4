"""What a backup leaves behind: a line in the audit log, and the ends of the chains outside."""

import logging
from datetime import datetime

from sqlalchemy import URL, Connection
from sqlalchemy.exc import SQLAlchemyError

from assessment.domain.audit import BACKED_UP
from assessment.domain.errors import AssessmentError
from assessment.services.store.audit_log import JournalLine
from db.anchors import Anchors, Occasion
from db.engine import engine_for, reader
from db.unit_of_work import SqlUnitOfWork, sql_unit_of_work
from db.upgrade import head, revision_of

_log = logging.getLogger("levelset")


def note_backup(where: URL, now: datetime, how: str) -> None:
    """Notes that the database at `where` was copied. The copy is there whatever happens here.

    A database with an older schema has no chains, and nothing is noted.
    """
    engine = engine_for(where)
    try:
        with reader(engine).connect() as connection:
            if revision_of(connection) != head():
                return
        line = JournalLine(at=now, by=None, act=BACKED_UP, about="database", detail=how)
        with sql_unit_of_work(engine)() as uow:
            uow.journal.write(line)
            uow.commit()
        with reader(engine).connect() as connection:
            anchor(connection, Anchors(where), Occasion.BACKUP)
    except (AssessmentError, SQLAlchemyError) as fault:
        _log.warning("The backup was written, and not noted: %s", type(fault).__name__)
    finally:
        engine.dispose()


def note_ends(where: URL) -> None:
    """Notes how the chains end, where that is not noted yet: also of what nobody submitted."""
    engine = engine_for(where)
    try:
        with reader(engine).connect() as connection:
            if revision_of(connection) == head():
                anchor(connection, Anchors(where), Occasion.START)
    except SQLAlchemyError as fault:
        _log.warning("How the chains end was not noted: %s", type(fault).__name__)
    finally:
        engine.dispose()


def anchor(connection: Connection, anchors: Anchors, occasion: Occasion) -> None:
    """Notes how every chain of the database behind `connection` ends."""
    heads = SqlUnitOfWork(connection, read_only=True).heads()
    if occasion is Occasion.RESTORE:
        anchors.add(occasion, heads)
    else:
        anchors.add_changed(occasion, heads)
