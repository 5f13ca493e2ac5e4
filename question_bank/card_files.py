"""From `cards/` to placement cards: one file each, its name the id; every problem is gathered."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from question_bank import vocabulary
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
    root: Path, sources: Mapping[str, str], problems: list[Problem]
) -> tuple[AuthoredCard, ...]:
    """The cards of the bank in `root`; what is wrong with them is added to `problems`."""
    folder = root / CARDS
    problems += _stray(folder)
    authored: dict[str, AuthoredCard] = {}
    for path in sorted(folder.glob("*.yaml")):
        if found := vocabulary.gather(problems, path, CARD):
            entry = AuthoredCard(found[0], path, found[1])
            problems += _misnamed(entry)
            keys = entry.card.sources
            problems += vocabulary.unsourced(path, entry.parsed, keys, sources)
            first = authored.setdefault(entry.card.id, entry)
            if first is not entry:
                said = f"the id {entry.card.id} is used already in {first.path.name}"
                problems.append(Problem(path, entry.parsed.line(("id",)), said))
    return tuple(authored.values())


def _stray(folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.name.startswith(".") or path.suffix == ".yml":
            continue  # .yml is told wherever it lies
        if path.suffix != ".yaml":
            yield Problem(path, 1, "only card files belong into the folder of cards")
        elif path.parent != folder:
            yield Problem(path, 1, "a card lies in the folder of cards itself, not below it")


def _misnamed(entry: AuthoredCard) -> Iterator[Problem]:
    card, path, parsed = entry
    if path.stem != card.id:
        said = f"the file is {path.name} but the id is {card.id}"
        yield Problem(path, parsed.line(("id",)), said)
