"""What a pasted text is, before it is read as an advert; other kinds are refused with a reason."""

import re

from assessment.domain.errors import Invalid
from assessment.scoping.adverts.languages import is_small_word, languages
from assessment.scoping.adverts.splitting import SplitAdvert
from assessment.scoping.adverts.wordings import any_of

FEWEST_WORDS = 15
MOST_WORDS = 6000
MOST_CHARACTERS = 400_000
MOST_FOREIGN = 0.45
"""Share of words in other languages from which a text is not read."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_CV = any_of(
    r"\bcurriculum vitae\b|\blebenslauf\b|\bberufserfahrung\b",
    r"\br[ée]sum[ée] of\b|\bdate of birth\b|\bnationality:|\bmarital status\b",
    r"\breferences (?:available|on request)|\bhobbies\b|\blinkedin\.com/in/",
    r"\b(?:work|professional|employment) (?:experience|history)\b",
    r"\bcareer (?:history|summary|objective)\b|\bpersonal (?:statement|profile|details)\b",
    r"\bI (?:am|have|was|led|worked|managed|built|designed|developed)\b",
    r"\bmy (?:role|career|experience|team)\b",
)
_DID = re.compile(
    r"^(?:[•·*-] )?(?:led|implemented|developed|designed|managed|built|supported|reduced|trained"
    r"|configured|created|delivered|introduced|improved|coordinated|migrated"
    r"|programmed|commissioned|achieved|increased|established)\b(?! by\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""A line of what somebody did; an advert says *lead* and *implement*."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")
_TOP = 400
"""Characters in which a CV tells how its owner is reached."""
_FEWEST_DEEDS = 3
_MONTH = r"(?:(?:0?[1-9]|1[0-2])[/.]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* )"
_PERIOD = any_of(
    rf"\b{_MONTH}?(?:19|20)\d\d ?(?:-|–|to) ?(?:present|today|now|date|current"
    rf"|{_MONTH}?(?:19|20)\d\d)\b"
)
_ADVERT = any_of(
    r"\byou will\b|\byou'll\b|\byour (?:tasks|profile|role|responsibilit\w+)\b",
    r"\bwe (?:offer|are looking|seek)\b|\bequal opportunity\b|\bthe role\b",
    r"\b(?:responsibilities|requirements|qualifications|apply|candidate|duties)\b",
)
_TENDER = any_of(
    r"\b(?:tender(?:er)?s?|bidders?|contracting authority|bill of quantities|award criteria)\b",
    r"\binvitation to (?:tender|bid)\b|\brequest for proposals?\b|\bsubmission of bids\b",
    r"\blot \d+ of\b|\bterms and conditions of purchase\b",
    r"\bthe (?:supplier|contractor|vendor) shall\b",
)
_TENDER_SIGNS = 4


class NotAnAdvert(Invalid):
    """A text that is not read, with what it seems to be."""


def check_text(text: str) -> None:
    """Raise NotAnAdvert where a mended text is empty, noise, a tender, a CV, or too long."""
    words = _WORD.findall(text)
    if not words and len(text) < FEWEST_WORDS:
        raise NotAnAdvert("There is no text here. Paste the advert, or upload it as a file.")
    if len(text) > MOST_CHARACTERS:
        raise _too_long(f"{len(text):,} characters")
    if _is_noise(text, words):
        raise NotAnAdvert("No readable sentences were found. Paste the advert's own words.")
    if _is_tender(text):
        raise NotAnAdvert(
            "This reads like a tender, not like a job advert. Paste only the description of "
            "the role."
        )
    if len(words) > MOST_WORDS:
        raise _too_long(f"{len(words):,} words")
    if is_cv(text):
        raise NotAnAdvert(
            "This reads like a candidate's CV, not like a job advert. It was not read any "
            "further, and nothing of it was stored."
        )
    if len(words) < FEWEST_WORDS:
        raise NotAnAdvert(
            f"There are only {len(words)} words here. Paste the whole advert: a title alone "
            "doesn't say enough."
        )


def is_cv(text: str) -> bool:
    """Whether the text tells one person's past: periods, deeds, first person, a CV's headings."""
    signs = len({m.group().casefold() for m in _CV.finditer(text)})
    signs += 2 * (len(_DID.findall(text)) >= _FEWEST_DEEDS) + bool(_ADDRESS.search(text[:_TOP]))
    periods = len(_PERIOD.findall(text))
    adverts = len({m.group().casefold() for m in _ADVERT.finditer(text)})
    return signs + min(periods, 4) >= 3 and (signs >= 1 or periods >= 3) and adverts <= signs


def check_language(split: SplitAdvert) -> None:
    """Raise NotAnAdvert where the body is not English, also inside an English frame."""
    found = languages(s.text for s in split.sentences)
    if found.foreign_share > MOST_FOREIGN:
        raise NotAnAdvert(
            f"The body of this advert is in {found.foreign}. Only English adverts can be read "
            "so far. Paste an English version, or fill in the brief yourself."
        )


def _too_long(size: str) -> NotAnAdvert:
    return NotAnAdvert(
        f"This text has {size}, which is too much for one advert. Paste only the advert."
    )


def _is_tender(text: str) -> bool:
    signs = len(_TENDER.findall(text))
    return signs >= _TENDER_SIGNS and len(_ADVERT.findall(text)) < signs


def _is_noise(text: str, words: list[str]) -> bool:
    """Whether hardly anything in it is a word people use."""
    letters = sum(len(word) for word in words)
    solid = sum(not c.isspace() for c in text)
    known = sum(is_small_word(word) for word in words)
    long = sum(len(word) > 24 for word in words)
    few_small = len(words) > 200 and known < len(words) * 0.02
    return letters < solid * 0.5 or long > len(words) * 0.1 or few_small
