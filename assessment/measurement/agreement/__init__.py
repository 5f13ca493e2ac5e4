"""How far raters agree: the usual coefficients, with bootstrap intervals by subject."""

from assessment.measurement.agreement.subjects import Subjects
from assessment.measurement.agreement.table import STATISTICS, Coefficient, agreement

__all__ = ["STATISTICS", "Coefficient", "Subjects", "agreement"]
