"""Ratings by subject, in groups that a bootstrap can draw.

Every coefficient here is a function of sums over subjects. A group's sums are made once; a
bootstrap sample only weights them. A group is one subject while there are few, and some subjects
taken at random once there are many, which leaves the sampling distribution as it is.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from assessment.measurement.arrays import Floats, Ints

MOST_GROUPS = 400
SEED = 20_260_302


@dataclass(frozen=True, slots=True)
class Subjects:
    """Ratings of the subjects that at least two raters rated; others say nothing of agreement."""

    subject: Ints
    rater: Ints
    value: Floats
    category: Ints
    """The place of the value among `levels`."""
    levels: Floats
    subjects: int
    raters: int
    group: Ints
    """For each subject."""
    groups: int

    @classmethod
    def of(cls, subject: Ints, rater: Ints, value: Floats) -> Self:
        """From one entry for each rating, in any order; names may be any numbers."""
        _, code, count = np.unique(subject, return_inverse=True, return_counts=True)
        shared = count[code] > 1
        _, person = np.unique(subject[shared], return_inverse=True)
        names, judge = np.unique(rater[shared], return_inverse=True)
        levels, category = np.unique(value[shared], return_inverse=True)
        size = int(person.max(initial=-1)) + 1
        group, groups = _grouped(size)
        order = np.lexsort((judge, person))
        return cls(
            subject=person[order],
            rater=judge[order],
            value=value[shared][order].astype(float),
            category=category[order],
            levels=levels.astype(float),
            subjects=size,
            raters=len(names),
            group=group,
            groups=groups,
        )

    @property
    def counts(self) -> Floats:
        """Ratings of each subject."""
        counts: Floats = np.bincount(self.subject, minlength=self.subjects).astype(float)
        return counts

    def by_category(self) -> Floats:
        """Subjects by levels: how many raters gave that level."""
        size = len(self.levels)
        cells = self.subject * size + self.category
        counted = np.bincount(cells, minlength=self.subjects * size)
        return counted.reshape(self.subjects, size).astype(float)

    def per_subject(self, values: Floats) -> Floats:
        """Sums of one value for each rating."""
        total: Floats = np.bincount(self.subject, weights=values, minlength=self.subjects).astype(
            float
        )
        return total

    def per_group(self, values: Floats) -> Floats:
        """Sums of one row for each subject."""
        flat = values.reshape(self.subjects, -1)
        if self.groups == self.subjects:
            return flat
        found = np.zeros((self.groups, flat.shape[1]))
        np.add.at(found, self.group, flat)
        return found


def _grouped(subjects: int) -> tuple[Ints, int]:
    if subjects <= MOST_GROUPS:
        return np.arange(subjects), subjects
    places = np.arange(subjects) % MOST_GROUPS
    return np.random.default_rng(SEED).permutation(places), MOST_GROUPS


def bootstrap_weights(groups: int, samples: int, seed: int = SEED) -> Floats:
    """Samples by groups: how often each group is drawn."""
    chance = np.random.default_rng(seed)
    drawn: Floats = chance.multinomial(groups, np.full(groups, 1 / groups), samples).astype(float)
    return drawn
