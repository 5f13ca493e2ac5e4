"""Tables of an analysis as CSV or Parquet, and Parquet as a table of ratings."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from assessment.domain.faults import BadTable, Fault
from assessment.domain.text.formula import defuse
from assessment.scoring.files import shortest
from assessment.scoring.reader import ROWS_AT_MOST
from assessment.scoring.table import Column, Table

PARQUET = ".parquet"
INDEX = "__index_level_"
"""How pandas names the index that it writes along."""


def csv_bytes(table: pd.DataFrame) -> bytes:
    """RFC 4180 with a header; missing is blank, and a text that looks like a formula is defused."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(zip(*(_cells(table[name]) for name in table.columns), strict=True))
    return out.getvalue().encode()


def _cells(column: "pd.Series[float]") -> list[str]:
    if pd.api.types.is_float_dtype(column.dtype):
        return ["" if np.isnan(x) else shortest(x) for x in column.tolist()]
    if pd.api.types.is_integer_dtype(column.dtype):
        return ["" if pd.isna(x) else str(x) for x in column.tolist()]
    return [defuse(str(text)) for text in column.tolist()]


def parquet_bytes(table: pd.DataFrame) -> bytes:
    """Names as text, counts and ranks as whole numbers, everything else as floating point."""
    out = io.BytesIO()
    table.to_parquet(out, index=False)
    return out.getvalue()


def read_parquet(path: Path, *, required: Sequence[str], optional: Sequence[str]) -> Table:
    """The named columns as texts, as if they had been written in a CSV file; row 2 is the first.

    BadTable says why the file is none, or which column is missing.
    """
    name = str(path)
    try:
        with path.open("rb") as stream, pq.ParquetFile(stream) as file:
            names = [str(c) for c in file.schema_arrow.names if not c.startswith(INDEX)]
            wanted = [c for c in (*required, *optional) if c in names]
            _refuse(name, file, [c for c in required if c not in names])
        frame = _frame(path, wanted)
    except FileNotFoundError as fault:
        raise _whole(name, "there is no such file") from fault
    except IsADirectoryError as fault:
        raise _whole(name, "is a folder; name the file in it") from fault
    except (pa.ArrowException, OSError) as fault:
        said = "cannot be read as Parquet; write it again, or save it as CSV UTF-8"
        raise _whole(name, said) from fault
    return Table(
        file=name,
        rows=np.arange(2, len(frame) + 2),
        columns={c: _column(frame[c]) for c in wanted},
        ignored=tuple(c for c in names if c not in wanted),
        decimal_comma=False,
    )


def _refuse(name: str, file: pq.ParquetFile, missing: Sequence[str]) -> None:
    """Before anything is unpacked: a small file can hold any number of rows."""
    if missing:
        raise BadTable([Fault(name, None, c, "this column is missing") for c in missing])
    rows = file.metadata.num_rows
    if not rows:
        raise _whole(name, "has columns but no rows")
    if rows > ROWS_AT_MOST:
        raise _whole(name, f"has {rows:,} rows; at most {ROWS_AT_MOST:,} are read, so split it")


def _frame(path: Path, wanted: Sequence[str]) -> pd.DataFrame:
    """The wanted columns. Texts stay a dictionary, so that a long one is in memory once."""
    with path.open("rb") as stream, pq.ParquetFile(stream, read_dictionary=list(wanted)) as file:
        frame: pd.DataFrame = file.read(columns=list(wanted)).to_pandas(ignore_metadata=True)
    return frame


def _whole(name: str, said: str) -> BadTable:
    return BadTable([Fault(name, None, None, said)])


def _column(values: "pd.Series[str]") -> Column:
    codes, distinct = pd.factorize(values, use_na_sentinel=False)
    return Column.of([_text(value) for value in distinct.tolist()], codes.astype(np.int64))


def _text(value: object) -> str:
    if isinstance(value, float):
        return "" if np.isnan(value) else shortest(value)
    return "" if value is None or value is pd.NA else str(value)
