"""How a role's panel rates, as its viewer may know it: from candidates whose ratings are open."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from assessment.comparison.profiles import profiles
from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.measurement.panel import PanelPatterns, panel_patterns
from assessment.measurement.role import RoleEstimates
from assessment.scoring.shortlist import scores
from assessment.services.reading.estimates import ratings_of, read_estimates
from assessment.services.reading.observations import submitted_observations
from assessment.services.reading.visible_ratings import (
    RequisitionFile,
    floor_of,
    rater_names,
    requisition_file,
)
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import QuestionBank

DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelReport:
    """Of the ratings that the viewer may see."""

    file: RequisitionFile
    patterns: PanelPatterns
    estimates: RoleEstimates | None
    names: Mapping[RaterId, str]

    @property
    def open(self) -> int:
        """How many candidates the report rests on."""
        return sum(bool(c.submitted) for c in self.file.candidates)


def read_panel(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    requisition: RequisitionId,
    *,
    by: Actor,
) -> PanelReport:
    """The report that `by` may read."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_PANEL_REPORT, requisition)
        file = requisition_file(uow, requisition, by=by)
        known, floor = profiles(bank.profiles, file.brief), floor_of(file)
        ids = [c.candidate.id for c in file.candidates]
        numbers = scores(submitted_observations(file), ids, known, floor=floor)
        estimates = read_estimates(uow, file, known, numbers, floor=floor)
        names = rater_names(uow, file)
    ratings = ratings_of(file)
    rated = {r.rater for r in ratings}
    panel = [m.rater for m in file.panel if m.rater in rated]
    panel += sorted(RaterId(r) for r in rated if r is not None and r not in panel)
    return PanelReport(
        file=file,
        patterns=panel_patterns(ratings, estimates, _days(file), panel),
        estimates=estimates,
        names=names,
    )


def _days(file: RequisitionFile) -> dict[tuple[str, str], float]:
    """When each rater rated each candidate, in days; the median, so that no amendment moves it."""
    found: dict[tuple[str, str], list[float]] = {}
    for candidate in file.candidates:
        for card in candidate.submitted:
            times = [r.rated_at.timestamp() / DAY for r in card.items.values() if r.rated_at]
            found.setdefault((candidate.candidate.id, card.sheet.rater), []).extend(times)
    return {key: median(times) for key, times in found.items() if times}
