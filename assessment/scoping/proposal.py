"""What a role, a conversation or an advert proposes for a brief, with a reason for each part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from assessment.domain.brief_origin import WayIn
from assessment.domain.role import Emphasis, RoleBrief, Weights, blend
from question_bank import Cell, Competency, OrganisationalScope, TargetLevel

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed(Generic[T]):
    """One proposed value and why: the words of an advert, an answer, or a role's own reason."""

    value: T
    evidence: tuple[str, ...]
    """At least one. Words from an advert as they stand there; otherwise a sentence."""
    probability: float | None = None
    """How often such a proposal was right when it was evaluated, 0 to 1. None: not evaluated."""

    def __post_init__(self) -> None:
        if not any(text.strip() for text in self.evidence):
            raise ValueError("a proposal needs its evidence")
        if self.probability is not None and not 0 <= self.probability <= 1:
            raise ValueError(f"a probability is a number from 0 to 1, not {self.probability}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefProposal:
    """A proposed brief. What it doesn't speak of stays None or empty, and changes nothing."""

    way_in: WayIn
    name: str
    """What it was made from, as a screen shows it: the role's name, or the advert's file."""
    cells: Mapping[Cell, Proposed[Emphasis]] = field(default_factory=dict)
    """All cells in scope. Empty where no cell is asked for; then the brief keeps its own."""
    organisational_scope: Proposed[OrganisationalScope] | None = None
    enterprise_share: Proposed[int] | None = None
    """0 (plant) to 100 (enterprise), in whole percent."""
    weights: Mapping[Competency, Proposed[float]] = field(default_factory=dict)
    """Only weights that differ from the blend, 0 to 1000. The others follow the target."""
    open_questions: tuple[Proposed[str], ...] = ()
    """What to ask the client, one line each. They are added to those in the brief."""
    title: Proposed[str] | None = None
    """A suggested title."""


def applied(
    proposal: BriefProposal, brief: RoleBrief, profiles: Mapping[TargetLevel, Weights]
) -> RoleBrief:
    """Return `brief` with everything that `proposal` speaks of.

    Proposed cells replace all cells. A weight is the proposed one, else the one in the brief that
    has a reason of its own, else the blend of `profiles` for the new target. Open questions are
    added below those in the brief, once each. The client, the industry and the thresholds stay.
    """
    scope, share = proposal.organisational_scope, proposal.enterprise_share
    new_share = share.value if share else brief.enterprise_share
    weights = blend(profiles[TargetLevel.PLANT], profiles[TargetLevel.ENTERPRISE], new_share)
    weights |= {c: brief.weights[c] for c, why in brief.rationale.items() if why.strip()}
    weights |= {c: proposed.value for c, proposed in proposal.weights.items()}
    reasons = {c: "; ".join(p.evidence) for c, p in proposal.weights.items()}
    return replace(
        brief,
        title=proposal.title.value if proposal.title else brief.title,
        enterprise_share=new_share,
        cells={c: p.value for c, p in proposal.cells.items()} or brief.cells,
        organisational_scope=scope.value if scope else brief.organisational_scope,
        weights=weights,
        rationale={**brief.rationale, **reasons},
        to_clear_up=with_questions(brief.to_clear_up, (q.value for q in proposal.open_questions)),
    )


def with_questions(listed: str, more: Iterable[str]) -> str:
    """Return the list of open questions, a line each, with those of `more` that it lacks."""
    lines = listed.splitlines()
    known = {_bare(line) for line in lines}
    for question in more:
        if _bare(question) and _bare(question) not in known:
            known.add(_bare(question))
            lines.append(" ".join(question.split()))
    return "\n".join(lines)


def _bare(question: str) -> str:
    """The question without the dash, spaces and capitals that make no difference."""
    return " ".join(question.strip().lstrip("-*• ").split()).casefold()
