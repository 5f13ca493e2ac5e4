"""A file attached to a candidate: what kinds there may be, told by their contents."""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath

from assessment.domain.errors import Invalid
from assessment.domain.ids import CandidateId, RaterId
from assessment.domain.text.names import tidy
from assessment.domain.zip_faults import UNREADABLE_ZIP

LARGEST = 10 * 2**20
"""Bytes of one file."""
MOST = 20
"""Files of one candidate."""
LONGEST_NAME = 120


class FileKind(StrEnum):
    """The value is the end of the file's name."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"
    MARKDOWN = "md"
    PNG = "png"
    JPG = "jpg"


ENDINGS = {**{kind.value: kind for kind in FileKind}, "jpeg": FileKind.JPG}
_STARTS = {
    FileKind.PDF: b"%PDF-",
    FileKind.PNG: b"\x89PNG\r\n\x1a\n",
    FileKind.JPG: b"\xff\xd8\xff",
}
_CALLED = {
    FileKind.PDF: "PDF",
    FileKind.DOCX: "Word (.docx)",
    FileKind.TXT: "text",
    FileKind.MARKDOWN: "Markdown",
    FileKind.PNG: "PNG",
    FileKind.JPG: "JPEG",
}
_MACROS = ("word/vbaProject.bin", "word/vbaData.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What is known of a file without its contents."""

    id: int = 0
    """Given by the store."""
    candidate: CandidateId
    name: str
    kind: FileKind
    size: int
    digest: str
    """SHA-256 of the contents, in hex."""
    added_at: datetime
    added_by: RaterId | None


def file_name(given: str) -> str:
    """The last part of `given`, on one line; Invalid where nothing is left or it is too long."""
    name = tidy(PurePosixPath(given.replace("\\", "/")).name)
    if not name.strip(". "):
        raise Invalid("The file has no name.")
    if len(name) > LONGEST_NAME:
        raise Invalid(
            f"The file's name has {len(name)} characters. Shorten it to {LONGEST_NAME} or fewer."
        )
    return name


def kind_of(name: str, data: bytes) -> FileKind:
    """The kind that both the name and the contents say; Invalid where they don't agree.

    Contents are looked at and never run or drawn.
    """
    kind = ENDINGS.get(name.rpartition(".")[2].casefold())
    if kind is None:
        raise Invalid(
            f"Levelset can't attach {name}. Use PDF, Word (.docx), text, Markdown, PNG or JPEG."
        )
    if not data:
        raise Invalid(f"{name} is empty.")
    if len(data) > LARGEST:
        raise Invalid(f"{name} is {len(data) / 2**20:.1f} MB. The limit is {LARGEST // 2**20} MB.")
    if not _is(kind, data):
        raise Invalid(f"{name} isn't really a {_CALLED[kind]} file. Save it again in that format.")
    return kind


def _is(kind: FileKind, data: bytes) -> bool:
    if start := _STARTS.get(kind):
        return data.startswith(start)
    return _is_docx(data) if kind is FileKind.DOCX else _is_text(data)


def _is_docx(data: bytes) -> bool:
    """A Word document without macros; nothing of it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = set(package.namelist())
    except UNREADABLE_ZIP:
        return False
    return {"[Content_Types].xml", "word/document.xml"} <= parts and not parts & set(_MACROS)


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(c.isprintable() or c in "\t\r\n\f" for c in text[:100_000]) and "\x00" not in text
