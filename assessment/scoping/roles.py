"""From a role in the catalogue to a proposal, and from a brief to the roles it is most like."""

from collections.abc import Iterable
from typing import NamedTuple

from assessment.domain.brief_origin import WayIn
from assessment.domain.role import RoleBrief, Weights
from assessment.scoping.proposal import BriefProposal, Proposed
from question_bank import CELLS, Competency, OrganisationalScope, TypicalRole

SCOPES = tuple(OrganisationalScope)
"""From one site to a programme."""

CLOSE = 0.04
"""Two roles whose likeness differs by less are both named: our choice, about one cell's worth."""


def role_proposal(role: TypicalRole) -> BriefProposal:
    """Everything that the catalogue says of `role`, each part with its reason."""
    return BriefProposal(
        way_in=WayIn.ROLE,
        name=role.name,
        role=role.id,
        cells={
            cell: Proposed(value=group.emphasis, evidence=(group.why,))
            for group in role.scope
            for cell in group.cells
        },
        organisational_scope=Proposed(
            value=role.organisational_scope.value, evidence=(role.organisational_scope.why,)
        ),
        enterprise_share=Proposed(value=role.target.enterprise_share, evidence=(role.target.why,)),
        weights={w.competency: Proposed(value=w.weight, evidence=(w.why,)) for w in role.weights},
        open_questions=tuple(
            Proposed(value=question, evidence=(f"Ask this for any {role.name}.",))
            for question in role.ask
        ),
        title=Proposed(value=role.name, evidence=(role.summary,)),
    )


class LikeRole(NamedTuple):
    """A role of the catalogue and how much a brief is like it, 0 to 1."""

    role: TypicalRole
    likeness: float


class Blends(NamedTuple):
    """The two shipped profiles between which a role's weights lie."""

    plant: Weights
    enterprise: Weights

    def weights_of(self, role: TypicalRole) -> dict[Competency, float]:
        """The role's own weights, and the blend for its target elsewhere."""
        e = role.target.enterprise_share / 100
        blended = {c: (1 - e) * self.plant[c] + e * self.enterprise[c] for c in Competency}
        return blended | {w.competency: w.weight for w in role.weights}


def most_like(
    brief: RoleBrief, roles: Iterable[TypicalRole], blends: Blends
) -> tuple[TypicalRole, ...]:
    """Return the role that `brief` is most like, and every other that is about as close.

    None where the brief has no cell. The likeness is the mean of four parts, each from 0 to 1:
    cells (the sum of the lesser emphases by the sum of the greater ones), the target (1 less the
    difference of the shares), the organisational scope (1, ½ or 0 by steps) and the weights (the
    share of the total that both have in common). Our own measure, for a suggestion of a title only.
    """
    if not brief.cells:
        return ()
    found = [LikeRole(role, likeness(brief, role, blends)) for role in roles]
    found.sort(key=lambda like: (-like.likeness, like.role.id))
    return tuple(like.role for like in found if found[0].likeness - like.likeness < CLOSE)


def likeness(brief: RoleBrief, role: TypicalRole, blends: Blends) -> float:
    """How much the brief is like the role, 0 to 1; see `most_like`."""
    pairs = [(brief.cells.get(c, 0), role.cells.get(c, 0)) for c in CELLS]
    in_common, in_all = sum(min(p) for p in pairs), sum(max(p) for p in pairs)
    target = 1 - abs(brief.enterprise_share - role.target.enterprise_share) / 100
    mine, its = brief.organisational_scope, role.organisational_scope.value
    scope = 1 - abs(SCOPES.index(mine) - SCOPES.index(its)) / 2
    shares, its_shares = _shares(brief.weights), _shares(blends.weights_of(role))
    weights = sum(min(shares[c], its_shares[c]) for c in Competency)
    return (in_common / in_all + target + scope + weights) / 4


def _shares(weights: Weights) -> dict[Competency, float]:
    total = sum(weights[c] for c in Competency)
    return {c: weights[c] / total if total else 0.0 for c in Competency}
