"""One transaction with its repositories."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from assessment.domain.audit import EXPORTED
from assessment.domain.chain import AUDIT_LOG, Head, board_box, debrief_box
from assessment.domain.ids import RequisitionId
from assessment.services.store import audit_log, logs, ports, role_repositories
from assessment.services.store.ports import OpenUnitOfWork
from db.anchors import Anchors, Occasion
from db.engine import reader, write_turn, writer
from db.moment import moment_of
from db.repositories.access import SqlLinks, SqlRemovals, SqlSignIns
from db.repositories.attachments import SqlAttachments
from db.repositories.boards import SqlBoards
from db.repositories.briefs import SqlBriefs
from db.repositories.debriefs import SqlDebriefs
from db.repositories.drafts import SqlDrafts
from db.repositories.entries import SqlEntries
from db.repositories.erasures import Erased, SqlErasures
from db.repositories.handovers import SqlHandovers
from db.repositories.interviews import SqlInterviews
from db.repositories.journal import SqlJournal
from db.repositories.kits import SqlKits
from db.repositories.outcomes import SqlOutcomes
from db.repositories.people import SqlPeople
from db.repositories.practice import SqlPractice
from db.repositories.requisitions import SqlRequisitions
from db.repositories.retention import SqlRetention
from db.repositories.settings import SqlSettings
from db.unavailable import is_outage, unavailable


class SqlUnitOfWork:
    """Works on one connection; what is not committed when it is left is rolled back."""

    def __init__(
        self, connection: Connection, *, read_only: bool, anchors: Anchors | None = None
    ) -> None:
        self._connection, self._read_only, self._anchors = connection, read_only, anchors
        self._requisitions, self._entries = SqlRequisitions(connection), SqlEntries(connection)
        self._boards, self._debriefs = SqlBoards(connection), SqlDebriefs(connection)
        self._journal = SqlJournal(connection)
        self.requisitions: role_repositories.Requisitions = self._requisitions
        self.people: role_repositories.People = SqlPeople(connection)
        self.briefs: role_repositories.Briefs = SqlBriefs(connection)
        self.kits: role_repositories.Kits = SqlKits(connection)
        self.interviews: role_repositories.Interviews = SqlInterviews(connection)
        self.entries: logs.Entries = self._entries
        self.boards: logs.Boards = self._boards
        self.debriefs: logs.Debriefs = self._debriefs
        self.outcomes: logs.Outcomes = SqlOutcomes(connection)
        self.attachments: role_repositories.Attachments = SqlAttachments(connection)
        self.drafts: ports.Drafts = SqlDrafts(connection)
        self.links: ports.Links = SqlLinks(connection)
        self.sign_ins: ports.SignIns = SqlSignIns(connection)
        self.removals: role_repositories.Removals = SqlRemovals(connection)
        self.handovers: role_repositories.Handovers = SqlHandovers(connection)
        self.retention: role_repositories.Retention = SqlRetention(connection)
        self.practice: logs.Practice = SqlPractice(connection)
        self.journal: audit_log.Journal = self._journal
        self._erasures = SqlErasures(connection, self._journal)
        self.erasures: ports.Erasures = self._erasures
        self.erased: Erased = ()
        """What was erased, and is sure."""
        self.settings: ports.Settings = SqlSettings(connection)

    def commit(self) -> None:
        if self._read_only:
            raise RuntimeError("a read-only unit of work has nothing to commit")
        self._journal.flush()
        occasion, heads = self._ends() if self._anchors else (None, {})
        self._connection.commit()
        self.erased = [*self.erased, *self._erasures.done]
        self._erasures.done.clear()
        if self._anchors:
            self._anchor(self._anchors, occasion, heads)

    def moment(self) -> ports.Moment | None:
        return moment_of(self._connection) if self._read_only else None

    def heads(self, requisition: RequisitionId | None = None) -> dict[str, Head]:
        """How every chain ends, or those of one requisition, and the audit log's."""
        log = self._journal.head()
        sheets = self._entries.heads(requisition)
        boards, debriefs = self._boards.heads(requisition), self._debriefs.heads(requisition)
        return {
            **({AUDIT_LOG: log} if log.place else {}),
            **{sheet.box: head for sheet, head in sheets.items()},
            **{board_box(interview): head for interview, head in boards.items()},
            **{debrief_box(candidate): head for candidate, head in debriefs.items()},
        }

    def _ends(self) -> tuple[Occasion | None, dict[str, Head]]:
        """What is noted outside the database once this transaction is sure, and on what occasion.

        A submit, a finished board and a debrief cost no statement more.
        """
        exported = {line.about for line in self._journal.written if line.act == EXPORTED}
        submitted = {sheet.box: head for sheet, head in self._entries.submitted.items()}
        finished = {board_box(i): head for i, head in self._boards.finished.items()}
        settled = {debrief_box(c): head for c, head in self._debriefs.added.items()}
        log = {AUDIT_LOG: self._journal.last} if self._journal.last else {}
        heads = {**log, **submitted, **finished, **settled}
        for about in sorted(exported):
            heads.update(self.heads(RequisitionId(about)))
        occasions = (
            (Occasion.EXPORT, exported),
            (Occasion.SUBMIT, submitted),
            (Occasion.FINISH, finished),
            (Occasion.DEBRIEF, settled),
            (Occasion.AUDIT_LOG, log),
        )
        return next((occasion for occasion, found in occasions if found), None), heads

    def _anchor(
        self, anchors: Anchors, occasion: Occasion | None, heads: Mapping[str, Head]
    ) -> None:
        for requisition in self._requisitions.removed:
            anchors.add(Occasion.REMOVAL, {}, requisition=requisition)
        if occasion:
            anchors.add(occasion, heads)
        for noted in (self._entries.submitted, self._boards.finished, self._debriefs.added):
            noted.clear()
        self._requisitions.removed.clear()
        self._journal.written.clear()
        self._journal.last = None


def sql_unit_of_work(
    engine: Engine,
    anchors: Anchors | None = None,
    *,
    after_erasure: Callable[[Erased], object] | None = None,
) -> OpenUnitOfWork:
    """Opens units of work on `engine`; a database in trouble raises StoreUnavailable.

    With `anchors`, the ends of the logs' chains are noted there when a scorecard is submitted or
    a requisition exported. `after_erasure` is called once an erasure is committed and the
    connection is free again.
    """

    @contextmanager
    def write() -> Iterator[SqlUnitOfWork]:
        with _in_one_sentence(engine), write_turn(engine), writer(engine).connect() as connection:
            uow = SqlUnitOfWork(connection, read_only=False, anchors=anchors)
            yield uow
        if uow.erased and after_erasure:
            after_erasure(uow.erased)

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
