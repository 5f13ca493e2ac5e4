"""One rater's sheet for one interview, as it stands: draft, then submitted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from assessment.domain.added import AddedQuestion
from assessment.domain.ids import ItemId, SheetKey
from assessment.domain.kit import InterviewKit, KitItem
from assessment.domain.rating import (
    Entry,
    Kind,
    NotRated,
    Recommendation,
    Standing,
    Verdict,
    current,
)
from assessment.domain.status import Status

EVIDENCE_LEVELS = frozenset({1, 5})
"""Levels that ask for evidence before the scorecard can be submitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord:
    """What one rater noted on one item."""

    item: ItemId
    verdict: Verdict = None
    rated_at: datetime | None = None
    evidence: str = ""
    probes: tuple[int, ...] = ()
    """Numbers (from 0) of the probes that were asked."""
    beliefs: tuple[int, ...] = ()
    """Numbers (from 0) of the wrong beliefs that were heard."""
    seconds: int = 0

    @property
    def level(self) -> int | None:
        return self.verdict if isinstance(self.verdict, int) else None

    @property
    def not_rated(self) -> NotRated | None:
        return self.verdict if isinstance(self.verdict, NotRated) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """Derived from the log; nothing here is stored."""

    sheet: SheetKey
    items: Mapping[ItemId, ItemRecord]
    recommendation: Recommendation | None
    reasons: str
    submitted_at: datetime | None
    amendments: tuple[Entry, ...]
    """Changes made after submission, each with its reason, oldest first."""
    proposed: tuple[Entry, ...]
    """What another tab or device still held when the sheet was submitted, oldest first."""
    added: tuple[AddedQuestion, ...] = ()
    """Questions beside the kit's, in the order of the log."""
    off_kit: Mapping[tuple[ItemId, str], str] = field(default_factory=dict)
    """Item and kind of deviation to the reason given for it."""

    @property
    def status(self) -> Status:
        return Status.SUBMITTED if self.submitted_at else Status.DRAFT

    def record(self, item: ItemId) -> ItemRecord:
        return self.items.get(item) or ItemRecord(item=item)

    @property
    def rated(self) -> int:
        return sum(r.level is not None for r in self.items.values())


def scorecard(sheet: SheetKey, entries: Iterable[Entry]) -> Scorecard:
    """The sheet as its log says; `entries` may be the counting ones or the whole history."""
    kept = sorted(entries, key=lambda e: e.id)
    counting = current(kept)
    by_item: dict[ItemId, list[Entry]] = {}
    for entry in counting.values():
        if entry.item:
            by_item.setdefault(entry.item, []).append(entry)

    def whole(kind: Kind) -> Entry | None:
        return next((e for e in counting.values() if e.kind is kind and not e.item), None)

    recommendation, reasons, submit = (
        whole(Kind.RECOMMENDATION),
        whole(Kind.REASONS),
        whole(Kind.SUBMIT),
    )
    return Scorecard(
        sheet=sheet,
        items={item: _record(item, noted) for item, noted in by_item.items()},
        recommendation=cast("Recommendation | None", recommendation.value)
        if recommendation
        else None,
        reasons=str(reasons.value) if reasons else "",
        submitted_at=submit.at if submit else None,
        amendments=tuple(e for e in kept if e.because and e.standing is Standing.COUNTS),
        proposed=tuple(e for e in kept if e.standing is Standing.PROPOSED),
        added=_added(counting.values()),
        off_kit={
            (e.item, e.part): str(e.value)
            for e in counting.values()
            if e.kind is Kind.DEVIATION and e.value
        },
    )


def _added(counting: Iterable[Entry]) -> tuple[AddedQuestion, ...]:
    kept = sorted((e for e in counting if e.kind is Kind.ADDED and e.value), key=lambda e: e.id)
    return tuple(AddedQuestion.read(str(e.value)) for e in kept)


def items_of(kit: InterviewKit, card: Scorecard) -> tuple[KitItem, ...]:
    """Every item of one sheet: the kit's, then those that its rater added."""
    return (*kit.items, *(added.item for added in card.added))


def _record(item: ItemId, entries: list[Entry]) -> ItemRecord:
    def one(kind: Kind) -> Entry | None:
        return next((e for e in entries if e.kind is kind), None)

    def ticked(kind: Kind) -> tuple[int, ...]:
        return tuple(sorted(int(e.part) for e in entries if e.kind is kind and e.value))

    verdict, evidence, seconds = one(Kind.VERDICT), one(Kind.EVIDENCE), one(Kind.SECONDS)
    return ItemRecord(
        item=item,
        verdict=cast("Verdict", verdict.value) if verdict else None,
        rated_at=verdict.at if verdict and verdict.value is not None else None,
        evidence=str(evidence.value) if evidence else "",
        probes=ticked(Kind.PROBE),
        beliefs=ticked(Kind.BELIEF),
        seconds=cast("int", seconds.value) if seconds else 0,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that keeps a sheet from being submitted: where it is, and what to do there."""

    place: str
    todo: str
    kind: Kind
    """Of the entry that is missing."""
    item: ItemId | None = None
    """None where it is about the whole sheet."""

    @property
    def sentence(self) -> str:
        return f"{self.place}: {self.todo}."


def gaps(card: Scorecard, kit: InterviewKit) -> tuple[Gap, ...]:
    """Everything that keeps this sheet from being submitted, at once; empty when it is ready."""
    found = []
    for number, item in enumerate(items_of(kit, card), 1):
        record, place = card.record(item.id), f"Question {number}, {item.asked.title}"
        if record.verdict is None:
            todo = "give a level, or a reason for none"
            found.append(Gap(place=place, todo=todo, kind=Kind.VERDICT, item=item.id))
        elif record.level in EVIDENCE_LEVELS and not record.evidence.strip():
            todo = f"write down what you heard that makes this a {record.level}"
            found.append(Gap(place=place, todo=todo, kind=Kind.EVIDENCE, item=item.id))
    place = "Recommendation"
    if card.recommendation is None:
        todo = "choose one of the five options"
        found.append(Gap(place=place, todo=todo, kind=Kind.RECOMMENDATION))
    if not card.reasons.strip():
        found.append(Gap(place=place, todo="give your reasons", kind=Kind.REASONS))
    return tuple(found)


def before_submitting(card: Scorecard, kit: InterviewKit) -> tuple[str, ...]:
    """As `gaps`, one sentence each."""
    return tuple(gap.sentence for gap in gaps(card, kit))
