"""From one state of a brief to the next: what an answer or another start moves, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assessment.domain.brief_origin import BriefOrigin, BriefStart
from assessment.domain.role import Emphasis, RoleBrief, Weights
from assessment.scoping.answers import Answers, Scoped, blended, given, scoped
from assessment.scoping.contradictions import Conflict, conflicts, off_the_role
from assessment.scoping.items import SCOPE, SHARE, cell_item, weight_item
from assessment.scoping.proposal import (
    BriefProposal,
    Profiles,
    applied,
    start_of,
    with_questions,
    without_questions,
)
from question_bank import CELLS, Cell, Competency, Conversation, OrganisationalScope

BY_HAND = "Changed by hand."


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefMove:
    """One value that is different, and why."""

    subject: Cell | Competency | str
    """A cell, a weight's competency, or `organisational_scope` or `enterprise_share`."""
    before: float | OrganisationalScope
    """For a cell 0 out of scope, 1 in scope, 2 essential."""
    after: float | OrganisationalScope
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The conversation and the weights it is held with."""

    conversation: Conversation
    profiles: Profiles

    def scoped(self, start: BriefStart, answers: Answers) -> Scoped:
        return scoped(start, answers, self.conversation, self.profiles)


def answered(brief: RoleBrief, answers: Answers, talk: Talk) -> RoleBrief:
    """Return `brief` with these answers in place of those it holds.

    Only what the answers change is moved. What somebody set by hand since stays, with two
    exceptions: a cell or a scope that an answer speaks of is set to it, and the target moves by the
    points of the answer from wherever it is. An open question that an answer had added goes with
    that answer, if nobody reworded it.
    """
    told = {q: a for q, a in answers.items() if a.chosen or a.note.strip()}
    start = brief.origin.start or start_of(brief)
    before = talk.scoped(start, brief.origin.answers)
    after = talk.scoped(start, told)
    share = _share(brief, before, after)
    weights, rationale = _weights(brief, before, after, (talk, share))
    keeps_start = start if told or start.way_in else None
    return replace(
        brief,
        cells=_cells(brief, before, after),
        organisational_scope=(
            brief.organisational_scope
            if before.organisational_scope is after.organisational_scope
            else after.organisational_scope
        ),
        enterprise_share=share,
        weights=weights,
        rationale=rationale,
        to_clear_up=_questions(brief, told, talk.conversation),
        origin=BriefOrigin(start=keeps_start, answers=told),
    )


def begun_with(proposal: BriefProposal, brief: RoleBrief, talk: Talk) -> RoleBrief:
    """Return `brief` begun again with `proposal`, with the answers that it holds on top.

    The open questions of what it began with before go where nobody reworded them.
    """
    plain = answered(brief, {}, talk)
    asks = brief.origin.start.asks if brief.origin.start else ()
    plain = replace(plain, to_clear_up=without_questions(plain.to_clear_up, asks))
    return answered(applied(proposal, plain, talk.profiles), brief.origin.answers, talk)


def moved_by(question: str, brief: RoleBrief, talk: Talk) -> tuple[BriefMove, ...]:
    """What the answer to one question moves in this brief, beside the answers to all others."""
    answers = brief.origin.answers
    start = brief.origin.start or start_of(brief)
    others = {q: answer for q, answer in answers.items() if q != question}
    only = {q: answer for q, answer in answers.items() if q == question}
    before, after = talk.scoped(start, others), talk.scoped(start, answers)
    why = talk.scoped(start, only).reasons
    return tuple(_differences(_values(before, talk), _values(after, talk), why))


def changed_since_start(brief: RoleBrief, talk: Talk) -> tuple[BriefMove, ...]:
    """What differs from the role or advert that the brief began with, and why.

    A weight that only follows the target is left out: the target is listed itself.
    """
    start = brief.origin.start
    if start is None or start.way_in is None:
        return ()
    after = talk.scoped(start, brief.origin.answers)
    led_to, now = _values(after, talk), _of_brief(brief, talk)
    for c in Competency:  # the number of a weight follows the target; its reason says whose it is
        if brief.rationale.get(c) == after.rationale.get(c):
            led_to[c] = now[c]
    return tuple(
        move if led_to[move.subject] == move.after else replace(move, why=BY_HAND)
        for move in _differences(_of_start(start, talk), now, after.reasons)
    )


def reasons_of(brief: RoleBrief, talk: Talk) -> tuple[str, str]:
    """Why the organisational scope and the target are what they are; blank where set by hand.

    Of a target that several answers moved, only how many of them point which way.
    """
    start = brief.origin.start
    if start is None:
        return "", ""
    led_to = talk.scoped(start, brief.origin.answers)
    scope = share = ""
    if brief.organisational_scope is led_to.organisational_scope:
        same = brief.organisational_scope is start.organisational_scope
        scope = led_to.reasons.get(SCOPE) or (start.reasons.get(SCOPE, "") if same else "")
    if brief.enterprise_share == led_to.enterprise_share:
        points = [a.enterprise_share for _, a in given(talk.conversation, brief.origin.answers)]
        plant, enterprise = sum(p < 0 for p in points), sum(p > 0 for p in points)
        if plant or enterprise:
            share = f"Client's answers: {plant} towards plant, {enterprise} towards enterprise."
        else:
            share = start.reasons.get(SHARE, "")
    return scope, share


def contradictions(brief: RoleBrief, talk: Talk) -> tuple[Conflict, ...]:
    """Every contradiction in the answers, and between them and what the brief began with."""
    answers, start = brief.origin.answers, brief.origin.start
    found = conflicts(talk.conversation, answers)
    far = off_the_role(start, talk.scoped(start, answers)) if start else None
    return (*found, far) if far else found


_Subject = Cell | Competency | str
_Values = Mapping[_Subject, float | OrganisationalScope]


def _differences(before: _Values, after: _Values, why: Mapping[str, str]) -> Iterator[BriefMove]:
    for subject, was in before.items():
        now = after[subject]
        if was != now:
            reason = why.get(_item(subject), BY_HAND)
            yield BriefMove(subject=subject, before=was, after=now, why=reason)


def _item(subject: _Subject) -> str:
    if isinstance(subject, Cell):
        return cell_item(subject)
    return weight_item(subject) if isinstance(subject, Competency) else subject


def _values(found: Scoped, talk: Talk) -> dict[_Subject, float | OrganisationalScope]:
    """Every value by what it is about; a weight as what it adds to the blend."""
    follows = blended(talk.profiles, found.enterprise_share)
    own = {c: found.weight(c, follows) for c in Competency}
    return _all(
        (found.organisational_scope, found.enterprise_share),
        found.cells,
        _own(own, follows, found.rationale),
    )


FOLLOWS = -1.0
"""Stands for a weight that follows the target."""


def _of_start(start: BriefStart, talk: Talk) -> dict[_Subject, float | OrganisationalScope]:
    return _values(talk.scoped(start, {}), talk)


def _of_brief(brief: RoleBrief, talk: Talk) -> dict[_Subject, float | OrganisationalScope]:
    follows = blended(talk.profiles, brief.enterprise_share)
    reach = (brief.organisational_scope, brief.enterprise_share)
    return _all(reach, brief.cells, _own(brief.weights, follows, brief.rationale))


def _own(weights: Weights, follows: Weights, rationale: Mapping[Competency, str]) -> Weights:
    """FOLLOWS in place of each weight that has no reason of its own and is that of the blend."""
    return {
        c: w if rationale.get(c) or _differs(w, follows[c]) else FOLLOWS for c, w in weights.items()
    }


def _all(
    reach: tuple[OrganisationalScope, int], cells: Mapping[Cell, Emphasis], weights: Weights
) -> dict[_Subject, float | OrganisationalScope]:
    found: dict[_Subject, float | OrganisationalScope] = {SCOPE: reach[0], SHARE: reach[1]}
    found |= {cell: cells.get(cell, 0) for cell in CELLS}
    return found | dict(weights.items())


def _share(brief: RoleBrief, before: Scoped, after: Scoped) -> int:
    """The target; where somebody moved it by hand, the points of the answers count from there."""
    if brief.enterprise_share == before.enterprise_share:
        return after.enterprise_share
    more = after.target_points - before.target_points
    return min(100, max(0, brief.enterprise_share + more))


def _cells(brief: RoleBrief, before: Scoped, after: Scoped) -> dict[Cell, Emphasis]:
    moved = {
        cell: after.cells.get(cell)
        for cell in CELLS
        if before.cells.get(cell) != after.cells.get(cell)
    }
    now = {cell: moved.get(cell, brief.cells.get(cell)) for cell in CELLS}
    return {cell: emphasis for cell, emphasis in now.items() if emphasis}


def _weights(
    brief: RoleBrief, before: Scoped, after: Scoped, where: tuple[Talk, int]
) -> tuple[dict[Competency, float], dict[Competency, str]]:
    """The weights and their reasons at the new target; those set by hand stay."""
    talk, share = where
    was, follows = blended(talk.profiles, brief.enterprise_share), blended(talk.profiles, share)
    weights, rationale = dict(brief.weights), dict(brief.rationale)
    for c in Competency:
        held, ours = brief.rationale.get(c, ""), before.rationale.get(c, "")
        if held != ours or (not ours and _differs(brief.weights[c], was[c])):
            continue  # somebody set it by hand
        if c not in after.rationale:
            weights[c] = follows[c]
            rationale.pop(c, None)
            continue
        if _differs(brief.weights[c], before.weight(c, was)):  # the number is somebody's own
            more = after.points[c] - before.points[c]
            weights[c] = max(0.0, round(brief.weights[c] + more, 4))
        else:
            weights[c] = after.weight(c, follows)
        rationale[c] = after.rationale[c]
    return weights, rationale


def _questions(brief: RoleBrief, answers: Answers, talk: Conversation) -> str:
    before, after = _asked(talk, brief.origin.answers), _asked(talk, answers)
    kept = without_questions(brief.to_clear_up, [q for q in before if q not in after])
    return with_questions(kept, [q for q in after if q not in before])


def _asked(talk: Conversation, answers: Answers) -> list[str]:
    """What the answers leave open."""
    asks = [answer.ask for _, answer in given(talk, answers) if answer.ask]
    return [*asks, *(conflict.ask for conflict in conflicts(talk, answers))]


def _differs(one: float, other: float) -> bool:
    return abs(one - other) > 1e-9
