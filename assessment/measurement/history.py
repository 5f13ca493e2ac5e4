"""What other panels' ratings say of questions and raters, as priors for the next shortlist."""

from dataclasses import dataclass

import numpy as np

from assessment.measurement.arrays import Floats
from assessment.measurement.model import ManyFacetModel, Posterior
from assessment.measurement.observations import Observations
from assessment.measurement.priors import (
    DIFFICULTY_SD,
    SEVERITY_SD,
    STEP_SD,
    AbilityPriors,
    ItemPriors,
    Priors,
    RaterPriors,
    shortlist_priors,
    usual_steps,
    vague_priors,
)
from assessment.measurement.spreads import Spreads

DRIFT = 0.1
"""How much a rater's severity may have changed since, as a standard deviation in logits."""
ENOUGH = 30
"""From this many candidates on, the spreads of abilities and answers are estimated from them."""


@dataclass(frozen=True, slots=True)
class History:
    """A fit of earlier ratings. The candidates of the shortlist at hand must not be in it."""

    posterior: Posterior
    people: AbilityPriors

    @classmethod
    def of(cls, earlier: Observations) -> "History":
        """Fits `earlier`; its spreads of abilities and answers serve the shortlist as well.

        Few candidates say too little of spreads: then those are the usual ones. Abilities are
        counted from the average difficulty of the questions, as for a question without ratings.
        """
        few = len(earlier.candidates) < ENOUGH
        model = ManyFacetModel(vague_priors(earlier) if few else None).fit(earlier)
        spreads = model.spreads_ or Spreads()
        found = model.posterior_
        mean = float(found.ability.mean() - (_difficulty_weights(found) @ found.parameters).mean())
        answer = spreads.answer or AbilityPriors().answer_sd
        return cls(found, AbilityPriors(mean, spreads.ability, answer_sd=answer))

    @property
    def items(self) -> frozenset[str]:
        """The questions that it has ratings of."""
        return frozenset(self.posterior.data.items)

    @property
    def raters(self) -> frozenset[str]:
        """The raters that it has ratings of."""
        return frozenset(self.posterior.data.raters)

    def priors(self, data: Observations, *, raters: RaterPriors | None = None) -> Priors:
        """For the table `data`; unknown questions get the default prior, and so do raters.

        `raters` replaces the default, for instance with `rater_priors(data)`.
        """
        return shortlist_priors(data, self._items(data), raters, self.people)

    def _items(self, data: Observations) -> ItemPriors:
        """Difficulty for raters of average severity, relative to the average of all questions."""
        earlier, steps = self.posterior.data, data.steps
        size = len(data.items)
        mean, spread = np.zeros(size), np.full(size, DIFFICULTY_SD)
        rows = np.tile(usual_steps(steps), (size, 1))
        weights = _difficulty_weights(self.posterior)
        difficulty = weights @ self.posterior.parameters
        difficulty, doubt = difficulty - difficulty.mean(), self._sd(weights)
        place = {name: n for n, name in enumerate(earlier.items)}
        shape = self.posterior.thresholds - self.posterior.thresholds.mean(axis=1, keepdims=True)
        for n, name in enumerate(data.items):
            if name in place and earlier.steps == steps:
                at = place[name]
                mean[n], spread[n], rows[n] = difficulty[at], doubt[at], shape[at]
        return ItemPriors(mean, spread, rows, STEP_SD / 2)

    def rater_priors(self, data: Observations) -> RaterPriors:
        """Severity relative to the average of all raters of the history, N(rho, s.e.^2 + 0.1^2).

        0.1 logits is what a rater may have changed since. Unknown raters get the default prior; and
        beside them the average's own doubt counts too, 0.5 over the root of how many raters it has.
        """
        first, raters = self.posterior.thresholds.size, len(self.posterior.severity)
        weights = np.zeros((raters, len(self.posterior.parameters)))
        weights[:, first:] = np.eye(raters) - 1 / raters
        known, doubt = weights @ self.posterior.parameters, self._sd(weights)
        place = {name: n for n, name in enumerate(self.posterior.data.raters)}
        found = RaterPriors.unknown(data, SEVERITY_SD)
        stranger = any(name not in place for name in data.raters)
        average = SEVERITY_SD / np.sqrt(max(raters, 1)) if stranger else 0.0
        for n, name in enumerate(data.raters):
            if name in place:
                found.severity[n] = known[place[name]]
                spread = np.sqrt(doubt[place[name]] ** 2 + DRIFT**2 + average**2)
                found.severity_sd[n] = min(float(spread), SEVERITY_SD)
        return found

    def _sd(self, weights: Floats) -> Floats:
        variance = ((weights @ self.posterior.structure_covariance) * weights).sum(axis=1)
        deviation: Floats = np.sqrt(variance)
        return deviation


def _difficulty_weights(posterior: Posterior) -> Floats:
    """How the parameters make up each item's difficulty for a rater of average severity."""
    items, steps = posterior.thresholds.shape
    raters = len(posterior.severity)
    average = np.kron(np.eye(items), np.full(steps, 1 / steps))
    return np.hstack([average, np.full((items, raters), 1 / max(raters, 1))])
