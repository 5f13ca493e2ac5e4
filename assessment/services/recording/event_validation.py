"""Check an event against its scorecard: an item that exists, a part that its question has."""

from collections.abc import Iterable

from assessment.domain.added import PREFIX, AddedQuestion
from assessment.domain.errors import Invalid
from assessment.domain.ids import ItemId
from assessment.domain.kit import InterviewKit, KitItem
from assessment.domain.rating import Entry, Kind
from assessment.services.recording.sheet_events import SheetEvent
from assessment.services.store.text_cleaning import LONGEST_TEXT


def check_added(kit: InterviewKit, item: ItemId, text: str) -> None:
    """An added question is one that the kit does not have, under the id that it makes."""
    if not text:
        return
    added = AddedQuestion.read(text)
    number = next(
        (n for n, i in enumerate(kit.items, 1) if i.asked.question == added.item.asked.question),
        None,
    )
    if number:
        raise Invalid(f"Question {number} of this kit is already {added.item.asked.question}.")
    if added.item.id != item:
        raise Invalid(f"The added question {added.item.asked.question} is not {item}.")


def check_part(kit: InterviewKit, item: KitItem, event: SheetEvent) -> None:
    listed = {Kind.PROBE: item.asked.probes, Kind.BELIEF: item.asked.wrong_beliefs}.get(event.kind)
    if listed is not None and int(event.part) >= len(listed):
        raise Invalid(f"{named(kit, item.id)} has no {event.kind} number {event.part}.")


def check_length(kit: InterviewKit, event: SheetEvent) -> None:
    if len(str(event.value)) > LONGEST_TEXT:
        raise Invalid(
            f"The note on {named(kit, event.item)} has {len(str(event.value)):,} "
            f"characters. Shorten it to {LONGEST_TEXT:,} or fewer. The rest of the scorecard "
            "is saved."
        )


def added_items(entries: Iterable[Entry]) -> dict[ItemId, KitItem]:
    """The items that these entries add; others among them are left alone."""
    texts = (str(e.value) for e in entries if e.kind is Kind.ADDED and e.value)
    return {(item := AddedQuestion.read(text).item).id: item for text in texts}


def named(kit: InterviewKit, item: ItemId) -> str:
    number = next((n for n, i in enumerate(kit.items, 1) if i.id == item), None)
    if number:
        return f"question {number}"
    return "the added question" if item.startswith(PREFIX) else "the recommendation"
