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


LONGEST = 40
"""Words in an anchor: a rater reads it in a glance while somebody talks."""

SHIPPED_STEPS = (1, 2, 3, 5)
"""The levels that every question of the shipped bank describes; one's own may leave out 2."""

MOST_ITEMS = 3
"""Things that a level 5 may be given for."""

_HOW_MANY = re.compile(r"\b(at least|any|both|all|either|one of|two of)\b", re.IGNORECASE)


def ladder(entry: Authored) -> Iterator[Problem]:
    """What is missing from the levels of a question in the shipped bank."""
    question = entry.question
    described = {anchor.level for anchor in question.anchors}
    for level in SHIPPED_STEPS:
        if level not in described:
            said = f"no anchor for level {level}; the shipped bank describes 1, 2, 3 and 5"
            yield Problem(entry.path, entry.parsed.line(("anchors",)), said)
    for i, anchor in enumerate(question.anchors):
        if anchor.level == 5:
            for said in _outstanding(anchor.behaviour):
                yield Problem(entry.path, entry.parsed.line(("anchors", i, "behaviour")), said)


def _outstanding(behaviour: str) -> Iterator[str]:
    if not _HOW_MANY.search(behaviour):
        yield "level 5 does not say how many of its points are needed; write At least two of: …"
    items = behaviour.count(";") + 1
    if items > MOST_ITEMS:
        yield f"level 5 lists {items} points; at most {MOST_ITEMS} are taken"


def remarks(entry: Authored) -> Iterator[Problem]:
    """Anchors that are too long, and pairs of them that say the same, more or less."""
    anchors = entry.question.anchors
    for i, anchor in enumerate(anchors):
        words = len(anchor.behaviour.split())
        if words > LONGEST:
            line = entry.parsed.line(("anchors", i, "behaviour"))
            said = f"the anchor {anchor.level} has {words} words; at most {LONGEST} are taken"
            yield Problem(entry.path, line, said)
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
