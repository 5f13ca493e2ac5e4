"""`levelset impact` from a table to rates, flags and sentences."""

import csv

import pytest
from typer.testing import CliRunner

from assessment.cli import build

RUNNER = CliRunner()


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs the command on a table; further files of the folder may be named."""
    monkeypatch.chdir(tmp_path)

    def impact(text, *options):
        (tmp_path / "outcomes.csv").write_text(text, encoding="utf-8")
        return RUNNER.invoke(build(), ["impact", "outcomes.csv", *options])

    return impact


def people(*groups):
    """`name, people, chosen` for each group, as rows under group and selected."""
    rows = [f"{name},{int(n < chosen)}" for name, count, chosen in groups for n in range(count)]
    return "group,selected\n" + "\n".join(rows) + "\n"


def written(folder):
    with (folder / "out" / "impact.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


RICCI = people(("White", 43, 25), ("Black", 19, 6), ("Hispanic", 15, 3))


def test_rates_ratios_and_flags_are_told_in_words(run):
    result = run(RICCI)

    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "By group: 77 people, 34 selected"
    assert lines[4].split() == ["Black", "19", "6", "31.6", "%", "0.54", ".097", "-1.9"]
    assert (
        "Black: 31.6\u00a0% selected, which is 0.54 of the rate of White. "
        "That is below four fifths."
    ) in lines
    assert "Hispanic: 2.5 standard deviations fewer than White (more than two)." in lines


def test_the_table_keeps_full_precision_and_blanks_where_there_is_nothing(run, tmp_path):
    run(RICCI, "--out", "out")

    white, black, _ = written(tmp_path)
    assert float(black["rate"]) == 6 / 19
    assert float(black["impact_ratio"]) == 6 * 43 / (19 * 25)
    assert (black["below_four_fifths"], black["too_small"]) == ("true", "false")
    assert (white["fisher_p"], white["z"], white["impact_ratio"]) == ("", "", "1")


def test_scores_become_a_share_above_the_median(run, tmp_path):
    scores = [("a", 90), ("a", 80), ("a", 70), ("b", 70), ("b", 60), ("b", 50), ("b", 40)]
    text = "group,score\n" + "".join(f"{g},{s}\n" for g, s in scores)

    result = run(text, "--out", "out")

    assert "By group: 7 people, 2 above the median" in result.stdout
    assert [(row["measure"], row["group"], row["chosen"]) for row in written(tmp_path)] == [
        ("above_median", "a", "2"),
        ("above_median", "b", "0"),
    ]


def test_columns_are_crossed(run, tmp_path):
    rows = [("f", "x", 1), ("f", "y", 0), ("m", "x", 1), ("m", "y", 1), ("m", "", 1)]
    text = "sex,race,selected\n" + "".join(f"{s},{r},{c}\n" for s, r, c in rows)

    result = run(text, "--by", "sex", "--by", "race", "--out", "out")

    assert [(row["by"], row["group"]) for row in written(tmp_path)] == [
        *[("sex", "m"), ("sex", "f")],
        *[("race", "x"), ("race", "y")],
        *[("sex & race", name) for name in ("f & x", "m & x", "m & y", "f & y")],
    ]
    assert "1 person has no group and can't be compared." in result.stdout
    assert "f & y: 1 person is too few to say anything" in result.stdout


def test_who_has_no_outcome_is_left_out_and_said_so(run):
    result = run("group,selected\na,1\na,\nb,0\n")

    assert "By group: 2 people, 1 selected" in result.stdout
    assert "1 row has nothing under selected and is left out" in result.stderr


def test_a_group_named_like_a_formula_is_defused_in_the_table(run, tmp_path):
    run("group,selected\n=1+1,1\nb,0\n", "--out", "out")

    assert {row["group"] for row in written(tmp_path)} == {"'=1+1", "b"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("group,chosen\na,1\n", "neither the column selected nor score is there"),
        ("team,selected\na,1\n", "group: this column is missing"),
        ("group,selected\na,2\nb,x\n", "outcomes.csv:2:selected: '2' is neither 0 nor 1"),
        ("group,score\na,n/a\n", "leave the cell blank where there is no score"),
        ("group,selected\na,\nb,\n", "selected: every row is blank"),
        ("group,selected\n", "has a header but no rows"),
    ],
)
def test_a_faulty_table_is_named_and_nothing_is_written(run, tmp_path, text, said):
    result = run(text, "--out", "out")

    assert result.exit_code == 1
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [([], "give OUTCOMES.csv"), (["--items", "r.csv"], "--items and --groups belong together")],
)
def test_half_a_question_is_bad_usage(arguments, said):
    result = RUNNER.invoke(build(), ["impact", *arguments])

    assert result.exit_code == 2
    assert said in result.stderr


def test_a_file_that_is_there_is_not_replaced_by_accident(run, tmp_path):
    run(RICCI, "--out", "out")

    again = run(people(("a", 9, 9), ("b", 9, 1)), "--out", "out")

    assert again.exit_code == 1
    assert "already exists" in again.stderr
    assert len(written(tmp_path)) == 3


def test_questions_are_compared_over_groups_from_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = [
        f"C-{n},R-1,q{q},{1 + (7 * n + 3 * q + n * q // 4) % 5}"
        for n in range(210)
        for q in range(4)
    ]
    (tmp_path / "ratings.csv").write_text("candidate,rater,item,level\n" + "\n".join(rows))
    groups = [f"C-{n},{'a' if n < 110 else 'b'}" for n in range(210)]
    (tmp_path / "groups.csv").write_text("candidate,group\n" + "\n".join(groups))

    result = RUNNER.invoke(
        build(),
        ["impact", "--items", "ratings.csv", "--groups", "groups.csv", "--out", "out"],
    )

    assert result.exit_code == 0, result.stderr
    assert "4 comparisons made; chance alone would make about 0.2 of them" in result.stdout
    with (tmp_path / "out" / "question_bias.csv").open(newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["question"] for row in found] == ["q0", "q1", "q2", "q3"]
    assert all(float(row["low"]) < float(row["odds_ratio"]) < float(row["high"]) for row in found)


@pytest.mark.parametrize("other", ["female", "FEMALE", "Ｆemale"])
def test_two_spellings_of_one_group_are_never_two_groups(run, other):
    result = run(people(("Female", 10, 2), (other, 10, 9), ("Male", 10, 9)))

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"outcomes.csv:12:group: {other!r} in row 12 and 'Female' in")
    assert result.stderr.rstrip().endswith("use one spelling")


def test_each_column_of_groups_is_looked_at(run):
    rows = "sex,race,selected\nF,Black,1\nM,black,0\n"

    result = run(rows, "--by", "sex", "--by", "race")

    assert result.exit_code == 1
    assert "outcomes.csv:3:race: 'black' in row 3 and 'Black' in row 2" in result.stderr
