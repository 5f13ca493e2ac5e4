"""Ratings cut into parts of whole candidates: small slices that fit a processor's cache, in blocks.

Everything the fit adds up is a sum over candidates, so a block can be worked on anywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.measurement.arrays import Ints
from assessment.measurement.observations import Observations

SLICE, BLOCK = 24_000, 250_000
"""Ratings in a slice and in a block, roughly."""

NOBODY, NO_RATING = -1, -2
"""Instead of a rater: a rating without a rater effect, and an empty place."""

Small = npt.NDArray[np.int32]
Tiny = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Slice:
    """The ratings of some neighbouring candidates, as a table: one column for each answer.

    The rows are the places for its ratings. An answer with fewer ratings than its neighbours has
    empty places, where the rater is `NO_RATING` and nothing adds anything.
    """

    candidates: int
    dimensions: int
    cell: Small
    """For each answer the place of its candidate and competency, row by row."""
    item: Small
    """For each answer."""
    rater: Small
    """For each place; -1 for a rating that nobody gave."""
    level: Tiny


@dataclass(frozen=True, slots=True)
class Block:
    """Slices that are worked on together, and which part of the whole they are."""

    slices: tuple[Slice, ...]
    candidates: slice
    answers: slice


def blocks(data: Observations, *, slice_size: int = SLICE, block_size: int = BLOCK) -> list[Block]:
    """The whole table, in order, in parts."""
    heads = np.append(np.flatnonzero(np.diff(data.answer, prepend=-1)), len(data))
    first = np.searchsorted(data.candidate[heads[:-1]], np.arange(len(data.candidates) + 1))
    found: list[Block] = []
    waiting: list[Slice] = []
    person = answer = size = 0
    for low, high in _cuts(first, np.diff(heads), slice_size):
        waiting.append(_cut(data, heads, first, (low, high)))
        size += waiting[-1].level.size
        if size >= block_size or high == len(data.candidates):
            last = int(first[high])
            found.append(Block(tuple(waiting), slice(person, high), slice(answer, last)))
            person, answer, size, waiting = high, last, 0, []
    return found


def _cuts(first: Ints, counts: Ints, size: int) -> Iterator[tuple[int, int]]:
    """Ranges of candidates with about `size` places for ratings each."""
    last = len(first) - 1
    widest = np.zeros(last, dtype=np.int64)
    given = np.diff(first) > 0
    widest[given] = np.maximum.reduceat(counts, first[:-1][given]) if given.any() else 0
    low = rows = 0
    for person, (width, end) in enumerate(zip(widest.tolist(), first[1:].tolist(), strict=True)):
        rows = max(rows, width)
        if rows * (end - int(first[low])) > size and person > low:
            yield low, person
            low, rows = person, width
    yield low, last


def _cut(data: Observations, heads: Ints, first: Ints, people: tuple[int, int]) -> Slice:
    low, high = int(first[people[0]]), int(first[people[1]])
    start, counts = heads[low:high], np.diff(heads[low : high + 1])
    ratings = slice(int(heads[low]), int(heads[high]))
    item = data.item[start]
    dimensions = len(data.dimensions)
    column = np.repeat(np.arange(high - low), counts)
    row = np.arange(len(column)) - np.repeat(start - heads[low], counts)
    shape = (int(counts.max(initial=1)), high - low)
    rater = np.full(shape, NO_RATING, dtype=np.int32)
    level = np.zeros(shape, dtype=np.int8)
    rater[row, column], level[row, column] = data.rater[ratings], data.level[ratings]
    cell = (data.candidate[start] - people[0]) * dimensions + data.item_dimension[item]
    return Slice(
        candidates=people[1] - people[0],
        dimensions=dimensions,
        cell=cell.astype(np.int32),
        item=item.astype(np.int32),
        rater=rater,
        level=level,
    )
