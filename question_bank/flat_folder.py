"""A folder that holds one kind of content file, each named after its id, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

from question_bank.errors import Problem
from question_bank.strict_yaml import Parsed


def stray(folder: Path, noun: str) -> Iterator[Problem]:
    """Files that no one would read, though an author may take them for content."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.name.startswith(".") or path.suffix == ".yml":
            continue  # .yml is told wherever it lies
        if path.suffix != ".yaml":
            yield Problem(path, 1, f"only {noun} files belong into the folder of {noun}s")
        elif path.parent != folder:
            article = "an" if noun[0] in "aeiou" else "a"
            said = f"{article} {noun} lies in the folder of {noun}s itself, not below it"
            yield Problem(path, 1, said)


def misnamed(path: Path, parsed: Parsed, key: str, value: str) -> Iterator[Problem]:
    """A file whose name is not the `value` that stands in it under `key`."""
    if path.stem != value:
        said = f"the file is {path.name} but the {key} is {value}"
        yield Problem(path, parsed.line((key,)), said)
