"""Whole numbers chosen under limits so that several aims, one after the other, are at their best.

Each aim is brought to its proven minimum by `scipy.optimize.milp` (HiGHS, branch and bound with no
gap left open); what was reached becomes a limit for the aims after it. Aims have whole numbers
only, so half a unit of room lets nothing worse through and no rounding of the solver shuts the
optimum out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import gcd

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Terms = Mapping[int, int]
"""Number of a variable to its factor in a sum."""

ROOM = 0.5


@dataclass
class Programme:
    """Variables from 0 on, limits on sums of them, and their solution."""

    _upper: list[float] = field(default_factory=list)
    _whole: list[bool] = field(default_factory=list)
    _sums: list[Terms] = field(default_factory=list)
    _low: list[float] = field(default_factory=list)
    _high: list[float] = field(default_factory=list)

    def whole(self, upper: int) -> int:
        """A new variable, a whole number from 0 to `upper`; answers with its number."""
        return self._variable(upper, whole=True)

    def rest(self) -> int:
        """A new variable from 0 on that only takes up what a limit leaves over."""
        return self._variable(np.inf, whole=False)

    def limit(self, terms: Terms, *, low: float = -np.inf, high: float = np.inf) -> None:
        self._sums.append(terms)
        self._low.append(low)
        self._high.append(high)

    def missed(self, asked: Terms) -> int:
        """A new variable that is 1 when nothing of `asked` is chosen."""
        missed = self.whole(1)
        self.limit({**asked, missed: 1}, low=1)
        return missed

    def distance(self, terms: Terms, to: int) -> Terms:
        """What an aim needs to bring the sum of `terms` near to `to`: one each way."""
        above, below = self.rest(), self.rest()
        self.limit({**terms, above: -1, below: 1}, low=to, high=to)
        return {above: 1, below: 1}

    def minimised(self, aims: Iterable[Terms]) -> list[int]:
        """The variables once every aim, in this order, is as small as those before it allow."""
        values: list[int] = []
        for terms in aims:
            aim = _reduced(terms)
            known = all(variable < len(values) for variable in aim)
            if not (values and known and _sum(aim, values) == 0):  # nothing is smaller than none
                values = self._solved(aim)
            self.limit(aim, high=_sum(aim, values) + ROOM)
        return values

    def _variable(self, upper: float, *, whole: bool) -> int:
        self._upper.append(upper)
        self._whole.append(whole)
        return len(self._upper) - 1

    def _solved(self, aim: Terms) -> list[int]:
        costs = np.zeros(len(self._upper))
        costs[list(aim)] = list(aim.values())
        found = milp(
            costs,
            integrality=np.array(self._whole, dtype=int),
            bounds=Bounds(np.zeros(len(self._upper)), np.array(self._upper)),
            constraints=LinearConstraint(self._matrix(), self._low, self._high),
            options={"mip_rel_gap": 0},
        )
        if found.x is None:  # choosing nothing is always allowed, so this is a fault of ours
            raise RuntimeError(f"the kit could not be solved: {found.message}")
        return [round(value) for value in found.x]

    def _matrix(self) -> csr_array:
        rows = [row for row, terms in enumerate(self._sums) for _ in terms]
        columns = [column for terms in self._sums for column in terms]
        factors = [factor for terms in self._sums for factor in terms.values()]
        shape = (len(self._sums), len(self._upper))
        return csr_array((np.array(factors, dtype=float), (rows, columns)), shape=shape)


def _reduced(terms: Terms) -> Terms:
    """The same aim in the smallest whole numbers."""
    common = gcd(*terms.values()) or 1
    return {variable: factor // common for variable, factor in terms.items()}


def _sum(terms: Terms, values: list[int]) -> int:
    return sum(factor * values[variable] for variable, factor in terms.items())
