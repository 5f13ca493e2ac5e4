"""A table of ratings to CSV, beside pandas' `to_csv` of the same table in the same run.

`uv run python -m benchmarks.export`; `--short` writes 100,000 rows in place of 1,000,000. The last
line is the ratio of processor seconds, and the goal is 1.5. Ours also guards every text that a
spreadsheet could run as a formula, which pandas does not.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from assessment.export.columns import RATINGS, RATINGS_COLUMNS
from assessment.export.tables import Cell, ExportTable
from assessment.export.writer import csv_bytes

ROWS, SHORT = 1_000_000, 100_000
ROUNDS = 3
GOAL = 1.5
WORDS = [
    "the",
    "line",
    "went",
    "down",
    "and",
    "a",
    "planner",
    "decides",
    "which",
    "order",
    "moves",
    "so",
    "nothing",
    "waits",
    "in",
    "MES",
]
PROMPT = "A line goes down with forty released orders queued to it. Who decides what happens next?"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    rows = SHORT if parser.parse_args().short else ROWS
    table = ExportTable(RATINGS, RATINGS_COLUMNS, tuple(_row(n) for n in range(rows)))
    frame = pd.DataFrame(list(table.rows), columns=list(table.columns))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ratings.csv"
        ours, theirs = [], []
        for _ in range(ROUNDS):
            theirs.append(_seconds(lambda: frame.to_csv(file, index=False)))
            ours.append(_seconds(lambda: file.write_bytes(csv_bytes(table))))
    ratio = min(ours) / min(theirs)
    print(f"{rows:,} rows: {min(ours):.1f} s, pandas {min(theirs):.1f} s, goal {GOAL}")
    print(json.dumps({"rows": rows, "export_ratio": round(ratio, 3)}))


def _seconds(work: Callable[[], object]) -> float:
    """Of the processor, so that other programs on the machine count less."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _row(number: int) -> tuple[Cell, ...]:
    chance = random.Random(number)
    candidate, item, level = number // 100, number % 25, chance.randint(1, 5)
    note = " ".join(chance.choices(WORDS, k=20)) + chance.choice(
        (", so she said", "; re-sequenced")
    )
    given: dict[str, Cell] = dict.fromkeys(RATINGS_COLUMNS) | {
        "schema": "levelset/1",
        "requisition": "MES-1",
        "candidate": f"C-{candidate:05}",
        "interview": f"MES-1.C-{candidate:05}.1",
        "rater": f"R-{number // 25 % 4:02}",
        "scorecard_status": "submitted",
        "item": f"q{item:02}",
        "question": f"prd-dsp-{item:03}",
        "revision": 1,
        "competency": "execution",
        "operations_category": "production",
        "activity": "dispatching",
        "functional_level": "3",
        "target_level": "both",
        "item_weight": 1.0,
        "level": level,
        "value": (level - 1) / 4,
        "evidence": note,
        "rated_at": f"2026-03-02T12:{number % 60:02}:00Z",
        "kit_hash": "11d8821ba827",
        "question_title": f"Line down {item}",
        "question_prompt": PROMPT,
    }
    return tuple(given.values())


if __name__ == "__main__":
    main()
