"""How the review of a client pack names the texts it holds words of, and which are about whom.

The review is a form about a whole requisition, so its fields say by a digest which text they mean.
"""

import hashlib
from collections.abc import Iterable, Iterator

from assessment.domain.ids import InterviewId, ItemId, RaterId, SheetKey

FORM = "client pack"
"""The name of the review among the forms that are not saved yet."""


def field_of(key: str) -> str:
    """The field that holds the wording of one text."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def evidence(sheet: SheetKey, item: ItemId) -> str:
    """Key of what a rater noted on an item."""
    return f"evidence {sheet.box} {item}"


def reasons(sheet: SheetKey) -> str:
    """Key of why a rater recommends so."""
    return f"reasons {sheet.box}"


def debrief(record: int) -> str:
    """Key of what a record of the debrief says, by its place in the log."""
    return f"debrief {record}"


def added(interview: InterviewId, item: ItemId) -> tuple[str, str]:
    """Keys of an added question's title and prompt."""
    return f"added {interview} {item} title", f"added {interview} {item} prompt"


def fields_about(
    noted: Iterable[tuple[InterviewId, RaterId, ItemId]], records: Iterable[int]
) -> frozenset[str]:
    """The fields about one candidate: of what raters `noted`, and of the debrief's `records`."""
    return frozenset(map(field_of, (*_noted(noted), *map(debrief, records))))


def _noted(noted: Iterable[tuple[InterviewId, RaterId, ItemId]]) -> Iterator[str]:
    for interview, rater, item in noted:
        sheet = SheetKey(interview, rater)
        yield from (evidence(sheet, item), reasons(sheet), *added(interview, item))
