"""Questions that read alike though no text of theirs is the same word for word."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from question_bank.errors import Problem
from question_bank.loader import Authored
from question_bank.passages import gist, prompts
from question_bank.strict_yaml import At

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
    """Every pair of questions whose prompts or anchors read alike, at the later of the two.

    The variants of one question tell one situation: only those of another may not.
    """
    yield from _pairs("prompt", "reads like the one", [*_prompts(authored)])
    yield from _pairs("anchors", "read like the ones", [*_anchors(authored)])


class _Said(NamedTuple):
    """A text that is compared, and where it stands."""

    entry: Authored
    at: At
    text: str

    @property
    def line(self) -> int:
        return self.entry.parsed.line(self.at)


def _prompts(authored: Sequence[Authored]) -> Iterator[_Said]:
    return (_Said(a, p.at, p.text) for a in authored for p in prompts(a.question))


def _anchors(authored: Sequence[Authored]) -> Iterator[_Said]:
    for entry in authored:
        behaviour = " ".join(anchor.behaviour for anchor in entry.question.anchors)
        yield _Said(entry, ("anchors",), behaviour)


def _pairs(what: str, how: str, said: Sequence[_Said]) -> Iterator[Problem]:
    for one, other, figure in alike([text for _, _, text in said]):
        first, second = said[one], said[other]
        if first.entry.path == second.entry.path:
            continue
        told = (
            f"the {what} {how} at {first.entry.path.name}:{first.line}: "
            f"similarity {figure:.2f}, and {MOST_ALIKE:.2f} is the limit"
        )
        yield Problem(second.entry.path, second.line, told)


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
