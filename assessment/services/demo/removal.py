"""Takes the demo out whole, and says before what else would go with it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assessment.domain.errors import NotAllowed, NotFound
from assessment.domain.ids import CandidateId, InterviewId, RaterId, RequisitionId
from assessment.domain.listing import listed
from assessment.domain.permissions import Action, Actor
from assessment.domain.practice import PracticeKind
from assessment.services.demo import ACT, requisitions_in
from assessment.services.demo.content import DemoText, RequisitionText, read, shipped
from assessment.services.demo.log import CLIENT
from assessment.services.hiring.notices import notice_key
from assessment.services.store.audit_log import JournalLine
from assessment.services.store.permits import acting, permit_anywhere
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork

REMOVED = "demo removed"
"""The act in the journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What removing the demo takes out, or took out."""

    requisitions: tuple[RequisitionId, ...]
    added: tuple[str, ...]
    """What people added to the demo, in words; it goes as well."""
    staying: tuple[str, ...] = ()
    """Names of the demo's interviewers whom other requisitions use."""


def would_remove(open_uow: OpenUnitOfWork, *, by: Actor) -> Removal:
    """What `remove` would take out; NotFound where there is no demo."""
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.MANAGE_DEMO)
        return _found(uow, read(shipped()))


def remove(open_uow: OpenUnitOfWork, clock: Clock, *, force: bool = False, by: Actor) -> Removal:
    """Takes the demo out; NotAllowed where people added to it, unless `force` says so."""
    demo = read(shipped())
    with acting(open_uow, by) as uow:
        permit_anywhere(uow, by, Action.MANAGE_DEMO)
        found = _found(uow, demo)
        if found.added and not force:
            raise NotAllowed(
                f"This would also delete what was added to the demo: "
                f"{listed(list(found.added))}. Nothing was removed."
            )
        for requisition in found.requisitions:
            _drop_settings(uow, requisition)
            uow.requisitions.remove(requisition)
            uow.settings.drop(notice_key(requisition))
        uow.journal.write(_journal_line(found, clock))
        removed = Removal(
            requisitions=found.requisitions,
            added=found.added,
            staying=tuple(_remove_raters(uow, demo)),
        )
        uow.commit()
    return removed


def _found(uow: UnitOfWork, demo: DemoText) -> Removal:
    held = requisitions_in(uow, demo)
    acts = [line.act for line in uow.journal.lines() if line.act in {ACT, REMOVED}]
    if not held or acts[-1:] != [ACT]:
        raise NotFound("The demo is not in this database, so there is nothing to remove.")
    added = [
        what for r in demo.requisitions if r.brief.requisition in held for what in _added(uow, r)
    ]
    return Removal(requisitions=tuple(held), added=(*added, *_practised_since(uow, demo)))


def _added(uow: UnitOfWork, text: RequisitionText) -> Iterator[str]:
    """What this requisition holds that the demo did not bring, in words."""
    requisition = RequisitionId(text.brief.requisition)
    shipped_interviews = {f"{requisition}.{i.candidate}.1" for i in text.interviews}
    interviews = [i.id for i in uow.interviews.of_requisition(requisition)]
    if own := sorted(_rated_since(uow, interviews)):
        yield f"ratings in {listed(own)}"
    if own := [i for i in interviews if _board_moved_since(uow, i)]:
        yield f"boards of {listed(own)}"
    if own := [i for i in interviews if i not in shipped_interviews]:
        yield f"interviews {listed(own)}"
    shipped_records = {d.candidate: len(d.records) for d in text.debriefs}
    debriefs = uow.debriefs.of_requisition(requisition)
    if own := [c for c, kept in debriefs.items() if len(kept) > shipped_records.get(_code(c), 0)]:
        yield f"debriefs of {listed(own)}"
    if own := list(uow.outcomes.of_requisition(requisition)):
        yield f"outcomes of {listed(own)}"
    shipped_candidates = {i.candidate for i in text.interviews}
    candidates = [c.id for c in uow.requisitions.candidates(requisition)]
    if own := [c for c in candidates if _code(c) not in shipped_candidates]:
        yield f"candidates {listed(own)}"
    if len(uow.kits.of(requisition)) > 1 or len(uow.briefs.revisions(requisition)) > 1:
        yield f"briefs or kits of {requisition}"


def _practised_since(uow: UnitOfWork, demo: DemoText) -> Iterator[str]:
    """Practice of the demo's interviewers beyond what it brought, where it would go with them."""
    shipped_levels = {RaterId(p.rater): len(p.apart) for p in demo.practice}
    used = _in_use_beside(uow, requisitions_in(uow, demo))
    own = []
    for rater in demo.people.raters:
        kept = uow.practice.of(RaterId(rater.id))
        levels = sum(event.kind is PracticeKind.RATED for event in kept)
        if RaterId(rater.id) not in used and levels > shipped_levels.get(RaterId(rater.id), 0):
            own.append(rater.id)
    if own:
        yield f"practice of {listed(own)}"


def _rated_since(uow: UnitOfWork, interviews: list[InterviewId]) -> set[str]:
    """The scorecards that hold entries from somebody's screen."""
    return {
        sheet.box
        for sheet in uow.entries.newest_of(interviews)
        if any(entry.client != CLIENT for entry in uow.entries.history(sheet))
    }


def _board_moved_since(uow: UnitOfWork, interview: InterviewId) -> bool:
    return any(entry.client != CLIENT for entry in uow.boards.log(interview))


def _code(candidate: CandidateId) -> str:
    return candidate.rpartition(".")[2]


def _remove_raters(uow: UnitOfWork, demo: DemoText) -> Iterator[str]:
    """Remove the demo's interviewers, and yield the names of those who are used elsewhere.

    An older release gave them the first codes of all, so the name tells who is one of them.
    """
    names = {rater.name for rater in demo.people.raters}
    used = _in_use(uow)
    for rater, name in uow.people.raters().items():
        if name in names and rater in used:
            yield name
        elif name in names:
            uow.practice.forget(rater)
            uow.people.remove_rater(rater)


def _in_use(uow: UnitOfWork) -> set[RaterId]:
    return _in_use_beside(uow, ())


def _in_use_beside(uow: UnitOfWork, left_out: Collection[RequisitionId]) -> set[RaterId]:
    found: set[RaterId] = set()
    for requisition in uow.requisitions.all():
        if requisition.id in left_out:
            continue
        found |= {m.rater for m in uow.requisitions.panel(requisition.id)}
        interviews = uow.interviews.of_requisition(requisition.id)
        found |= {seat.rater for interview in interviews for seat in interview.seats}
        found |= {sheet.rater for sheet in uow.entries.newest_of([i.id for i in interviews])}
        records = uow.debriefs.of_requisition(requisition.id).values()
        found |= {record.by for kept in records for record in kept if record.by}
    return found


def _drop_settings(uow: UnitOfWork, requisition: RequisitionId) -> None:
    for key in uow.settings.all():
        _, _, about = key.partition(".")
        if about == requisition or about.startswith(f"{requisition}."):
            uow.settings.drop(key)


def _journal_line(found: Removal, clock: Clock) -> JournalLine:
    return JournalLine(
        at=clock(),
        by=None,
        act=REMOVED,
        about=", ".join(found.requisitions),
        detail=f"with {listed(list(found.added))}" if found.added else "",
    )
