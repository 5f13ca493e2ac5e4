"""How long candidates' data is kept, and whose is due for a review."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assessment.domain.ids import CandidateId, RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.domain.retention import Retained, RetentionPeriod, RetentionStart, Since
from assessment.domain.visibility import Sight, progress
from assessment.services.reading.visible_ratings import (
    CandidateFile,
    RequisitionFile,
    requisition_file,
    seen_by,
)
from assessment.services.store.permits import acting, permit, permit_anywhere
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionView:
    """The period of one requisition, and what follows for each candidate."""

    period: RetentionPeriod
    candidates: Mapping[CandidateId, Retained]
    """Without those of whom the viewer may not know who has submitted, and anonymised ones."""
    removed: tuple[CandidateFile, ...]
    """Who was removed and isn't anonymised, for whoever could put them back."""


def period_of(uow: UnitOfWork, requisition: RequisitionId) -> RetentionPeriod:
    """How long the data of this requisition's candidates is kept, and the reason."""
    return uow.retention.period(requisition)


def read_retention(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor
) -> RetentionView:
    """The period of one requisition, with since when it runs for each of its candidates."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_RETENTION, requisition)
        every = retained(uow, requisition_file(uow, requisition, by=by))
        return RetentionView(
            period=period_of(uow, requisition),
            candidates={c.candidate.id: kept for c, kept in every},
            removed=tuple(c for c, kept in every if kept.removed),
        )


def retained(uow: UnitOfWork, file: RequisitionFile) -> list[tuple[CandidateFile, Retained]]:
    """Since when each candidate's data is kept; nobody of a role whose periods are hidden.

    Removed candidates too, whose data stays as well, for whoever could put them back.
    """
    if not file.may(Action.SEE_RETENTION):
        return []
    period, kept = period_of(uow, file.requisition.id), uow.retention.kept(file.requisition.id)
    return [
        (
            found,
            Retained(
                candidate=found.candidate.id,
                period=period,
                start=found.retained_from,
                longer=kept.get(found.candidate.id),
            ),
        )
        for found in (*file.candidates, *_removed(uow, file))
        if found.retained_from and not found.candidate.anonymised_at
    ]


def _removed(uow: UnitOfWork, file: RequisitionFile) -> Iterator[CandidateFile]:
    """Nobody can be removed of whom something was entered, so their files hold nothing else."""
    if not file.may(Action.RESTORE_CANDIDATE):
        return
    for gone in uow.removals.of(file.requisition.id):
        candidate = uow.requisitions.candidate(CandidateId(gone.subject))
        if candidate and gone.rater is None:
            yield CandidateFile(
                viewer=file.viewer,
                candidate=candidate,
                interviews=(),
                progress=progress((), (), opened_by_override=False),
                sight=Sight(progress=True, others=False),
                scorecards=(),
                boards={},
                debrief=(),
                retained_from=RetentionStart(Since.REMOVAL, gone.at),
            )


def due_for_review(
    uow: UnitOfWork, file: RequisitionFile, today: date
) -> list[tuple[CandidateFile, Retained]]:
    """The candidates of one requisition whose period is over, removed ones too."""
    return [(found, kept) for found, kept in retained(uow, file) if kept.due(today)]


def overdue(open_uow: OpenUnitOfWork, clock: Clock, *, by: Actor) -> tuple[Retained, ...]:
    """Everybody whose period is over, in all requisitions, those first who are due longest."""
    today = clock().date()
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.SEE_OVERDUE)
        found = [kept for f in seen_by(uow, by) for _, kept in due_for_review(uow, f, today)]
    return tuple(sorted(found, key=lambda kept: kept.due_on))
