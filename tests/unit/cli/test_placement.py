"""`levelset placement score`: two files from a table of boards, or every fault and exit code 1."""

import csv

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from question_bank import load_bank

HEADER = "candidate,card,level,operations_category,activity"


@pytest.fixture
def score(tmp_path):
    """Runs the command on these lines in the folder of the test; answers the result."""

    def run(*lines, more=("--out", str(tmp_path / "out"))):
        table = tmp_path / "boards.csv"
        table.write_text("\n".join((HEADER, *lines, "")), "utf-8")
        return CliRunner().invoke(build(), ["placement", "score", str(table), *more])

    return run


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def full_key(candidate):
    for card in load_bank().cards.values():
        place = card.place
        category, activity = place.operations_category or "", place.activity or ""
        yield f"{candidate},{card.id},{place.functional_level},{category},{activity}"


def test_the_full_key_of_the_shipped_bank_scores_one(score, tmp_path):
    result = score(*full_key("C-01"))

    out = tmp_path / "out"
    (board,) = rows(out / "boards.csv")
    cards = rows(out / "cards.csv")
    # 142 cards: 95 in cells at 5, 9 supporting at 4, 38 beside at 2: 475 + 36 + 76 = 587.
    assert board == {
        "candidate": "C-01",
        "placed": "142",
        "points": "587",
        "attainable": "587",
        "fraction": "1",
    }
    assert len(cards) == 142
    assert {c["level_error"] for c in cards} == {"0", ""}
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Wrote {out}/boards.csv and {out}/cards.csv: 1 candidate\n"


def test_the_worked_card_of_the_product_rules_is_scored_through_the_command(score, tmp_path):
    result = score("C-01,crd-014,2,,", "C-02,crd-014,3,production,dispatching")

    assert rows(tmp_path / "out" / "cards.csv") == [
        # 0.4 of 5, one level too low; near: 2 + 1 + 1.
        dict(zip(("candidate", "card"), ("C-01", "crd-014"), strict=True))
        | {"points": "2", "attainable": "5", "level_error": "-1"},
        dict(zip(("candidate", "card"), ("C-02", "crd-014"), strict=True))
        | {"points": "4", "attainable": "5", "level_error": "0"},
    ]
    assert [line.partition(": ")[2] for line in result.stderr.splitlines()] == [
        "C-01: 1 card placed, not rated below 8",
        "C-02: 1 card placed, not rated below 8",
    ]
    assert result.exit_code == 0


def test_faults_are_told_one_a_line_and_nothing_is_written(score, tmp_path):
    result = score("C-01,crd-999,4,,", "C-01,crd-001,7,,")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert [line.removeprefix(str(tmp_path)) for line in result.stderr.splitlines()] == [
        "/boards.csv:2:card: 'crd-999' is not a card of the bank; write its id, as in crd-014",
        "/boards.csv:3:level: '7' is not a functional level; write 0 to 4, or none",
    ]
    assert not (tmp_path / "out").exists()


def test_a_table_that_is_not_there_is_a_problem_and_a_missing_option_bad_usage(score, tmp_path):
    words = ["placement", "score", str(tmp_path / "none.csv"), "--out", str(tmp_path / "out")]
    absent = CliRunner().invoke(build(), words)

    assert (absent.exit_code, absent.stderr) == (
        1,
        f"{tmp_path}/none.csv: there is no such file\n",
    )
    assert score("C-01,crd-001,4,,", more=()).exit_code == 2


@pytest.mark.parametrize("there", ["boards.csv", "cards.csv"])
def test_a_result_that_is_there_is_replaced_only_by_force(score, tmp_path, there):
    out = tmp_path / "out"
    out.mkdir()
    (out / there).write_text("something dear")

    refused = score("C-01,crd-001,4,,")
    assert (refused.exit_code, refused.stdout, refused.stderr) == (
        1,
        "",
        f"{out / there} already exists: give another folder, or --force to replace it.\n",
    )
    assert [p.name for p in out.iterdir()] == [there]
    assert (out / there).read_text() == "something dear"

    assert score("C-01,crd-001,4,,", more=("--out", str(out), "--force")).exit_code == 0
    assert sorted(p.name for p in out.iterdir()) == ["boards.csv", "cards.csv"]
    assert [row["candidate"] for row in rows(out / there)] == ["C-01"]


def test_columns_that_are_not_used_are_named(tmp_path):
    table = tmp_path / "b.csv"
    table.write_text(f"{HEADER},remark\nC-01,crd-001,4,,,hm\n", "utf-8")

    result = CliRunner().invoke(build(), ["placement", "score", str(table), "--out", str(tmp_path)])

    assert result.stderr.splitlines()[0] == f"{table}: columns not used: remark"
    assert result.exit_code == 0


def test_both_commands_explain_themselves():
    for words in (["placement", "--help"], ["placement", "score", "--help"]):
        result = CliRunner().invoke(build(), words)

        assert result.exit_code == 0
        assert "boards" in result.stdout.casefold()
