"""From `changes.yaml` to what changed in a question or a card from one revision to the next."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, TypeAdapter, field_validator

from question_bank import vocabulary
from question_bank.errors import Problem
from question_bank.strict_yaml import Parsed
from question_bank.texts import Content

FILE = "changes.yaml"
"""Beside the words of a bank; a bank in which everything is as first published has none."""


class Change(Content):
    """Why something has a revision beyond its first."""

    id: Annotated[str, Field(min_length=1)]
    revision: Annotated[int, Field(ge=2)]
    """The one that came of it; a first revision changes nothing."""
    date: str
    what: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=200)]

    @field_validator("date", mode="after")
    @classmethod
    def _on_a_day(cls, written: str) -> str:
        try:
            day = date.fromisoformat(written)
        except ValueError:
            day = None
        if day is None or day.isoformat() != written:
            raise ValueError(f"should be a day such as 2026-08-31, not {written!r}")
        return written


CHANGES: TypeAdapter[tuple[Change, ...]] = TypeAdapter(tuple[Change, ...])


def read(root: Path, known: Mapping[str, int], problems: list[Problem]) -> tuple[Change, ...]:
    """The changes of the bank in `root`, where `known` has the present revision of each id.

    What is wrong with them is added to `problems`.
    """
    path = root / FILE
    if not path.exists():
        return ()
    found = vocabulary.gather(problems, path, CHANGES)
    if found is None:
        return ()
    changes, parsed = found
    problems += _unmatched(root, changes, parsed, known)
    return changes


def _unmatched(
    root: Path, changes: tuple[Change, ...], parsed: Parsed, known: Mapping[str, int]
) -> Iterator[Problem]:
    path, seen = root / FILE, set[tuple[str, int]]()
    for i, change in enumerate(changes):
        line = parsed.line((i, "id"))
        if change.id not in known:
            if not any(root.rglob(f"{change.id}.yaml")):  # else its own fault is told already
                yield Problem(path, line, f"there is no question or card {change.id}")
        elif change.revision > known[change.id]:
            said = f"{change.id} is at revision {known[change.id]}, not yet at {change.revision}"
            yield Problem(path, parsed.line((i, "revision")), said)
        if (change.id, change.revision) in seen:
            said = f"revision {change.revision} of {change.id} stands here twice"
            yield Problem(path, line, said)
        seen.add((change.id, change.revision))


def untold(
    path: Path, parsed: Parsed, id_: str, revision: int, changes: tuple[Change, ...]
) -> Iterator[Problem]:
    """The revisions of one file that `changes` does not speak of."""
    told = {change.revision for change in changes if change.id == id_}
    for missing in range(2, revision + 1):
        if missing not in told:
            said = f"{FILE} does not say what changed in revision {missing}"
            yield Problem(path, parsed.line(("revision",)), said)
