"""From a rater's notes to the entries of her sheet, in the order and pace of an interview."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from assessment.domain.ids import ItemId, RaterId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.kit import TALK_ITEM
from assessment.domain.rating import Entry, EntryValue, Kind
from assessment.services.demo.content import InterviewText, NoteText, SheetText

CLIENT = "demo"
WELCOME = timedelta(minutes=3)
"""Before the first question is asked."""
GLANCE = 4
"""Seconds for an item that was never opened: long enough to say why it has no level."""


class _Act(NamedTuple):
    """One thing the rater did; `share` is how far into the item's time."""

    share: float
    kind: Kind
    part: str
    value: EntryValue


def sheet_log(
    interview: Interview, rater: RaterId, heard: InterviewText, *, board_ended: datetime | None
) -> list[Entry]:
    """Everything `rater` entered in this interview, oldest first; not yet stored."""
    start = interview.planned_at
    done = [
        *_answers(rater, heard, start + WELCOME, board_ended),
        *_closing(heard.sheets.get(rater), start),
    ]
    return [
        Entry(
            id=0,
            sheet=SheetKey(interview.id, rater),
            client=CLIENT,
            seq=seq,
            kind=act.kind,
            item=item,
            part=act.part,
            value=act.value,
            client_at=at,
            at=at,
        )
        for seq, (at, item, act) in enumerate(done, 1)
    ]


def in_order(logs: Iterable[list[Entry]]) -> list[Entry]:
    """All sheets as one log, by time: raters of one interview type at once."""
    return sorted((e for log in logs for e in log), key=lambda e: e.at)


def _answers(
    rater: RaterId, heard: InterviewText, opened: datetime, board_ended: datetime | None
) -> Iterator[tuple[datetime, ItemId, _Act]]:
    for item, notes in heard.answers.items():
        note = notes[rater]
        if item == TALK_ITEM and board_ended:
            opened = max(opened, board_ended)
        stay = timedelta(seconds=note.seconds or GLANCE)
        for act in sorted(_acts(note), key=lambda a: a.share):
            yield opened + act.share * stay, ItemId(item), act
        opened += stay


def _acts(note: NoteText) -> Iterator[_Act]:
    for n, probe in enumerate(note.probes, 1):
        yield _Act(0.3 + 0.4 * n / (len(note.probes) + 1), Kind.PROBE, str(probe), value=True)
    for n, belief in enumerate(note.beliefs):
        yield _Act(0.72 + 0.02 * n, Kind.BELIEF, str(belief), value=True)
    if note.evidence:
        yield _Act(0.85, Kind.EVIDENCE, "", note.evidence)
    if verdict := note.level or note.not_rated:
        yield _Act(0.95, Kind.VERDICT, "", verdict)
    if note.seconds:
        yield _Act(1.0, Kind.SECONDS, "", note.seconds)


def _closing(sheet: SheetText | None, start: datetime) -> Iterator[tuple[datetime, ItemId, _Act]]:
    if sheet is None:
        return
    submitted = start + timedelta(minutes=sheet.submitted_after)
    acts = (
        (6, _Act(0, Kind.RECOMMENDATION, "", sheet.recommendation)),
        (1, _Act(0, Kind.REASONS, "", sheet.reasons)),
        (0, _Act(0, Kind.SUBMIT, "", value=True)),
    )
    for minutes, act in acts:
        yield submitted - timedelta(minutes=minutes), ItemId(""), act
