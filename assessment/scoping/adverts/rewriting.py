"""How an advert could say it better: the words as they stand, and what to write instead."""

from collections.abc import Iterator
from typing import NamedTuple

from assessment.scoping.adverts.reading import AdvertReading
from assessment.scoping.adverts.splitting import AdvertPart
from assessment.scoping.adverts.terms import Span
from assessment.scoping.adverts.wordings import any_of
from question_bank.adverts import Confusion
from question_bank.taxonomy import TargetLevel


class Rewrite(NamedTuple):
    """A stretch of the advert and what to write there; no span where something is missing."""

    instead: str
    span: Span | None = None


_INSTEAD = {
    Confusion.SYNONYMS: (
        "Say what is in scope: “production execution and tracing”, or “production, quality and "
        "maintenance operations”."
    ),
    Confusion.LISTED: "Leave MOM out of the list of systems, or name the work that you mean by it.",
    Confusion.CERTIFIED: "Write “used to scoping or integrating by ISA-95”.",
    Confusion.LEVELS: (
        "Write “ISA-95 Levels 0 to 4”, and name the network model if security is part of the role."
    ),
    Confusion.ABOVE: "Write which decisions are meant instead of a layer.",
    Confusion.PRODUCT_SCOPE: (
        "Name the work before the product: “Own guided execution and batch records (on …)”."
    ),
}
_ABOUT_SOFTWARE = any_of(
    r"\b(?:configur|support|maintain|develop|implement|administ|customi[sz]|enhanc|deploy|roll out)"
    r"[\w-]*(?:,? [\w/&-]+){0,6}?,? \(?"
    r"(?:MES|MOM|systems?|applications?|software|platforms?|solutions?)\b"
)
"""A verb with what it is done to: *implementation and operation of the MES*."""


def rewrites(reading: AdvertReading) -> tuple[Rewrite, ...]:
    """The suggestions, in the order of the advert, each once; what is missing comes last."""
    found = list({r.instead: r for r in reversed(list(_confused(reading)))}.values())
    if not reading.cells and (duty := _first_duty(reading)):
        found.append(
            Rewrite(
                "Name the work that the software is for, such as “guided work instructions that "
                "operators sign off”.",
                duty,
            )
        )
    found.sort(key=lambda rewrite: rewrite.span or (len(reading.text), 0))
    if reading.target.target is None:
        found.append(
            Rewrite(
                "Add a sentence such as “You are responsible for [one site, by name | these "
                "sites] and report to [the plant manager | the head of …]”."
            )
        )
    return tuple(found)


def suggested_title(reading: AdvertReading) -> str:
    """A title that says what the duties say; an empty text where the advert's own will do."""
    kinds = {c.kind for c in reading.confusions}
    if Confusion.PLANT_TITLE in kinds:
        return "MES template and standards lead (all sites)"
    if Confusion.PRODUCT_SCOPE in kinds and reading.target.target is TargetLevel.PLANT:
        return "Site MES engineer"
    return ""


def _confused(reading: AdvertReading) -> Iterator[Rewrite]:
    for kind, span in reading.confusions:
        if kind is Confusion.PLANT_TITLE:
            yield Rewrite(
                f"Call the role “{suggested_title(reading)}”, or change the duties.", span
            )
        else:
            yield Rewrite(_INSTEAD[kind], span)


def _first_duty(reading: AdvertReading) -> Span | None:
    """The first duty that is about software alone."""
    duties = reading.split.of(AdvertPart.DUTIES)
    about = (d for d in duties if _ABOUT_SOFTWARE.search(d.text))
    return next(((d.start, d.end) for d in about), None)
