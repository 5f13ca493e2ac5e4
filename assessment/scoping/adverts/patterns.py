"""Scope evidence that patterns find better than a model: titles, reporting lines, site counts."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assessment.scoping.adverts.splitting import AdvertPart, AdvertSentence, SplitAdvert
from assessment.scoping.adverts.targets import ScopeMark
from assessment.scoping.adverts.wordings import any_of
from question_bank.taxonomy import TargetLevel


class ScopePattern(NamedTuple):
    """What a pattern speaks for, and how much it weighs; 1 is one clear sentence."""

    target: TargetLevel
    weight: float
    pattern: re.Pattern[str]


_PLANT, _ENTERPRISE = TargetLevel.PLANT, TargetLevel.ENTERPRISE
_PLACES = r"(?:sites|plants|factories|facilities|mills|works)"
_OUR = r"(?:our |the |all |its )?(?:of our )?"
_SEVERAL = (
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|multiple"
    r"|all|many)"
)
_KINDS = r"(?:(?:other|manufacturing|production|our|of our|different|global) )*"
_LEADING_TO = r"(?:across|over|to|for|in|at|of|with|from|our|serves?|shape the future of)"
_ONE_PLACE = r"(?:site|plant|factory|works|mill|dairy)"
_DEPARTMENT = (
    r"(?:site|plant|works|factory|production|maintenance|engineering|manufacturing)"
    r" (?:\w+ )?(?:manager|director|lead|head)"
)
_GLOBAL_THING = (
    r"(?:template|core model|standards?|standardi[sz]ation|design board|process owner|roadmap"
    r"|steering|platform|architecture)"
)

_TITLES = (
    ScopePattern(
        _ENTERPRISE, 1.0, any_of(r"\b(?:global(?:ly)?|enterprise|group|corporate|worldwide)\b")
    ),
    ScopePattern(
        _ENTERPRISE, 0.7, any_of(r"\b(?:regional|EMEA|APAC|americas|multi-?site|head of digital)\b")
    ),
    ScopePattern(_PLANT, 1.0, any_of(r"\b(?:site|plant|shop ?floor|local|shift|works)\b")),
    ScopePattern(_PLANT, 0.4, any_of(r"\b(?:technician|operator|supervisor|controls engineer)\b")),
)
_DUTIES = (
    ScopePattern(
        _ENTERPRISE,
        1.0,
        any_of(rf"\b{_LEADING_TO} {_OUR}{_SEVERAL} {_KINDS}{_PLACES}\b"),
    ),
    ScopePattern(
        _ENTERPRISE,
        1.0,
        any_of(
            rf"\b(?:all|multiple|across)(?: of)?(?: our| the)? {_KINDS}{_PLACES}\b",
            r"\b(?:every|each) (?:site|plant|factory)\b",
        ),
    ),
    ScopePattern(_ENTERPRISE, 1.0, any_of(rf"\bglobal (?:MES )?{_GLOBAL_THING}\b")),
    ScopePattern(
        _ENTERPRISE,
        0.9,
        any_of(
            r"\bcent(?:er|re) of excellence\b",
            r"\bmulti-?site\b",
            r"\bdesign authority\b",
            r"\breports? to the (?:CIO|CTO|CDO)\b",
        ),
    ),
    ScopePattern(
        _PLANT, 1.2, any_of(rf"\breport(?:s|ing)? (?:directly )?to (?:the |our )?{_DEPARTMENT}\b")
    ),
    ScopePattern(_PLANT, 0.5, any_of(r"\bon-?call\b")),
    ScopePattern(
        _PLANT,
        1.0,
        any_of(
            r"\bshop ?floor (?:support|presence)\b",
            r"\bon the (?:shop )?floor\b",
            r"\b(?:night|early|late|second|third) shift\b",
        ),
    ),
    ScopePattern(
        _PLANT,
        0.6,
        any_of(
            r"\b(?:with|for|train(?:ing)?|support(?:ing)?|help(?:ing)?|lead(?:ing)?) (?:the |\d+ )?"
            r"operators\b",
            r"\bshift (?:leaders?|leads?|crews?|teams?|supervisors?)\b",
        ),
    ),
    ScopePattern(_PLANT, 1.0, any_of(rf"\b(?:at|for|in|of) (?:our|the) (?:\w+ )?{_ONE_PLACE}\b")),
    ScopePattern(
        _PLANT,
        0.9,
        any_of(
            r"\b(?:at|to|for|of|in) (?:the|our) [A-Z][\w-]+ (?:[Mm]anufacturing |[Pp]roduction )?"
            r"(?:site|plant|facility|mill)\b",
            r"\b(?:at|for) one of (?:our|their|its) (?:\w+ )?(?:sites|plants|factories)\b",
            r"\blocal project\b",
            exact=True,
        ),
    ),
)
_ONE_SITE = any_of(
    rf"\b(?:implement|introduc|deploy|rolls?|rolled|rolling|adapt|follow)\w*\b[^.;]{{0,60}}"
    rf"\b(?:at|in|to) (?:our|the) (?:\w+ )?{_ONE_PLACE}\b",
    rf"\b{_ONE_PLACE} follows the global\b",
    rf"\b(?:represent|support)\w* the {_ONE_PLACE} in\b|\blocal deviations to a minimum\b",
    r"\bglobal (?:MES |program(?:me)? |project |core )?teams?\b",
    r"\b(?:with|to) the global (?:program(?:me)?|project)(?:/\w+)? (?:manager|lead|office)\b",
)
"""A global word in one plant's job: it follows the template, or works with its owners."""
_PLACE_OF_WORK = any_of(
    r"\b(?:based|located|situated|stationed) (?:\w+ )?(?:at|in|on|near|out of)\b",
    r"\b(?:job location|place of work|work location|remote flexibility|days on-?site)\b",
)
"""Where the desk stands is no scope."""
_CUSTOMERS = any_of(r"\b(?:customer|client)s?\b")


def names_customers(advert: SplitAdvert) -> bool:
    """Whether the work is for customers: then it is done in their plants, not in one's own."""
    return any(_CUSTOMERS.search(s.text) for s in advert.of(AdvertPart.DUTIES))


def may_speak_for(sentence: str, target: TargetLevel) -> bool:
    """Whether a sentence may be evidence for `target`.

    One about customers speaks for neither, a place of work not for a plant role, and one that
    follows a global template at one site not for an enterprise role.
    """
    if _CUSTOMERS.search(sentence):
        return False
    if target is _PLANT:
        return not _PLACE_OF_WORK.search(sentence)
    return not _ONE_SITE.search(sentence)


def scope_patterns(advert: SplitAdvert) -> Iterator[ScopeMark]:
    """The scope marks that patterns find in the title and in duties."""
    for sentence in advert.of(AdvertPart.TITLE):
        yield from _found(sentence, _TITLES)
    for sentence in advert.of(AdvertPart.DUTIES):
        for mark in _found(sentence, _DUTIES):
            if may_speak_for(sentence.text, mark.target):
                yield mark


def _found(sentence: AdvertSentence, patterns: tuple[ScopePattern, ...]) -> Iterator[ScopeMark]:
    for target, weight, pattern in patterns:
        if match := pattern.search(sentence.text):
            span = (sentence.start + match.start(), sentence.start + match.end())
            yield ScopeMark(target, weight, (sentence.start, sentence.end), (span,))
