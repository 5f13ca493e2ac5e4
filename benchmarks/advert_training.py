"""Fit the advert reader's sentence model on the labelled corpus, and write it as text.

    python -m benchmarks.advert_training           # writes question_bank/content/adverts/model.txt
    python -m benchmarks.advert_training --check   # exits 1 if the committed file differs

One L2 logistic regression per label on binary terms, then a second one on the terms that weigh
most, so that the file stays short enough to be read. No random step: the same corpus gives the
same file.
"""

import sys
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assessment.scoping.adverts.coefficients import (
    INTERCEPT,
    LABELS,
    SentenceModel,
    labels_of,
    written,
)
from assessment.scoping.adverts.terms import terms
from question_bank import adverts
from question_bank.adverts import LabelledSentence

SMALLEST_COUNT = 2
"""Sentences that a term has to occur in."""
LONGEST = 140
"""Terms that a label keeps."""
STRENGTH = 2.0
"""Inverse regularisation, the same for every label; chosen by grouped folds."""


def fit(sentences: Sequence[LabelledSentence]) -> SentenceModel:
    """The model of `sentences`."""
    found = [frozenset(terms(s.text)) for s in sentences]
    wanted = [labels_of(s) for s in sentences]
    weights = {}
    for label in LABELS:
        rows = [i for i, labels in enumerate(wanted) if labels[label] is not None]
        y = np.array([bool(wanted[i][label]) for i in rows])
        weights[label] = _label([found[i] for i in rows], y)
    return SentenceModel(weights)


def _label(rows: list[frozenset[str]], y: np.ndarray) -> dict[str, float]:
    counts: dict[str, int] = {}
    for row in rows:
        for term in row:
            counts[term] = counts.get(term, 0) + 1
    vocabulary = sorted(t for t, n in counts.items() if n >= SMALLEST_COUNT)
    first = _fitted(rows, y, vocabulary)
    kept = [*sorted(first, key=lambda t: (-abs(first[t]), t))[:LONGEST], INTERCEPT]
    second = _fitted(rows, y, [t for t in kept if t != INTERCEPT])
    return {t: round(w, 3) for t, w in second.items() if t == INTERCEPT or abs(w) >= 0.05}


def _fitted(rows: list[frozenset[str]], y: np.ndarray, vocabulary: list[str]) -> dict[str, float]:
    at = {term: i for i, term in enumerate(vocabulary)}
    cells = [(r, at[t]) for r, row in enumerate(rows) for t in row if t in at]
    r, c = zip(*cells, strict=True)
    x = csr_matrix((np.ones(len(cells)), (r, c)), shape=(len(rows), len(vocabulary)))
    model = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-6).fit(x, y)
    weights = dict(zip(vocabulary, model.coef_[0].tolist(), strict=True))
    return {INTERCEPT: float(model.intercept_[0]), **weights}


def main() -> int:
    text = "\n".join(written(fit(adverts.sentences()))) + "\n"
    path = adverts.folder() / adverts.MODEL_FILE
    if "--check" in sys.argv:
        same = path.read_text("utf-8") == text
        print(f"{path.name} {'agrees with' if same else 'differs from'} the corpus")
        return 0 if same else 1
    path.write_text(text, "utf-8", newline="\n")
    print(f"wrote {path}: {len(text.splitlines())} lines")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
