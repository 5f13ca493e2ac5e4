"""The zip that holds an export, put together and taken apart."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assessment.domain.errors import Invalid
from assessment.domain.zip_faults import PLAINLY_PACKED, UNREADABLE_ZIP
from assessment.export.columns import COLUMNS, DECISIONS
from assessment.export.manifest import (
    MANIFEST,
    README,
    ChainHead,
    FileDigest,
    Manifest,
    digest,
    table_digest,
)
from assessment.export.readme import readme
from assessment.export.rows import Origin, instant
from assessment.export.tables import ExportTable
from assessment.export.writer import ExportOptions, csv_bytes

TABLE_FILES = tuple(f"{name}.csv" for name in COLUMNS)
FILES = (*TABLE_FILES, README, MANIFEST)
"""What an export holds, in its order."""
ADDED_LATER = frozenset({f"{DECISIONS}.csv"})
"""What the first exports did not hold. Which files belong to an archive is in its manifest."""

SIZE_AT_MOST = 2**30
"""A zip that unpacks to more than a gigabyte is none of ours, and could fill the memory."""
ENTRIES_AT_MOST = 1000
RATIO_AT_MOST = 400
"""Bytes that one byte in a zip unpacks to; our own tables stay below a hundred."""
SMALL = 2**20
"""Bytes that may be packed as tightly as they like."""
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The same export gives the same bytes, so the files carry no time of their own."""
ENCRYPTED = 0x1
"""The flag of an entry in a zip that wants a password."""
LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What a file manager adds to a folder by itself: no reason for alarm."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files of an export, and what kept the others from being read."""

    files: Mapping[str, bytes]
    unreadable: Mapping[str, str]


def zip_bytes(tables: Sequence[ExportTable], origin: Origin, options: ExportOptions) -> bytes:
    """The whole export: the tables, plain words about them, and the manifest."""
    files: dict[str, bytes] = {}
    digests: dict[str, FileDigest] = {}
    for table in tables:
        data = csv_bytes(table, options)
        texts = table.texts(decimal_comma=options.semicolon)
        files[table.file], digests[table.file] = data, table_digest(table.name, data, texts)
    files[README] = readme(origin, options).encode()
    digests[README] = FileDigest(digest=digest(files[README]))
    manifest = Manifest(
        requisition=origin.requisition,
        exported_at=instant(origin.exported_at),
        levelset_version=origin.levelset_version,
        bank_version=origin.bank_version,
        coverage_floor=origin.coverage_floor,
        files=digests,
        heads={
            box: ChainHead(place=head.place, digest=head.digest)
            for box, head in origin.heads.items()
        },
    )
    files[MANIFEST] = manifest.sealed().encode()
    return packed(files)


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip that is the same, byte for byte, whenever its files are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def unpack(data: bytes, *, kind: str = "export", at_most: int | None = None) -> Unpacked:
    """The files in `data`, also when somebody zipped them again or with their folder around them.

    `kind` is the word for what is wanted, and `at_most` how many bytes it may unpack to. Invalid
    when it is no zip, or a damaged one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _contents(archive, _Wanted(kind, SIZE_AT_MOST if at_most is None else at_most))
    except UNREADABLE_ZIP as fault:
        if data.startswith(b"PK"):
            raise Invalid(
                f"the ZIP file is damaged or incomplete{_why(fault)}; download it again"
            ) from None
        article = "an" if kind[0] in "aeiou" else "a"
        told = f"this is not a ZIP file; give the .zip file of {article} {kind}"
        raise Invalid(told) from None


class _Wanted(NamedTuple):
    """What a zip should be, for sentences, and the most that it may unpack to."""

    kind: str
    at_most: int


def _contents(archive: zipfile.ZipFile, wanted: _Wanted) -> Unpacked:
    files: dict[str, bytes] = {}
    unreadable: dict[str, str] = {}
    _refuse_too_much(archive.infolist(), wanted)
    entries = {e: _path(e) for e in archive.infolist()}
    entries = {e: p for e, p in entries.items() if p.rpartition("/")[2] and not _of_system(p)}
    around = _folder_around(list(entries.values()))
    for entry, path in entries.items():
        name = path.removeprefix(around)
        if name in files or name in unreadable:
            unreadable[name] = "is in the ZIP file twice"
            continue
        try:
            files[name] = _read(archive, entry, wanted)
        except Invalid as fault:
            unreadable[name] = str(fault)
    return Unpacked({n: d for n, d in files.items() if n not in unreadable}, unreadable)


def _refuse_too_much(entries: Sequence[zipfile.ZipInfo], wanted: _Wanted) -> None:
    """By what the zip says of itself; while it is read, no more than that is taken."""
    kind, at_most = wanted
    if len(entries) > ENTRIES_AT_MOST:
        usual = f"an export has {len(FILES)}" if kind == "export" else f"no {kind} has so many"
        raise Invalid(f"the zip holds {len(entries):,} files, and {usual}")
    total = sum(e.file_size for e in entries if e.file_size <= at_most)  # others are named
    if total > at_most:
        raise Invalid(f"the zip claims to unpack to {total:,} bytes, which no {kind} does")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, wanted: _Wanted) -> bytes:
    kind, at_most = wanted
    if entry.file_size > at_most:
        raise Invalid(f"would unpack to {entry.file_size:,} bytes, which no {kind} does")
    if entry.file_size > max(SMALL, RATIO_AT_MOST * entry.compress_size):
        raise Invalid(
            f"is packed to {entry.compress_size:,} bytes and would unpack to "
            f"{entry.file_size:,}, which no {kind} does"
        )
    if entry.flag_bits & ENCRYPTED:
        raise Invalid("is encrypted: unpack it with its password and zip the files again")
    if entry.compress_type not in PLAINLY_PACKED:
        raise Invalid("is packed in a way that Levelset doesn't read: zip the files again")
    try:
        with archive.open(entry) as packed:
            found = packed.read(entry.file_size + 1)
    except UNREADABLE_ZIP as fault:
        raise Invalid(f"is damaged inside the ZIP file{_why(fault)}") from None
    if len(found) > entry.file_size:
        raise Invalid(f"unpacks to more than the {entry.file_size:,} bytes that it claims")
    return found


def _why(fault: Exception) -> str:
    """What Python's reader says where it is about the file, and not about Python."""
    return f" ({fault})" if isinstance(fault, zipfile.BadZipFile) else ""


def _path(entry: zipfile.ZipInfo) -> str:
    """Folders and name with `/` between them; some programs on Windows write backslashes."""
    return entry.filename.replace("\\", "/").removeprefix("./").lstrip("/")


def _of_system(path: str) -> bool:
    name = path.rpartition("/")[2]
    return path.startswith("__MACOSX/") or name.startswith("._") or name in LEFT_BY_SYSTEMS


def _folder_around(names: Sequence[str]) -> str:
    folders = {name.rpartition("/")[0] for name in names}
    only = folders.pop() if len(folders) == 1 else ""
    return f"{only}/" if only else ""
