"""A CSV file of candidates: which column is what, and one checked row for each person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import BinaryIO, NamedTuple

from assessment.domain.contact import check_email
from assessment.domain.errors import Invalid
from assessment.domain.faults import BadTable, Fault
from assessment.scoring.csv_text import column_name
from assessment.scoring.reader import Columns, read_header, read_stream
from assessment.scoring.table import Table

ROWS_AT_MOST = 10_000
LONGEST = 120
"""Characters of a name, an address or a reference, as in forms."""
KNOWN = {
    "name": ("name", "candidate", "candidatename", "fullname", "applicant", "applicantname"),
    "first": ("firstname", "givenname", "forename", "vorname"),
    "last": ("lastname", "surname", "familyname", "nachname"),
    "email": ("email", "emailaddress", "mail", "mailaddress", "candidateemail"),
    "reference": (
        *("reference", "ref", "id", "candidateid", "applicantid", "applicationid", "number"),
        *("candidatenumber", "externalid", "candidatereference"),
    ),
}
"""What columns are usually called, in small letters and without anything between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateColumns:
    """The header of each column that is read; blank for one that the file doesn't have."""

    name: str = ""
    first: str = ""
    last: str = ""
    email: str = ""
    reference: str = ""

    @property
    def used(self) -> tuple[str, ...]:
        every = (getattr(self, field.name) for field in fields(self))
        return tuple(column for column in every if column)


class CandidateRow(NamedTuple):
    """One person of a file."""

    row: int
    name: str
    email: str
    reference: str


def headers_of(stream: BinaryIO, name: str) -> tuple[str, ...]:
    """The names of the file's columns, in its order; BadTable where it has none."""
    return read_header(stream, name, _likely(stream))


def _likely(stream: BinaryIO) -> set[str]:
    """Cells among the first lines that are called as columns of candidates are."""
    stream.seek(0)
    head = stream.read(65_536).decode("utf-8-sig", "replace")
    cells = {column_name(cell.strip('"')) for cell in re.split(r"[,;\t\r\n]", head)}
    return {cell for cell in cells if _kind_of(cell)}


def _kind_of(header: str) -> str:
    bare = re.sub(r"[\W_]+", "", header.casefold())
    return next((kind for kind, known in KNOWN.items() if bare in known), "")


def guessed(headers: Sequence[str]) -> CandidateColumns:
    """The columns by what they are called; the first one of a kind.

    A first and a last name are read where there is no column with the whole name.
    """
    found: dict[str, str] = {}
    for header in headers:
        if kind := _kind_of(header):
            found.setdefault(kind, header)
    if "name" in found:
        found.pop("first", None)
        found.pop("last", None)
    return CandidateColumns(**found)


def read_candidates(
    stream: BinaryIO, name: str, columns: CandidateColumns
) -> tuple[list[CandidateRow], list[Fault]]:
    """The rows that can be read, and what is wrong with the others; BadTable if it is no table."""
    named = tuple(c for c in (columns.name, columns.first, columns.last) if c)
    if not named:
        said = "say which column holds the name"
        raise BadTable([Fault(name, 1, None, said)])
    if len(set(columns.used)) < len(columns.used):
        said = "one column can't be two things; choose another column for one of them"
        raise BadTable([Fault(name, 1, None, said)])
    others = tuple(c for c in columns.used if c not in named)
    table = read_stream(stream, name, Columns(required=named, optional=others, filled=named[:1]))
    if len(table) > ROWS_AT_MOST:
        said = f"has {len(table):,} rows; at most {ROWS_AT_MOST:,} candidates are imported at once"
        raise BadTable([Fault(name, None, None, said)])
    faults = list(table.faults)
    rows = list(_rows(table, columns, faults))
    return rows, faults


def _rows(table: Table, columns: CandidateColumns, faults: list[Fault]) -> Iterator[CandidateRow]:
    for place in range(len(table)):
        row = int(table.rows[place])
        cells = {name: column.at(place) for name, column in table.columns.items()}
        parts = (cells.get(c, "") for c in (columns.name, columns.first, columns.last))
        name = " ".join(filter(None, parts))
        email, reference = cells.get(columns.email, ""), cells.get(columns.reference, "")
        named = columns.name or columns.last or columns.first
        if not name:
            faults.append(Fault(table.file, row, named, "is blank; write the candidate's name"))
        for column, text in ((named, name), (columns.email, email), (columns.reference, reference)):
            if len(text) > LONGEST:
                said = f"has {len(text)} characters; shorten it to {LONGEST} or fewer"
                faults.append(Fault(table.file, row, column, said))
        try:
            check_email(email)
        except Invalid as fault:
            faults.append(Fault(table.file, row, columns.email, str(fault).rstrip(".")))
        yield CandidateRow(row, name, email, reference)
