"""Which cells of an exported file were changed: where a row's and a column's digests both fail."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assessment.domain.faults import Fault
from assessment.export.manifest import KEYS, FileDigest, column_digest, digest, row_digest
from assessment.export.reader import FIRST_ROW, Sheet

Cells = tuple[str, ...]


def changes(sheet: Sheet, data: bytes, kept: FileDigest) -> list[Fault]:
    """Everything in `sheet` (read from `data`) that differs from what the manifest kept of it."""
    if digest(data) == kept.digest:
        return []
    problems = _ragged(sheet)
    columns = [c.name for c in kept.columns]
    if problems or len(sheet.columns) != len(columns):
        problems += _columns(sheet, columns)
    else:
        rows, problems = _in_order(sheet, columns)
        problems += _rows(sheet, rows, kept)
    if not problems:
        said = "was saved again: every cell is unchanged, but the file is not"
        problems = [Fault(sheet.file, None, None, said)]
    return problems


def _ragged(sheet: Sheet) -> list[Fault]:
    width = len(sheet.columns)
    return [
        Fault(sheet.file, n, None, f"has {len(row)} cells under {width} columns")
        for n, row in sheet.numbered()
        if len(row) != width
    ]


def _columns(sheet: Sheet, columns: Sequence[str]) -> list[Fault]:
    """Columns taken out or added. Nothing can be said of single cells then."""
    gone = [c for c in columns if c not in sheet.columns]
    added = [c for c in sheet.columns if c not in columns]
    return [
        *(Fault(sheet.file, 1, c, "this column was removed since the export") for c in gone),
        *(Fault(sheet.file, 1, c, "this column was added since the export") for c in added),
    ]


def _in_order(sheet: Sheet, columns: list[str]) -> tuple[list[Cells], list[Fault]]:
    """The rows with their cells in the exported order of columns."""
    if sorted(sheet.columns) == sorted(columns) and list(sheet.columns) != columns:
        places = [sheet.columns.index(c) for c in columns]
        said = "the columns are in a different order than at the export"
        rows = [tuple(row[p] for p in places) for row in sheet.rows]
        return rows, [Fault(sheet.file, 1, None, said)]
    renamed = [
        Fault(sheet.file, 1, now, f"this column was called {was} at the export")
        for was, now in zip(columns, sheet.columns, strict=True)
        if was != now
    ]
    return list(sheet.rows), renamed


@dataclass(slots=True)
class _Alignment:
    """Which row of the file is which row of the export; places count from 0."""

    pairs: list[tuple[int, int]] = field(default_factory=list)
    """(place at the export, place now), in the order of the export."""
    gone: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)

    @property
    def reordered(self) -> bool:
        now = [n for _, n in self.pairs]
        return now != sorted(now)


def _rows(sheet: Sheet, rows: list[Cells], kept: FileDigest) -> list[Fault]:
    now = [row_digest(row) for row in rows]
    was = [row.digest for row in kept.rows]
    aligned = _by_place(was, now) or _by_key(sheet.name, rows, kept)
    changed = [n for w, n in aligned.pairs if was[w] != now[n]]
    columns = None if aligned.gone else _changed_columns(rows, kept, aligned)
    problems = [
        Fault(
            sheet.file,
            w + FIRST_ROW,
            None,
            f"this row was removed since the export: {kept.rows[w].key}",
        )
        for w in aligned.gone
    ]
    problems += [
        Fault(sheet.file, n + FIRST_ROW, None, "this row was added since the export")
        for n in aligned.added
    ]
    if aligned.reordered:
        said = "the rows are in a different order than at the export"
        problems.append(Fault(sheet.file, None, None, said))
    return problems + _cells(sheet.file, changed, columns)


def _by_place(was: list[str], now: list[str]) -> _Alignment | None:
    """Row for row, unless rows came, went or moved."""
    if len(was) != len(now):
        return None
    known = set(was)
    if any(w != n and n in known for w, n in zip(was, now, strict=True)):
        return None
    return _Alignment(pairs=[(n, n) for n in range(len(was))])


def _by_key(name: str, rows: list[Cells], kept: FileDigest) -> _Alignment:
    """By candidate, rater, interview and item: what tells a row from the others."""
    columns = [c.name for c in kept.columns]
    places = [columns.index(c) for c in KEYS[name]]
    waiting: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        waiting.setdefault(" ".join(row[p] for p in places), []).append(n)
    aligned = _Alignment()
    for w, exported in enumerate(kept.rows):
        if found := waiting.get(exported.key):
            aligned.pairs.append((w, found.pop(0)))
        else:
            aligned.gone.append(w)
    aligned.added = sorted(n for left in waiting.values() for n in left)
    return aligned


def _changed_columns(rows: list[Cells], kept: FileDigest, aligned: _Alignment) -> list[str]:
    as_exported = [rows[n] for _, n in aligned.pairs]
    return [
        column.name
        for place, column in enumerate(kept.columns)
        if column_digest(column.name, (row[place] for row in as_exported)) != column.digest
    ]


def _cells(file: str, rows: list[int], columns: list[str] | None) -> list[Fault]:
    """Where changed rows and changed columns cross; no column is known where rows went missing."""
    said = "changed since the export"
    if columns is None:
        return [Fault(file, n + FIRST_ROW, None, f"a cell of this row was {said}") for n in rows]
    if len(rows) > 1 and len(columns) > 1:
        said += ", or is where another changed cell's row and column cross"
    found = [Fault(file, n + FIRST_ROW, c, said) for n in rows for c in columns]
    if rows and columns:
        return found
    odd = "the manifest's digest of this {} does not fit the rest of the manifest"
    return [
        *(Fault(file, n + FIRST_ROW, None, odd.format("row")) for n in rows),
        *(Fault(file, 1, c, odd.format("column")) for c in columns),
    ]
