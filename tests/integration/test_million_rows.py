"""A million ratings are scored in seconds and within a gigabyte."""

import csv
import subprocess
import sys

CANDIDATES, ITEMS, RATERS = 10_000, 25, 4
COMPETENCIES = ("a", "b", "c", "d", "e")

MEASURED = """
import resource, sys
from assessment.cli import build
build()(sys.argv[1:], standalone_mode=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_a_million_rows_are_scored_exactly_and_within_a_gigabyte(tmp_path):
    # Item n measures competency n mod 5 and gets level n mod 5 + 1 from everyone, so that every
    # candidate has a 0, b 0.25, c 0.5, d 0.75, e 1; one rating per candidate is left blank.
    one = "".join(
        f"C-%05d,R{rater},q{item:02},{COMPETENCIES[item % 5]},"
        f"{'' if (item, rater) == (0, 0) else item % 5 + 1}\n"
        for item in range(ITEMS)
        for rater in range(RATERS)
    )
    numbers = ITEMS * RATERS
    with (tmp_path / "ratings.csv").open("w", encoding="utf-8") as out:
        out.write("candidate,rater,item,competency,level\n")
        out.writelines(one % ((candidate,) * numbers) for candidate in range(CANDIDATES))
    (tmp_path / "weights.csv").write_text(
        "profile,competency,weight\n" + "".join(f"p,{c},{n}\n" for n, c in enumerate("abcde"))
    )

    files = ["ratings.csv", "--weights", "weights.csv", "--out", "out"]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "score", *files],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")
    with (tmp_path / "out" / "scores.csv").open(encoding="utf-8", newline="") as found:
        rows = list(csv.reader(found))[1:]
    # Under p, (1*0.25 + 2*0.5 + 3*0.75 + 4*1) / 10 = 0.75; under equal, 2.5 / 5 = 0.5.
    assert len(rows) == 2 * CANDIDATES
    assert {tuple(row[1:]) for row in rows} == {
        ("p", "75", "1", "false", "4", "25"),
        ("equal", "50", "1", "false", "4", "25"),
    }
    assert int(done.stdout.split()[-1]) < 1024 * 1024  # kilobytes, as Linux counts them
