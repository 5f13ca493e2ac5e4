"""One's own questions: a folder beside the shipped bank, whose ids all begin with `x-`."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from platformdirs import user_data_path

from question_bank import vocabulary
from question_bank.errors import Problem
from question_bank.loader import (
    OwnFolder,
    QuestionBank,
    Reading,
    assemble,
    load_bank,
    read_folder,
    shipped_content,
)

VARIABLE = "LEVELSET_BANK"
"""The environment variable that names the folder; blank, it says that there is none."""


def named(environ: Mapping[str, str]) -> Path | None:
    """The folder that the environment names, else the one that was chosen on this computer."""
    if VARIABLE not in environ:
        return chosen()
    text = environ[VARIABLE].strip()
    return expanded(text) if text else None


def expanded(text: str) -> Path:
    """The whole path that `text` stands for, `~` for one's home."""
    return Path(os.path.expanduser(text)).absolute()  # noqa: PTH111  # never raises


def chosen() -> Path | None:
    """The folder that `choose` remembers for every later start."""
    try:
        text = memory().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(text) if text else None


def choose(root: Path | None) -> None:
    """Remembers the folder, or that there is none; raises OSError where that cannot be written."""
    memory().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    memory().write_text(str(root or ""), "utf-8")


def memory() -> Path:
    """The file with the choice: of this person on this computer, as the database is."""
    return user_data_path("levelset", appauthor=False) / "own-questions.txt"


def load_banks(environ: Mapping[str, str] = os.environ) -> QuestionBank:
    """The shipped bank with one's own questions. Raises BankError for the shipped one alone."""
    return with_own(load_bank(), named(environ))


def with_own(bank: QuestionBank, root: Path | None) -> QuestionBank:
    """`bank` and what is in the folder `root`; where that has a problem, `bank` alone says so."""
    if root is None:
        return bank
    try:
        reading = read_own(root, bank)
        if reading.problems:
            return replace(bank, own=OwnFolder(root, reading.problems))
        return _merged(bank, assemble(root, reading), root)
    except OSError as fault:  # a file may go while we look
        return replace(bank, own=OwnFolder(root, (_unreadable(root, fault),)))


def read_own(root: Path, bank: QuestionBank) -> Reading:
    """Everything in the folder `root`, which stands beside `bank`, read as far as it goes."""
    try:
        if root.resolve() == shipped_content().resolve():
            said = "is the bank that comes with Levelset; choose a folder of your own"
            return _nothing(bank, Problem(root, 1, said))
        if root.exists():
            with os.scandir(root):  # what may not be listed would look empty
                pass
        return read_folder(root, beside=bank)
    except OSError as fault:
        return _nothing(bank, _unreadable(root, fault))


def left_out(own: OwnFolder) -> str:
    """Every reason why one's own questions are not used, one a line."""
    said = f"Your own questions in {own.root} are not in use; fix them and start again"
    return "\n".join([said, *map(str, own.problems)])


def is_own(root: Path) -> bool:
    """Whether a folder is meant to stand beside a bank: a whole one has words of its own."""
    return not any((root / name).exists() for name in vocabulary.OF_A_WHOLE_BANK)


def _merged(bank: QuestionBank, own: QuestionBank, root: Path) -> QuestionBank:
    versions = f"{bank.version}\0{own.version}".encode()
    return replace(
        bank,
        questions={**bank.questions, **own.questions},
        cards={**bank.cards, **own.cards},
        exemplars={**bank.exemplars, **own.exemplars},
        sources=own.sources,
        changes=(*bank.changes, *own.changes),
        version=hashlib.sha256(versions).hexdigest()[:12],
        own=OwnFolder(root, ()),
    )


def _nothing(bank: QuestionBank, problem: Problem) -> Reading:
    return Reading((), (), (), bank.words, (problem,))


def _unreadable(root: Path, fault: OSError) -> Problem:
    return Problem(root, 1, f"cannot be read: {fault.strerror or fault}")
