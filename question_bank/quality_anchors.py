"""Whether the anchors of a question differ in kind: by what is done, not by how well."""

import re
from collections.abc import Iterator
from itertools import combinations

from question_bank.errors import Problem
from question_bank.loader import Authored
from question_bank.passages import gist

MOST_OVERLAP = 0.85
"""The share of words that two anchors may have in common; more, and one word tells them apart."""

DEGREES = re.compile(
    r"\b(?:accurately|actively|always|adequately|badly|best|better|briefly|broad|broadly"
    r"|careful|carefully|clearly|closely|complete|completely|comprehensive|consistently"
    r"|convincingly|correct|correctly|detailed|directly|easily|effectively|efficiently"
    r"|entirely|exactly|explicitly|extensively|extremely|few|firmly|frequently|full|fully"
    r"|generally|great|greatly|hardly|highly|largely|little|many|more|most|mostly|much"
    r"|often|partial|partially|partly|poorly|precise|precisely|properly|quickly|quite"
    r"|rarely|rather|readily|really|roughly|rough|several|slightly|slowly|sometimes"
    r"|somewhat|superficially|systematic|systematically|thorough|thoroughly|too|usually"
    r"|vague|vaguely|very|weakly|well)\b"
)
"""Words of degree: they grade a behaviour, and each rater draws the line elsewhere."""


def remarks(entry: Authored) -> Iterator[Problem]:
    """The pairs of anchors of one question that say the same, more or less."""
    anchors = entry.question.anchors
    for (_, one), (i, other) in combinations(enumerate(anchors), 2):
        if gist(one.behaviour) == gist(other.behaviour):
            continue  # told as a repetition
        said = _alike(one.behaviour, other.behaviour)
        if said:
            line = entry.parsed.line(("anchors", i, "behaviour"))
            message = f"the anchors {one.level} and {other.level} {said}; let them differ in kind"
            yield Problem(entry.path, line, message)


def overlap(one: str, other: str) -> float:
    """The words two texts share, of all that either uses: 1 when they use the same ones."""
    mine, yours = _words(one), _words(other)
    return 2 * len(mine & yours) / max(1, len(mine) + len(yours))


def _alike(one: str, other: str) -> str:
    if _undegreed(one) == _undegreed(other):
        return "differ only in words of degree"
    share = overlap(one, other)
    if share > MOST_OVERLAP:
        return f"have {share:.2f} of their words in common, where {MOST_OVERLAP:.2f} is the limit"
    return ""


def _undegreed(text: str) -> set[str]:
    return _words(DEGREES.sub("", text.casefold()))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
