"""Parts of names that somebody typed in another spelling: small letters, without accents."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

SHORTEST = 3
"""Letters of a part of a name that is looked for."""
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
_ORDINARY = frozenset(
    {"all", "and", "any", "are", "but", "can", "day", "did", "far", "few", "for", "get", "got"}
    | {"had", "has", "her", "him", "his", "how", "its", "let", "long", "low", "man", "may", "mine"}
    | {"more", "most", "much", "new", "nor", "not", "now", "off", "old", "one", "our", "out", "own"}
    | {"per", "put", "say", "see", "set", "she", "the", "too", "two", "use", "was", "way", "well"}
    | {"who", "why", "will", "with", "yes", "yet", "you", "young"}
)
"""Words of which every note is full: as a name they are only found as the name is written."""


def other_spellings(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Where `text` has a part of one of `names` in any case, with or without its accents."""
    pattern = _sought(tuple(names))
    if pattern is None:
        return []
    if text.isascii():
        return [m.span() for m in pattern.finditer(text.lower())]
    folded, places = _folded(text)
    return [(places[m.start()], _end(text, places[m.end() - 1])) for m in pattern.finditer(folded)]


@lru_cache(maxsize=8)
def _sought(names: tuple[str, ...]) -> re.Pattern[str] | None:
    parts = {p for name in names for part in re.split(r"[\s-]+", name) for p in _spellings(part)}
    wanted = sorted((p for p in parts if len(p) >= SHORTEST and p not in _ORDINARY), key=len)
    if not wanted:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, reversed(wanted)))})(?!\w)")


def _spellings(part: str) -> set[str]:
    """`müller` as `muller` and `mueller`; blank for what is no word in letters."""
    if any(c.isdigit() for c in part) or not any(unicodedata.category(c) == "Ll" for c in part):
        return set()
    composed = unicodedata.normalize("NFC", part).casefold()
    return {_folded(composed)[0], _folded(composed.translate(_UMLAUTS))[0]}


def _folded(text: str) -> tuple[str, list[int]]:
    """`text` in small letters without accents, and from which place each letter of it is."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        for plain in unicodedata.normalize("NFKD", letter).casefold().translate(_PLAIN):
            if not unicodedata.combining(plain):
                letters.append(plain)
                places.append(at)
    return "".join(letters), places


def _end(text: str, last: int) -> int:
    """Behind a letter and the accents that were typed after it."""
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
