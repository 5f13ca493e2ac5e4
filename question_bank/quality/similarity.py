"""Questions that read alike though no text of theirs is the same word for word."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log, sqrt
from typing import NamedTuple

from question_bank.content_words import subject_words
from question_bank.errors import Problem
from question_bank.loader import Authored
from question_bank.passages import gist, prompts
from question_bank.strict_yaml import At

MOST_ALIKE = 0.5
"""The cosine similarity that two prompts, or the anchors of two questions, may have: 0 without a
common word, 1 with all of them. Ours stay below 0.45; one rewritten with other nouns does not."""


_ROUNDING = 1e-9


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
    for (one, other), figure in sorted(_cosines(_weighted(texts)).items()):
        if figure > MOST_ALIKE and gist(texts[one]) != gist(texts[other]):
            yield Likeness(one, other, figure)


def _weighted(texts: Sequence[str]) -> list[dict[str, float]]:
    """For each text its words by tf-idf, at length 1: a word counts more the fewer texts have it.

    In plain Python, because importing scikit-learn takes longer than all of the check.
    """
    counted = [Counter(subject_words(text)) for text in texts]
    held_by = Counter(word for words in counted for word in words)
    rarity = {w: log((1 + len(texts)) / (1 + held)) + 1 for w, held in held_by.items()}
    weighted = []
    for words in counted:
        weights = {word: times * rarity[word] for word, times in words.items()}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1
        weighted.append({word: weight / length for word, weight in weights.items()})
    return weighted


def _cosines(weighted: Sequence[dict[str, float]]) -> dict[tuple[int, int], float]:
    """The cosine similarity of each two texts that could be above the limit.

    Two texts are compared when one has a telling word of the other. Without any, their similarity
    is at most the length of what is left of a text beside its telling words.
    """
    tellers: dict[str, list[int]] = {}
    for place, weights in enumerate(weighted):
        for word in _telling(weights):
            tellers.setdefault(word, []).append(place)
    pairs = {
        (min(place, other), max(place, other))
        for place, weights in enumerate(weighted)
        for word in weights
        for other in tellers.get(word, ())
        if other != place
    }
    return {
        (one, other): sum(
            weighted[one][word] * weight
            for word, weight in weighted[other].items()
            if word in weighted[one]
        )
        for one, other in pairs
    }


def _telling(weights: dict[str, float]) -> Iterator[str]:
    """The heaviest words of a text, until the rest of it is shorter than MOST_ALIKE."""
    left = sum(weight * weight for weight in weights.values())
    for word, weight in sorted(weights.items(), key=lambda pair: -pair[1]):
        if left < MOST_ALIKE * MOST_ALIKE - _ROUNDING:
            return
        yield word
        left -= weight * weight
