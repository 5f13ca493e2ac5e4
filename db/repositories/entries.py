"""The raters' log: appended to, never changed; what counts is found by index, not kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    bindparam,
    func,
    insert,
    select,
    tuple_,
)

from assessment.domain.chain import EMPTY, Head
from assessment.domain.deviations import ASKED_SECONDS, ASKING_KINDS
from assessment.domain.ids import InterviewId, ItemId, RequisitionId, SheetKey
from assessment.domain.rating import (
    TEXT_KINDS,
    Entry,
    EntryKey,
    EntryValue,
    Kind,
    NotRated,
    Standing,
)
from assessment.services.store.logs import LogPosition
from db.chains import ENTRY
from db.repositories import writing
from db.repositories.chain_ends import ChainEnds, head_of, interviews_of
from db.tables import entries
from db.tables.log import COUNTING, KEPT_BESIDE

c = entries.c
FLAG_KINDS = frozenset({Kind.PROBE, Kind.BELIEF, Kind.SUBMIT})
STORED_AS_TEXT = TEXT_KINDS | {Kind.ADDED}


def _newest_ids(whose: ColumnElement[bool]) -> Select[tuple[int]]:
    """One id per key, from the index alone."""
    keys = (c.interview, c.rater, c.kind, c.item, c.part)
    return select(func.max(c.id)).where(whose, COUNTING).group_by(*keys)


def _where(which: ColumnElement[bool]) -> Select[Any]:
    return select(entries).where(which).order_by(c.id)


def _standing(whose: ColumnElement[bool]) -> Select[Any]:
    """What counts or is shown beside; texts that were typed over are not even read."""
    beside = select(c.id).where(whose, KEPT_BESIDE)
    return _where(c.id.in_(_newest_ids(whose).union_all(beside)))


# Built once: putting a statement together costs several times what running it does, and a
# hundred people who type ask for these some hundreds of times a second.
_SHEET = (c.interview == bindparam("interview")) & (c.rater == bindparam("rater"))
_KEYS = tuple_(c.kind, c.item, c.part).in_(bindparam("keys", expanding=True))
_SEQS = c.seq.in_(bindparam("seqs", expanding=True))
_APPEND = insert(entries).returning(c.id)
_SEEN = _where(_SHEET & (c.client == bindparam("client")) & _SEQS)
_LAST = select(c.id).where(_SHEET, c.place > 0).order_by(c.place.desc()).limit(1)
_CURRENT = _where(c.id.in_(_newest_ids(_SHEET & _KEYS).union_all(select(_LAST.scalar_subquery()))))
"""With the last row of the scorecard's chain, so that appending needs no statement of its own."""
_HEAD = select(c.place, c.digest).where(c.id == _LAST.scalar_subquery())
_STANDING = _standing(_SHEET)
_STANDING_OF = _standing(c.interview.in_(bindparam("interviews", expanding=True)))
_BY_ID = _where(c.id == bindparam("entry"))
_HISTORY = _where(_SHEET)
_MARKED_AS_ASKED = (
    c.kind.in_(ASKING_KINDS)
    | ((c.kind == Kind.SECONDS) & (c.seconds >= ASKED_SECONDS))
    | (
        (c.kind == Kind.VERDICT)
        & (c.level.is_not(None) | (c.not_rated_reason == NotRated.NO_EVIDENCE))
    )
)
"""As `domain.deviations.marks_as_asked` says of one entry that counts."""
_ASKED_ORDER = (
    select(c.item)
    .where(_SHEET, COUNTING, _MARKED_AS_ASKED)
    .group_by(c.item)
    .order_by(func.min(c.id))
)
_ADDED_IN = (
    select(c.interview, c.item)
    .where(
        c.id.in_(
            _newest_ids(
                c.interview.in_(bindparam("interviews", expanding=True)) & (c.kind == Kind.ADDED)
            )
        ),
        c.text != "",
    )
    .group_by(c.interview, c.item)
    .order_by(func.min(c.id))
)
_HEADS = (
    select(c.interview, c.rater, c.place, c.digest)
    .where(
        tuple_(c.interview, c.rater, c.place).in_(
            select(c.interview, c.rater, func.max(c.place)).group_by(c.interview, c.rater)
        )
    )
    .order_by(c.interview, c.rater)
)


_POSITIONS = select(c.interview, c.rater, c.id, c.digest).where(
    c.id.in_(
        select(func.max(c.id))
        .where(c.interview.in_(bindparam("interviews", expanding=True)))
        .group_by(c.interview, c.rater)
    )
)

_SUBMITTED = (
    select(c.interview, c.rater)
    .where(
        c.interview.in_(bindparam("interviews", expanding=True)),
        c.kind == Kind.SUBMIT,
        c.standing == Standing.COUNTS,
    )
    .distinct()
)


