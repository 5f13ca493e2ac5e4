"""Follows the chains of every log, and names the first row of each that does not follow."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, Select, Table, select
from sqlalchemy.exc import SQLAlchemyError

from assessment.domain.audit import NAME_ERASED
from assessment.domain.chain import AUDIT_LOG, EMPTY, Head, board_box, debrief_box
from assessment.domain.erasure import Erasure
from assessment.domain.errors import StoreUnavailable
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import Action
from db.anchors import Anchors, ChainAnchor, Known
from db.brief_check import changed_briefs
from db.chains import BOARD, DEBRIEF, ENTRY, JOURNAL, Chained
from db.engine import reader
from db.location import file_of, shown
from db.opening import connect
from db.repositories.erasures import erasures_in
from db.tables import board_entries, debrief_records, entries, journal
from db.unavailable import none_at, unavailable
from db.upgrade import head, revision_of

Row = Mapping[Any, Any]
FETCH = 1000
UNREADABLE = "unreadable"
"""Stands in a row that holds what its columns never do."""
NO_VALUE = (ValueError, LookupError, TypeError)
"""What reading such a row raises: a moment that is none, an unknown kind, no JSON."""


_BOX = re.compile(r"(.+?\.C-[0-9]+)(\.[0-9]+)?(:|$)")


class _Log(NamedTuple):
    """One table of chains."""

    table: Table
    kind: Chained
    shared: tuple[str, ...]
    """The columns that all rows of one chain share."""
    box: Callable[..., str]
    """The name of a chain from their values."""


_LOGS = (
    _Log(journal, JOURNAL, (), lambda: AUDIT_LOG),
    _Log(entries, ENTRY, ("interview", "rater"), lambda *of: SheetKey(*of).box),
    _Log(board_entries, BOARD, ("interview",), board_box),
    _Log(debrief_records, DEBRIEF, ("candidate",), debrief_box),
)
CHAINED = frozenset(log.table for log in _LOGS)
"""The tables that are followed here."""


@dataclass(slots=True)
class Verified:
    """What was looked at, and what was found."""

    problems: list[str]
    lines: int = 0
    """Of the audit log."""
    entries: int = 0
    scorecards: int = 0
    moves: int = 0
    """On placement boards."""
    boards: int = 0
    records: int = 0
    """Of debriefs."""
    debriefs: int = 0
    erased: int = 0
    """Texts that are gone, together with their salt."""
    unnoted: str = ""
    """Why a missing end would not be noticed; blank where ends are noted outside the database."""


def verify_at(url: URL, noted: Sequence[ChainAnchor] = ()) -> Verified:
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
                    f"The schema of {shown(url)} is {revision or 'missing'} and this version needs "
                    f"{head()}: run `levelset db upgrade`."
                )
            return verify(connection, Anchors(url), noted)
    except SQLAlchemyError as fault:
        raise unavailable(url, fault) from fault
    finally:
        engine.dispose()


def verify(connection: Connection, anchors: Anchors, noted: Sequence[ChainAnchor] = ()) -> Verified:
    """Follows every chain, and compares briefs; the first problem of each chain is named."""
    found = Verified(problems=[], unnoted=anchors.missing)
    try:
        known = anchors.known()
    except StoreUnavailable as fault:
        found.problems.append(str(fault))
        known = Known()
    for anchor in noted:
        known.take(anchor)
    seen, wordless = set(), wordless_candidates(connection)
    for chain in _chains(connection):
        seen.add(chain.box)
        _count(found, chain)
        if problem := _first_problem(chain, known.chains.get(chain.box, ()), wordless):
            found.problems.append(problem)
    # Whose logs went whole; that they are gone is no problem then.
    erased = {who for who, how in erasures_in(connection) if how is Erasure.ERASE}
    for box, ends in known.chains.items():
        if box not in seen and candidate_of(box) not in erased:
            found.problems.append(_cut_off(_named(box), 0, ends[-1]))
    found.problems += changed_briefs(connection)
    return found


def wordless_candidates(connection: Connection) -> frozenset[str]:
    """Whose words may be gone, as the audit log has it."""
    c = journal.c
    erased = c.act == Action.ERASE_CANDIDATE.value
    unnamed = (c.act == Action.RENAME_CANDIDATE.value) & (c.detail == NAME_ERASED)
    return frozenset(connection.scalars(select(c.about).where(erased | unnamed)))


def candidate_of(box: str) -> str:
    """The candidate that a scorecard, a board or a debrief is about; blank for the audit log."""
    found = _BOX.match(box)
    return found[1] if found else ""


def _is_wordless(row: Row) -> bool:
    return bool(row["text_digest"] and not row["salt"])


def _count(found: Verified, chain: "_Chain") -> None:
    rows = len(chain.rows)
    found.erased += sum(UNREADABLE not in row and _is_wordless(row) for row in chain.rows)
    if chain.log.table is journal:
        found.lines = rows
    elif chain.log.table is entries:
        found.entries, found.scorecards = found.entries + rows, found.scorecards + 1
    elif chain.log.table is board_entries:
        found.moves, found.boards = found.moves + rows, found.boards + 1
    else:
        found.records, found.debriefs = found.records + rows, found.debriefs + 1


def _chains(connection: Connection) -> Iterator["_Chain"]:
    """Every chain, its rows in the order in which they count."""
    for log in _LOGS:
        for of, rows in groupby(
            _rows(connection, log), key=lambda row: [row[name] for name in log.shared]
        ):
            yield _Chain(log, log.box(*of), list(rows))


def _rows(connection: Connection, log: _Log) -> Iterator[Row]:
    """As plain dictionaries, which are read several times as fast as the driver's rows."""
    query = _in_order(select(log.table), log).execution_options(yield_per=FETCH)
    names, read = list(log.table.c.keys()), 0
    try:
        for row in connection.execute(query):
            yield dict(zip(names, row, strict=True))
            read += 1
    except NO_VALUE:
        yield from _one_by_one(connection, log, read)


