"""How hires turned out, for whoever leads: a role's hires, and what the interviews said of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isnan

from assessment.domain.decision import Decision, decided
from assessment.domain.ids import CandidateId, RaterId, RequisitionId
from assessment.domain.outcome import MONTHS, Hire, hire_of
from assessment.domain.permissions import Action, Actor
from assessment.measurement.validity import Validity, validity
from assessment.services.reading.estimates import MOST_VIEWS, kept_name
from assessment.services.reading.observations import submitted_observations
from assessment.services.reading.visible_ratings import (
    CandidateFile,
    RequisitionFile,
    rater_names,
    requisition_file,
    seen_by,
)
from assessment.services.store.kept import Kept
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork
from question_bank import Competency

Values = Mapping[CandidateId, Mapping[Competency, float]]
_values: Kept[Values] = Kept(MOST_VIEWS)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesView:
    """The hires of one role, and what all roles of the viewer say about the interviews."""

    file: RequisitionFile
    hires: tuple[Hire, ...]
    """Candidates who got an offer, in the order of their codes."""
    names: Mapping[RaterId, str]
    validity: Mapping[int, Mapping[Competency, Validity]]
    """By month, then by competency."""

    def hire(self, candidate: CandidateId) -> Hire | None:
        return next((h for h in self.hires if h.candidate == candidate), None)


def read_outcomes(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor
) -> OutcomesView:
    """The hires of one role as `by`, who leads it, may see them."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_OUTCOMES, requisition)
        file = requisition_file(uow, requisition, by=by)
        every = [f for f in seen_by(uow, by) if f.may(Action.SEE_OUTCOMES)]
        return OutcomesView(
            file=file,
            hires=hires_of(uow, file),
            names=rater_names(uow, file),
            validity=_validity(uow, every),
        )


def hires_of(uow: UnitOfWork, file: RequisitionFile) -> tuple[Hire, ...]:
    """Candidates whose debrief the viewer may read and that ended with an offer.

    Also one whose decision was changed after something had been recorded.
    """
    records = uow.outcomes.of_requisition(file.requisition.id)
    return tuple(
        hire_of(found.candidate.id, records.get(found.candidate.id, ()))
        for found in file.candidates
        if found.open and (offered(found) or found.candidate.id in records)
    )


def offered(found: CandidateFile) -> bool:
    """Whether the debrief ended with an offer."""
    decision = decided(found.debrief)
    return decision is not None and decision.decision is Decision.OFFER


def due_outcomes(
    uow: UnitOfWork, file: RequisitionFile, today: date
) -> tuple[tuple[CandidateFile, int], ...]:
    """Each hire with the month whose outcome is due; blank for who may not read outcomes."""
    if not file.may(Action.SEE_OUTCOMES):
        return ()
    return tuple(
        (file.candidate(hire.candidate), month)
        for hire in hires_of(uow, file)
        if not file.candidate(hire.candidate).candidate.withdrawn_at
        for month in hire.due(today)
    )


def _validity(
    uow: UnitOfWork, files: list[RequisitionFile]
) -> dict[int, dict[Competency, Validity]]:
    values: dict[CandidateId, Mapping[Competency, float]] = {}
    hires: list[Hire] = []
    for file in files:
        values |= _values_of(uow, file)
        hires += hires_of(uow, file)
    return {
        month: {c: validity(*_pairs(c, month, hires, values)) for c in Competency}
        for month in MONTHS
    }


def _pairs(
    competency: Competency, month: int, hires: list[Hire], values: Values
) -> tuple[list[tuple[float, float]], list[float]]:
    """Interview value and outcome of each hire that has both, and the values of everybody."""
    pairs = [
        (value, float(level))
        for hire in hires
        if (said := hire.outcomes.get(month))
        and (level := said.levels.get(competency)) is not None
        and (value := values.get(hire.candidate, {}).get(competency)) is not None
    ]
    return pairs, [found[competency] for found in values.values() if competency in found]


def _values_of(uow: UnitOfWork, file: RequisitionFile) -> Values:
    """The value of each competency from the interviews, from 0 to 1, as far as it may be seen."""
    name = kept_name(uow, file)
    return _values.or_made(name, file, lambda: _worked_out(file)) if name else _worked_out(file)


def _worked_out(file: RequisitionFile) -> Values:
    from assessment.scoring.rubric import competency_values  # noqa: PLC0415  # waits for pandas

    table = submitted_observations(file)
    if table.empty:
        return {}
    return {
        CandidateId(str(candidate)): {
            c: float(row[c]) for c in Competency if c in row and not isnan(row[c])
        }
        for candidate, row in competency_values(table).to_dict("index").items()
    }
