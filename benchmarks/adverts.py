"""How well the advert reader reads: on sentences by grouped folds, and on whole adverts.

    python -m benchmarks.adverts            # all sets of whole adverts and the folds
    python -m benchmarks.adverts --short    # without the folds
    python -m benchmarks.adverts --each     # what went wrong, advert by advert

Nothing is trained on the whole adverts. The first set was used to choose thresholds; the second and
the third were each written afterwards. What was read in them at first is in the model card.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from assessment.scoping.adverts.coefficients import LABELS, cell_probabilities, labels_of
from assessment.scoping.adverts.kinds import NotAnAdvert
from assessment.scoping.adverts.reading import AdvertReading, read_advert
from benchmarks.advert_training import fit
from question_bank import adverts
from question_bank.adverts import AdvertTarget, LabelledSentence, WholeAdvert

FOLDS = 5
PARTS = ("first", "second", "third")
SURE = 0.8
"""A target this likely is stated with high confidence."""


class Read(NamedTuple):
    """One advert and its reading; None where it was refused."""

    advert: WholeAdvert
    reading: AdvertReading | None


def read(advert: WholeAdvert) -> Read:
    try:
        return Read(advert, read_advert(advert.text))
    except NotAnAdvert:
        return Read(advert, None)


def targets(found: Sequence[Read]) -> dict[str, float]:
    """Shares of the adverts that can be decided, and how often a confident answer was wrong."""
    decidable = [r for r in found if r.advert.target.value in {"plant", "enterprise"}]
    said = [(r.advert.target.value, r.reading and r.reading.target) for r in decidable]
    wrong = sum(bool(t and t.target and t.target.value != want) for want, t in said)
    unsure = sum(not t or t.target is None for _, t in said)
    crossed = sum(
        bool(t and t.target and t.target.value != want and t.probability >= SURE)
        for want, t in said
    )
    open_ = [r for r in found if r.advert.target is AdvertTarget.UNDECIDED]
    decided = sum(bool(r.reading and r.reading.target.target) for r in open_)
    refused = [r for r in found if r.advert.target is AdvertTarget.UNSUPPORTED]
    return {
        "decidable": len(decidable),
        "target wrong": wrong / len(decidable),
        "cannot tell": unsure / len(decidable),
        "wrong with high confidence": crossed,
        "undecided adverts": len(open_),
        "of these given a target": decided,
        "unsupported languages": len(refused),
        "of these refused": sum(r.reading is None for r in refused),
        "English refused": sum(r.reading is None for r in found if r not in refused),
    }


def cells(found: Sequence[Read]) -> dict[str, float]:
    read_ = [(r.advert.cells, set(r.reading.cells)) for r in found if r.reading]
    none = [got for want, got in read_ if not want]
    return {
        **_precision([(set(want), got) for want, got in read_]),
        "asked for": sum(len(want) for want, _ in read_),
        "adverts that ask for none": len(none),
        "none proposed there": sum(not got for got in none) / max(len(none), 1),
    }


def confusions(found: Sequence[Read]) -> dict[str, float]:
    pairs = [
        (set(r.advert.confusions), {c.kind for c in r.reading.confusions})
        for r in found
        if r.reading
    ]
    return {**_precision(pairs), "labelled": sum(len(want) for want, _ in pairs)}


def platforms(found: Sequence[Read]) -> dict[str, float]:
    pairs = [
        (set(r.advert.platforms), {n.name for n in r.reading.names if n.kind == "platform"})
        for r in found
        if r.reading
    ]
    return {**_precision(pairs), "labelled": sum(len(want) for want, _ in pairs)}


def _precision(pairs: Sequence[tuple[set[object], set[object]]]) -> dict[str, float]:
    right = sum(len(want & got) for want, got in pairs)
    got_all = sum(len(got) for _, got in pairs)
    want_all = sum(len(want) for want, _ in pairs)
    return {
        "precision": right / got_all if got_all else float("nan"),
        "recall": right / want_all if want_all else float("nan"),
    }


def folds(sentences: Sequence[LabelledSentence]) -> dict[str, float]:
    """Average precision of each label, and of cells at the reader's own threshold, by groups."""
    groups = [s.group for s in sentences]
    scores: dict[str, list[tuple[float, bool]]] = {label: [] for label in LABELS}
    pairs = []
    for train, test in GroupKFold(FOLDS).split(sentences, groups=groups):
        model = fit([sentences[i] for i in train])
        for sentence in (sentences[i] for i in test):
            said = model.read(sentence.text)
            for label, want in labels_of(sentence).items():
                if want is not None:
                    scores[label].append((said[label].probability, want))
            likely = {c for c, p in cell_probabilities(said).items() if p >= 0.5}
            pairs.append((set(sentence.cells), likely))
    averages = {
        label: float(average_precision_score([w for _, w in s], [p for p, _ in s]))
        for label, s in scores.items()
    }
    none = [got for want, got in pairs if not want]
    return {
        **{f"average precision, {label}": value for label, value in averages.items()},
        **{f"cells at 0.5, {k}": v for k, v in _precision(pairs).items()},
        "sentences without a cell given one": sum(bool(got) for got in none) / len(none),
    }