def _one_by_one(connection: Connection, log: _Log, read: int) -> Iterator[Row]:
    """The rows behind the first `read` ones; of those that cannot be read, what names them."""
    c = log.table.c
    plain = (c.id, c.place, *(c[name] for name in log.shared))
    for found in connection.execute(_in_order(select(*plain), log)).mappings().all()[read:]:
        try:
            query = select(log.table).where(c.id == found["id"])
            yield dict(connection.execute(query).mappings().one())
        except NO_VALUE:
            yield {**found, UNREADABLE: True}


def _in_order(query: Select[Any], log: _Log) -> Select[Any]:
    return query.order_by(*(log.table.c[name] for name in log.shared), log.table.c.id)


@dataclass(frozen=True, slots=True)
class _Chain:
    log: _Log
    box: str
    rows: Sequence[Row]

    @property
    def name(self) -> str:
        return _named(self.box)

    @property
    def kind(self) -> Chained:
        return self.log.kind


def _named(box: str) -> str:
    of, _, part = box.partition(":")
    named = {"board": f"Board of {of}", "debrief": f"Debrief of {of}"}
    return "Audit log" if box == AUDIT_LOG else named.get(part, f"Scorecard {box}")


def _first_problem(
    chain: _Chain, noted: Sequence[tuple[Head, ChainAnchor]], wordless: frozenset[str]
) -> str:
    before = EMPTY
    heads = {0: ""}
    for row in chain.rows:
        if problem := _misfit(chain, row, before) or _unexplained(chain, row, wordless):
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
    what = f"row {place} (number {row['id']} in the table{_about(row)})"
    if UNREADABLE in row:
        return f"{what} was changed: it holds what Levelset never writes."
    if not place or not row["digest"]:
        said = _about(row).removeprefix(", ")
        return f"{said}, number {row['id']} in the table, was not written by Levelset."
    if place != wanted:
        if any(other["place"] == wanted for other in chain.rows):
            return f"{what} stands where row {wanted} belongs: the rows were put in another order."
        return f"row {wanted} is missing; the next one is {what}."
    try:
        text_fits = chain.kind.text_fits(row)
        follows = chain.kind.head(row, row["text_digest"], before).digest == row["digest"]
    except TypeError:  # of bytes, which are no text
        text_fits, follows = True, False
    if not text_fits:
        return f"the text of {what} was changed."
    return "" if follows else f"{what} was changed."


def _unexplained(chain: _Chain, row: Row, wordless: frozenset[str]) -> str:
    """Why a text that is gone should be there; blank where an erasure is in the audit log."""
    if not _is_wordless(row):
        return ""
    candidate = candidate_of(row["about"] if "act" in row else chain.box)
    if candidate in wordless:
        return ""
    what = f"row {row['place']} (number {row['id']} in the table{_about(row)})"
    whose = f"no erasure of {candidate}" if candidate else "no erasure that explains it"
    return f"the text of {what} was taken out, and the audit log has {whose}."


def _about(row: Mapping[Any, Any]) -> str:
    """What the row is about, behind a comma; blank where that cannot be read."""
    if "act" in row:
        return f", “{row['act']}” about {row['about']}"
    parts = (row.get("kind"), row.get("item") or row.get("part"))
    said = " ".join(str(part) for part in parts if part)
    return f", {said}" if said else ""


def _cut_off(name: str, there: int, known: tuple[Head, ChainAnchor]) -> str:
    return (
        f"{name}: it ends with row {there}, and row {known[0].place} was there at the "
        f"{_when(known[1])}: row {there + 1} is missing."
    )


def _when(anchor: ChainAnchor) -> str:
    return f"{anchor.occasion} of {anchor.at:%Y-%m-%d %H:%M} UTC"
