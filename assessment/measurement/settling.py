"""Which questions not asked yet would tell two candidates apart best.

Take the difference d of two candidates' expected scores over every competency that the weighting
counts, assessed or not. Around the most probable abilities it is linear, d = g' theta, where g has
the weight of each competency times the slope of its expected score, positive for the first
candidate and negative for the second. A competency that nobody was rated in follows from the others
through the prior correlation of abilities.

One more question of competency c, asked of both and rated by R raters each, observes for candidate
p the number y_p = theta_pc - b + e_p. Here b is the difficulty of the question, N(b0, s_b^2) and
the same for both. The variance of e_p is 1 / I_p, with I_p = R V / (1 + s_u^2 R V): V is the
variance of a level at the candidate's ability, s_u the s.d. of the answer effect (`blocks` and
`likelihood` use the same information of an answer). In a normal model the variance after an
observation does not depend on what is observed, so

    Var(d) falls by k' (S + N)^-1 k,   N = diag(1 / I_1, 1 / I_2) + s_b^2 [[1, 1], [1, 1]],

where S is the covariance of the two abilities in c and k their covariance with d. This is expected
posterior variance (van der Linden 1998, Psychometrika 63, 201-216), for a difference. The best
question is taken, abilities are updated as if it had been asked, and the next is looked for: so a
second question of the same competency is worth less.

With m and s the mean and s.d. of d now, and s' after the questions, d ends up as clear as
`ranking.SURE` asks with probability Phi((|m| - z s') / t) + Phi((-|m| - z s') / t), where
t^2 = s^2 - s'^2 and z = Phi^-1(SURE).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.stats import norm

from assessment.measurement.arrays import Floats
from assessment.measurement.levels import expected
from assessment.measurement.model import Posterior
from assessment.measurement.one_thread import one_thread
from assessment.measurement.priors import CORRELATION, DIFFICULTY_SD, usual_steps
from assessment.measurement.ranking import SURE
from assessment.measurement.shortlist import ShortlistEstimates, complete

MOST = 3
NOTHING = 1e-9
"""A variance that falls by less than this share does not fall."""


class Unasked(NamedTuple):
    """A question that neither candidate was asked."""

    question: str
    competency: str
    difficulty: float = 0.0
    """In logits, relative to the average question."""
    difficulty_sd: float = DIFFICULTY_SD


@dataclass(frozen=True, slots=True)
class Settling:
    """What a few more questions would do to the difference of two candidates."""

    questions: tuple[tuple[str, float], ...]
    """The best first, each with the share of the s.d. of the difference that is left after it and
    those before it."""
    told_apart: float
    """How probable it is that the difference is clear afterwards."""

    @property
    def left(self) -> float:
        """The share of the s.d. that is left after all of them; 1 without a question."""
        return self.questions[-1][1] if self.questions else 1.0


@one_thread()
def settling(
    fitted: ShortlistEstimates,
    weights: Mapping[str, float],
    pair: tuple[str, str],
    difference: tuple[float, float],
    questions: Sequence[Unasked],
    *,
    raters: int,
    most: int = MOST,
) -> Settling:
    """The `most` questions that narrow the difference of `pair` most, one after the other.

    `difference` is its mean and s.d. now, in any unit. Of questions that narrow it alike, the first
    in `questions` is taken. `raters` is how many people would rate each answer. Deterministic.
    """
    names = _dimensions(fitted, weights, questions)
    at = [fitted.candidates.index(name) for name in pair]
    ability, covariance = _abilities(fitted, at, len(names))
    ability = ability - _severity(fitted.posterior)
    slope = _slopes(fitted, ability, names, weights)
    start = float(slope @ covariance @ slope)
    left, found, now = list(questions), list[tuple[str, float]](), start
    while left and len(found) < most and start > 0:
        best, gain = _best(fitted.posterior, ability, covariance, slope, names, left, raters)
        if gain.fall <= NOTHING * start:
            break
        left.remove(best)
        covariance, now = gain.covariance, max(now - gain.fall, 0.0)
        found.append((best.question, float(np.sqrt(now / start))))
    after = found[-1][1] if found else 1.0
    return Settling(tuple(found), _clear(*difference, after))


class _Gain(NamedTuple):
    fall: float
    """Of the variance of the difference."""
    covariance: Floats
    """Of the abilities, once the question was asked."""


def _best(  # as `_gain`
    posterior: Posterior,
    ability: Floats,
    covariance: Floats,
    slope: Floats,
    names: Sequence[str],
    left: Sequence[Unasked],
    raters: int,
) -> tuple[Unasked, _Gain]:
    kinds = {q[1:]: q for q in left}  # alike but for the name: worked out once
    gains = {
        kind: _gain(posterior, ability, covariance, slope, names.index(q.competency), q, raters)
        for kind, q in kinds.items()
    }
    best = max(left, key=lambda q: round(gains[q[1:]].fall / float(slope @ covariance @ slope), 9))
    return best, gains[best[1:]]


def _gain(  # everything that a question's worth depends on
    posterior: Posterior,
    ability: Floats,
    covariance: Floats,
    slope: Floats,
    dimension: int,
    question: Unasked,
    raters: int,
) -> _Gain:
    """`ability` is relative to raters of average severity: the first's, then the second's."""
    size = len(slope) // 2
    places = [dimension, size + dimension]
    steps = usual_steps(posterior.data.steps) + question.difficulty
    variance = raters * expected(ability[places], steps, 0.0).slope
    noise = np.diag(1 / variance + posterior.answer_sd**2) + question.difficulty_sd**2
    of_both = covariance[:, places]
    told = np.linalg.solve(of_both[places] + noise, of_both.T)
    return _Gain(float(slope @ of_both @ told @ slope), covariance - of_both @ told)


def _clear(mean: float, sd: float, left: float) -> float:
    """How probable a clear difference is, when `left` of its s.d. remains."""
    moves = sd * np.sqrt(max(1 - left**2, 0.0))
    edge = norm.ppf(SURE) * sd * left
    if moves <= 0:
        return float(abs(mean) >= edge)
    return float(norm.cdf((abs(mean) - edge) / moves) + norm.cdf((-abs(mean) - edge) / moves))


def _severity(posterior: Posterior) -> float:
    """Of the average rater."""
    return float(posterior.severity.mean()) if len(posterior.severity) else 0.0


def _dimensions(
    fitted: ShortlistEstimates, weights: Mapping[str, float], questions: Sequence[Unasked]
) -> list[str]:
    """The competencies of the ratings, then those that only weigh or are only asked about."""
    rated = fitted.posterior.data.dimensions
    further = {c for c, w in weights.items() if w > 0} | {q.competency for q in questions}
    return [*rated, *sorted(further - set(rated))]


def _abilities(fitted: ShortlistEstimates, at: Sequence[int], size: int) -> tuple[Floats, Floats]:
    """Of two candidates in `size` competencies: the most probable ones, and their covariance."""
    ability, covariance = fitted.posterior.ability[at], _covariance(fitted.posterior, at)
    known = ability.shape[1]
    if known == size:
        return ability.ravel(), covariance
    prior = _prior(fitted.priors.ability_covariance, size)
    onto = prior[known:, :known] @ np.linalg.inv(prior[:known, :known])
    own = prior[known:, known:] - onto @ prior[:known, known:]
    mean = np.broadcast_to(fitted.priors.ability_mean, (len(fitted.candidates), known))[at]
    middle = float(mean.mean())
    further = middle + (ability - mean) @ onto.T
    both = np.kron(np.eye(2), np.vstack([np.eye(known), onto]))
    whole = both @ covariance @ both.T
    for first in (known, size + known):
        whole[first : first + size - known, first : first + size - known] += own
    return np.hstack([ability, further]).ravel(), whole


def _prior(known: Floats, size: int) -> Floats:
    """The prior covariance of abilities, with the further competencies correlated as the known."""
    variance = float(known[0, 0])
    correlation = float(known[0, 1]) / variance if len(known) > 1 else CORRELATION
    prior: Floats = variance * (correlation + (1 - correlation) * np.eye(size))
    return prior


def _covariance(posterior: Posterior, at: Sequence[int]) -> Floats:
    """Of all abilities of two candidates; uncertain thresholds and severities are in it."""
    size = posterior.ability.shape[1]
    rows = [n * size + k for n in at for k in range(size)]
    shift = sparse.vstack(posterior.shift, format="csr")[rows]
    covariance: Floats = shift @ (shift @ posterior.structure_covariance).T
    for place, n in enumerate(at):
        own = slice(place * size, (place + 1) * size)
        covariance[own, own] += posterior.conditional[n]
    return covariance


def _slopes(
    fitted: ShortlistEstimates,
    ability: Floats,
    names: Sequence[str],
    weights: Mapping[str, float],
) -> Floats:
    """How the difference of the scores moves with each ability: the first's, then the second's."""
    posterior, eta = fitted.posterior, ability.reshape(2, len(names))
    rise, total = np.zeros_like(eta), np.zeros(len(names))
    for item, weight in complete(posterior.data, fitted.items):
        at = posterior.data.item_dimension[item]
        thresholds = posterior.thresholds[item]
        rise[:, at] += weight * expected(eta[:, at], thresholds, posterior.answer_sd).slope
        total[at] += weight
    usual = usual_steps(posterior.data.steps)
    for at in np.flatnonzero(total == 0):
        rise[:, at], total[at] = expected(eta[:, at], usual, posterior.answer_sd).slope, 1.0
    share = np.array([weights.get(name, 0.0) for name in names])
    sign = np.array([[1.0], [-1.0]])
    slopes: Floats = (sign * rise / total * share / max(share.sum(), 1e-300)).ravel()
    return slopes
