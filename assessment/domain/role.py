"""What an opening needs: the role brief, its weights and where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from assessment.domain.brief_origin import BriefOrigin
from assessment.domain.coverage import COVERAGE_FLOOR
from assessment.domain.errors import Incomplete, Invalid
from assessment.domain.ids import RequisitionId
from assessment.domain.listing import listed
from question_bank import Cell, Competency, OrganisationalScope
from question_bank.model import Industry

Weights = Mapping[Competency, float]
Emphasis = Literal[1, 2]
"""How much a cell matters to the role: 1 in scope, 2 essential."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleBrief:
    """One saved revision of what the client needs."""

    requisition: RequisitionId
    revision: int
    title: str
    client: str
    enterprise_share: int
    """0 is a plant role, 100 an enterprise role, between them a blend."""
    cells: Mapping[Cell, Emphasis]
    organisational_scope: OrganisationalScope
    industry: Industry
    weights: Weights
    """The profile `brief`: the blend, edited by hand where `rationale` says why."""
    rationale: Mapping[Competency, str] = field(default_factory=dict)
    required_score: float | None = None
    """Drawn on Compare, never enforced."""
    coverage_floor: float = COVERAGE_FLOOR
    to_clear_up: str = ""
    """Still to clear up with the client."""
    origin: BriefOrigin = field(default_factory=BriefOrigin)
    """The role, the advert and the answers that it was made from."""
    saved_at: datetime

    @property
    def target_label(self) -> str:
        """`plant`, `enterprise`, or `70 % plant, 30 % enterprise`."""
        if self.enterprise_share in {0, 100}:
            return "enterprise" if self.enterprise_share else "plant"
        return (
            f"{100 - self.enterprise_share}\u00a0% plant, {self.enterprise_share}\u00a0% enterprise"
        )


def blend(plant: Weights, enterprise: Weights, enterprise_share: int) -> dict[Competency, float]:
    """The weights between the two shipped profiles, linear in the share (0-100 %)."""
    if not 0 <= enterprise_share <= 100:
        raise Invalid(f"the enterprise share is a percentage from 0 to 100, not {enterprise_share}")
    e = enterprise_share / 100
    return {c: round((1 - e) * plant[c] + e * enterprise[c], 4) for c in Competency}


def check_weights(weights: Weights, blended: Weights, rationale: Mapping[Competency, str]) -> None:
    """Every weight is a number from 0, one is above it, and each edit says why."""
    for competency, weight in weights.items():
        if not 0 <= weight <= 1000:
            raise Invalid(
                f"the weight of {competency} is {weight:g}; write a number from 0 to 1000"
            )
    bare = [
        f"{competency} is {weight:g} instead of {blended[competency]:g}"
        for competency, weight in weights.items()
        if abs(weight - blended[competency]) > 1e-9 and not rationale.get(competency, "").strip()
    ]
    if bare:
        each = " for each" if len(bare) > 1 else ""
        raise Incomplete(
            f"the weight of {listed(bare)}: give a short reason{each} that the client would accept"
        )
    if not any(weights.values()):
        raise Invalid("all weights are zero: at least one competency has to count")
