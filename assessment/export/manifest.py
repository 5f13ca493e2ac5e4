"""What the manifest says of an export: a digest for every file, row and column, and for itself."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assessment.domain.errors import Invalid
from assessment.export.columns import DECISIONS, RATINGS, SCHEMA, SHORTLIST, WEIGHTS

MANIFEST = "manifest.json"
README = "README.txt"

KEYS = {
    RATINGS: ("candidate", "rater", "interview", "item"),
    SHORTLIST: ("candidate",),
    WEIGHTS: ("profile", "competency"),
    DECISIONS: ("candidate", "kind", "rater", "item", "at"),
}
"""The columns that tell one row from the others; they name a row that was taken out."""


class _Plain(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class ColumnDigest(_Plain):
    name: str
    digest: str


class RowDigest(_Plain):
    key: str
    digest: str


class FileDigest(_Plain):
    digest: str
    columns: list[ColumnDigest] = []
    rows: list[RowDigest] = []


class ChainHead(_Plain):
    place: int
    digest: str


class Manifest(_Plain):
    """Written into the export beside the files; `digest` covers everything else in it."""

    format: str = SCHEMA
    requisition: str
    exported_at: str
    levelset_version: str
    bank_version: str
    coverage_floor: float
    files: dict[str, FileDigest]
    heads: dict[str, ChainHead] = {}
    """How the chains of the exported scorecards and of the audit log ended then; blank in exports
    of versions that had none."""
    digest: str = ""

    def sealed(self) -> "Manifest":
        return self.model_copy(update={"digest": self.own_digest()})

    def own_digest(self) -> str:
        return digest(canonical({k: v for k, v in self._document().items() if k != "digest"}))

    def encode(self) -> bytes:
        return (json.dumps(self._document(), ensure_ascii=False, indent=1) + "\n").encode()

    def _document(self) -> dict[str, Any]:
        return self.model_dump(exclude=None if self.heads else {"heads"})


def read_manifest(data: bytes) -> Manifest:
    """The manifest in `data`; Invalid when it is none."""
    try:
        return Manifest.model_validate_json(data)
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(p) for p in first["loc"])
        said = _SAID.get(first["type"], "{where} is not what an export writes there")
        raise Invalid(f"is not the manifest of an export: {said.format(where=where)}") from None


_SAID = {
    "missing": "{where} is missing",
    "extra_forbidden": "{where} does not belong there",
    "json_invalid": "it is not JSON",
    "model_type": "it does not hold names with values",
}


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def canonical(plain: Sequence[str] | Mapping[str, Any]) -> bytes:
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def table_digest(name: str, data: bytes, texts: Sequence[Sequence[str]]) -> FileDigest:
    """The digests of a CSV file and of its cells as they stand in it, header first."""
    header, *rows = texts
    keys = [header.index(column) for column in KEYS[name]]
    return FileDigest(
        digest=digest(data),
        columns=[
            ColumnDigest(name=column, digest=column_digest(column, (row[n] for row in rows)))
            for n, column in enumerate(header)
        ],
        rows=[
            RowDigest(key=" ".join(row[k] for k in keys), digest=row_digest(row)) for row in rows
        ],
    )


def row_digest(row: Sequence[str]) -> str:
    return digest(canonical(list(row)))


def column_digest(column: str, cells: Iterable[str]) -> str:
    """Covers the cells in the order of their rows, so that a moved row is noticed as well."""
    return digest(canonical([column, *cells]))
