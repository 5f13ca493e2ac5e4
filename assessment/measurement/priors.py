"""Normal priors of the model, and where they come from."""

from dataclasses import dataclass

import numpy as np

from assessment.domain.errors import Invalid
from assessment.measurement.arrays import Floats
from assessment.measurement.observations import Observations

DIFFICULTY_SD, STEP_SD, SEVERITY_SD, ANSWER_SD, ABILITY_SD = 0.8, 0.4, 0.5, 0.6, 1.0
CORRELATION = 0.6
"""Between competencies, until there are data on two hundred candidates."""
FREE_STEP_SD = 2.0


@dataclass(frozen=True, slots=True)
class Priors:
    """What is assumed about every effect before this table of ratings.

    Abilities and severities are in logits. `thresholds` are the places where a level becomes as
    likely as the one below, for each item: difficulty plus step.
    """

    ability_mean: Floats
    """One for each competency, or one row for each candidate."""
    ability_covariance: Floats
    answer_sd: float
    thresholds: Floats
    """Items by steps."""
    threshold_precision: Floats
    """Square, of order items times steps."""
    severity: Floats
    severity_sd: Floats

    @property
    def structure_mean(self) -> Floats:
        return np.concatenate([self.thresholds.ravel(), self.severity])

    @property
    def structure_precision(self) -> Floats:
        size = self.thresholds.size
        whole = np.zeros((size + len(self.severity),) * 2)
        whole[:size, :size] = self.threshold_precision
        rest = np.arange(size, len(whole))
        whole[rest, rest] = self.severity_sd**-2.0
        return whole


def usual_steps(steps: int) -> Floats:
    """Thresholds one logit apart around zero: -1.5, -0.5, 0.5, 1.5 for levels 1 to 5."""
    return np.arange(steps) - (steps - 1) / 2


def vague_priors(
    data: Observations,
    *,
    ability_sd: float = ABILITY_SD,
    answer_sd: float = ANSWER_SD,
    severity_sd: float = SEVERITY_SD,
    difficulty_sd: float = DIFFICULTY_SD,
    free_steps: bool = True,
) -> Priors:
    """For a table without history: items are exchangeable, and so are raters.

    With `free_steps` the average thresholds of all items are left to the data.
    """
    items, steps = len(data.items), data.steps
    one_item = difficulty_sd**2 * np.ones((steps, steps)) + STEP_SD**2 * np.eye(steps)
    inverse = np.linalg.inv(one_item)
    precision = np.kron(np.eye(items), inverse)
    if free_steps:
        shared = np.linalg.inv(np.eye(steps) / FREE_STEP_SD**2 + items * inverse)
        precision -= np.kron(np.ones((items, items)), inverse @ shared @ inverse)
    return Priors(
        ability_mean=np.zeros(len(data.dimensions)),
        ability_covariance=ability_sd**2 * _exchangeable(len(data.dimensions)),
        answer_sd=answer_sd,
        thresholds=np.tile(usual_steps(steps), (items, 1)),
        threshold_precision=precision,
        severity=np.zeros(len(data.raters)),
        severity_sd=np.full(len(data.raters), severity_sd),
    )


@dataclass(frozen=True, slots=True)
class ItemPriors:
    """What is known of each item of a table, in its order: from other panels, or by default."""

    difficulty: Floats
    difficulty_sd: Floats
    steps: Floats
    """Items by steps, each row with mean zero."""
    step_sd: float = STEP_SD

    @classmethod
    def unknown(cls, data: Observations) -> "ItemPriors":
        """No history: difficulty is N(0, 0.8 squared), and levels are one logit apart."""
        items = len(data.items)
        usual = np.tile(usual_steps(data.steps), (items, 1))
        return cls(np.zeros(items), np.full(items, DIFFICULTY_SD), usual)


@dataclass(frozen=True, slots=True)
class RaterPriors:
    """What is known of each rater of a table, in its order."""

    severity: Floats
    severity_sd: Floats

    @classmethod
    def unknown(cls, data: Observations, severity_sd: float = SEVERITY_SD) -> "RaterPriors":
        raters = len(data.raters)
        return cls(np.zeros(raters), np.full(raters, severity_sd))


@dataclass(frozen=True, slots=True)
class AbilityPriors:
    """Where candidates for this kind of job are, and how far apart."""

    mean: float = 0.0
    sd: float = ABILITY_SD
    correlation: float = CORRELATION
    answer_sd: float = ANSWER_SD


def shortlist_priors(
    data: Observations,
    items: ItemPriors | None = None,
    raters: RaterPriors | None = None,
    people: AbilityPriors = AbilityPriors(),
) -> Priors:
    """For a few candidates, where the spreads of the effects are taken as known."""
    items = items or ItemPriors.unknown(data)
    raters = raters or RaterPriors.unknown(data)
    _refuse_misfit(data, items, raters)
    each, count, size = data.steps, len(data.items), len(data.dimensions)
    within = items.difficulty_sd[:, None, None] ** 2 + items.step_sd**2 * np.eye(each)
    precision = np.zeros((count, each, count, each))
    place = np.arange(count)
    precision[place, :, place, :] = np.linalg.inv(within)
    return Priors(
        ability_mean=np.full(size, people.mean),
        ability_covariance=people.sd**2 * _exchangeable(size, people.correlation),
        answer_sd=people.answer_sd,
        thresholds=items.difficulty[:, None] + items.steps,
        threshold_precision=precision.reshape(count * each, count * each),
        severity=raters.severity,
        severity_sd=raters.severity_sd,
    )


def _refuse_misfit(data: Observations, items: ItemPriors, raters: RaterPriors) -> None:
    if items.steps.shape != (len(data.items), data.steps):
        raise Invalid("Priors of steps need one row for each item and one column for each step.")
    for what, mean, spread, size in (
        ("difficulty", items.difficulty, items.difficulty_sd, len(data.items)),
        ("severity", raters.severity, raters.severity_sd, len(data.raters)),
    ):
        if mean.shape != (size,) or spread.shape != (size,):
            raise Invalid(f"A prior of {what} needs one mean and one s.d. for each of {size}.")
        if not (np.isfinite(mean).all() and np.isfinite(spread).all() and (spread > 0).all()):
            raise Invalid(f"A prior of {what} is a number with an s.d. above zero.")


def _exchangeable(size: int, correlation: float = CORRELATION) -> Floats:
    return correlation * np.ones((size, size)) + (1 - correlation) * np.eye(size)
