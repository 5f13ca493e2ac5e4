"""Which columns of the two logs their chains cover, for writing and for checking.

The order is part of the digest: change none of it without a migration.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessment.domain.chain import Head, new_salt, next_head, text_digest

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Chained:
    """One kind of row: its columns as they stand in the digest, and its texts, which may go."""

    content: tuple[str, ...]
    texts: tuple[str, ...]

    def linked(self, row: Row, before: Head) -> dict[str, Any]:
        """The columns `place`, `digest`, `salt` and `text_digest` of a new row behind `before`."""
        texts = [row.get(name) for name in self.texts]
        salt = new_salt() if self.has_text(row) else None
        covered = text_digest(salt, texts) if salt else ""
        head = self.head(row, covered, before)
        return {"place": head.place, "digest": head.digest, "salt": salt, "text_digest": covered}

    def head(self, row: Row, covered: str, before: Head) -> Head:
        """What the chain has at `row`, whose texts have the digest `covered`."""
        return next_head(before, [*(row.get(name) for name in self.content), covered])

    def has_text(self, row: Row) -> bool:
        return any(row.get(name) for name in self.texts)

    def text_fits(self, row: Row) -> bool:
        """Whether the texts are those that were written; erased ones have no salt and are blank."""
        if not row["salt"]:
            return not self.has_text(row)
        found = text_digest(row["salt"], [row[name] for name in self.texts])
        return bool(found == row["text_digest"])


ENTRY = Chained(
    content=(
        "interview",
        "rater",
        "client",
        "seq",
        "kind",
        "item",
        "part",
        "level",
        "not_rated_reason",
        "flag",
        "seconds",
        "recommendation",
        "base",
        "over",
        "standing",
        "client_at",
        "at",
    ),
    texts=("text", "because"),
)
JOURNAL = Chained(content=("at", "by", "act", "about", "detail"), texts=("because",))
