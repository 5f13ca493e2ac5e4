"""The most probable thresholds and severities, and the factored curvature there."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor

from assessment.measurement.arrays import Floats
from assessment.measurement.likelihood import NODES
from assessment.measurement.objective import Point


@dataclass(slots=True)
class Optimum:
    """Where a search ended, and how many steps it took."""

    point: Point
    factor: tuple[Floats, bool]
    """Cholesky factor of the curvature there."""
    steps: int
    nodes: int = NODES
    """Of the quadrature that it was found with."""

    @property
    def half_log_determinant(self) -> float:
        return float(np.log(np.diag(self.factor[0])).sum())


def factored(point: Point) -> tuple[Floats, bool]:
    """Of the curvature, with some of its diagonal added where it is not positive yet."""
    curvature = point.curvature
    assert curvature is not None  # noqa: S101  # asked for by every caller
    scale, ridge = np.diag(np.abs(np.diag(curvature)) + 1.0), 0.0
    while True:
        try:
            factor: tuple[Floats, bool] = cho_factor(curvature + ridge * scale, lower=True)
        except np.linalg.LinAlgError:
            ridge = max(4 * ridge, 1e-4)
        else:
            return factor


def attempted(search: Callable[[], Optimum | None]) -> Optimum | None:
    """What `search` found; None also where it went so far that no finite number was left."""
    try:
        return search()
    except (ValueError, np.linalg.LinAlgError):
        return None