class SqlEntries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ends = ChainEnds[SheetKey](connection, _HEAD, box=lambda sheet: sheet.box, of=_of)
        self.submitted: dict[SheetKey, Head] = {}
        """The scorecards that were submitted here, with what their chains ended with then."""

    def append(self, entry: Entry) -> Entry:
        self.lock(entry.sheet)  # ids rise in the order of commits only while others wait
        row = dict(_row(entry))
        row |= ENTRY.linked(row, self._ends.head(entry.sheet))
        with writing.refusing(
            f"{entry.sheet.box} already has number {entry.seq} of {entry.client}.",
            f"{entry.sheet.box} is the sheet of an interview or a rater that is not stored.",
        ):
            stored = self._connection.execute(_APPEND, row)
        head = Head(row["place"], row["digest"])
        self._ends.know(entry.sheet, head)
        if entry.kind is Kind.SUBMIT:
            self.submitted[entry.sheet] = head
        return replace(entry, id=stored.scalar_one())

    def seen(self, sheet: SheetKey, client: str, seqs: Sequence[int]) -> dict[int, Entry]:
        found = self._read(_SEEN, **_of(sheet), client=client, seqs=list(seqs))
        return {e.seq: e for e in found}

    def current(self, sheet: SheetKey, keys: Iterable[EntryKey]) -> dict[EntryKey, Entry]:
        wanted = {EntryKey(*key) for key in keys}
        asked = {**_of(sheet), "keys": list(wanted)}
        rows = self._connection.execute(_CURRENT, asked).mappings().all()
        if self._ends.is_alone(sheet):
            last = max(rows, key=lambda row: row["place"] or 0, default=None)
            self._ends.know(sheet, head_of(last) if last else EMPTY)
        found = [_entry(row) for row in rows]
        return {e.key: e for e in found if e.key in wanted and e.standing is Standing.COUNTS}

    def newest(self, sheet: SheetKey) -> list[Entry]:
        return self._read(_STANDING, **_of(sheet))

    def newest_of(self, interviews: Sequence[InterviewId]) -> dict[SheetKey, list[Entry]]:
        sheets: dict[SheetKey, list[Entry]] = {}
        for entry in self._read(_STANDING_OF, interviews=list(interviews)):
            sheets.setdefault(entry.sheet, []).append(entry)
        return dict(sorted(sheets.items()))

    def positions(self, interviews: Sequence[InterviewId]) -> dict[SheetKey, LogPosition]:
        found = self._connection.execute(_POSITIONS, {"interviews": list(interviews)})
        return {
            SheetKey(interview, rater): LogPosition(newest, digest or "")
            for interview, rater, newest, digest in found
        }

    def submitted_in(self, interviews: Sequence[InterviewId]) -> frozenset[SheetKey]:
        found = self._connection.execute(_SUBMITTED, {"interviews": list(interviews)})
        return frozenset(SheetKey(row.interview, row.rater) for row in found)

    def get(self, entry: int) -> Entry | None:
        return next(iter(self._read(_BY_ID, entry=entry)), None)

    def history(self, sheet: SheetKey) -> list[Entry]:
        return self._read(_HISTORY, **_of(sheet))

    def asked_order(self, sheet: SheetKey) -> list[ItemId]:
        return [ItemId(i) for i in self._connection.execute(_ASKED_ORDER, _of(sheet)).scalars()]

    def added_in(self, interviews: Sequence[InterviewId]) -> dict[InterviewId, list[ItemId]]:
        found: dict[InterviewId, list[ItemId]] = {}
        for row in self._connection.execute(_ADDED_IN, {"interviews": list(interviews)}):
            found.setdefault(InterviewId(row.interview), []).append(ItemId(row.item))
        return found

    def lock(self, sheet: SheetKey) -> None:
        self._ends.lock(sheet)

    def heads(self, requisition: RequisitionId | None = None) -> dict[SheetKey, Head]:
        query = _HEADS
        if requisition is not None:
            query = query.where(c.interview.in_(interviews_of(requisition)))
        found = self._connection.execute(query).mappings()
        return {SheetKey(row["interview"], row["rater"]): head_of(row) for row in found}

    def _read(self, query: Select[Any], **wanted: object) -> list[Entry]:
        return [_entry(row) for row in self._connection.execute(query, wanted).mappings()]


def _of(sheet: SheetKey) -> dict[str, str]:
    return {"interview": sheet.interview, "rater": sheet.rater}


def _row(entry: Entry) -> Mapping[str, Any]:
    return {
        "interview": entry.sheet.interview,
        "rater": entry.sheet.rater,
        "client": entry.client,
        "seq": entry.seq,
        "kind": entry.kind,
        "item": entry.item,
        "part": entry.part,
        **_value_columns(entry.kind, entry.value),
        "base": entry.base,
        "over": entry.over,
        "standing": entry.standing,
        "because": entry.because,
        "client_at": entry.client_at,
        "at": entry.at,
    }


def _value_columns(kind: Kind, value: EntryValue) -> Mapping[str, EntryValue]:
    if kind is Kind.VERDICT:
        return {"not_rated_reason" if isinstance(value, NotRated) else "level": value}
    return {_column(kind): value}


def _column(kind: Kind) -> str:
    if kind in STORED_AS_TEXT:
        return "text"
    return "flag" if kind in FLAG_KINDS else kind.value  # seconds, recommendation


def _entry(row: RowMapping) -> Entry:
    return Entry(
        id=row["id"],
        sheet=SheetKey(row["interview"], row["rater"]),
        client=row["client"],
        seq=row["seq"],
        kind=row["kind"],
        item=row["item"],
        part=row["part"],
        value=_value(row),
        base=row["base"],
        over=row["over"],
        standing=row["standing"],
        because=row["because"],
        client_at=row["client_at"],
        at=row["at"],
    )


def _value(row: RowMapping) -> EntryValue:
    if row["kind"] is Kind.VERDICT:
        return cast("EntryValue", row["not_rated_reason"] or row["level"])
    return cast("EntryValue", row[_column(row["kind"])])
