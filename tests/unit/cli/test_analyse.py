"""`levelset analyse` from a table to four tables and a report."""

import csv
import io

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from assessment.cli import build
from tests.simulated import ratings

RUNNER = CliRunner()
HEADERS = {
    "candidates": "candidate,n,mean,estimate,se,low,high,rank,rank_low,rank_high,tier",
    "raters": "rater,n,mean,severity,se,infit,outfit",
    "items": "item,n,mean,difficulty,se,infit,outfit",
    "agreement": "statistic,item,value,low,high,n_subjects,n_raters",
}
STATISTICS = [
    "alpha_nominal",
    "alpha_ordinal",
    "alpha_interval",
    "ICC(1)",
    "ICC(A,1)",
    "ICC(C,1)",
    "ICC(1,k)",
    "ICC(A,k)",
    "ICC(C,k)",
    "fleiss_kappa",
    "mean_quadratic_kappa",
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def a_panel(**options):
    chosen = {"candidates": 6, "items": 5, "asked": 5, "raters": 3, "each": 3} | options
    table = ratings(**chosen).table.sort_values(["candidate", "item", "rater"])
    table["level"] += 1
    return table


def run(folder, table, *options, name="ratings.csv"):
    data = table if isinstance(table, bytes | str) else table.to_csv(index=False)
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return RUNNER.invoke(build(), ["analyse", name, "--out", "out", *options])


def rows(folder, name):
    text = (folder / "out" / f"{name}.csv").read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text)))


def result(folder, table, *options):
    done = run(folder, table, "--force", *options)
    assert done.exit_code == 0, done.stderr
    return {name: pd.DataFrame(rows(folder, name)).replace("", np.nan) for name in HEADERS}


def test_four_tables_and_a_report_are_written(folder):
    done = run(folder, a_panel())

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "Wrote out/candidates.csv, out/raters.csv, out/items.csv, out/agreement.csv, "
        "out/report.md\n"
    )
    for name, header in HEADERS.items():
        assert (folder / "out" / f"{name}.csv").read_bytes().split(b"\r\n")[0].decode() == header
    assert [row["statistic"] for row in rows(folder, "agreement")][:11] == STATISTICS
    assert {row["item"] for row in rows(folder, "agreement")} == {
        "",
        *(f"q00{n}" for n in range(5)),
    }
    assert sorted(p.name for p in (folder / "out").iterdir()) == sorted(
        ["report.md", *(f"{name}.csv" for name in HEADERS)]
    )


def test_numbers_are_in_units_of_the_scale(folder):
    table = a_panel()
    found = result(folder, table)

    people = found["candidates"].drop(columns="candidate").astype(float)
    assert people["mean"].tolist() == pytest.approx(
        table.groupby("candidate")["level"].mean().tolist()
    )
    assert ((people["low"] < people["estimate"]) & (people["estimate"] < people["high"])).all()
    assert people["low"].min() >= 1
    assert people["high"].max() <= 5
    assert abs(people["estimate"] - people["mean"]).max() < 0.5
    assert found["raters"]["severity"].astype(float).sum() == pytest.approx(0, abs=1e-9)
    assert found["items"]["difficulty"].astype(float).sum() == pytest.approx(0, abs=1e-9)


def test_another_scale_moves_and_stretches_every_level(folder):
    table = a_panel()
    one = result(folder, table)
    wide = result(folder, table.assign(level=10 * table["level"] - 10), "--scale", "0:40")
    grouped = run(folder, table.assign(level=10 * table["level"] - 10), "--force", "--scale=0:40")

    # 40 steps are too many for the estimates, so they are put into classes, and that is said.
    assert "the levels are grouped into 11 classes for the estimates" in grouped.stderr
    plain, stretched = (t["candidates"][["mean", "estimate"]].astype(float) for t in (one, wide))
    assert (10 * plain["mean"] - 10).tolist() == pytest.approx(stretched["mean"].tolist())
    assert abs(10 * plain["estimate"] - 10 - stretched["estimate"]).max() < 3

    moved = result(folder, table.assign(level=table["level"] - 1), "--scale", "0:4")
    for column in ("mean", "estimate", "low", "high"):
        expected = one["candidates"][column].astype(float) - 1
        assert moved["candidates"][column].astype(float).tolist() == pytest.approx(
            expected.tolist(), abs=1e-9
        )
    assert moved["agreement"]["value"].equals(one["agreement"]["value"]) or np.allclose(
        moved["agreement"]["value"].astype(float),
        one["agreement"]["value"].astype(float),
        equal_nan=True,
    )


