"""Follows the chains of the two logs, and names the first row of each that does not follow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import URL, Connection, Table, select
from sqlalchemy.exc import SQLAlchemyError

from assessment.domain.chain import AUDIT_LOG, EMPTY, Head
from assessment.domain.errors import StoreUnavailable
from assessment.domain.ids import SheetKey
from db.anchors import Anchor, Anchors, Known
from db.chains import ENTRY, JOURNAL, Chained
from db.engine import reader
from db.location import file_of, shown
from db.opening import connect
from db.tables import entries, journal
from db.unavailable import none_at, unavailable
from db.upgrade import head, revision_of

Row = Mapping[Any, Any]
FETCH = 1000


@dataclass(slots=True)
class Verified:
    """What was looked at, and what was found."""

    problems: list[str]
    lines: int = 0
    """Of the audit log."""
    entries: int = 0
    scorecards: int = 0
    erased: int = 0
    """Texts that are gone, together with their salt."""


def verify_at(url: URL, noted: Sequence[Anchor] = ()) -> Verified:
    """The chains of the database at `url`; StoreUnavailable where they cannot be read.

    `noted` is what else is known of their ends, from the manifests of exports.
    """
    file = file_of(url)
    if file is not None and not file.exists():
        raise none_at(file)
    engine = connect(url)
    try:
        with reader(engine).connect() as connection:
            if (revision := revision_of(connection)) != head():
                raise StoreUnavailable(
                    f"The schema of {shown(url)} is {revision or 'missing'} and this version wants "
                    f"{head()}: run `levelset db upgrade`."
                )
            return verify(connection, Anchors(url), noted)
    except SQLAlchemyError as fault:
        raise unavailable(url, fault) from fault
    finally:
        engine.dispose()


def verify(connection: Connection, anchors: Anchors, noted: Sequence[Anchor] = ()) -> Verified:
    """Follows every chain; the first problem of each is named."""
    found = Verified(problems=[])
    try:
        known = anchors.known()
    except StoreUnavailable as fault:
        found.problems.append(str(fault))
        known = Known()
    for anchor in noted:
        known.take(anchor)
    seen = set()
    for box, rows in _chains(connection):
        seen.add(box)
        _count(found, box, rows)
        kind = JOURNAL if box == AUDIT_LOG else ENTRY
        if problem := _first_problem(_Chain(box, kind, rows), known.chains.get(box, ())):
            found.problems.append(problem)
    for box, ends in known.chains.items():
        if box not in seen:
            found.problems.append(_cut_off(_named(box), 0, ends[-1]))
    return found


def _count(found: Verified, box: str, rows: Sequence[Row]) -> None:
    found.erased += sum(1 for row in rows if row["text_digest"] and not row["salt"])
    if box == AUDIT_LOG:
        found.lines = len(rows)
    else:
        found.entries, found.scorecards = found.entries + len(rows), found.scorecards + 1


def _chains(connection: Connection) -> Iterator[tuple[str, Sequence[Row]]]:
    """Every chain by its name, its rows in the order in which they count."""
    lines = list(_rows(connection, journal, ()))
    if lines:
        yield AUDIT_LOG, lines
    sheet = ("interview", "rater")
    for (interview, rater), rows in groupby(
        _rows(connection, entries, sheet), key=lambda row: (row["interview"], row["rater"])
    ):
        yield SheetKey(interview, rater).box, list(rows)


def _rows(connection: Connection, table: Table, chain: Sequence[str]) -> Iterator[Row]:
    """As plain dictionaries, which are read several times as fast as the driver's rows."""
    order = (*(table.c[name] for name in chain), table.c.id)
    query = select(table).order_by(*order).execution_options(yield_per=FETCH)
    names = list(table.c.keys())
    for row in connection.execute(query):
        yield dict(zip(names, row, strict=True))


@dataclass(frozen=True, slots=True)
class _Chain:
    box: str
    kind: Chained
    rows: Sequence[Row]

    @property
    def name(self) -> str:
        return _named(self.box)


def _named(box: str) -> str:
    return "Audit log" if box == AUDIT_LOG else f"Scorecard {box}"


def _first_problem(chain: _Chain, noted: Sequence[tuple[Head, Anchor]]) -> str:
    before = EMPTY
    heads = {0: ""}
    for row in chain.rows:
        if problem := _misfit(chain, row, before):
            return f"{chain.name}: {problem}"
        before = chain.kind.head(row, row["text_digest"], before)
        heads[before.place] = before.digest
    for known in noted:
        place = known[0].place
        if place > before.place:
            return _cut_off(chain.name, before.place, known)
        if heads[place] != known[0].digest:
            return (
                f"{chain.name}: row {place} is not the one that was noted outside the database at "
                f"the {_when(known[1])}; it or one before it was changed."
            )
    return ""


def _misfit(chain: _Chain, row: Row, before: Head) -> str:
    """Why `row` does not follow; blank where it does."""
    place, wanted = row["place"], before.place + 1
    what = f"row {place} (number {row['id']} in the table, {_about(row)})"
    if not place or not row["digest"]:
        return f"{_about(row)}, number {row['id']} in the table, was not written by Levelset."
    if place != wanted:
        if any(other["place"] == wanted for other in chain.rows):
            return f"{what} stands where row {wanted} belongs: the rows were put in another order."
        return f"row {wanted} is missing; the next one is {what}."
    if not chain.kind.text_fits(row):
        return f"the text of {what} was changed."
    if chain.kind.head(row, row["text_digest"], before).digest != row["digest"]:
        return f"{what} was changed."
    return ""


def _about(row: Mapping[Any, Any]) -> str:
    if "act" in row:
        return f"“{row['act']}” about {row['about']}"
    return " ".join(part for part in (row["kind"], row["item"]) if part)


def _cut_off(name: str, there: int, known: tuple[Head, Anchor]) -> str:
    return (
        f"{name}: it ends with row {there}, and row {known[0].place} was there at the "
        f"{_when(known[1])}: row {there + 1} is missing."
    )


def _when(anchor: Anchor) -> str:
    return f"{anchor.occasion} of {anchor.at:%Y-%m-%d %H:%M} UTC"
