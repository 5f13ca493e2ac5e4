"""Which questions a client's candidates have heard, in which kit and when.

Candidates of one client talk to each other, and so do its interviewers. The ledger is read from
what is there: frozen kits, the interviews that follow them with the questions added in each, and
the requisitions of the client.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessment.domain.ids import CandidateId, InterviewId, KitId, RequisitionId
from assessment.domain.interview import Interview
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.requisition import Candidate
from assessment.services.reading.visible_ratings import asked_beside
from assessment.services.store.lookups import the_requisition
from assessment.services.store.permits import acting, may, permit, permit_anywhere
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork

RECENTLY = timedelta(days=365)
"""For so long a question that was asked at a client is avoided there: twelve months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question of an interview, held or planned: its kit's, or added while it was held."""

    question: str
    kit: KitId
    """Which the interview follows."""
    interview: InterviewId
    at: datetime
    """When the interview was planned for."""
    added: bool = False
    """To this one interview: its kit does not ask it."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was asked, or will be, at one client: by question, the latest first."""

    askings: Mapping[str, tuple[Asking, ...]]

    def recent(self, now: datetime) -> frozenset[str]:
        """The questions asked in the last twelve months, or in an interview that is planned."""
        since = now - RECENTLY
        return frozenset(q for q, asked in self.askings.items() if asked[0].at >= since)

    def latest(self, question: str, *, beside: KitId | None = None) -> Asking | None:
        """When this question was asked last, other than by the kit `beside`."""
        asked = self.askings.get(question, ())
        return next((a for a in asked if a.added or a.kit != beside), None)


def ledger(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor) -> Ledger:
    """What was asked at the client, in this opening and in others that `by` has a part in."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_KIT, requisition)
        return ledger_of(uow, requisition, by=by)


def ledger_of(uow: UnitOfWork, requisition: RequisitionId, *, by: Actor = OWNER) -> Ledger:
    """As `ledger`, inside a transaction that is already open.

    A kit avoids what was asked in any opening of the client, so it is made from all of them.
    """
    client = _same(the_requisition(uow, requisition).client)
    same = [r.id for r in uow.requisitions.all() if _same(r.client) == client]
    openings = [r for r in same if may(uow, by, Action.SEE_KIT, r)]
    found: dict[str, list[Asking]] = {}
    for asking in (a for opening in openings for a in _asked_in(uow, opening)):
        found.setdefault(asking.question, []).append(asking)
    return Ledger(
        {
            question: tuple(sorted(asked, key=lambda a: (a.at, a.interview), reverse=True))
            for question, asked in found.items()
        }
    )


def heard_at(
    open_uow: OpenUnitOfWork, question: str, *, by: Actor
) -> dict[str, tuple[Asking, ...]]:
    """Where one question was asked or will be, as far as `by` has a part there: by client."""
    found: dict[str, tuple[Asking, ...]] = {}
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.SEE_BANK)
        seen = [r for r in uow.requisitions.all() if may(uow, by, Action.SEE_KIT, r.id)]
        named = {_same(r.client): r for r in seen}
        for requisition in named.values():
            if asked := ledger_of(uow, requisition.id, by=by).askings.get(question):
                found[requisition.client] = asked
    return found


def _same(client: str) -> str:
    """Two ways to write one name are one client."""
    return " ".join(client.split()).casefold()


def _asked_in(uow: UnitOfWork, requisition: RequisitionId) -> Iterator[Asking]:
    kits = {kit.id: kit for kit in uow.kits.of(requisition)}
    candidates = {c.id: c for c in uow.requisitions.candidates(requisition)}
    held = list(_taking_place(uow.interviews.of_requisition(requisition), candidates))
    added = asked_beside(uow, [interview.id for interview in held])
    for interview in held:
        planned = ((item.asked.question, False) for item in kits[interview.kit].items)
        beside = ((question, True) for question in added.get(interview.id, ()))
        for question, is_added in (*planned, *beside):
            yield Asking(
                question=question,
                kit=interview.kit,
                interview=interview.id,
                at=interview.planned_at,
                added=is_added,
            )


def _taking_place(
    interviews: Iterable[Interview], candidates: Mapping[CandidateId, Candidate]
) -> Iterator[Interview]:
    """Without those that a candidate withdrew from before they were held."""
    for interview in interviews:
        gone = candidates[interview.candidate].withdrawn_at
        if gone is None or interview.planned_at <= gone:
            yield interview
