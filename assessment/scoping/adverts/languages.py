"""Which language a sentence is written in, by its small words."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_SMALL_WORDS = {
    "English": "the of and to in for with you your our we are is on as or by an be will from this",
    "German": "der die das und sie ihr ihre wir mit für von zu den im ein eine auf oder bei als "
    "sowie sich nach zur zum des dem ist sind werden ihnen",
    "French": "le la les et de des du vous votre vos nous en pour dans au aux une un sur avec "
    "notre est êtes sont ou mes par",
    "Spanish": "el la los las y de del en para con una un por que se su sus al como o nuestro "
    "nuestra es",
    "Swedish": "och att du vi är som för med på av det en ett har till våra vår dig din kommer",
    "Dutch": "de het een en van je wij voor met op bij is aan jij onze ons als te zijn naar",
    "Italian": "il la lo gli le e di del della dei per con una un che si in alla nel sono",
    "Portuguese": "o a os as e de do da dos das em para com uma um que no na por você nos",
    "Polish": "i w z na do się oraz dla jest pracy nasz przez lub",
}
_SETS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 2
"""Small words that a sentence needs before anything is said about its language."""


class Languages(NamedTuple):
    """How a text is shared out among languages."""

    foreign: str
    """The commonest language besides English, or an empty text."""
    foreign_share: float
    """The share of words, among those that could be told, in sentences that are not English."""


def language_of(sentence: str) -> str:
    """The language of one sentence, or an empty text where too few small words tell."""
    words = [word.casefold() for word in _WORD.findall(sentence)]
    counts = {name: sum(word in small for word in words) for name, small in _SETS.items()}
    best = max(counts, key=lambda name: counts[name])
    if counts[best] < _FEWEST or (best != "English" and counts[best] <= counts["English"]):
        return "English" if counts["English"] >= _FEWEST else ""
    return best


def languages(sentences: Iterable[str]) -> Languages:
    """How much of the sentences is not English, weighed by their words."""
    words: Counter[str] = Counter()
    for sentence in sentences:
        if name := language_of(sentence):
            words[name] += len(_WORD.findall(sentence))
    total = sum(words.values())
    others = [name for name, _ in words.most_common() if name != "English"]
    share = 1 - words["English"] / total if total else 0.0
    return Languages(others[0] if others else "", share)


def is_small_word(word: str) -> bool:
    """Whether any of the languages has it among its small words."""
    return any(word.casefold() in small for small in _SETS.values())
