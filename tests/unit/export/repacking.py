"""An export taken apart, changed and put together again, as people and their programmes do it."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping

from assessment.export.archive import TABLE_FILES
from assessment.export.columns import ADDED_SINCE
from assessment.export.manifest import MANIFEST, read_manifest, table_digest
from assessment.export.reader import read_csv

Change = Callable[[bytes], bytes]


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes], *, folder: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(f"{folder}{name}", data)
    return out.getvalue()


def changed(data: bytes, file: str, change: Change) -> bytes:
    files = contents(data)
    before = files[file]
    files[file] = change(before)
    assert files[file] != before, "the change found nothing to change"
    return packed(files)


def swapped(old: str, new: str) -> Change:
    """The first `old` made `new`."""
    return lambda data: data.replace(old.encode(), new.encode(), 1)


def with_cell(row: int, column: str, text: str) -> Change:
    """One plain cell written anew; rows are counted as a spreadsheet counts them."""

    def change(data: bytes) -> bytes:
        lines = data.decode().split("\r\n")
        cells = lines[row - 1].split(",")
        cells[lines[0].split(",").index(column)] = text
        lines[row - 1] = ",".join(cells)
        return "\r\n".join(lines).encode()

    return change


def forged(data: bytes) -> bytes:
    """With a manifest written anew over whatever the files now hold."""
    files = contents(data)
    manifest = read_manifest(files[MANIFEST])
    digests = dict(manifest.files)
    for file in TABLE_FILES:
        name = file.removesuffix(".csv")
        sheet = read_csv(name, files[file])
        digests[file] = table_digest(name, files[file], [sheet.columns, *sheet.rows])
    made = manifest.model_copy(update={"files": digests}).sealed()
    return packed(files | {MANIFEST: made.encode()})


def as_first_made(data: bytes) -> bytes:
    """As the first versions exported: without decisions, and without columns added since."""
    files = contents(data)
    manifest = read_manifest(files[MANIFEST])
    del files["decisions.csv"]
    ratings = read_csv("ratings", files["ratings.csv"])
    kept = [n for n, column in enumerate(ratings.columns) if column not in ADDED_SINCE]
    lines = [[row[n] for n in kept] for row in (ratings.columns, *ratings.rows)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    files["ratings.csv"] = out.getvalue().encode()
    digests = {name: kept for name, kept in manifest.files.items() if name in files}
    digests["ratings.csv"] = table_digest("ratings", files["ratings.csv"], lines)
    made = manifest.model_copy(update={"files": digests}).sealed()
    return packed(files | {MANIFEST: made.encode()})
