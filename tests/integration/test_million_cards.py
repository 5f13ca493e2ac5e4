"""A million placed cards are scored in seconds and within a gigabyte."""

import csv
import subprocess
import sys

from typer.testing import CliRunner

from assessment.cli import build
from question_bank import load_bank

CANDIDATES = 7_100

MEASURED = """
import resource, sys
from assessment.cli import build
build()(sys.argv[1:], standalone_mode=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_a_million_placed_cards_are_scored_exactly_and_within_a_gigabyte(tmp_path):
    # Every candidate puts every card among the supporting activities, so that all boards come to
    # what the board of one candidate alone comes to.
    cards = load_bank().cards
    one = "".join(f"C-%05d,{card},3,,supporting\n" for card in cards)
    for name, candidates in (("many.csv", CANDIDATES), ("one.csv", 1)):
        with (tmp_path / name).open("w", encoding="utf-8") as out:
            out.write("candidate,card,level,operations_category,activity\n")
            out.writelines(one % ((number,) * len(cards)) for number in range(candidates))
    assert CANDIDATES * len(cards) > 1_000_000

    many, alone = _scored(tmp_path, "many.csv"), _scored_here(tmp_path, "one.csv")

    assert (many.returncode, many.stderr) == (0, "")
    boards = _rows(tmp_path / "many" / "boards.csv")
    assert len(boards) == CANDIDATES
    assert {tuple(row[1:]) for row in boards} == {
        tuple(row[1:]) for row in _rows(tmp_path / "one" / "boards.csv")
    }
    with (tmp_path / "many" / "cards.csv").open("rb") as lines:  # one a row, and the heading
        assert sum(1 for _ in lines) == CANDIDATES * len(cards) + 1
    assert alone.exit_code == 0
    assert int(many.stdout.split()[-1]) < 1024 * 1024  # kilobytes, as Linux counts them


def _scored(folder, name):
    return subprocess.run(
        [sys.executable, "-c", MEASURED, "placement", "score", name, "--out", name[:-4]],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
    )


def _scored_here(folder, name):
    arguments = ["placement", "score", str(folder / name), "--out", str(folder / name[:-4])]
    return CliRunner().invoke(build(), arguments)


def _rows(path):
    with path.open(encoding="utf-8", newline="") as found:
        return list(csv.reader(found))[1:]
