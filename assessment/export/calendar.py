"""An interview as a calendar event (iCalendar, RFC 5545): made here, for any calendar to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST_LINE = 75
"""Bytes; a longer line goes on in the next one, behind a space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """What a calendar shows of one interview."""

    uid: str
    """The same for the same interview, so that a later file moves the event."""
    start: datetime
    minutes: int
    title: str
    description: str
    made_at: datetime
    cancelled: bool = False
    """Whether the file takes the event out of a calendar that has it."""


def calendar_file(event: CalendarEvent) -> bytes:
    """The event as an `.ics` file, in UTC, which calendars show in their own time zone.

    A later file has a higher SEQUENCE, because it is the second in which it was made.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Levelset//Interviews//EN",
        "METHOD:CANCEL" if event.cancelled else "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{_utc(event.made_at)}",
        f"SEQUENCE:{int(event.made_at.timestamp())}",
        f"DTSTART:{_utc(event.start)}",
        f"DTEND:{_utc(event.start + timedelta(minutes=event.minutes))}",
        f"SUMMARY:{_text(event.title)}",
        f"DESCRIPTION:{_text(event.description)}",
        "STATUS:CANCELLED" if event.cancelled else "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """`value` with what has a meaning in the format escaped, line breaks too."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    broken = "\\n".join(escaped.splitlines())
    return "".join(c for c in broken if c.isprintable())


def _folded(line: str) -> Iterator[bytes]:
    """The line in parts of at most LONGEST_LINE bytes, none of which cuts a character."""
    part = b""
    for character in line:
        encoded = character.encode("utf-8", "replace")
        if len(part) + len(encoded) > LONGEST_LINE:
            yield part
            part = b" "
        part += encoded
    yield part
