"""Questions that read alike though no text of theirs is the same word for word."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from question_bank.errors import Problem
from question_bank.loader import Authored
from question_bank.passages import gist

MOST_ALIKE = 0.5
"""The cosine similarity that two prompts, or the anchors of two questions, may have: 0 without a
common word, 1 with all of them. Ours stay below 0.45; one rewritten with other nouns does not."""

LETTERS = r"[^\W\d_]{2,}"
"""A word that counts. Numbers do not: the same situation with other numbers is the same one."""


class Likeness(NamedTuple):
    """Two texts, by their places in a list, and how alike they are."""

    one: int
    other: int
    figure: float


def remarks(authored: Sequence[Authored]) -> Iterator[Problem]:
    """Every pair of questions whose prompts or anchors read alike, at the later of the two."""
    prompts = [a.question.prompt for a in authored]
    anchors = [" ".join(x.behaviour for x in a.question.anchors) for a in authored]
    for key, verb, texts in (("prompt", "reads", prompts), ("anchors", "read", anchors)):
        for one, other, figure in alike(texts):
            first, second = authored[one], authored[other]
            there = f"{first.path.name}:{first.parsed.line((key,))}"
            said = (
                f"the {key} {verb} like the {'one' if verb == 'reads' else 'ones'} at {there}: "
                f"similarity {figure:.2f}, and {MOST_ALIKE:.2f} is the limit"
            )
            yield Problem(second.path, second.parsed.line((key,)), said)


def alike(texts: Sequence[str]) -> Iterator[Likeness]:
    """The pairs of `texts` above the limit; those equal word for word are not among them."""
    if len(texts) < 2:
        return
    # Here, so that loading a bank does not wait for scikit-learn.
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  # see above

    vectors = TfidfVectorizer(token_pattern=LETTERS, stop_words="english")
    try:
        weights = vectors.fit_transform(texts)
    except ValueError:  # nothing but numbers and words such as "what" and "the"
        return
    likeness = (weights @ weights.T).tocoo()
    pairs = zip(likeness.row.tolist(), likeness.col.tolist(), likeness.data.tolist(), strict=True)
    for one, other, figure in sorted(pairs):
        if one < other and figure > MOST_ALIKE and gist(texts[one]) != gist(texts[other]):
            yield Likeness(one, other, figure)
