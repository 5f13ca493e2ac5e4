"""What practice shows of a rater, and what it says of her severity in an interview."""

import numpy as np
import pytest
from scipy import integrate, stats

from assessment.domain.practice import PracticeRule
from assessment.measurement.practice import Practised, practice_pattern, share
from assessment.measurement.practice_severity import TRANSFER_SD, practice_severity
from assessment.measurement.priors import SEVERITY_SD, usual_steps

SIXTEEN = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 3]
STEPS = usual_steps(4)


def practised(apart, keys=SIXTEEN):
    return practice_pattern(
        [Practised("a" if n % 2 else "b", k, k + apart(n)) for n, k in enumerate(keys)]
    )


def chances(eta):
    log = np.concatenate([np.zeros((len(eta), 1)), np.cumsum(eta[:, None] - STEPS, axis=1)], axis=1)
    odds = np.exp(log - log.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def rated_by(severity, count, chance):
    """Keys and levels, 0 to 4, of a rater of this severity, by the model's own description."""
    place = chance.normal(0, np.sqrt(1.36), count)
    key = np.rint(chances(place) @ np.arange(5)).astype(int)
    level = (chance.random(count)[:, None] > chances(place - severity).cumsum(axis=1)).sum(axis=1)
    return list(zip(key.tolist(), level.tolist(), strict=True))


def test_shares_have_wilsons_interval():
    found = share(12, 16)
    known = stats.binomtest(12, 16).proportion_ci(0.95, "wilson")

    assert found == pytest.approx((0.75, known.low, known.high))
    assert share(16, 16).high == 1.0
    assert share(0, 16).low == 0.0


def test_a_strict_rater_is_below_the_key_and_one_who_meets_it_has_an_interval_too():
    strict = practised(lambda n: -1 if SIXTEEN[n] > 1 else 0)
    exact = practised(lambda _: 0)

    assert strict.strictness.value == pytest.approx(13 / 16)
    assert strict.strictness.low > 0.4
    assert strict.same == 3
    assert strict.near == 16
    assert strict.given == (6, 4, 3, 3, 0)
    assert strict.keyed == (3, 3, 4, 3, 3)
    assert exact.strictness.value == 0
    assert exact.strictness.high == pytest.approx(-exact.strictness.low)
    assert 0.1 < exact.strictness.high < 0.3


def test_competencies_have_intervals_that_hold_together():
    found = practised(lambda n: -1 if n % 2 and SIXTEEN[n] > 1 else 0)
    own = {c.competency: c for c in found.competencies}

    assert own["a"].answers == own["b"].answers == 8
    assert own["a"].strictness.clear
    assert not own["b"].strictness.clear
    width = found.strictness.high - found.strictness.low
    assert own["a"].strictness.high - own["a"].strictness.low > width * np.sqrt(2)
    single = practice_pattern([Practised("a", 3, 3), Practised("b", 3, 2), Practised("b", 2, 2)])
    assert [c.competency for c in single.competencies] == ["b"]


def test_intervals_of_strictness_cover_in_simulation():
    chance = np.random.default_rng(4)
    covered = 0
    for _ in range(600):
        severity = chance.normal(0, 0.5)
        place = chance.normal(0, np.sqrt(1.36), 16)
        key = np.rint(chances(place) @ np.arange(5))
        p = chances(place - severity)
        level = (chance.random(16)[:, None] > p.cumsum(axis=1)).sum(axis=1)
        found = practice_pattern(
            [Practised("a", int(k) + 1, int(x) + 1) for k, x in zip(key, level, strict=True)]
        )
        true = float((key - p @ np.arange(5)).mean())
        covered += found.strictness.low <= true <= found.strictness.high
    assert 0.93 <= covered / 600 <= 0.98


def test_without_practice_the_prior_is_that_of_anybody():
    mean, sd = practice_severity([])

    assert mean == pytest.approx(0, abs=1e-9)
    assert sd == pytest.approx(SEVERITY_SD, abs=1e-6)


def test_the_formula_is_that_of_the_docstring():
    """By adaptive integration, in place of the grid."""
    pairs = [(2, 1), (3, 3), (0, 0), (4, 2)]
    edges = np.linspace(-6, 6, 20_001)
    key = np.rint(chances(edges) @ np.arange(5))

    def likelihood(severity):
        value = stats.norm.pdf(severity, 0, np.sqrt(SEVERITY_SD**2 - TRANSFER_SD**2))
        weight = stats.norm.pdf(edges, 0, np.sqrt(1.36))
        p = chances(edges - severity)
        for k, level in pairs:
            own = weight * (key == k)
            value *= (own * p[:, level]).sum() / own.sum()
        return value

    whole, first, second = (
        integrate.quad(lambda r, n=n: r**n * likelihood(r), -2.5, 2.5)[0] for n in range(3)
    )
    mean = first / whole
    sd = np.sqrt(second / whole - mean**2 + TRANSFER_SD**2)
    assert practice_severity(pairs) == pytest.approx((mean, sd), abs=2e-3)


def test_strict_practice_moves_the_prior_up_and_never_makes_it_sure():
    strict, more = practice_severity([(2, 1)] * 8), practice_severity([(2, 1)] * 400)

    assert 0 < strict[0] < more[0]
    assert SEVERITY_SD > strict[1] > more[1] > TRANSFER_SD
    mild = practice_severity([(2, 3)] * 8)
    assert mild == pytest.approx((-strict[0], strict[1]), abs=1e-6)


def test_it_is_right_about_simulated_raters():
    """Closer than N(0, 0.5 squared), and its intervals cover."""
    chance = np.random.default_rng(5)
    practice = chance.normal(0, np.sqrt(SEVERITY_SD**2 - TRANSFER_SD**2), 400)
    interview = practice + chance.normal(0, TRANSFER_SD, 400)
    found = np.array([practice_severity(rated_by(r, 16, chance)) for r in practice])

    off = interview - found[:, 0]
    assert np.sqrt((off**2).mean()) < 0.85 * SEVERITY_SD
    assert 0.92 <= (np.abs(off) < 1.96 * found[:, 1]).mean() <= 0.98


def test_the_usual_rater_meets_the_shipped_standard_and_guessing_does_not():
    chance, rule = np.random.default_rng(6), PracticeRule()
    place = np.repeat(np.array([-3.0, -1.1, 0, 1.1, 3.0]), 400)
    key = np.rint(chances(place) @ np.arange(5)).astype(int)

    def met(levels):
        apart = np.abs(levels - keys)
        return 100 * (apart <= 1).mean() >= rule.near_percent and (
            100 * (apart == 0).mean() >= rule.same_percent
        )

    usual = guessed = 0
    for _ in range(300):
        severity = chance.normal(0, 0.4)
        at = np.concatenate([chance.choice(np.flatnonzero(key == k), 3) for k in range(5)])
        keys = key[at]
        p = chances(place[at] - severity)
        usual += met((chance.random(15)[:, None] > p.cumsum(axis=1)).sum(axis=1))
        guessed += met(chance.integers(0, 5, 15))
    assert usual >= 270
    assert guessed <= 15
