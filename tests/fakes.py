"""A store in memory that forgets what was not committed, and a clock that stands still."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta

from assessment.services.store import ports
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
        self.requisitions: ports.Requisitions = FakeRequisitions(own)
        self.people: ports.People = FakePeople(own)
        self.briefs: ports.Briefs = FakeBriefs(own)
        self.kits: ports.Kits = FakeKits(own)
        self.interviews: ports.Interviews = FakeInterviews(own)
        self.entries: ports.Entries = FakeEntries(own)
        self.boards: ports.Boards = FakeBoards(own)
        self.debriefs: ports.Debriefs = FakeDebriefs(own)
        self.outcomes: ports.Outcomes = FakeOutcomes(own)
        self.attachments: ports.Attachments = FakeAttachments(own)
        self.drafts: ports.Drafts = FakeDrafts(own)
        self.handovers: ports.Handovers = FakeHandovers(own)
        self.links: ports.Links = FakeLinks(own)
        self.sign_ins: ports.SignIns = FakeSignIns(own)
        self.removals: ports.Removals = FakeRemovals(own)
        self.retention: ports.Retention = FakeRetention(own)
        self.practice: ports.Practice = FakePractice(own)
        self.journal: ports.Journal = FakeJournal(own)
        self.erasures: ports.Erasures = FakeErasures(own)
        self.settings: ports.Settings = FakeSettings(own)

    def commit(self) -> None:
        if self._read_only:
            raise RuntimeError("a read-only unit of work has nothing to commit")
        self._shared.take_over(self._own)


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
