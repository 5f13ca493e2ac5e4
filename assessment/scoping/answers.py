"""What the client's answers make of a brief: the values, and why each is what it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from assessment.domain.brief_origin import BriefStart, ClientAnswer
from assessment.domain.role import Emphasis, Weights, blend
from assessment.scoping.items import SCOPE, SHARE, cell_item, weight_item
from assessment.scoping.proposal import Profiles
from question_bank import (
    CELLS,
    Cell,
    Competency,
    Conversation,
    ConversationAnswer,
    ConversationQuestion,
    OrganisationalScope,
    TargetLevel,
)

SCOPES = tuple(OrganisationalScope)
"""From one site to a programme: the wider one counts where answers differ."""

Answers = Mapping[str, ClientAnswer]
"""By the id of the question."""


class Given(NamedTuple):
    """One answer that the client gave, and the question."""

    question: ConversationQuestion
    answer: ConversationAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoped:
    """The values of a brief that its start and the answers lead to."""

    cells: Mapping[Cell, Emphasis]
    organisational_scope: OrganisationalScope
    enterprise_share: int
    target_points: int
    """What the answers add to the target, also where it can't go further."""
    points: Weights
    """What the answers add to each weight; 0 where they say nothing of it."""
    rationale: Mapping[Competency, str]
    """Why a weight differs from the blend, where it does."""
    own: Weights
    """The start's own weights, where they differ from the blend for its target."""
    reasons: Mapping[str, str]
    """What the answers say, by item of the brief."""

    def weight(self, competency: Competency, blended: Weights) -> float:
        """The weight where the target gives `blended`; never below 0."""
        basis = self.own.get(competency, blended[competency])
        return max(0.0, round(basis + self.points[competency], 4))


def given(talk: Conversation, answers: Answers) -> Iterator[Given]:
    """The answers in the order of the talk; ids that this version doesn't know are left out."""
    for question in talk.questions:
        chosen = answers.get(question.id, ClientAnswer()).chosen
        yield from (Given(question, answer) for answer in question.answers if answer.id in chosen)


def scoped(start: BriefStart, answers: Answers, talk: Conversation, profiles: Profiles) -> Scoped:
    """Return what `answers` make of `start`.

    A cell gets the highest emphasis that an answer or the start gives it; it is out where answers
    only say so. The scope is the widest that an answer names, else the start's. The target is the
    start's plus the points of all answers, kept between 0 and 100. Points on weights add up.
    """
    found = list(given(talk, answers))
    points = dict.fromkeys(Competency, 0.0)
    for _, answer in found:
        for competency, more in answer.weights.items():
            points[competency] += more
    target_points = sum(answer.enterprise_share for _, answer in found)
    reach = [a.organisational_scope for _, a in found if a.organisational_scope]
    return Scoped(
        cells=_cells(start, found),
        organisational_scope=max(reach, key=SCOPES.index, default=start.organisational_scope),
        enterprise_share=min(100, max(0, start.enterprise_share + target_points)),
        target_points=target_points,
        points=points,
        rationale=_rationale(start, found),
        own=_own(start, profiles),
        reasons=_reasons(found),
    )


def blended(profiles: Profiles, share: int) -> dict[Competency, float]:
    """The weights that follow the target."""
    return blend(profiles[TargetLevel.PLANT], profiles[TargetLevel.ENTERPRISE], share)


def _cells(start: BriefStart, found: list[Given]) -> dict[Cell, Emphasis]:
    cells: dict[Cell, Emphasis] = {}
    for cell in CELLS:
        said = [answer.cells[cell] for _, answer in found if cell in answer.cells]
        ruled_out = bool(said) and not any(said)
        highest = max(0 if ruled_out else start.cells.get(cell, 0), *said, 0)
        if highest:
            cells[cell] = 2 if highest == 2 else 1
    return cells


def _own(start: BriefStart, profiles: Profiles) -> dict[Competency, float]:
    follows = blended(profiles, start.enterprise_share)
    return {c: w for c, w in start.weights.items() if abs(w - follows[c]) > 1e-9}


def _rationale(start: BriefStart, found: list[Given]) -> dict[Competency, str]:
    """The start's reason, then what the client said."""
    reasons: dict[Competency, str] = {}
    for competency in Competency:
        said = [f"“{a.text}”" for _, a in found if a.weights.get(competency)]
        parts = [start.rationale.get(competency, "")]
        parts += [f"The client said: {'; '.join(said)}."] if said else []
        if why := " ".join(part for part in parts if part.strip()):
            reasons[competency] = why
    return reasons


def _reasons(found: list[Given]) -> dict[str, str]:
    reasons: dict[str, list[str]] = {}
    for _, answer in found:
        for item in _items(answer):
            reasons.setdefault(item, []).append(f"“{answer.text}”: {answer.why}")
    return {item: " ".join(said) for item, said in reasons.items()}


def _items(answer: ConversationAnswer) -> Iterator[str]:
    """What the answer moves, by item of the brief."""
    yield from map(cell_item, answer.cells)
    yield from map(weight_item, answer.weights)
    if answer.organisational_scope:
        yield SCOPE
    if answer.enterprise_share:
        yield SHARE
