"""One transaction with its repositories."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from assessment.services.store import ports
from assessment.services.store.ports import OpenUnitOfWork
from db.engine import reader, write_turn, writer
from db.repositories.access import SqlLinks, SqlRemovals
from db.repositories.boards import SqlBoards
from db.repositories.briefs import SqlBriefs
from db.repositories.debriefs import SqlDebriefs
from db.repositories.drafts import SqlDrafts
from db.repositories.entries import SqlEntries
from db.repositories.interviews import SqlInterviews
from db.repositories.journal import SqlJournal
from db.repositories.kits import SqlKits
from db.repositories.people import SqlPeople
from db.repositories.requisitions import SqlRequisitions
from db.repositories.settings import SqlSettings
from db.unavailable import is_outage, unavailable


class SqlUnitOfWork:
    """Works on one connection; what is not committed when it is left is rolled back."""

    def __init__(self, connection: Connection, *, read_only: bool) -> None:
        self._connection, self._read_only = connection, read_only
        self.requisitions: ports.Requisitions = SqlRequisitions(connection)
        self.people: ports.People = SqlPeople(connection)
        self.briefs: ports.Briefs = SqlBriefs(connection)
        self.kits: ports.Kits = SqlKits(connection)
        self.interviews: ports.Interviews = SqlInterviews(connection)
        self.entries: ports.Entries = SqlEntries(connection)
        self.boards: ports.Boards = SqlBoards(connection)
        self.debriefs: ports.Debriefs = SqlDebriefs(connection)
        self.drafts: ports.Drafts = SqlDrafts(connection)
        self.links: ports.Links = SqlLinks(connection)
        self.removals: ports.Removals = SqlRemovals(connection)
        self.journal: ports.Journal = SqlJournal(connection)
        self.settings: ports.Settings = SqlSettings(connection)

    def commit(self) -> None:
        if self._read_only:
            raise RuntimeError("a read-only unit of work has nothing to commit")
        self._connection.commit()


def sql_unit_of_work(engine: Engine) -> OpenUnitOfWork:
    """Opens units of work on `engine`; a database in trouble raises StoreUnavailable."""

    @contextmanager
    def write() -> Iterator[SqlUnitOfWork]:
        with _in_one_sentence(engine), write_turn(engine), writer(engine).connect() as connection:
            yield SqlUnitOfWork(connection, read_only=False)

    @contextmanager
    def read() -> Iterator[SqlUnitOfWork]:
        with _in_one_sentence(engine), reader(engine).connect() as connection:
            yield SqlUnitOfWork(connection, read_only=True)

    def open_uow(*, read_only: bool = False) -> AbstractContextManager[SqlUnitOfWork]:
        return read() if read_only else write()

    return open_uow


@contextmanager
def _in_one_sentence(engine: Engine) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as fault:
        if not is_outage(fault):
            raise
        raise unavailable(engine.url, fault) from fault
