"""One transaction with its repositories."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from assessment.domain.audit import EXPORTED
from assessment.domain.chain import EMPTY, Head
from assessment.domain.ids import RequisitionId
from assessment.services.store import ports
from assessment.services.store.ports import OpenUnitOfWork
from db.anchors import Anchors, Occasion, boxes
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
from db.repositories.practice import SqlPractice
from db.repositories.requisitions import SqlRequisitions
from db.repositories.settings import SqlSettings
from db.unavailable import is_outage, unavailable


class SqlUnitOfWork:
    """Works on one connection; what is not committed when it is left is rolled back."""

    def __init__(
        self, connection: Connection, *, read_only: bool, anchors: Anchors | None = None
    ) -> None:
        self._connection, self._read_only, self._anchors = connection, read_only, anchors
        self._requisitions, self._entries = SqlRequisitions(connection), SqlEntries(connection)
        self._journal = SqlJournal(connection)
        self.requisitions: ports.Requisitions = self._requisitions
        self.people: ports.People = SqlPeople(connection)
        self.briefs: ports.Briefs = SqlBriefs(connection)
        self.kits: ports.Kits = SqlKits(connection)
        self.interviews: ports.Interviews = SqlInterviews(connection)
        self.entries: ports.Entries = self._entries
        self.boards: ports.Boards = SqlBoards(connection)
        self.debriefs: ports.Debriefs = SqlDebriefs(connection)
        self.drafts: ports.Drafts = SqlDrafts(connection)
        self.links: ports.Links = SqlLinks(connection)
        self.removals: ports.Removals = SqlRemovals(connection)
        self.practice: ports.Practice = SqlPractice(connection)
        self.journal: ports.Journal = self._journal
        self.settings: ports.Settings = SqlSettings(connection)

    def commit(self) -> None:
        if self._read_only:
            raise RuntimeError("a read-only unit of work has nothing to commit")
        self._journal.flush()
        exported = self._heads_of_exports()
        self._connection.commit()
        if self._anchors:
            self._anchor(self._anchors, exported)

    def _heads_of_exports(self) -> dict[str, Head]:
        """What is noted outside the database because it was exported in this transaction."""
        lines = [line for line in self._journal.written if line.act == EXPORTED]
        if not self._anchors or not lines:
            return {}
        heads = {}
        for about in {line.about for line in lines}:
            heads.update(self._entries.heads(RequisitionId(about)))
        return boxes(heads, self._journal.head())

    def _anchor(self, anchors: Anchors, exported: dict[str, Head]) -> None:
        """Only now is it sure; a submit costs no statement."""
        for requisition in self._requisitions.removed:
            anchors.add(Occasion.REMOVAL, {}, requisition=requisition)
        if self._entries.submitted:
            anchors.add(Occasion.SUBMIT, boxes(self._entries.submitted, EMPTY))
        if exported:
            anchors.add(Occasion.EXPORT, exported)
        self._requisitions.removed.clear()
        self._entries.submitted.clear()
        self._journal.written.clear()


def sql_unit_of_work(engine: Engine, anchors: Anchors | None = None) -> OpenUnitOfWork:
    """Opens units of work on `engine`; a database in trouble raises StoreUnavailable.

    With `anchors`, the ends of the logs' chains are noted there when a scorecard is submitted or
    a requisition exported.
    """

    @contextmanager
    def write() -> Iterator[SqlUnitOfWork]:
        with _in_one_sentence(engine), write_turn(engine), writer(engine).connect() as connection:
            yield SqlUnitOfWork(connection, read_only=False, anchors=anchors)

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
