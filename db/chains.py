"""Which columns of each log its chains cover, for writing and for checking.

The order is part of the digest: change none of it without a migration.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assessment.domain.board import BoardKind
from assessment.domain.chain import Head, new_salt, next_head, text_digest

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Chained:
    """One kind of row: its columns as they stand in the digest, and its texts, which may go."""

    content: tuple[str, ...]
    texts: tuple[str, ...]
    view: Callable[[Row], Row] = dict
    """What stands for a row where a column is a text in some rows only."""

    def linked(self, row: Row, before: Head) -> dict[str, Any]:
        """The columns `place`, `digest`, `salt` and `text_digest` of a new row behind `before`."""
        salt = new_salt() if self.has_text(row) else None
        covered = text_digest(salt, self._texts(row)) if salt else ""
        head = self.head(row, covered, before)
        return {"place": head.place, "digest": head.digest, "salt": salt, "text_digest": covered}

    def head(self, row: Row, covered: str, before: Head) -> Head:
        """What the chain has at `row`, whose texts have the digest `covered`."""
        shown = self.view(row)
        return next_head(before, [*(shown.get(name) for name in self.content), covered])

    def has_text(self, row: Row) -> bool:
        return any(self._texts(row))

    def text_fits(self, row: Row) -> bool:
        """Whether the texts are those that were written; erased ones have no salt and are blank."""
        if not row["salt"]:
            return not self.has_text(row)
        return bool(text_digest(row["salt"], self._texts(row)) == row["text_digest"])

    def _texts(self, row: Row) -> list[Any]:
        shown = self.view(row)
        return [shown.get(name) for name in self.texts]


def _board_row(row: Row) -> Row:
    """A candidate's own words are a text, which can be erased; where a card lies is not."""
    if row["kind"] != BoardKind.WORDS:
        return row
    return {**row, "value": None, "words": str(row["value"])}


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
BOARD = Chained(
    content=("interview", "client", "seq", "kind", "part", "value", "standing", "client_at", "at"),
    texts=("words",),
    view=_board_row,
)
DEBRIEF = Chained(
    content=(
        *("candidate", "kind", "by", "at", "interview", "item", "level", "recommendation"),
        "decision",
    ),
    texts=("text",),
)
