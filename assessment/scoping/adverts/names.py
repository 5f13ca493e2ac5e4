"""Platforms and kinds of systems that a text names. Their names carry no scope."""

import re
from functools import cached_property
from typing import NamedTuple

from question_bank import adverts

_ACRONYM = re.compile(r"[A-Z]{2,6}")
_ASEPTIC = re.compile(r"aseptic|media fill|steril", re.IGNORECASE)


class NamedSystem(NamedTuple):
    """A name found in a text."""

    kind: str
    """`platform` for a product, `system` for a kind of software or device."""
    name: str
    span: tuple[int, int]


class NameFinder:
    """Finds every name of the shipped list, the longest spelling first."""

    @cached_property
    def _by_spelling(self) -> dict[str, tuple[str, str]]:
        return {s: (n.kind, n.name) for n in adverts.names() for s in n.spellings}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self._by_spelling, key=len, reverse=True)
        each = [f"(?i:{_loose(s)})" if s == s.lower() else _loose(s) for s in longest]
        return re.compile(rf"(?<![\w])(?:{'|'.join(each)})(?![\w])")

    def found(self, text: str) -> tuple[NamedSystem, ...]:
        """The names in `text` in order; APS is none where sterile filling is simulated."""
        named = []
        for match in self._pattern.finditer(text):
            kind, name = self._meant_by(match.group())
            if not (name == "APS" and _ASEPTIC.search(text)):
                named.append(NamedSystem(kind, name, match.span()))
        return tuple(named)

    def _meant_by(self, found: str) -> tuple[str, str]:
        spelled = re.sub(r"\s+", " ", found).replace("–", "-")
        written = (spelled, spelled.lower(), *map(spelled.removesuffix, ("s", "es")))
        return next(self._by_spelling[w] for w in written if w in self._by_spelling)


def _loose(spelling: str) -> str:
    """A pattern for `spelling` over a line break, with a dash for its hyphen or as a plural."""
    plural = "(?:e?s)?" if _ACRONYM.fullmatch(spelling) else ""
    return re.escape(spelling).replace(r"\ ", r"\s+").replace(r"\-", "[-–]") + plural


NAMES = NameFinder()
