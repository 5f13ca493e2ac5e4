"""Files attached to candidates."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from assessment.domain.attachment import FileKind
from db.tables.base import metadata
from db.types import BigNumber, UtcDateTime, one_of

attachments = Table(
    "attachments",
    metadata,
    Column("id", BigNumber, primary_key=True),
    Column("candidate", ForeignKey("candidates.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("kind", one_of(FileKind, "kind_known"), nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("added_by", String(200)),
    Column("data", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
"""A number is never given twice, so that an old address never opens another file."""
