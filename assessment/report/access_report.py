"""Everything that is held about one person, once as JSON and once as a page to read.

Both are drawn from the same sections, so that they cannot differ. What is withheld stands in its
place with the reason; nothing is left out without a word.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from assessment.domain.rounding import one_decimal
from assessment.report.document import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    ReportColumn,
    ReportDocument,
    ReportTable,
    cells,
)

SCHEMA = "levelset/access/1"
Value = str | int | float | bool | datetime | date | tuple[str, ...] | None
NOTHING = "Nothing is held."


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One value that is held, or the reason why it is withheld."""

    key: str
    """In the JSON."""
    label: str
    """On the page."""
    value: Value = None
    typed: bool = False
    """Whether somebody typed it, so that it may name other people."""
    withheld: str = ""
    """Why the value isn't given; it is None then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Values that belong together: an interview, one question on a scorecard, a line of a log."""

    heading: str
    values: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSection:
    key: str
    title: str
    about: str
    """What these records are, in a sentence or two."""
    records: tuple[Record, ...]
    in_full: bool = True
    """False: the page gives their number, and the JSON has each of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessReport:
    """One person's data, as the controller gives it to that person."""

    subject: str
    """The candidate's id: role and code."""
    name: str
    """As it was when the report was made; blank where none is held."""
    made_at: datetime
    made_with: str
    sections: tuple[AccessSection, ...]
    withheld: tuple[str, ...]
    """What is withheld anywhere in the report, and why."""


def json_bytes(report: AccessReport) -> bytes:
    """UTF-8 with a line break at the end; times are ISO 8601 in UTC, missing values null."""
    plain = {
        "schema": SCHEMA,
        "subject": report.subject,
        "name": report.name or None,
        "made_at": _plain(report.made_at),
        "made_with": report.made_with,
        "sections": [_section(s) for s in report.sections],
        "withheld": list(report.withheld),
    }
    text = json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode("utf-8", "backslashreplace")


def _section(section: AccessSection) -> dict[str, object]:
    return {
        "key": section.key,
        "title": section.title,
        "about": section.about,
        "records": [
            {
                "heading": record.heading,
                "values": {v.key: _plain(v.value) for v in record.values},
                "withheld": {v.key: v.withheld for v in record.values if v.withheld},
            }
            for record in section.records
        ],
    }


def _plain(value: Value) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def access_document(report: AccessReport) -> ReportDocument:
    """The report as a page to print."""
    who = f"{report.subject} · {report.name}" if report.name else report.subject
    return ReportDocument(
        title=f"What is held about {report.name or report.subject}",
        subtitle=f"{who} · made {_shown(report.made_at)}",
        footer=f"{report.subject} · {report.made_with}",
        blocks=tuple(_blocks(report)),
    )


def _blocks(report: AccessReport) -> Iterator[Block]:
    yield Paragraph(
        "This page shows what this Levelset database holds about one person, apart from what is "
        "listed below as withheld. All times are in UTC. The JSON file beside this page holds the "
        "same for programs, and has in full the logs that this page only counts.",
        "lead",
    )
    yield Heading("What is withheld, and why")
    yield Bullets(report.withheld)
    for section in report.sections:
        yield Heading(section.title)
        if section.about:
            yield Paragraph(section.about)
        if not section.records:
            yield Paragraph(NOTHING)
        elif not section.in_full:
            number = len(section.records)
            lines = "1 line" if number == 1 else f"{number:,} lines"
            yield Paragraph(f"The JSON file has {lines} under “{section.key}”.")
        else:
            for record in section.records:
                yield _table(record)


def _table(record: Record) -> ReportTable:
    rows = [cells(v.label, text) for v in record.values if (text := _told(v))]
    return ReportTable(
        caption=record.heading,
        columns=(ReportColumn("What", 28), ReportColumn("Held", 72)),
        rows=tuple(rows) or (cells("Nothing else", "–"),),
    )


def _told(held: Held) -> str:
    return f"Withheld: {held.withheld}" if held.withheld else _shown(held.value)


def _shown(value: Value) -> str:
    """Blank for what is missing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        at = value.astimezone(UTC)
        return f"{at.day} {at:%B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, float):
        return one_decimal(value)
    return "\n".join(value) if isinstance(value, tuple) else str(value)
