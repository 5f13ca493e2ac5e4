"""Which questions of the bank, not asked yet, would tell the closest two candidates apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.comparison.profiles import Profile
from assessment.domain.rating import NotRated
from assessment.domain.role import Weights
from assessment.measurement.ranking import SURE
from assessment.measurement.role import RoleEstimates
from assessment.measurement.settling import Settling, Unasked, settling
from assessment.measurement.shortlist import EstimateDifference
from assessment.services.reading.comparisons import ComparedCandidate, Comparison
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.services.reading.what_if import in_the_running
from question_bank import Question, QuestionBank
from question_bank.model import Industry


@dataclass(frozen=True, slots=True, kw_only=True)
class WouldSettle:
    """The closest decision of a shortlist, and what would settle it."""

    first: ComparedCandidate
    second: ComparedCandidate
    difference: EstimateDifference
    """How far the first is above the second; the first is more likely to be ahead."""
    questions: tuple[tuple[Question, float], ...]
    """Each with half the width of the difference's 95 % interval once it was asked of both."""
    told_apart: float
    """How probable it is that the two can be told apart after all of them."""
    raters: int
    """How many people would rate each answer."""

    @property
    def half(self) -> float:
        """Half the width of the difference's interval now."""
        return (self.difference.high - self.difference.low) / 2


def would_settle(found: Comparison, bank: QuestionBank, profile: Profile) -> WouldSettle | None:
    """None where no two neighbours are left to tell apart."""
    pair = closest(found, profile)
    if pair is None or found.estimates is None:
        return None
    weights, ids = found.profiles[profile], tuple(str(c.file.candidate.id) for c in pair)
    off = found.estimates.difference(profile, *ids)
    raters = _raters(found.estimates, ids)
    draws = found.estimates.fitted.profiles[profile].draws
    one, other = (draws[:, found.estimates.fitted.candidates.index(c)] for c in ids)
    questions = unasked(found.file, pair, bank, weights)
    best = _settling(
        found.estimates, weights, (ids[0], ids[1]), (one - other).std(), off, questions, raters
    )
    half = (off.high - off.low) / 2
    return WouldSettle(
        first=pair[0],
        second=pair[1],
        difference=off,
        questions=tuple((bank.questions[q], half * left) for q, left in best.questions),
        told_apart=best.told_apart,
        raters=raters,
    )


def _settling(  # a call with everything that it depends on
    estimates: RoleEstimates,
    weights: Weights,
    pair: tuple[str, str],
    sd: float,
    off: EstimateDifference,
    questions: Sequence[Question],
    raters: int,
) -> Settling:
    return settling(
        estimates.fitted,
        {c.value: float(w) for c, w in weights.items()},
        pair,
        (off.estimate, float(sd)),
        [Unasked(q.id, q.competency.value) for q in questions],
        raters=raters,
    )


def closest(
    found: Comparison, profile: Profile
) -> tuple[ComparedCandidate, ComparedCandidate] | None:
    """The first of the highest tier that has anybody else in it, and who of those is nearest.

    In each pair the one who is more likely to be ahead comes first.
    """
    if found.estimates is None:
        return None
    people = {str(c.file.candidate.id): c for c in in_the_running(found)}
    known = found.estimates.by_profile[profile]
    placed = [c for c in found.estimates.placed(profile) if c in people]
    for tier in sorted({t for c in placed if (t := known[c].tier)}):
        first, *others = [c for c in placed if known[c].tier == tier]
        above = {c: found.estimates.difference(profile, first, c).above for c in others}
        if near := [c for c in others if above[c] < SURE]:
            other = min(near, key=lambda c: (abs(above[c] - 0.5), c))
            pair = (first, other) if above[other] >= 0.5 else (other, first)
            return people[pair[0]], people[pair[1]]
    return None


def unasked(
    file: RequisitionFile,
    people: Iterable[ComparedCandidate],
    bank: QuestionBank,
    weights: Weights,
) -> tuple[Question, ...]:
    """Active questions about what the role weighs and covers, that none of `people` was asked.

    Essential cells come first, then cells in scope, then questions about the whole; the shorter
    question before the longer one.
    """
    asked = {q for c in people for q in _asked(file, c)}
    near = asked.union(*(bank.similar.get(q, frozenset()) for q in asked))
    cells = file.brief.cells if file.brief else {}
    industry = file.brief.industry if file.brief else Industry.GENERAL

    def emphasis(question: Question) -> int:
        return max((cells.get(cell, 0) for cell in question.cells), default=0)

    return tuple(
        sorted(
            (
                q
                for q in bank.active
                if q.id not in near
                and weights[q.competency] > 0
                and {Industry.GENERAL, industry} & set(q.industries)
                and (emphasis(q) or not q.cells or not cells)
            ),
            key=lambda q: (-emphasis(q), q.minutes, q.id),
        )
    )


def _asked(file: RequisitionFile, candidate: ComparedCandidate) -> set[str]:
    """What somebody rated, or gave a reason for that is not `not asked`."""
    interviews = {i.id: i for i in candidate.file.interviews}
    return {
        item.asked.question
        for card in candidate.file.submitted
        for item in file.items_of(interviews[card.sheet.interview], card)
        if card.record(item.id).verdict not in {None, NotRated.NOT_ASKED}
    }


def _raters(estimates: RoleEstimates, pair: Iterable[str]) -> int:
    """How many people rated an answer of these two, as a rule."""
    data = estimates.fitted.posterior.data
    people = [data.candidates.index(c) for c in pair]
    own = np.isin(data.candidate, people) & (data.rater >= 0)
    answers = np.bincount(data.answer[own])
    given = answers[answers > 0]
    return max(1, round(float(given.mean()))) if len(given) else 1
