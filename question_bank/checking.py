"""What `bank check` looks at: the bank that comes with Levelset, a folder, and one's own."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from question_bank import adverts, own, quality
from question_bank.errors import Problem
from question_bank.loader import (
    QuestionBank,
    Reading,
    assemble,
    load_bank,
    read_folder,
    shipped_content,
)


class Checked(NamedTuple):
    """A folder, what could be read of it, and every problem of it."""

    root: Path
    reading: Reading
    problems: tuple[Problem, ...]
    own: bool


def check_folder(root: Path, *, mine: bool) -> Checked:
    """A whole bank, or `mine`: one's own folder, which needs no coverage."""
    reading = own.read_own(root, load_bank()) if mine else read_folder(root)
    floors = None if mine else quality.floors_of(root)
    problems = (*quality.review(root, reading, floors), *adverts.review(root))
    return Checked(root, reading, problems, mine)


def check_all(folder: Path | None, environ: Mapping[str, str]) -> tuple[Checked, ...]:
    """The folder that is asked for; else the shipped bank, and the folder that is named as own."""
    named = own.named(environ)
    if folder:
        mine = own.is_own(folder) or (named is not None and folder.resolve() == named.resolve())
        return (check_folder(folder, mine=mine),)
    found = (check_folder(shipped_content(), mine=False),)
    return (*found, check_folder(named, mine=True)) if named else found


def check_bank(bank: QuestionBank) -> tuple[Problem, ...]:
    """Every problem of the folders that `bank` came from, as they are now."""
    if bank.root is None:
        return ()
    reading = read_folder(bank.root)
    problems = quality.review(bank.root, reading, quality.floors_of(bank.root))
    problems += adverts.review(bank.root)
    if bank.own:
        beside = bank if reading.problems else assemble(bank.root, reading)
        mine = own.read_own(bank.own.root, beside)
        problems += quality.review(bank.own.root, mine, None)
    return problems
