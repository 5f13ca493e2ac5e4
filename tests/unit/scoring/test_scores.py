"""The table of scores, and the file it becomes."""

import pytest

from assessment.domain.errors import Invalid
from assessment.scoring.scores import SCORE_COLUMNS, scores, unweighed, write_scores
from tests.unit.scoring.tables import HEADER, a_file, read_ratings

PLANT = {"plant": {"a": 1, "b": 3}}


def some_ratings():
    return read_ratings(a_file("C2,R1,q1,a,5", "C1,R1,q1,a,1", "C1,R1,q2,b,5", "C3,R1,q1,a,"))


def test_each_candidate_stands_under_each_profile_with_equal_last():
    table = scores(some_ratings(), PLANT, floor=0.75).astype(object)

    # C1: a 0, b 1. plant (0*1 + 1*3)/4 = 75, equal (0 + 1)/2 = 50.
    # C2: only a, 1: plant coverage 1/4, equal coverage 1/2, both below 0.75.
    assert tuple(table.columns) == SCORE_COLUMNS
    assert table.fillna("").to_numpy().tolist() == [
        ["C1", "plant", 75.0, 1.0, False, 1, 2],
        ["C1", "equal", 50.0, 1.0, False, 1, 2],
        ["C2", "plant", 100.0, 0.25, True, 1, 1],
        ["C2", "equal", 100.0, 0.5, True, 1, 1],
        ["C3", "plant", "", 0.0, True, 0, 0],
        ["C3", "equal", "", 0.0, True, 0, 0],
    ]


def test_equal_weighs_the_competencies_of_all_profiles_alike():
    profiles = {"plant": {"a": 1}, "enterprise": {"b": 1}}

    table = scores(some_ratings(), profiles, floor=0.75)

    assert table.loc[table["candidate"] == "C2", "coverage"].tolist() == [1.0, 0.0, 0.5]


def test_an_equal_of_ones_own_is_left_as_it_is():
    profiles = {"equal": {"a": 1.0}, "plant": {"a": 1.0, "b": 1.0}}

    table = scores(some_ratings(), profiles, floor=0.75)

    assert table.loc[table["candidate"] == "C1", ["profile", "score"]].to_numpy().tolist() == [
        ["equal", 0.0],
        ["plant", 50.0],
    ]


def test_a_competency_that_no_profile_weighs_is_named():
    assert unweighed(some_ratings(), {"p": {"a": 1}}) == ("b",)
    assert unweighed(some_ratings(), {"p": {"a": 1, "b": 0}}) == ()
    unrated = read_ratings(a_file("C1,R1,q1,a,3", "C1,R1,q2,b,"))
    assert unweighed(unrated, {"p": {"a": 1}}) == ()


def test_the_file_has_shortest_numbers_blanks_for_missing_and_harmless_texts(tmp_path):
    ratings = read_ratings(
        a_file("C1,R1,q1,a,2", "C1,R2,q1,a,2", "C1,R1,q2,a,1", "C1,R1,q3,a,1", "'=1+1,R1,q1,a,")
    )

    path = write_scores(scores(ratings, {"-p": {"a": 1}}, floor=0.75), tmp_path / "new" / "folder")

    # (0.25 + 0 + 0) / 3 = 0.08333..., the shortest text that reads back as this float
    assert path.read_bytes() == (
        b"candidate,profile,score,coverage,provisional,raters,rated_items\r\n"
        b"'=1+1,'-p,,0,true,0,0\r\n"
        b"'=1+1,equal,,0,true,0,0\r\n"
        b"C1,'-p,8.333333333333332,1,false,2,3\r\n"
        b"C1,equal,8.333333333333332,1,false,2,3\r\n"
    )


def test_the_order_of_rows_does_not_change_a_byte(tmp_path):
    lines = [
        f"C{c},R{r},q{q},{'abc'[q % 3]},{(c * 7 + r * 3 + q) % 5 + 1}"
        for c in range(3)
        for r in range(3)
        for q in range(7)
    ]
    profile = {"p": {"a": 0.1, "b": 0.7, "c": 0.3}}

    def written(order, folder):
        table = scores(read_ratings(a_file(*order, header=HEADER)), profile, floor=0.75)
        return write_scores(table, tmp_path / folder).read_bytes()

    assert written(lines, "1") == written(lines[::-1], "2") == written(sorted(lines), "3")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    table = scores(some_ratings(), PLANT, floor=0.75)
    (tmp_path / "scores.csv").mkdir()

    with pytest.raises(Invalid, match=r"scores\.csv: cannot be written: Is a directory"):
        write_scores(table, tmp_path)

    assert [p.name for p in tmp_path.iterdir()] == ["scores.csv"]


def test_an_earlier_file_is_replaced_whole(tmp_path):
    table = scores(some_ratings(), PLANT, floor=0.75)
    (tmp_path / "scores.csv").write_text("older and longer " * 1000)

    path = write_scores(table, tmp_path)

    assert path.read_text("utf-8").splitlines()[0] == ",".join(SCORE_COLUMNS)
    assert [p.name for p in tmp_path.iterdir()] == ["scores.csv"]
