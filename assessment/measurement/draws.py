"""Joint draws from the posterior, always the same ones for the same table."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.linalg.blas import dtrsm

from assessment.measurement.arrays import Floats
from assessment.measurement.model import Posterior

DRAWS, SEED = 4_000, 20_260_301
MOST_NUMBERS = 40_000_000
"""Of abilities over all draws; with many candidates there are fewer draws."""
FEWEST_DRAWS = 200


@dataclass(frozen=True, slots=True)
class Draws:
    """One row for each draw; in a row everything belongs together."""

    ability: Floats
    """Draws by candidates by competencies."""
    thresholds: Floats
    """Draws by items by steps."""
    severity: Floats
    """Draws by raters."""

    def __len__(self) -> int:
        return len(self.ability)

    def parts(self, most: int) -> Iterator["Draws"]:
        """The same draws, so many at a time."""
        for low in range(0, len(self), most):
            own = slice(low, low + most)
            yield Draws(self.ability[own], self.thresholds[own], self.severity[own])


def draw(posterior: Posterior, count: int | None = None, seed: int = SEED) -> Draws:
    """`count` joint draws of abilities, thresholds and severities."""
    size = posterior.ability.size
    count = count or int(np.clip(MOST_NUMBERS // max(size, 1), FEWEST_DRAWS, DRAWS))
    chance = np.random.default_rng(seed)
    plain = chance.standard_normal((len(posterior.factor), count))
    # X factor = plain.T, solved in the memory of `plain`
    change = dtrsm(1.0, posterior.factor, plain.T, side=1, lower=1, overwrite_b=1).T
    people, dimensions = posterior.ability.shape
    own = chance.standard_normal((people, dimensions, count))
    if dimensions == 1:
        own *= np.sqrt(posterior.conditional)
    else:
        own = np.linalg.cholesky(posterior.conditional) @ own
    moved = posterior.shifted(change).reshape(people, dimensions, count)
    ability = posterior.ability[:, :, None] + own + moved
    items, steps = posterior.thresholds.shape
    whole = (posterior.parameters[:, None] + change).T
    return Draws(
        ability=np.moveaxis(ability, -1, 0),
        thresholds=whole[:, : items * steps].reshape(count, items, steps),
        severity=whole[:, items * steps :],
    )
