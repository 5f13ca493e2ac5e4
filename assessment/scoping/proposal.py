"""What a role, a conversation or an advert proposes for a brief, with a reason for each part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from assessment.domain.brief_origin import BriefStart, WayIn
from assessment.domain.role import Emphasis, RoleBrief, Weights, blend
from assessment.scoping.items import SCOPE, SHARE, cell_item, weight_item
from question_bank import Cell, Competency, OrganisationalScope, TargetLevel

T = TypeVar("T")
Profiles = Mapping[TargetLevel, Weights]
"""The shipped weights of a plant role and of an enterprise role."""


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

    @property
    def why(self) -> str:
        """All the evidence in one line."""
        return " · ".join(" ".join(text.split()) for text in self.evidence if text.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefProposal:
    """A proposed brief. What it doesn't speak of stays None or empty, and changes nothing."""

    way_in: WayIn
    name: str
    """What it was made from, as a screen shows it: the role's name, or the advert's file."""
    role: str = ""
    """The id of a role in the catalogue; blank for anything else."""
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
    """A suggested title. The brief keeps its own until somebody takes the suggestion."""

    def reasons(self) -> dict[str, str]:
        """Why, by item of the brief."""
        found = {cell_item(cell): proposed.why for cell, proposed in self.cells.items()}
        if self.organisational_scope:
            found[SCOPE] = self.organisational_scope.why
        if self.enterprise_share:
            found[SHARE] = self.enterprise_share.why
        return found | {weight_item(c): proposed.why for c, proposed in self.weights.items()}


def applied(proposal: BriefProposal, brief: RoleBrief, profiles: Profiles) -> RoleBrief:
    """Return `brief` with everything that `proposal` speaks of, as what it now begins with.

    Proposed cells replace all cells. A weight is the proposed one, else the one in the brief that
    somebody gave a reason, else the blend of `profiles` for the new target. Open questions are
    added below those in the brief, once each. Title, client, industry, thresholds and the answers
    of the conversation stay; `begun_with` also applies the answers again.
    """
    scope, share = proposal.organisational_scope, proposal.enterprise_share
    new_share = share.value if share else brief.enterprise_share
    typed = _typed_reasons(brief)
    weights = blend(profiles[TargetLevel.PLANT], profiles[TargetLevel.ENTERPRISE], new_share)
    weights |= {c: brief.weights[c] for c in typed}
    weights |= {c: proposed.value for c, proposed in proposal.weights.items()}
    now = replace(
        brief,
        enterprise_share=new_share,
        cells={c: p.value for c, p in proposal.cells.items()} or brief.cells,
        organisational_scope=scope.value if scope else brief.organisational_scope,
        weights=weights,
        rationale={**typed, **{c: p.why for c, p in proposal.weights.items()}},
        to_clear_up=with_questions(brief.to_clear_up, (q.value for q in proposal.open_questions)),
    )
    return replace(now, origin=replace(brief.origin, start=_start(proposal, now)))


def _typed_reasons(brief: RoleBrief) -> dict[Competency, str]:
    """The reasons for weights that a person wrote; those of an earlier start end with it."""
    start = brief.origin.start
    given = start.rationale if start and start.way_in else {}
    return {c: why for c, why in brief.rationale.items() if why.strip() and given.get(c) != why}


def _start(proposal: BriefProposal, brief: RoleBrief) -> BriefStart:
    return start_of(
        brief,
        way_in=proposal.way_in,
        name=proposal.name,
        role=proposal.role,
        title=proposal.title.value if proposal.title else "",
        asks=tuple(question.value for question in proposal.open_questions),
        reasons=proposal.reasons(),
    )


def start_of(  # what a start has beside the brief's own values
    brief: RoleBrief,
    *,
    way_in: WayIn | None = None,
    name: str = "",
    role: str = "",
    title: str = "",
    asks: tuple[str, ...] = (),
    reasons: Mapping[str, str] | None = None,
) -> BriefStart:
    """What `brief` holds now, as what later changes are compared with."""
    return BriefStart(
        way_in=way_in,
        name=name,
        role=role,
        title=title,
        cells=dict(brief.cells),
        organisational_scope=brief.organisational_scope,
        enterprise_share=brief.enterprise_share,
        weights=dict(brief.weights),
        rationale=dict(brief.rationale),
        asks=asks,
        reasons=dict(reasons or {}),
    )


def with_questions(listed: str, more: Iterable[str]) -> str:
    """Return the list of open questions, a line each, with those of `more` that it lacks."""
    lines = listed.splitlines()
    known = {bare(line) for line in lines}
    for question in more:
        if bare(question) and bare(question) not in known:
            known.add(bare(question))
            lines.append(" ".join(question.split()))
    return "\n".join(lines)


def without_questions(listed: str, fewer: Iterable[str]) -> str:
    """Return the list of open questions without those lines that are word for word in `fewer`."""
    gone = {bare(question) for question in fewer}
    return "\n".join(line for line in listed.splitlines() if not line or bare(line) not in gone)


def bare(question: str) -> str:
    """The question without the dash, spaces and capitals that make no difference."""
    return " ".join(question.strip().lstrip("-*• ").split()).casefold()
