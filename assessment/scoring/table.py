"""A table of texts in memory: distinct texts, one code per row, and the faults found so far.

Rows are counted as a spreadsheet shows them, the header being row 1. A million rows are checked by
their few distinct texts, so that strictness costs next to nothing.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from assessment.domain.errors import Invalid
from assessment.domain.faults import Fault
from assessment.domain.text.formula import restore
from assessment.domain.text.names import tidy

Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

TOLD_AT_MOST = 1000
"""Of one kind of fault in one file; the rest is counted. Nobody mends a million rows by hand."""

LARGEST = 1e12
"""No level, share or weight is near it, and sums of a million such numbers are still exact."""

_NOTHING = frozenset(
    {
        *("na", "nan", "nv", "null", "nil", "none", "n", "nd", "nr", "ka", "tbd", "tba", "void"),
        *("missing", "blank", "empty", "unknown", "notrated", "notasked", "noevidence", "norating"),
        *("noanswer", "notapplicable", "notavailable", "div0", "value", "ref", "name"),
    }
)
"""What people and programs write where there is nothing, in small letters and without signs."""

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,4})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Column:
    """The distinct texts of a column in alphabetical order, and for each row which one it is."""

    texts: tuple[str, ...]
    codes: Codes
    respelled: tuple[tuple[str, str, int], ...] = ()
    """Text, a spelling of it that differs in what nobody sees, and the place where it is first."""

    @classmethod
    def of(cls, written: Sequence[str], codes: Codes, *, free_text: bool = False) -> "Column":
        """From cells as written: guarding apostrophes are taken off, and what nobody sees.

        Free text loses only the blanks around it.
        """
        cells = [restore(text) for text in written]
        meant = [cell.strip() if free_text else tidy(cell) for cell in cells]
        texts = tuple(sorted(set(meant)))
        rank = {text: n for n, text in enumerate(texts)}
        respelled = () if free_text else _respelled(cells, meant, codes)
        return cls(
            texts, np.array([rank[text] for text in meant], dtype=np.int64)[codes], respelled
        )

    def where(self, wanted: Callable[[str], bool]) -> Mask:
        """The rows whose text is wanted."""
        return np.array([wanted(text) for text in self.texts], dtype=bool)[self.codes]

    @property
    def blank(self) -> Mask:
        return self.where(lambda text: not text)

    def at(self, place: int) -> str:
        return self.texts[int(self.codes[place])]


def _respelled(
    cells: Sequence[str], meant: Sequence[str], codes: Codes
) -> tuple[tuple[str, str, int], ...]:
    """Spellings that people take for one name and a program does not; numbers are no names."""
    spellings = defaultdict[str, set[str]](set)
    for cell, text in zip(cells, meant, strict=True):
        spellings[text].add(cell)
    odd = {
        text
        for text, found in spellings.items()
        if text and not _NUMBER.fullmatch(text)
        if len(found) > 1 or any(cell.strip(" ") != text for cell in found)
    }
    if not odd:
        return ()
    first = dict(zip(*(a.tolist() for a in np.unique(codes, return_index=True)), strict=True))
    return tuple(
        (text, cell, first[code])
        for code, (cell, text) in enumerate(zip(cells, meant, strict=True))
        if text in odd
    )


@dataclass(slots=True)
class Table:
    """The columns asked for, the row number of each of their cells, and what was wrong so far."""

    file: str
    rows: Codes
    columns: Mapping[str, Column]
    ignored: tuple[str, ...]
    """Columns of the file that nobody asked for, as they are written there."""
    decimal_comma: bool
    """Another character than `,` is between the cells, so that numbers may have a comma."""
    faults: list[Fault] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    """What was read otherwise than it is written, one sentence each."""

    def __len__(self) -> int:
        return len(self.rows)

    def found(self, faulty: Mask, column: str, message: str | Callable[[int], str]) -> None:
        """Tells each faulty row, in words that `message` gives for its place among the rows."""
        places = np.flatnonzero(faulty)
        for place in places[:TOLD_AT_MOST].tolist():
            said = message if isinstance(message, str) else message(place)
            self.faults.append(Fault(self.file, int(self.rows[place]), column, said))
        if len(places) > TOLD_AT_MOST:
            self.faults.append(more_faults(self.file, column, len(places)))

    def in_order(self) -> list[Fault]:
        """The faults as a reader of the file meets them; what is about no one row comes last."""
        return sorted(self.faults, key=lambda fault: fault.row or 10**12)

    def numbers(
        self,
        column: str,
        meaning: Callable[[float], float],
        *,
        among: Mask | None = None,
        if_missing: str = "",
    ) -> Floats:
        """What the column's numbers mean, missing where a cell is blank or faulty.

        `meaning` raises Invalid for a number that means nothing; only rows `among` are told.
        `if_missing` tells what to write in place of NA, n/a or a dash.
        """
        cells = self.columns[column]
        comma = self.decimal_comma and any("," in text for text in cells.texts)
        values = np.full(len(cells.texts), np.nan)
        faults: list[str | None] = []
        for n, text in enumerate(cells.texts):
            fault = None
            try:
                values[n] = meaning(_number(text, comma=comma)) if text else math.nan
            except Invalid as reason:
                hint = f"; {if_missing}" if if_missing and marks_missing(text) else ""
                fault = f"{reason}{hint}"
            faults.append(fault)
        faulty = np.array([fault is not None for fault in faults], dtype=bool)[cells.codes]
        if among is not None:
            faulty &= among
        self.found(faulty, column, lambda place: str(faults[cells.codes[place]]))
        return values[cells.codes]


def marks_missing(text: str) -> bool:
    """Whether `text` stands for nothing at all: NA, n/a, NULL, a dash, a question mark."""
    bare = "".join(c for c in text.casefold() if c.isalnum())
    return bool(text) and (not bare or bare in _NOTHING)


def more_faults(file: str, column: str | None, faulty: int) -> Fault:
    return Fault(file, None, column, f"and {faulty - TOLD_AT_MOST} more rows like these")


def _number(text: str, *, comma: bool) -> float:
    """The number that `text` is; Invalid says what keeps it from being one."""
    if comma and "." in text:
        raise Invalid(f"{text!r} has a decimal point among numbers with a decimal comma")
    plain = text.replace(",", ".") if comma else text
    if not _NUMBER.fullmatch(plain):
        hint = "; a decimal comma needs ; between the cells" if "," in text and not comma else ""
        raise Invalid(f"{text!r} is not a number{hint}")
    if abs(number := float(plain)) > LARGEST:
        raise Invalid(f"{text!r} is too large to calculate with")
    return number
