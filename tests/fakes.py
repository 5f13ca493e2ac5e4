"""A store in memory that forgets what was not committed, and a clock that stands still."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta

from assessment.services.store import audit_log, logs, ports, role_repositories
from assessment.services.store.ports import OpenUnitOfWork
from tests.builders import NOON
from tests.fake_repositories import (
    FakeAttachments,
    FakeBoards,
    FakeBriefs,
    FakeDebriefs,
    FakeDrafts,
    FakeEntries,
    FakeErasures,
    FakeHandovers,
    FakeInterviews,
    FakeJournal,
    FakeKits,
    FakeLinks,
    FakeOutcomes,
    FakePeople,
    FakePractice,
    FakeRemovals,
    FakeRequisitions,
    FakeRetention,
    FakeSettings,
    FakeSignIns,
    FakeState,
)


class StoppedClock:
    """A clock that moves only when it is told to."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class FakeUnitOfWork:
    """Works on a copy; `commit` makes it the shared state."""

    def __init__(self, shared: FakeState, *, read_only: bool) -> None:
        self._shared, self._read_only = shared, read_only
        self._own = own = shared.copy()
        self.requisitions: role_repositories.Requisitions = FakeRequisitions(own)
        self.people: role_repositories.People = FakePeople(own)
        self.briefs: role_repositories.Briefs = FakeBriefs(own)
        self.kits: role_repositories.Kits = FakeKits(own)
        self.interviews: role_repositories.Interviews = FakeInterviews(own)
        self.entries: logs.Entries = FakeEntries(own)
        self.boards: logs.Boards = FakeBoards(own)
        self.debriefs: logs.Debriefs = FakeDebriefs(own)
        self.outcomes: logs.Outcomes = FakeOutcomes(own)
        self.attachments: role_repositories.Attachments = FakeAttachments(own)
        self.drafts: ports.Drafts = FakeDrafts(own)
        self.handovers: role_repositories.Handovers = FakeHandovers(own)
        self.links: ports.Links = FakeLinks(own)
        self.sign_ins: ports.SignIns = FakeSignIns(own)
        self.removals: role_repositories.Removals = FakeRemovals(own)
        self.retention: role_repositories.Retention = FakeRetention(own)
        self.practice: logs.Practice = FakePractice(own)
        self.journal: audit_log.Journal = FakeJournal(own)
        self.erasures: ports.Erasures = FakeErasures(own)
        self.settings: ports.Settings = FakeSettings(own)

    def commit(self) -> None:
        if self._read_only:
            raise RuntimeError("a read-only unit of work has nothing to commit")
        self._shared.take_over(self._own)

    def moment(self) -> None:
        """Unknown: whatever is read from here is read anew."""


def fake_open_uow(state: FakeState | None = None) -> OpenUnitOfWork:
    """Opens units of work over one shared state: `state`, or an empty one."""
    shared = state or FakeState()
    writing = threading.Lock()
    held = threading.local()

    @contextmanager
    def write() -> Iterator[FakeUnitOfWork]:
        if getattr(held, "open", False):
            raise RuntimeError("this thread already holds a unit of work that writes")
        with writing:
            held.open = True
            try:
                yield FakeUnitOfWork(shared, read_only=False)
            finally:
                held.open = False

    @contextmanager
    def read() -> Iterator[FakeUnitOfWork]:
        yield FakeUnitOfWork(shared, read_only=True)

    def open_uow(*, read_only: bool = False) -> AbstractContextManager[FakeUnitOfWork]:
        return read() if read_only else write()

    return open_uow