def calibration(found: Sequence[Read]) -> list[tuple[str, int, float]]:
    """For bins of stated probability: how many targets were stated, and how many were right."""
    rows = []
    for low, high in ((0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        right = [
            r.reading.target.target.value == r.advert.target.value
            for r in found
            if r.reading
            and r.reading.target.target
            and low <= r.reading.target.probability < high
            and r.advert.target.value in {"plant", "enterprise"}
        ]
        rows.append(
            (f"{low:.1f}-{min(high, 1):.1f}", len(right), float(np.mean(right or [np.nan])))
        )
    return rows


def each(found: Sequence[Read]) -> None:
    """Print every advert that was read otherwise than it is labelled."""
    for advert, reading in found:
        if reading is None:
            print(f"{advert.name}: refused ({advert.target.value})")
            continue
        got = reading.target.target.value if reading.target.target else "undecided"
        if got != advert.target.value:
            sure = f"{reading.target.probability:.2f}"
            sides = f"{reading.target.plant:.1f}/{reading.target.enterprise:.1f}"
            print(f"{advert.name}: {got} {sure} {sides}, not {advert.target.value}")
        named = {n.name for n in reading.names if n.kind == "platform"}
        confused = {c.kind for c in reading.confusions}
        for noun, found_, want in (
            ("cell", {c.key for c in reading.cells}, {c.key for c in advert.cells}),
            ("confusion", confused, set(advert.confusions)),
            ("platform", named, set(advert.platforms)),
        ):
            _differences(advert.name, noun, set(found_), set(want))


def _differences(name: str, noun: str, got: set[str], want: set[str]) -> None:
    for extra in sorted(got - want):
        print(f"{name}: {noun} {extra} invented")
    for missed in sorted(want - got):
        print(f"{name}: {noun} {missed} missed")


def show(title: str, figures: dict[str, float]) -> None:
    print(f"\n{title}")
    for name, value in figures.items():
        said = f"{value:.0f}" if float(value).is_integer() and value != 1 else f"{value:.2f}"
        print(f"  {name:<42}{said:>8}")


def main() -> None:
    corpus = adverts.sentences()
    hard = sum(not s.cells and not s.scope for s in corpus)
    groups = Counter(s.group for s in corpus)
    print(f"{len(corpus)} sentences in {len(groups)} groups, {hard} of them evidence of nothing")
    for part in PARTS:
        found = [read(a) for a in adverts.whole_adverts(part)]
        if not found:
            continue
        print(f"\n== {part} set: {len(found)} whole adverts")
        show("target", targets(found))
        show("cells", cells(found))
        show("confusions", confusions(found))
        show("platforms", platforms(found))
        print("\ncalibration of the target: stated probability, how many, share right")
        for bin_, count, right in calibration(found):
            print(f"  {bin_:<10}{count:>4}{right:>8.2f}")
        if "--each" in sys.argv:
            each(found)
    if "--short" not in sys.argv:
        show(f"sentences, {FOLDS} grouped folds", folds(corpus))


if __name__ == "__main__":
    main()
