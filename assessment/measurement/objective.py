"""The marginal log posterior of thresholds and severities: value, gradient, curvature.

A sum over blocks of candidates. joblib runs the blocks: in this process, on all cores, or on an
existing cluster whose backend it has been told about.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from joblib import Parallel, delayed, parallel_config
from scipy import sparse

from assessment.measurement.arrays import Floats
from assessment.measurement.blocks import SLICE, Block, blocks
from assessment.measurement.candidates import (
    MOST_ROUNDS,
    Mode,
    Population,
    State,
    answer_square,
    mode,
)
from assessment.measurement.curvature import pieces, schur, stacked
from assessment.measurement.gradient import gradient
from assessment.measurement.likelihood import NODES, Structure
from assessment.measurement.observations import Observations
from assessment.measurement.priors import Priors

PRECISE, ROUGH = 1e-7, 1e-3
"""How far a candidate's ability may be from its best value, in logits."""
SINGLE = 1e-5
"""What single precision allows of it; the gradient takes account of what is left."""

Precision = type[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Setting:
    """What every block needs to be told."""

    structure: Structure
    items: int
    raters: int
    tolerance: float
    move_nodes: bool
    curvature: bool
    rounds: int


@dataclass(slots=True)
class Part:
    """What one block adds, and where its candidates are now."""

    value: float
    gradient: Floats
    curvature: Floats | None
    state: State
    covariance: Floats
    answer_square: float
    """The expected squares of the block's answer effects, summed; only with the curvature."""
    cross: sparse.csr_matrix | None
    """Candidates' abilities by parameters; only with the curvature."""
    settled: bool


@dataclass(slots=True)
class Point:
    """The whole objective at one set of thresholds and severities."""

    parameters: Floats
    value: float
    gradient: Floats
    curvature: Floats | None
    state: State
    covariance: Floats
    """Of each candidate's abilities, thresholds and severities being what they are."""
    answer_square: float
    cross: list[sparse.csr_matrix]
    """For each block; empty where the curvature was not asked for."""
    settled: bool = True
    """Whether abilities came to rest, and nodes where they could move."""

    @property
    def finite(self) -> bool:
        """Whether value and gradient are numbers; after much too long a step they aren't."""
        return bool(np.isfinite(self.value) and np.isfinite(self.gradient).all())


@np.errstate(over="ignore", divide="ignore", invalid="ignore")
def work(block: Block, setting: Setting, people: Population, state: State) -> Part:
    """One block, slice by slice; it runs wherever joblib puts it."""
    modes = _modes(block, setting, people, state)
    slopes, bits, values, states, spreads, squares, settled = ([] for _ in range(7))
    for at in modes:
        settled.append(at.settled)
        values.append(at.value)
        slopes.append(gradient(at, setting.items, setting.raters))
        states.append(at.state)
        spreads.append(at.covariance)
        if setting.curvature:
            squares.append(answer_square(at))
            bits.append((pieces(at, setting.items, setting.raters), at.covariance))
    steps = setting.structure.steps
    curvature = schur(bits, setting.items, steps, setting.raters) if bits else None
    whole = State(
        ability=np.concatenate([s.ability for s in states]),
        centre=np.concatenate([s.centre for s in states]),
        spread=np.concatenate([s.spread for s in states]),
    )
    covariance = np.concatenate(spreads)
    cross = stacked([p.cross for p, _ in bits]) if bits else None
    value, slope, square = sum(values), np.sum(slopes, axis=0), sum(squares)
    return Part(value, slope, curvature, whole, covariance, square, cross, all(settled))


def _modes(block: Block, setting: Setting, people: Population, state: State) -> Iterator[Mode]:
    person = answer = 0
    for part in block.slices:
        whom = slice(person, person + part.candidates)
        which = slice(answer, answer + len(part.item))
        own = State(state.ability[whom], state.centre[which], state.spread[which])
        yield mode(
            part,
            setting.structure,
            replace(people, mean=people.mean[whom]),
            own,
            tolerance=setting.tolerance,
            move_nodes=setting.move_nodes,
            rounds=setting.rounds,
        )
        person, answer = whom.stop, which.stop


class Objective:
    """The marginal log posterior for one table of ratings and one set of priors."""

    def __init__(
        self,
        data: Observations,
        priors: Priors,
        *,
        n_jobs: int = 1,
        backend: str | None = None,
        parts: Sequence[Block] | None = None,
        nodes: int = NODES,
    ) -> None:
        self.data, self.priors, self.nodes = data, priors, nodes
        self.precision: Precision = np.float64
        self.levels, self.passes = levels(data), 0
        self.parts = blocks(data) if parts is None else list(parts)
        self.n_jobs, self.backend = n_jobs, backend
        shape = (len(data.candidates), len(data.dimensions))
        self.people = Population(
            np.broadcast_to(priors.ability_mean, shape).copy(),
            np.linalg.inv(priors.ability_covariance),
        )
        self.prior_mean, self.prior_precision = priors.structure_mean, priors.structure_precision

    def with_nodes(self, nodes: int) -> "Objective":
        """The same, with so many nodes of the quadrature."""
        return Objective(
            self.data,
            self.priors,
            n_jobs=self.n_jobs,
            backend=self.backend,
            parts=blocks(self.data, slice_size=SLICE * NODES // nodes),
            nodes=nodes,
        )

    def in_precision(self, precision: Precision) -> "Objective":
        """The same, with ratings passed over in that precision."""
        other = copy(self)
        other.precision = precision
        return other

    def start(self) -> State:
        """Everybody where the prior has them."""
        answers = self.data.answers
        spread = np.full(answers, self.priors.answer_sd or 1.0)
        return State(self.people.mean.copy(), np.zeros(answers), spread)

    @np.errstate(over="ignore", divide="ignore", invalid="ignore")
    def at(
        self,
        parameters: Floats,
        state: State,
        *,
        tolerance: float = PRECISE,
        move_nodes: bool = False,
        curvature: bool = False,
        rounds: int = MOST_ROUNDS,
    ) -> Point:
        """Value and gradient at `parameters`; candidates start from where `state` has them."""
        items, raters, steps = len(self.data.items), len(self.data.raters), self.data.steps
        structure = Structure.of(
            parameters, items, steps, self.priors.answer_sd, self.nodes, self.precision
        )
        if self.precision == np.float32:
            tolerance = max(tolerance, SINGLE)
        setting = Setting(structure, items, raters, tolerance, move_nodes, curvature, rounds)
        self.passes += 1
        parts = self._run(setting, state)
        off = parameters - self.prior_mean
        pull = self.prior_precision @ off
        return Point(
            parameters=parameters,
            value=sum(p.value for p in parts) + float(parameters @ self.levels - off @ pull / 2),
            gradient=np.sum([p.gradient for p in parts], axis=0) + self.levels - pull,
            curvature=self._curvature(parts) if curvature else None,
            state=_joined([p.state for p in parts]),
            covariance=np.concatenate([p.covariance for p in parts]),
            answer_square=sum(p.answer_square for p in parts),
            cross=[p.cross for p in parts if p.cross is not None],
            settled=all(p.settled for p in parts),
        )

    def _curvature(self, parts: Sequence[Part]) -> Floats:
        whole: Floats = self.prior_precision.copy()
        for part in parts:
            whole += 0.0 if part.curvature is None else part.curvature
        return whole

    def _run(self, setting: Setting, state: State) -> list[Part]:
        jobs = [(block, setting, *_own(block, self.people, state)) for block in self.parts]
        if self.backend is None and (self.n_jobs == 1 or len(jobs) == 1):
            return [work(*job) for job in jobs]
        # An argument of Parallel does not work for Dask: joblib hands its own settings to the task.
        with parallel_config(self.backend or "loky", n_jobs=self.n_jobs):
            return list(Parallel()(delayed(work)(*job) for job in jobs))


def levels(data: Observations) -> Floats:
    """What the levels add to the gradient, wherever it is; times the parameters, to the value.

    It is minus how often each step was reached, and minus each rater's sum of levels.
    """
    items, steps, known = len(data.items), data.steps, data.rater >= 0
    given = np.bincount(data.item * (steps + 1) + data.level, minlength=items * (steps + 1))
    reached = np.cumsum(given.reshape(items, steps + 1)[:, :0:-1], axis=1)[:, ::-1]
    by_rater = np.bincount(data.rater[known], weights=data.level[known], minlength=len(data.raters))
    return -np.concatenate([reached.ravel(), by_rater])


def _own(block: Block, people: Population, state: State) -> tuple[Population, State]:
    """What a block needs of everybody's state."""
    which = block.answers
    own = State(state.ability[block.candidates], state.centre[which], state.spread[which])
    return replace(people, mean=people.mean[block.candidates]), own


def _joined(states: Sequence[State]) -> State:
    return State(
        ability=np.concatenate([s.ability for s in states]),
        centre=np.concatenate([s.centre for s in states]),
        spread=np.concatenate([s.spread for s in states]),
    )