def test_reverse_means_that_one_is_best(folder):
    table = a_panel()
    one = result(folder, table)
    other = result(folder, table.assign(level=6 - table["level"]), "--reverse")

    for column in ("rank", "rank_low", "rank_high", "tier"):
        assert other["candidates"][column].tolist() == one["candidates"][column].tolist()
    turned = 6 - one["candidates"][["estimate", "low", "high"]].astype(float)
    assert other["candidates"]["estimate"].astype(float).tolist() == pytest.approx(
        turned["estimate"].tolist()
    )
    assert other["candidates"]["low"].astype(float).tolist() == pytest.approx(
        turned["high"].tolist()
    )
    assert other["raters"]["severity"].astype(float).tolist() == pytest.approx(
        one["raters"]["severity"].astype(float).tolist()
    )


def test_half_levels_are_taken_as_they_are(folder):
    table = a_panel()
    table["level"] = table["level"].astype(float)
    table.iloc[3, table.columns.get_loc("level")] = 3.5

    done = run(folder, table)

    assert done.exit_code == 0
    assert done.stderr == (
        "ratings.csv: 1 level is between two steps, such as 3.5 in row 5; used as written\n"
    )


def test_without_items_every_rating_is_about_the_same_thing(folder):
    table = a_panel(items=1, asked=1, candidates=20).drop(columns="item")

    found = result(folder, table)

    assert found["items"]["item"].tolist() == ["all"]
    assert found["items"]["difficulty"].isna().all()
    assert set(found["agreement"]["item"].fillna("")) == {""}


def test_our_own_ratings_are_taken_by_question_and_drafts_and_boards_as_they_count(folder):
    header = (
        "schema,requisition,candidate,interview,rater,scorecard_status,item,question,competency,"
        "level,value,not_rated_reason"
    )
    ours = "levelset/1,DEMO,{},I{},{},{},{},{},{},{},{},{}"
    lines = []
    for n, who in enumerate(("C-01", "C-02", "C-03")):
        lines.append(ours.format(who, n, "R-01", "submitted", "q01", "prd-1", "a", 2 + n, "", ""))
        lines.append(ours.format(who, n, "R-02", "submitted", "q01", "prd-1", "a", 1 + n, "", ""))
        lines.append(ours.format(who, n, "R-03", "draft", "q01", "prd-1", "a", 5, "", ""))
        lines.append(ours.format(who, n, "R-01", "submitted", "q02", "prd-2", "b", "", "", "x"))
        lines.append(ours.format(who, n, "", "", "board", "", "placement", "", 0.8, ""))

    done = run(folder, "\n".join([header, *lines, ""]))

    assert done.exit_code == 0, done.stderr
    assert done.stderr == "ratings.csv: columns not used: schema, competency, not_rated_reason\n"
    assert [(row["item"], row["n"]) for row in rows(folder, "items")] == [
        ("board", "3"),
        ("prd-1", "6"),
    ]
    assert [row["rater"] for row in rows(folder, "raters")] == ["R-01", "R-02"]
    assert [row["n"] for row in rows(folder, "candidates")] == ["3", "3", "3"]


def test_who_has_no_rating_that_counts_is_missing_and_never_zero(folder):
    table = pd.concat(
        [a_panel(), pd.DataFrame([{"candidate": "Z", "item": "q000", "rater": "R000"}])]
    )

    found = result(folder, table)["candidates"].set_index("candidate").loc["Z"]

    assert found["n"] == "0"
    assert found.drop("n").isna().all()


def test_parquet_in_and_out_gives_the_same_numbers(folder):
    table = a_panel()
    csvs = result(folder, table)
    buffer = io.BytesIO()
    table.to_parquet(buffer)

    done = run(folder, buffer.getvalue(), "--parquet", "--force", name="ratings.parquet")

    assert done.exit_code == 0, done.stderr
    for name, header in HEADERS.items():
        written = pd.read_parquet(folder / "out" / f"{name}.parquet")
        assert ",".join(written.columns) == header
        numbers = written.select_dtypes("number").astype(float)
        expected = csvs[name][numbers.columns].astype(float)
        np.testing.assert_allclose(numbers, expected, atol=1e-9)


