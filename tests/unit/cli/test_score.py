"""`levelset score` from files to file, as anyone would use it."""

import pytest
from typer.testing import CliRunner

from assessment.cli import build

RUNNER = CliRunner()

RATINGS = """\
candidate,rater,item,competency,level
A,R1,q1,a,1
A,R1,q2,b,5
B,R1,q1,a,5
B,R1,q2,b,1
C,R1,q1,a,5
C,R1,q2,b,5
"""
WEIGHTS = """\
profile,competency,weight
p,a,1
p,b,3
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The place where the command is run: what it prints names files as seen from here."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(folder, *options, ratings=RATINGS, weights=WEIGHTS):
    for name, text in (("ratings.csv", ratings), ("weights.csv", weights)):
        data = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(data)
    return RUNNER.invoke(
        build(), ["score", "ratings.csv", "--weights", "weights.csv", "--out", "out", *options]
    )


def scores_in(folder):
    return (folder / "out" / "scores.csv").read_bytes().decode().split("\r\n")


def test_two_competencies_of_weights_one_and_three_give_75_25_and_100(folder):
    # values 0/1, 1/0, 1/1: (0*1 + 1*3)/4, (1*1 + 0*3)/4, (1*1 + 1*3)/4; equal: 50, 50, 100
    result = run(folder)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Wrote out/scores.csv: 3 candidates\n"
    assert scores_in(folder) == [
        "candidate,profile,score,coverage,provisional,raters,rated_items",
        "A,p,75,1,false,1,2",
        "A,equal,50,1,false,1,2",
        "B,p,25,1,false,1,2",
        "B,equal,50,1,false,1,2",
        "C,p,100,1,false,1,2",
        "C,equal,100,1,false,1,2",
        "",
    ]


def test_a_table_saved_by_a_european_spreadsheet_gives_the_same_bytes(folder):
    run(folder)
    first = scores_in(folder)
    european = "\ufeff" + RATINGS.replace(",", ";").replace("\n", "\r\n")

    result = run(
        folder,
        "--force",
        ratings=european.replace(";5", ";5,0"),
        weights="\ufeff" + WEIGHTS.replace(",", ";").replace(";3", ";3,0"),
    )

    assert (result.exit_code, scores_in(folder)) == (0, first)


def test_our_own_ratings_are_taken_and_what_they_say_beside_is_named(folder):
    header = (
        "schema,requisition,candidate,interview,rater,scorecard_status,item,question,revision,"
        "competency,operations_category,activity,functional_level,target_level,item_weight,level,"
        "value,not_rated_reason,wrong_beliefs,probes_used,evidence,rated_at,kit_hash\n"
    )
    ours = "levelset/1,DEMO,{},I1,{},{},{},prd-dsp-001,1,{},production,dispatching,3,plant,1,{}"
    rows = [
        ours.format("C-01", "R-01", "submitted", "q01", "a", "5,1,,,,'=SUM(A1),,0a1b"),
        ours.format("C-01", "R-02", "submitted", "q01", "a", '3,0.5,,,,"two\nlines",,0a1b'),
        ours.format("C-01", "R-03", "draft", "q01", "a", "1,0,,,,,,0a1b"),
        ours.format("C-01", "R-01", "submitted", "q02", "b", ",,not_asked,,,,,0a1b"),
    ]

    result = run(folder, ratings=header + "\n".join(rows) + "\n")

    # a: (1 + 0.5) / 2 = 0.75 from two raters, one item; b was not asked: coverage 1/4 and 1/2
    assert scores_in(folder)[1:3] == [
        "C-01,p,75,0.25,true,2,1",
        "C-01,equal,75,0.5,true,2,1",
    ]
    assert result.stderr == (
        "ratings.csv: columns not used: schema, question, revision, operations_category, activity, "
        "functional_level, target_level, not_rated_reason, wrong_beliefs, probes_used, evidence, "
        "rated_at, kit_hash\n"
    )


def test_a_competency_that_the_weights_spell_otherwise_is_told(folder):
    result = run(folder, weights=WEIGHTS.replace("p,a,1", "p,A,1"))

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "ratings.csv:competency: 'a' here and 'A' in weights.csv differ only in case: "
        "use one spelling\n"
    )


def test_the_faults_of_both_files_are_told_at_once_and_nothing_is_written(folder):
    result = run(
        folder,
        ratings=RATINGS.replace("B,R1,q1,a,5", "B,R1,q1,a,50"),
        weights=WEIGHTS.replace("p,a,1", "p,a,-1"),
    )

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "ratings.csv:4:level: the level 50 is off the scale 1 to 5",
        "weights.csv:2:weight: the weight -1 is below zero",
    ]
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ("", "ratings.csv: is empty"),
        ("candidate,rater,item,competency,level\n", "ratings.csv: has a header but no rows"),
        (RATINGS.encode("utf-16"), "ratings.csv: is UTF-16; save it as CSV UTF-8"),
        (
            RATINGS.replace("B,", "Bö,").encode("latin-1"),
            "ratings.csv:4:candidate: holds bytes that are not UTF-8; save the file as CSV UTF-8",
        ),
        (RATINGS.replace("level\n", "mark\n"), "ratings.csv:1:level: this column is missing"),
        (
            RATINGS + "C,R1,q2,b,5\n",
            "ratings.csv:8:item: already rated by this rater in row 7: keep one of the two",
        ),
    ],
    ids=["empty", "header only", "utf-16", "latin-1", "missing column", "repeat"],
)
def test_a_faulty_table_is_a_problem_told_by_place(folder, ratings, said):
    result = run(folder, ratings=ratings)

    assert (result.exit_code, result.stderr) == (1, f"{said}\n")
    assert not (folder / "out").exists()


def test_files_that_are_not_there_are_both_named(folder):
    result = RUNNER.invoke(build(), ["score", "no.csv", "--weights", ".", "--out", "out"])

    assert result.exit_code == 1
    assert result.stderr == (
        "no.csv: there is no such file\n.: is a folder; name the CSV file in it\n"
    )


def test_an_earlier_result_survives_a_failed_run(folder):
    run(folder)
    before = scores_in(folder)

    run(folder, "--force", ratings=RATINGS.replace("A,R1,q1,a,1", "A,R1,q1,a,one"))

    assert scores_in(folder) == before


def test_scores_that_are_there_are_replaced_only_by_force(folder):
    run(folder)
    before = scores_in(folder)
    changed = RATINGS.replace("A,R1,q1,a,1", "A,R1,q1,a,5")

    refused = run(folder, ratings=changed)
    assert (refused.exit_code, refused.stdout, refused.stderr) == (
        1,
        "",
        "out/scores.csv already exists: give another folder, or --force to replace it.\n",
    )
    assert scores_in(folder) == before

    assert run(folder, "--force", ratings=changed).exit_code == 0
    assert scores_in(folder)[1] == "A,p,100,1,false,1,2"


def test_a_folder_that_cannot_be_named_so_is_a_sentence(folder):
    (folder / "ratings.csv").write_text(RATINGS)
    (folder / "weights.csv").write_text(WEIGHTS)
    long = "x" * 300

    result = RUNNER.invoke(
        build(), ["score", "ratings.csv", "--weights", "weights.csv", "--out", long]
    )

    assert result.exit_code == 1
    assert result.stderr == f"{long}/scores.csv: cannot be written: File name too long\n"


def test_another_scale_is_named_lowest_first(folder):
    result = run(folder, "--scale", "0:10")

    assert result.exit_code == 0
    # A: a 1/10, b 5/10 -> 100 * (0.1*1 + 0.5*3) / 4
    assert scores_in(folder)[1] == "A,p,40,1,false,1,2"


@pytest.mark.parametrize(
    "scale", ["5:1", "1", "1-5", "a:b", "1:nan", "0:inf", "-inf:5", "2:2", ":"]
)
def test_what_is_no_scale_is_bad_usage(folder, scale):
    result = run(folder, f"--scale={scale}")

    assert result.exit_code == 2
    assert f"{scale!r} is not a scale; give the lowest and highest level" in result.stderr


@pytest.mark.parametrize(("floor", "provisional"), [("0.25", "false"), ("0.26", "true")])
def test_the_floor_can_be_set_and_is_enough_when_met(folder, floor, provisional):
    result = run(folder, "--floor", floor, ratings="\n".join(RATINGS.splitlines()[:2]) + "\n")

    assert result.exit_code == 0
    assert scores_in(folder)[1] == f"A,p,0,0.25,{provisional},1,1"


@pytest.mark.parametrize("floor", ["-0.1", "1.1", "half"])
def test_a_floor_outside_nothing_and_all_is_bad_usage(folder, floor):
    assert run(folder, f"--floor={floor}").exit_code == 2


def test_weights_are_required():
    result = RUNNER.invoke(build(), ["score", "ratings.csv", "--out", "out"])

    assert result.exit_code == 2
    assert "Missing option '--weights'" in result.stderr


def test_what_counts_nowhere_is_said_though_it_is_no_fault(folder):
    result = run(folder, ratings=RATINGS + "A,R1,q3,charm,5\nB,R1,q9,a,3\nC,R1,q9,b,3\n")

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        (
            "ratings.csv: the competency of q9 differs between candidates; treated as different "
            "items"
        ),
        "ratings.csv: no profile has a weight for charm; it is not counted",
    ]


def test_a_result_that_cannot_be_written_is_told_and_leaves_nothing(folder):
    (folder / "out").mkdir()
    (folder / "out" / "scores.csv").mkdir()

    result = run(folder)

    assert result.exit_code == 1
    assert result.stderr == "out/scores.csv: cannot be written: Is a directory\n"
    assert [p.name for p in (folder / "out").iterdir()] == ["scores.csv"]


def test_a_result_folder_that_is_a_file_is_bad_usage(folder):
    (folder / "out").write_text("in the way")

    assert run(folder).exit_code == 2


def test_help_says_what_the_tables_need():
    result = RUNNER.invoke(build(), ["score", "--help"])

    assert result.exit_code == 0
    assert "candidate, rater, item, competency, level" in " ".join(result.stdout.split())


@pytest.mark.parametrize("floor", ["nan", "1.5", "-0.1"])
def test_a_floor_that_is_no_share_is_bad_usage(folder, floor):
    result = run(folder, "--floor", floor)

    assert result.exit_code == 2
    assert (
        f"Invalid value for '--floor': {floor} is not a share; give a number from 0 to 1, such as "
        "0.75\n"
    ) in result.stderr
    assert not (folder / "out").exists()


ONE = "profile,competency,weight\np,a,1\n"
TWO = "profile,competency,weight\np,a,1\np,b,3\n"
COLUMNS = "candidate,rater,item,competency,level"


def under_p(folder):
    """Candidate to score and coverage under the profile p."""
    rows = [line.split(",") for line in scores_in(folder) if ",p," in line]
    return {row[0]: (row[2], row[3]) for row in rows}


def test_an_invisible_character_in_a_competency_loses_no_rating(folder):
    ratings = f"{COLUMNS}\nC-01,R1,q1,data integrity,5\nC-01,R1,q2,data\u00a0integrity,1\n"
    result = run(folder, ratings=ratings, weights="profile,competency,weight\np,data integrity,1\n")

    assert (result.exit_code, under_p(folder)) == (0, {"C-01": ("50", "1")})
    assert result.stderr == (
        "ratings.csv: competency: 'data integrity' in row 2, 'data\\xa0integrity' in row 3 are "
        "one name and are read as 'data integrity' (spaces, invisible characters)\n"
    )


def test_a_competency_that_only_the_ratings_spell_invisibly_is_weighed_and_told(folder):
    ratings = f"{COLUMNS}\nC-01,R1,q1,a\u200b,3\n"
    result = run(folder, ratings=ratings, weights=ONE)

    assert under_p(folder) == {"C-01": ("50", "1")}
    assert result.stderr == (
        "ratings.csv: competency: 'a\\u200b' in row 2 is read as 'a' (spaces, invisible "
        "characters)\n"
    )


@pytest.mark.parametrize(
    "other",
    [
        "Anna\u00a0Berg",
        "Anna  Berg",
        "Anna Berg\u200b",
        '"Anna\nBerg"',
        "\ufeffAnna Berg",
        "Anna Berg ",
    ],
    ids=ascii,
)
def test_one_person_written_two_ways_is_one_candidate(folder, other):
    ratings = f"{COLUMNS}\nAnna Berg,R1,q1,a,1\n{other},R1,q2,b,5\n"
    result = run(folder, ratings=ratings, weights=TWO)

    assert (result.exit_code, under_p(folder)) == (0, {"Anna Berg": ("75", "1")})
    assert "are one name and are read as 'Anna Berg'" in result.stderr


def test_a_rater_written_two_ways_has_rated_twice(folder):
    ratings = f"{COLUMNS}\nC-01,R1,q1,a,5\nC-01,R1\u200b,q1,a,1\nC-01,R2,q1,a,5\n"
    result = run(folder, ratings=ratings, weights=ONE)

    assert result.exit_code == 1
    assert "ratings.csv:3:item: already rated by this rater in row 2" in result.output


@pytest.mark.parametrize(
    ("one", "other"), [("C-01", "c-01"), ("q²", "q2"), ("Ｃ-01", "C-01"), ("C–01", "C-01")]
)
def test_names_that_only_look_alike_are_refused_with_both_rows(folder, one, other):
    ratings = f"{COLUMNS}\n{one},R1,q1,a,5\n{other},R1,q2,a,1\n"
    result = run(folder, ratings=ratings, weights=ONE)

    assert result.exit_code == 1
    assert f"'{other}' in row 3 and '{one}' in row 2" in result.output


def test_strauss_with_two_s_is_another_person(folder):
    ratings = f"{COLUMNS}\nStrauß,R1,q1,a,5\nStrauss,R1,q1,a,1\n"
    run(folder, ratings=ratings, weights=ONE)

    assert under_p(folder) == {"Strauß": ("100", "1"), "Strauss": ("0", "1")}


def test_cells_that_excel_left_out_at_the_end_are_blank(folder):
    lines = [
        f"C-{n:02},R1,q1,a,3{',fine' if n < 3 else ',' if n < 17 else ''}" for n in range(1, 25)
    ]
    ratings = "\r\n".join([f"{COLUMNS},comment", *lines, ""])
    result = run(folder, ratings=ratings, weights=ONE)

    assert (result.exit_code, len(under_p(folder))) == (0, 24)
    assert result.stderr == "ratings.csv: columns not used: comment\n"


def test_a_level_that_excel_left_out_is_not_rated_and_told(folder):
    ratings = f"{COLUMNS}\nC-01,R1,q1,a,4\nC-01,R1,q2,a\nC-01,R1,q3,a\n"
    result = run(folder, ratings=ratings, weights=ONE)

    assert under_p(folder) == {"C-01": ("75", "1")}
    assert result.stderr == (
        "ratings.csv: 2 rows end before the last column, first in row 3; the missing cells are "
        "read as blank\n"
    )


def test_a_file_that_was_cut_off_is_refused(folder):
    result = run(folder, ratings=f"{COLUMNS}\nC-01,R1,q1,a,4\nC-01,R1,q2,a", weights=ONE)

    assert result.exit_code == 1
    assert "ratings.csv:3: ends early, and so does the file" in result.output


def test_blank_cells_beyond_the_header_are_left_out(folder):
    run(folder, ratings=f"{COLUMNS}\nC-01,R1,q1,a,4,,\n", weights=ONE)

    assert under_p(folder) == {"C-01": ("75", "1")}


@pytest.mark.parametrize(
    ("first", "between"),
    [
        ("sep=;\r\n", ";"),
        ("sep=,\n", ","),
        ('"sep=;"\r\n', ";"),
        ("\ufeffsep=;\r\n", ";"),
        ("SEP=;\r\n", ";"),
        ("sep=\t\r\n", "\t"),
        ("sep=|\n", "|"),
        ("sep=;;;;;\r\n", ";"),
    ],
    ids=ascii,
)
def test_the_separator_line_of_excel_is_read_and_is_no_row(folder, first, between):
    rows = [COLUMNS.split(","), ["C-01", "R1", "q1", "a", "4"], ["C-02", "R1", "q1", "a", "x"]]
    text = first + "".join(between.join(row) + "\r\n" for row in rows)

    assert (
        "ratings.csv:3:level: 'x' is not a number" in run(folder, ratings=text, weights=ONE).output
    )
    run(folder, ratings=text.replace("x\r\n", "2\r\n"), weights=f"sep=,\n{ONE}")
    assert under_p(folder) == {"C-01": ("75", "1"), "C-02": ("25", "1")}


@pytest.mark.parametrize(
    ("above", "row", "said"),
    [
        ("Ratings of plant 7\n", 2, "Delete row 1"),
        ("Ratings of plant 7,,,,\n\n", 3, "Delete rows 1 to 2"),
        ("\n", 2, "Delete row 1"),
        ("sep=,\nRatings\nexported on Monday\n,,\n", 4, "Delete rows 1 to 3"),
    ],
)
def test_a_title_above_the_header_is_told_in_one_sentence(folder, above, row, said):
    result = run(folder, ratings=f"{above}{COLUMNS}\nC-01,R1,q1,a,4\n", weights=ONE)

    assert result.exit_code == 1
    assert result.output == (
        f"ratings.csv:1: row 1 is not the header; the header is in row {row}. {said} and try "
        "again.\n"
    )


@pytest.mark.parametrize(
    "mark",
    [
        "NA",
        "n/a",
        "-",
        "--",
        "__",
        "NULL",
        "None",
        ".",
        "?",
        "#N/A",
        "nan",
        "k. A.",
        "–",
        "not rated",
        "\\N",
    ],
)
def test_a_mark_for_not_rated_is_told_to_be_left_blank(folder, mark):
    result = run(folder, ratings=f"{COLUMNS}\nC-01,R1,q1,a,4\nC-01,R1,q2,a,{mark}\n", weights=ONE)

    assert result.exit_code == 1
    assert result.output.startswith("ratings.csv:3:level: ")
    assert result.output.endswith("; leave the cell blank where nothing was rated\n")


def test_with_reverse_the_lowest_level_is_the_best(folder):
    ratings = f"{COLUMNS}\nA,R1,q1,a,1\nB,R1,q1,a,6\nC,R1,q1,a,2\n"
    result = run(folder, "--scale", "1:6", "--reverse", ratings=ratings, weights=ONE)

    assert result.exit_code == 0
    assert under_p(folder) == {"A": ("100", "1"), "B": ("0", "1"), "C": ("80", "1")}
    assert (
        "off the scale 1 to 6"
        in run(
            folder, "--scale", "1:6", "--reverse", "--force", ratings=f"{COLUMNS}\nA,R1,q1,a,7\n"
        ).output
    )
