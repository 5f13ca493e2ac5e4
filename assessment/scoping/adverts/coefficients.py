"""The fitted model as text: the weight of each term for each label, and how they are added up.

A label's probability is the logistic function of its intercept plus the weights of the terms that
occur (binary terms, logistic regression). Nothing is pickled: a reviewer reads the weights.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assessment.domain.errors import Invalid
from assessment.scoping.adverts.terms import Span, terms
from question_bank import adverts
from question_bank.taxonomy import (
    CELLS,
    EIGHT_ACTIVITIES,
    Activity,
    Cell,
    OperationsCategory,
    TargetLevel,
)

ANY_CELL = "cell"
INTERCEPT = "(intercept)"
LABELS = (
    ANY_CELL,
    *(c.value for c in OperationsCategory),
    *(a.value for a in EIGHT_ACTIVITIES),
    *(t.value for t in TargetLevel),
)
TOGETHER = 0.7
_CARRYING = 3
_SHARE_OF_STRONGEST = 0.45


class LabelReading(NamedTuple):
    """What the model says of one label in one sentence."""

    probability: float
    words: tuple[Span, ...]
    """The places of the terms that carried it, strongest first."""


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """Weights by label and term."""

    weights: Mapping[str, Mapping[str, float]]

    def read(self, sentence: str) -> Mapping[str, LabelReading]:
        """Every label's probability for a sentence, with the words that raised it."""
        found = terms(sentence)
        return {label: self._label(label, found) for label in LABELS}

    def _label(self, label: str, found: Mapping[str, Span]) -> LabelReading:
        weights = self.weights[label]
        raised = {t: weights[t] for t in found if t in weights}
        total = weights[INTERCEPT] + sum(raised.values())
        strongest = sorted(raised, key=lambda t: -raised[t])[:_CARRYING]
        least = _SHARE_OF_STRONGEST * max(raised.values(), default=0)
        words = tuple(found[t] for t in strongest if raised[t] > 0 and raised[t] >= least)
        return LabelReading(1 / (1 + math.exp(-total)), words)


def cell_probabilities(reading: Mapping[str, LabelReading]) -> Mapping[Cell, float]:
    """How likely a sentence asks for each cell: for any × (its category × its activity)^0.7.

    The two are not independent, so that their plain product is too low; the exponent was chosen on
    the corpus by grouped folds.
    """
    anything = reading[ANY_CELL].probability
    return {
        cell: anything
        * (
            reading[cell.operations_category.value].probability
            * reading[cell.activity.value].probability
        )
        ** TOGETHER
        for cell in CELLS
    }


def cell_words(reading: Mapping[str, LabelReading], cell: Cell) -> tuple[Span, ...]:
    """The places of the words behind one cell."""
    named = (ANY_CELL, cell.operations_category.value, cell.activity.value)
    return tuple(dict.fromkeys(span for label in named for span in reading[label].words))


def written(model: SentenceModel) -> Iterable[str]:
    """The lines of a model file: each label, then its terms from the strongest weight down."""
    yield "# Weights of the advert reader; written by: python -m benchmarks.advert_training"
    for label in LABELS:
        yield f"[{label}]"
        ranked = sorted(model.weights[label].items(), key=lambda kv: (kv[0] != INTERCEPT, -kv[1]))
        yield from (f"{weight:+.3f} {term}" for term, weight in ranked)


def parsed(lines: Iterable[str], path: Path) -> SentenceModel:
    """The model that `lines` hold. Raises Invalid with the file and line of the first fault."""
    weights: dict[str, dict[str, float]] = {}
    label = ""
    for number, line in enumerate(lines, 1):
        if line.startswith("[") and line.endswith("]"):
            label = line[1:-1]
            weights[label] = {}
        elif line and not line.startswith("#"):
            weight, _, term = line.partition(" ")
            try:
                weights[label][term] = float(weight)
            except (KeyError, ValueError) as fault:
                raise Invalid(f"{path}:{number}: a line is a weight and a term") from fault
    if missing := [name for name in LABELS if INTERCEPT not in weights.get(name, {})]:
        raise Invalid(f"{path}: no weights for {', '.join(missing)}")
    return SentenceModel(weights)


@cache
def shipped_model() -> SentenceModel:
    """The reviewed coefficients that come with Levelset."""
    path = adverts.folder() / adverts.MODEL_FILE
    return parsed(path.read_text("utf-8").splitlines(), path)


def labels_of(sentence: adverts.LabelledSentence) -> Mapping[str, bool | None]:
    """What each label should be for a sentence; None where the sentence says nothing of it."""
    categories = {c.operations_category for c in sentence.cells}
    activities: set[Activity] = {c.activity for c in sentence.cells}
    asks = bool(sentence.cells)
    return {
        ANY_CELL: asks,
        **{c.value: (c in categories if asks else None) for c in OperationsCategory},
        **{a.value: (a in activities if asks else None) for a in EIGHT_ACTIVITIES},
        **{t.value: t in sentence.scope for t in TargetLevel},
    }