def test_a_small_parquet_file_of_very_many_rows_is_refused_before_it_is_unpacked(folder):
    many = 20_000_001
    codes = pa.array(np.zeros(many, np.int8))
    rows = {c: pa.DictionaryArray.from_arrays(codes, pa.array(["1"])) for c in ("rater", "level")}
    buffer = io.BytesIO()
    pq.write_table(pa.table({"candidate": rows["rater"], **rows}), buffer)
    assert buffer.tell() < 1_000_000

    done = run(folder, buffer.getvalue(), name="ratings.parquet")

    assert done.exit_code == 1
    assert "has 20,000,001 rows; at most 20,000,000 are read, so split it" in done.stderr


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no parquet", "ratings.parquet: cannot be read as Parquet; write it again"),
        (
            {"candidate": ["A"], "rater": ["R"]},
            "ratings.parquet:level: this column is missing",
        ),
        (
            {"candidate": [], "rater": [], "level": []},
            "ratings.parquet: has columns but no rows",
        ),
        (
            {"candidate": ["A", "A"], "rater": "R", "level": [3, 9]},
            "ratings.parquet:3:level: the level 9 is off the scale 1 to 5",
        ),
    ],
)
def test_a_faulty_parquet_file_is_told_by_place(folder, data, said):
    if isinstance(data, dict):
        buffer = io.BytesIO()
        pd.DataFrame(data).to_parquet(buffer)
        data = buffer.getvalue()

    done = run(folder, data, name="ratings.parquet")

    assert done.exit_code == 1
    assert said in done.stderr
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda t: t.replace("C00000,q000,R000,", "C00000,q000,R000,9", 1),
            "ratings.csv:2:level: the level 9",
        ),
        (
            lambda t: t + "C00000,q000,R000,3\n",
            "item: already rated by this rater in row 2: keep one of the two",
        ),
        (lambda t: t.replace("level", "mark", 1), "ratings.csv:1:level: this column is missing"),
        (lambda t: t.replace("C00000", "", 1), "ratings.csv:2:candidate: has no candidate"),
        (lambda _: "candidate,rater,level\nA,R,\n", "ratings.csv: has no usable rating"),
        (
            lambda _: "candidate,rater,level\nA,R,3\nA,R,4\n",
            (
                "ratings.csv:3:candidate: already rated by this rater in row 2. Add a column item "
                "that says what was rated, or keep one row for each rater of a candidate.\n"
            ),
        ),
        (
            lambda _: "candidate,rater,level\nA,R,3\nA,R,4\nB,R,9\nA,R,1\n",
            (
                "ratings.csv:4:level: the level 9 is off the scale 1 to 5\n"
                "ratings.csv:3:candidate: already rated by this rater in row 2 (and 1 more row). "
            ),
        ),
    ],
    ids=[
        "off the scale",
        "repeat",
        "missing column",
        "no name",
        "nothing rated",
        "no items",
        "no items, and more",
    ],
)
def test_a_faulty_table_is_told_by_row_and_column(folder, change, said):
    done = run(folder, change(a_panel().to_csv(index=False)))

    assert done.exit_code == 1
    assert said in done.stderr
    assert not (folder / "out").exists()


def test_results_that_are_there_are_replaced_only_by_force(folder):
    assert run(folder, a_panel()).exit_code == 0
    before = rows(folder, "candidates")

    refused = run(folder, a_panel(seed=5))
    assert refused.exit_code == 1
    assert refused.stderr == (
        "out/candidates.csv already exists: give another folder, or --force to replace it.\n"
    )
    assert rows(folder, "candidates") == before

    assert run(folder, a_panel(seed=5), "--force").exit_code == 0
    assert rows(folder, "candidates") != before


@pytest.mark.parametrize("options", [["--scale", "5:1"], ["--jobs", "many"], ["--what"]])
def test_bad_usage_exits_with_two(folder, options):
    assert run(folder, a_panel(), *options).exit_code == 2


def test_help_says_what_the_table_needs():
    done = RUNNER.invoke(build(), ["analyse", "--help"])

    assert done.exit_code == 0
    assert "candidate, rater, level" in " ".join(done.stdout.split())


def test_formulas_in_names_are_written_so_that_no_spreadsheet_runs_them(folder):
    table = a_panel()
    table["candidate"] = table["candidate"].replace("C00000", "=SUM(A1)")

    run(folder, table)

    assert rows(folder, "candidates")[-1]["candidate"] == "'=SUM(A1)" or any(
        row["candidate"] == "'=SUM(A1)" for row in rows(folder, "candidates")
    )
