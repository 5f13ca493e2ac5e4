"""Confusions that only the whole advert shows: a product for a scope, a title for other duties."""

import re
from collections.abc import Iterator, Sequence

from assessment.scoping.adverts.confusions import ConfusionMark
from assessment.scoping.adverts.names import NAMES, NamedSystem
from assessment.scoping.adverts.splitting import AdvertPart, SplitAdvert
from assessment.scoping.adverts.targets import ENOUGH, TargetReading
from assessment.scoping.adverts.terms import Span
from question_bank.adverts import Confusion
from question_bank.taxonomy import TargetLevel

_PLANT_TITLE = re.compile(
    r"\b(engineer|specialist|technician|analyst|support|administrator|coordinator)\b", re.IGNORECASE
)
_PLACE_TITLE = re.compile(r"\b(plant|site|factory|mill|shop[ -]?floor)\b", re.IGNORECASE)
_NO_PLACE = re.compile(
    r"\b(?:(?:smart|digital|connected|intelligent|virtual|future|lights?[ -]out) (?:factory|plant)"
    r"|factory of the future|factory automation|plant simulation|site reliability"
    r"|(?:on|off|cross|inter)[ -]?site)\b",
    re.IGNORECASE,
)
"""Where the word is no place: *smart factory* is a programme, *on-site* is how one works."""
_WIDER_TITLE = re.compile(
    r"\b(global|group|enterprise|corporate|regional|architect|manager|lead(er)?|head|director|owner"
    r"|program(me)?|principal|chief|vp|worldwide|consultant)\b",
    re.IGNORECASE,
)
_ALL_SITES = re.compile(
    r"\b(multi[ -]?(site|plant)|(all|several) (sites|plants)|global|group|enterprise|corporate"
    r"|regional)\b",
    re.IGNORECASE,
)
_SURE = 0.8
_SHORT_LINE = 6
_LISTED_SHARE = 0.5


def whole_confusions(
    advert: SplitAdvert, names: Sequence[NamedSystem], target: TargetReading, *, asks: bool
) -> Iterator[ConfusionMark]:
    """The confusions of the advert as a whole; `asks` says whether it asks for any cell."""
    title = next((s for s in advert.of(AdvertPart.TITLE)), None)
    if not title:
        return
    here = (title.start, title.end)
    if not asks and (product := _product(advert, names, here)):
        yield ConfusionMark(Confusion.PRODUCT_SCOPE, product)
    if _hides_the_duties(title.text, target):
        yield ConfusionMark(Confusion.PLANT_TITLE, here)


def _hides_the_duties(title: str, target: TargetReading) -> bool:
    """Whether a title of one plant stands over duties for many sites."""
    wider = _WIDER_TITLE.search(title)
    if _PLACE_TITLE.search(_NO_PLACE.sub(" ", title)) and not _ALL_SITES.search(title):
        return target.enterprise >= ENOUGH
    enterprise = target.target is TargetLevel.ENTERPRISE and target.probability >= _SURE
    return enterprise and bool(_PLANT_TITLE.search(title)) and not wider


def _product(advert: SplitAdvert, names: Sequence[NamedSystem], title: Span) -> Span | None:
    """Where a product stands for the scope: in the title, or a title above a list of products."""
    products = [n for n in names if n.kind == "platform"]
    in_title = [n.span for n in products if title[0] <= n.span[0] < title[1]]
    if in_title:
        return in_title[0]
    body = advert.of(AdvertPart.DUTIES, AdvertPart.REQUIREMENTS)
    short = [s for s in body if len(s.text.split()) <= _SHORT_LINE]
    listed = sum(any(n.kind for n in NAMES.found(s.text)) for s in short)
    if products and body and listed >= _LISTED_SHARE * len(body):
        return products[0].span
    return None
