"""From a reading to a proposed brief, each part with the words of the advert behind it."""

from collections.abc import Iterable, Mapping

from assessment.domain.brief_origin import WayIn
from assessment.domain.role import Emphasis
from assessment.scoping.adverts.asking import questions
from assessment.scoping.adverts.reading import AdvertReading
from assessment.scoping.adverts.rewriting import suggested_title
from assessment.scoping.adverts.terms import Span
from assessment.scoping.proposal import BriefProposal, Proposed
from question_bank.platform_content import Platform
from question_bank.taxonomy import Cell, OrganisationalScope, TargetLevel

ESSENTIAL = 0.85
"""A cell this likely is proposed as essential."""
MOST_QUOTED = 3
_STEP = 10


def proposal(reading: AdvertReading, name: str, platforms: Mapping[str, Platform]) -> BriefProposal:
    """What the advert `name` proposes. Where it cannot be told, nothing is proposed, only asked."""
    title = suggested_title(reading) or reading.title
    return BriefProposal(
        way_in=WayIn.ADVERT,
        name=name,
        cells={cell: _cell(reading, cell) for cell in reading.cells},
        organisational_scope=_scope(reading),
        enterprise_share=_share(reading),
        open_questions=tuple(
            Proposed(value=q.question, evidence=(q.why,)) for q in questions(reading, platforms)
        ),
        title=Proposed(value=title, evidence=(reading.title or title,)) if title else None,
    )


def cell_quotes(reading: AdvertReading, cell: Cell) -> tuple[str, ...]:
    """The sentences that ask for a cell, the likeliest first."""
    marks = sorted((m for m in reading.cell_marks if m.cell == cell), key=lambda m: -m.probability)
    return _quotes(reading, (m.sentence for m in marks))


def target_quotes(reading: AdvertReading, target: TargetLevel) -> tuple[str, ...]:
    """The sentences that speak for one target, the weightiest first."""
    marks = sorted((m for m in reading.scope_marks if m.target is target), key=lambda m: -m.weight)
    return _quotes(reading, (m.sentence for m in marks))


def _cell(reading: AdvertReading, cell: Cell) -> Proposed[Emphasis]:
    probability = reading.cells[cell]
    emphasis: Emphasis = 2 if probability >= ESSENTIAL else 1
    return Proposed(
        value=emphasis, evidence=cell_quotes(reading, cell), probability=min(probability, 1.0)
    )


def _scope(reading: AdvertReading) -> Proposed[OrganisationalScope] | None:
    target = reading.target.target
    if target is None:
        return None
    scope = (
        OrganisationalScope.ONE_SITE
        if target is TargetLevel.PLANT
        else OrganisationalScope.ENTERPRISE_PROGRAMME
    )
    return Proposed(
        value=scope,
        evidence=_why_target(reading, target),
        probability=reading.target.probability,
    )


def _share(reading: AdvertReading) -> Proposed[int] | None:
    """The share of enterprise evidence, in steps of ten, at the target's side of the middle."""
    found = reading.target
    if found.target is None:
        return None
    share = found.enterprise / (found.enterprise + found.plant)
    rounded = round(share * 100 / _STEP) * _STEP
    limited = min(rounded, 40) if found.target is TargetLevel.PLANT else max(rounded, 60)
    return Proposed(
        value=limited,
        evidence=_why_target(reading, found.target),
        probability=found.probability,
    )


def _why_target(reading: AdvertReading, target: TargetLevel) -> tuple[str, ...]:
    """The advert's own words, or what stands in for them where the cells alone decided."""
    if quotes := target_quotes(reading, target):
        return quotes
    return ("The duties are daily work in operations, and nothing speaks for other sites.",)


def _quotes(reading: AdvertReading, spans: Iterable[Span]) -> tuple[str, ...]:
    texts = dict.fromkeys(reading.text[a:b] for a, b in spans)
    return tuple(texts)[:MOST_QUOTED]
