"""Uses of words that hide what the role is, found by patterns that a person can read."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assessment.scoping.adverts.terms import Span
from assessment.scoping.adverts.wordings import any_of
from question_bank.adverts import Confusion


class ConfusionMark(NamedTuple):
    """One confusion and the words that show it."""

    kind: Confusion
    span: Span


_MES = r"(?:MES|[Mm]anufacturing [Ee]xecution(?: [Ss]ystems?)?(?: ?\(MES\))?)"
_MOM = r"(?:MOM|[Mm]anufacturing [Oo]perations [Mm]anagement(?: [Ss]ystems?)?(?: ?\(MOM\))?)"
_SAME = (
    r"(?: ?[/\\|=]-? ?| ?-/-?| or (?:a |an )?|,? (?:also|sometimes|now) (?:known|called) as "
    r"| ?\((?:or |aka |also |a\.k\.a\. )?)"
)
_SOLD = r"(?:-| )(?:systems?|solutions?|software|platforms?|applications?|tools?|products?)"
_ISA = r"(?:(?:ANSI/)?ISA[- ]?(?:S)?95|IEC[- ]?62264)"
_SYSTEM = r"(?:ERP|WMS|LIMS|SCADA|PLM|QMS|CMMS|APS|DCS|EAM|LES|PLC|SAP|historian|HMI|EBR|IoT|IIoT)"
_ONE = rf"(?:{_SYSTEM}|[A-Z][A-Za-z]+(?: [A-Za-z]+){{0,4}} \({_SYSTEM}\)|{_MES})"
_COMMA = r"(?:\s?[,/;]\s?(?:and |or )?|\s(?:and|or|&)\s)"
_OVER = r"(?:above|on top of|over)"
_BELOW = r"(?:below|under|beneath)"

_PATTERNS = (
    (
        Confusion.SYNONYMS,
        any_of(
            rf"\b{_MES}{_SAME}{_MOM}(?!\w)",
            rf"\b{_MOM}{_SAME}{_MES}(?!\w)",
            r"\bterms MES and MOM interchangeabl\w+",
            r"\bMES and MOM (?:as synonyms|interchangeabl\w+)",
            r"\bMOM is (?:just )?(?:the|a) (?:modern|new|other|newer) (?:name|word|term) for MES",
            r"\bMES, or MOM\b|\bMOM, or MES\b",
            exact=True,
        ),
    ),
    (
        Confusion.LISTED,
        any_of(
            rf"\b{_ONE}{_COMMA}{_ONE}{_COMMA}{_MOM}(?!\w)",
            rf"\b{_MOM}{_COMMA}{_ONE}{_COMMA}{_ONE}(?!\w)",
            rf"\b{_ONE}{_COMMA}{_MOM}{_COMMA}{_ONE}(?!\w)",
            rf"\bMES(?: and | & | ?\+ ?)MOM{_SOLD}|\bMOM(?: and | & | ?\+ ?)MES{_SOLD}",
            exact=True,
        ),
    ),
    (
        Confusion.CERTIFIED,
        any_of(
            rf"{_ISA}[- ](?:certif\w+|complian\w+)",
            rf"\b[Cc]ertif\w+ (?:in|for|to|of|on|with)[^.;,]{{0,12}}{_ISA}",
            rf"\b[Cc]ertificat\w+: ?(?:[\w -]+, )?{_ISA}",
            rf"\b[Cc]omplian\w+ (?:with|to) {_ISA}",
            exact=True,
        ),
    ),
    (
        Confusion.ABOVE,
        any_of(
            rf"\bMOM\b(?: \w+){{0,5}} {_OVER} (?:the |an? |our )?(?:\w+ )?{_MES}\b",
            rf"\b{_MOM} (?:layer|tier|level)?[^.;]{{0,30}}\bbetween {_MES} and ERP",
            rf"\bfrom {_MES} to {_MOM}\b[^.;]{{0,20}}ERP",
            rf"\b{_MES} (?:sits |is )?{_BELOW} (?:the )?MOM\b",
            exact=True,
        ),
    ),
)
_ISA_NAMED = any_of(_ISA, exact=True)
_LEVEL = any_of(
    r"\b[Ll]evels? ?[0-3] ?(?:-|–|to|through) ?(?:4/)?5\b|\b[Ll]evels? ?(?:3\.5|5)\b",
    r"\bL ?0 ?(?:-|–|to) ?L? ?(?:4 ?/ ?L?)?5\b|\bL ?(?:3\.5|5)\b|\b[Ll]ayers? ?(?:3\.5|5)\b",
    exact=True,
)
_OWNERS = any_of(r"Purdue|62443|ISA-?99|CPwE|PERA|seriali[sz]ation")
"""Whom Level 3.5 and 5 may belong to: nothing is confused where one of them is named."""
_NEAR = 90
"""Characters between ISA-95 and a level that is given to it."""


def confusions_in(sentence: str, start: int = 0) -> Iterator[ConfusionMark]:
    """The confusions in one sentence; `start` is where it stands in the text."""
    taken: list[Span] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(sentence):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                yield ConfusionMark(kind, (start + match.start(), start + match.end()))
    yield from _levels(sentence, start)


def _levels(sentence: str, start: int) -> Iterator[ConfusionMark]:
    """Level 3.5 or 5 beside ISA-95, where nobody else is named whom they could belong to."""
    if _OWNERS.search(sentence):
        return
    named = list(_ISA_NAMED.finditer(sentence))
    for level in _LEVEL.finditer(sentence):
        near = [n for n in named if _apart(n, level) <= _NEAR]
        if near:
            first, last = min(near[0].start(), level.start()), max(near[0].end(), level.end())
            yield ConfusionMark(Confusion.LEVELS, (start + first, start + last))


def _apart(one: re.Match[str], other: re.Match[str]) -> int:
    return max(one.start() - other.end(), other.start() - one.end(), 0)
