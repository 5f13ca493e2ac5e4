"""The fields of an amendment: for each part of an answer, what may be entered in its place."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from assessment.domain.deviations import Deviation, OffKit
from assessment.domain.ids import ItemId
from assessment.domain.kit import AskedQuestion
from assessment.domain.rating import LEVELS, EntryValue, Kind, NotRated, Recommendation
from assessment.services.reading.scorecards import ScorecardView
from assessment.ui.shared.draft_form import KeptForm

VERDICTS: tuple[EntryValue, ...] = (*LEVELS, *NotRated)


class AmendedValue(NamedTuple):
    """The value to append, and the part of the answer it is about, as in an entry."""

    value: EntryValue
    part: str = ""


def words(value: EntryValue) -> str:
    if isinstance(value, NotRated | Recommendation):
        return value.label
    return "cleared" if value is None else str(value)


def left_kit(view: ScorecardView, item: ItemId) -> Deviation | None:
    """How the question left the kit, where that has a reason of its own to write."""
    return next((d for d in view.off_kit if d.item.id == item and d.kind is not OffKit.ADDED), None)


def question_asked(view: ScorecardView, item: ItemId) -> AskedQuestion:
    return next(a.item.asked for a in view.answers if a.item.id == item)


def _verdict(view: ScorecardView, item: ItemId, form: KeptForm) -> AmendedValue:
    held = view.card.record(item).verdict
    first = held if held in VERDICTS else VERDICTS[0]
    return AmendedValue(
        form.listed("level", "Level, or reason for none", VERDICTS, initial=first, named=words)
    )


def _evidence(view: ScorecardView, item: ItemId, form: KeptForm) -> AmendedValue:
    held = view.card.record(item).evidence
    return AmendedValue(form.text("evidence", "What you heard", initial=held, height=160))


def _belief(view: ScorecardView, item: ItemId, form: KeptForm) -> AmendedValue:
    known, held = question_asked(view, item).wrong_beliefs, view.card.record(item).beliefs
    return _tick(form, known, held, ("Heard", "Not heard"))


def _probe(view: ScorecardView, item: ItemId, form: KeptForm) -> AmendedValue:
    known, held = question_asked(view, item).probes, view.card.record(item).probes
    return _tick(form, known, held, ("Asked", "Not asked"))


def _off_kit(view: ScorecardView, item: ItemId, form: KeptForm) -> AmendedValue:
    left = left_kit(view, item)
    kind, held = (left.kind, left.because) if left else (OffKit.SKIPPED, "")
    asked = "Why it was not asked" if kind is OffKit.SKIPPED else "Why it was asked out of order"
    return AmendedValue(form.text("reason", asked, initial=held), kind)


def _tick(
    form: KeptForm, known: Sequence[str], held: Sequence[int], ways: tuple[str, str]
) -> AmendedValue:
    """Each of the known ones can change in one of the two ways only: from what the sheet says."""
    number = form.listed(
        "number",
        "Change",
        range(len(known)),
        initial=0,
        named=lambda n: f"{ways[n in held]}: {known[n]}",
    )
    return AmendedValue(number not in held, str(number))


def _recommendation(view: ScorecardView, _item: ItemId, form: KeptForm) -> AmendedValue:
    options = list(Recommendation)
    first = view.card.recommendation or options[0]
    return AmendedValue(
        form.listed("recommendation", "Recommendation", options, initial=first, named=words)
    )


def _reasons(view: ScorecardView, _item: ItemId, form: KeptForm) -> AmendedValue:
    return AmendedValue(form.text("reasons", "Your reasons", initial=view.card.reasons, height=160))


FIELDS: Mapping[Kind, Callable[[ScorecardView, ItemId, KeptForm], AmendedValue]] = {
    Kind.VERDICT: _verdict,
    Kind.EVIDENCE: _evidence,
    Kind.BELIEF: _belief,
    Kind.PROBE: _probe,
    Kind.DEVIATION: _off_kit,
    Kind.RECOMMENDATION: _recommendation,
    Kind.REASONS: _reasons,
}
