"""A report as blocks that the page to print and the DOCX both draw, so that they cannot differ."""

import re
from dataclasses import dataclass, field
from typing import Literal

from assessment.report.drawing import Drawing

Look = Literal["plain", "lead", "small", "label", "quote"]
"""How a paragraph looks: `lead` is larger, `label` stands over what follows, and `quote` is what
somebody wrote, indented."""
Shade = Literal[0, 1, 2, 3, 4, 5]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: Literal[1, 2, 3] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    text: str
    shade: Shade = 0
    """0 is no fill; 1 to 5 are one hue, light to dark."""


@dataclass(frozen=True, slots=True)
class ReportColumn:
    head: str
    width: int
    """Of 100, all columns together."""
    numeric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """Its header is repeated on each page, and its first column heads the rows."""

    caption: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    drawing: Drawing


Block = Heading | Paragraph | Bullets | ReportTable | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDocument:
    """One report; nothing in it is empty."""

    title: str
    subtitle: str
    footer: str
    """Stands at the foot of each page."""
    blocks: tuple[Block, ...] = field(default=())


_NEW_LINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """`text` without control characters, which print as boxes and which no DOCX can hold.

    What stands for a line break in a pasted text, such as Word's vertical tab, becomes one.
    """
    return _UNSEEN.sub("", _NEW_LINE.sub("\n", text))


def cells(*texts: str) -> tuple[TableCell, ...]:
    """A row without shades."""
    return tuple(TableCell(text) for text in texts)
