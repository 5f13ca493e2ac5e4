"""What practice says of a rater's severity, as a prior for the ratings of an interview.

An exemplar answer lies at an unknown place g on the ability scale, g ~ N(0, s_t^2 + s_u^2), and its
key is the level that an average rater is expected to give, rounded. A rater of severity r gives
level x with the probability of the partial-credit model at g - r, thresholds one logit apart. So

    p(r | levels) ~ N(r; 0, s_r^2 - s_x^2) * prod_n integral P(x_n | g - r) p(g | key_n) dg

on a grid, with mean m and variance v. Strictness on paper isn't strictness in the room: an
interview's severity is r plus N(0, s_x^2), which gives the prior N(m, v + s_x^2). Without practice
that is N(0, s_r^2), as for anybody unknown, and its s.d. is never below s_x.
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from assessment.measurement.arrays import Floats
from assessment.measurement.levels import expected_level
from assessment.measurement.priors import ABILITY_SD, ANSWER_SD, SEVERITY_SD, usual_steps

TRANSFER_SD = 0.3
"""s_x: how far severity in an interview is from that in practice, in logits."""
STEPS = 4
_SEVERITIES = np.linspace(-2.5, 2.5, 201)
_PLACES = np.linspace(-6, 6, 241)


def practice_severity(pairs: Iterable[tuple[int, int]]) -> tuple[float, float]:
    """Mean and s.d. of the severity to expect, in logits, from (key, level) with levels 0 to 4."""
    variance = SEVERITY_SD**2 - TRANSFER_SD**2
    log = -(_SEVERITIES**2) / (2 * variance)
    table = _log_probability()
    for key, level in pairs:
        log = log + table[:, key, level]
    share = np.exp(log - log.max())
    share /= share.sum()
    mean = float(share @ _SEVERITIES)
    spread = float(share @ (_SEVERITIES - mean) ** 2)
    return mean, float(np.sqrt(spread + TRANSFER_SD**2))


@lru_cache(maxsize=1)
def _log_probability() -> Floats:
    """Severities by keys by levels."""
    thresholds = usual_steps(STEPS)
    key = np.rint(expected_level(_PLACES, thresholds, 0.0)).astype(int)
    weight = np.exp(-(_PLACES**2) / (2 * (ABILITY_SD**2 + ANSWER_SD**2)))
    eta = _PLACES[None, :] - _SEVERITIES[:, None]
    powers = np.cumsum(eta[..., None] - thresholds, axis=-1)
    log = np.concatenate([np.zeros((*eta.shape, 1)), powers], axis=-1)
    odds = np.exp(log - log.max(axis=-1, keepdims=True))
    chance = odds / odds.sum(axis=-1, keepdims=True)
    table = np.empty((len(_SEVERITIES), STEPS + 1, STEPS + 1))
    for level in range(STEPS + 1):
        own = weight * (key == level)
        table[:, level] = np.einsum("rgx,g->rx", chance, own / own.sum())
    result: Floats = np.log(table)
    return result
