"""From `cards/` to placement cards: one file each, its name the id; every problem is gathered."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from question_bank import flat_folder, vocabulary
from question_bank.card import Card
from question_bank.errors import Problem
from question_bank.strict_yaml import Parsed

CARD: TypeAdapter[Card] = TypeAdapter(Card)

CARDS = "cards"
"""The folder of placement cards; it holds nothing else."""


class AuthoredCard(NamedTuple):
    """A card and the file it was read from."""

    card: Card
    path: Path
    parsed: Parsed


def read(
    root: Path, sources: Mapping[str, str], problems: list[Problem], space: str = ""
) -> tuple[AuthoredCard, ...]:
    """The cards of the bank in `root`; what is wrong with them is added to `problems`.

    `space` is what their ids begin with in a folder of one's own.
    """
    folder = root / CARDS
    problems += flat_folder.stray(folder, "card")
    authored: dict[str, AuthoredCard] = {}
    for path in sorted(folder.glob("*.yaml")):
        if found := vocabulary.gather(problems, path, CARD):
            entry = AuthoredCard(found[0], path, found[1])
            problems += flat_folder.misnamed(path, entry.parsed, "id", entry.card.id)
            if entry.card.id[:-3] != f"{space}crd-":
                said = f"the id {entry.card.id} should be {space}crd- and three digits"
                problems.append(Problem(path, entry.parsed.line(("id",)), said))
            keys = entry.card.sources
            problems += vocabulary.unsourced(path, entry.parsed, keys, sources)
            first = authored.setdefault(entry.card.id, entry)
            if first is not entry:
                said = f"the id {entry.card.id} is used already in {first.path.name}"
                problems.append(Problem(path, entry.parsed.line(("id",)), said))
    return tuple(authored.values())
