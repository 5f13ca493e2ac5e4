"""What of anyone's tidy table counts, and what is told about the rest."""

import pytest

from tests.unit.scoring.tables import HEADER, a_file, faults, read_ratings, score_table

WEIGHTS = {"a": 1, "b": 3}


def scored(*lines, header=HEADER, **options):
    return score_table(a_file(*lines, header=header), WEIGHTS, **options)


def told(*lines, header=HEADER, scale=(1, 5)):
    return faults(lambda data: read_ratings(data, scale), a_file(*lines, header=header))


def test_the_columns_that_suffice_suffice():
    # a: (3-1)/4 = 0.5 and (5-1)/4 = 1 from two raters -> 0.75; b: (2-1)/4 = 0.25
    # score = 100 * (1*0.75 + 3*0.25) / 4 = 37.5
    assert scored("C1,R1,q1,a,3", "C1,R2,q1,a,5", "C1,R1,q2,b,2") == {
        "C1": (37.5, 1.0, False, 2, 2)
    }


def test_a_blank_level_is_not_rated_and_never_zero():
    # b was not rated: score = 100 * 1, coverage = 1/4, below the floor
    assert scored("C1,R1,q1,a,5", "C1,R1,q2,b,") == {"C1": (100.0, 0.25, True, 1, 1)}


def test_an_unrated_item_changes_no_number():
    with_it = scored("C1,R1,q1,a,5", "C1,R1,q2,b,2", "C1,R1,q3,b,", "C1,R2,q3,b,")

    assert with_it == scored("C1,R1,q1,a,5", "C1,R1,q2,b,2")


def test_a_candidate_without_a_rating_has_no_score_and_keeps_the_row():
    assert scored("C1,R1,q1,a,5", "C2,R1,q1,a,") == {
        "C1": (100.0, 0.25, True, 1, 1),
        "C2": (None, 0.0, True, 0, 0),
    }


def test_a_table_in_which_nothing_was_rated_gives_no_scores():
    assert scored("C1,R1,q1,a,", "C2,R1,q1,a,") == {
        "C1": (None, 0.0, True, 0, 0),
        "C2": (None, 0.0, True, 0, 0),
    }


def test_item_weights_weigh_within_their_competency_and_default_to_one():
    # a: weights 3 and (blank) 1, values 1 and 0 -> 3/4; only a weighs
    found = score_table(
        a_file("C1,R1,q1,a,5,3", "C1,R1,q2,a,1,", header=f"{HEADER},item_weight"), {"a": 1}
    )

    assert found == {"C1": (75.0, 1.0, False, 1, 2)}


def test_the_same_item_in_two_interviews_is_two_items():
    # As one item, R1 would have rated it twice. As two: values 0 and 1 -> 0.5.
    header = f"{HEADER},interview"

    assert scored("C1,R1,q1,a,1,I1", "C1,R1,q1,a,5,I2", header=header) == {
        "C1": (50.0, 0.25, True, 1, 2)
    }


def test_only_submitted_rows_count_where_a_status_is_given():
    header = f"{HEADER},scorecard_status"

    assert scored(
        "C1,R1,q1,a,5,submitted", "C1,R2,q1,a,1,draft", "C2,R2,q1,a,1,draft", header=header
    ) == {"C1": (100.0, 0.25, True, 1, 1), "C2": (None, 0.0, True, 0, 0)}


def test_a_value_is_read_where_the_level_is_blank():
    # q1: level 5 makes 1; q2: value 0.3
    header = f"{HEADER},value"

    assert scored("C1,R1,q1,a,5,1", "C1,R1,q2,b,,0.3", header=header) == {
        "C1": (pytest.approx(100 * (1 + 3 * 0.3) / 4), 1.0, False, 1, 2)
    }


def test_a_finished_board_has_no_rater_and_no_status_and_counts():
    header = f"{HEADER},value,scorecard_status"

    assert scored("C1,R1,q1,a,5,,submitted", "C1,,board,b,,0.5,", header=header) == {
        "C1": (100 * (1 + 3 * 0.5) / 4, 1.0, False, 1, 2)
    }


@pytest.mark.parametrize(
    ("level", "scale", "score"),
    [("7", (0, 10), 70.0), ("0", (0, 10), 0.0), ("0", (-2, 2), 50.0), ("2.5", (1, 4), 50.0)],
)
def test_another_scale_is_stretched_to_the_same_hundred(level, scale, score):
    assert scored(f"C1,R1,q1,a,{level}", scale=scale)["C1"][0] == score


def test_one_requisition_does_not_change_what_a_candidate_is_called():
    header = f"{HEADER},requisition"

    assert list(scored("C1,R1,q1,a,5,REQ", "C2,R1,q1,a,5,REQ", header=header)) == ["C1", "C2"]


def test_the_same_code_in_two_requisitions_is_two_candidates():
    header = f"{HEADER},requisition"

    found = scored("C1,R1,q1,a,5,Y", "C1,R1,q1,a,1,X", "Y.C2,R1,q1,a,3,Y", header=header)

    assert {name: numbers[0] for name, numbers in found.items()} == {
        "X.C1": 0.0,
        "Y.C1": 100.0,
        "Y.C2": 50.0,
    }


def test_blanks_around_a_code_do_not_make_another_person():
    assert scored("C1,R1,q1,a,5", " C1 ,R2,q1, a ,1") == {"C1": (50.0, 0.25, True, 2, 1)}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["C1,R1,q1,a,6"], ["r.csv:2:level: the level 6 is off the scale 1 to 5"]),
        (["C1,R1,q1,a,0"], ["r.csv:2:level: the level 0 is off the scale 1 to 5"]),
        (["C1,R1,q1,a,three"], ["r.csv:2:level: 'three' is not a number"]),
        ([",R1,q1,a,3"], ["r.csv:2:candidate: has no candidate"]),
        (["C1,,q1,a,3"], ["r.csv:2:rater: has no rater"]),
        (["C1,,q1,a,"], ["r.csv:2:rater: has no rater"]),
        (["C1,R1,,a,3"], ["r.csv:2:item: has no item"]),
        (["C1,R1,q1,,3"], ["r.csv:2:competency: has no competency"]),
        (
            ["C1,R1,q1,a,3", "C1,R2,q1,a,3", "C1,R1,q1,a,3", "C1,R1,q1,a,4"],
            [
                "r.csv:4:item: already rated by this rater in row 2: keep one of the two",
                "r.csv:5:item: already rated by this rater in row 2: keep one of the two",
            ],
        ),
        (
            ["C1,R1,q1,a,3", "C1,R1,q1,a,"],
            ["r.csv:3:item: already rated by this rater in row 2: keep one of the two"],
        ),
        (
            ["C1,R1,q1,a,3", "C1,R2,q1,b,3"],
            ["r.csv:3:competency: this item measures a in row 2"],
        ),
        (
            ["C1,R1,q1,,3", "C1,R2,q1,a,3", "C1,R3,q1,b,3"],
            [
                "r.csv:2:competency: has no competency",
                "r.csv:4:competency: this item measures a in row 3",
            ],
        ),
    ],
)
def test_a_faulty_row_is_told_with_row_and_column(lines, said):
    assert told(*lines) == said


@pytest.mark.parametrize(
    ("column", "line", "said"),
    [
        ("item_weight", "C1,R1,q1,a,3,-1", "r.csv:2:item_weight: the weight -1 is below zero"),
        ("item_weight", "C1,R1,q1,a,3,heavy", "r.csv:2:item_weight: 'heavy' is not a number"),
        ("value", "C1,R1,q1,a,,1.5", "r.csv:2:value: the value 1.5 is not between 0 and 1"),
        ("value", "C1,R1,q1,a,,-0.1", "r.csv:2:value: the value -0.1 is not between 0 and 1"),
        (
            "scorecard_status",
            "C1,R1,q1,a,3,final",
            "r.csv:2:scorecard_status: 'final' is neither submitted nor draft",
        ),
        (
            "scorecard_status",
            "C1,R1,q1,a,3,",
            "r.csv:2:scorecard_status: '' is neither submitted nor draft",
        ),
    ],
)
def test_the_optional_columns_are_read_as_strictly(column, line, said):
    assert told(line, header=f"{HEADER},{column}") == [said]


def test_a_value_beside_a_level_is_somebody_elses_column():
    assert told("C1,R1,q1,a,3,about right", header=f"{HEADER},value") == []


@pytest.mark.parametrize("value", ["", "0.5", "0.504"])
def test_a_value_that_its_level_makes_is_taken(value):
    assert told(f"C1,R1,q1,a,3,{value}", header=f"{HEADER},value") == []


def test_a_value_that_contradicts_its_level_is_told():
    assert told("C1,R1,q1,a,5,1", "C1,R1,q2,a,5,0", header=f"{HEADER},value") == [
        "r.csv:3:value: level 5 makes 1, not 0: correct one of them, or leave the value blank"
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["c1,R1,q1,a,3", "C2,R1,q1,a,3", "C1,R1,q2,a,3", "C1,R1,q3,a,3"],
            (
                "r.csv:4:candidate: 'C1' in row 4 and 'c1' in row 2 differ only in case: "
                "use one spelling"
            ),
        ),
        (
            ["Jos\u00e9,R1,q1,a,3", "Jose\u0301,R1,q1,a,3"],
            (
                "r.csv:3:candidate: 'Jose\u0301' in row 3 and 'Jos\u00e9' in row 2 differ only in "
                "their Unicode form: use one spelling"
            ),
        ),
        (
            ["Jos\u00e9,R1,q1,a,3", "JOSE\u0301,R1,q1,a,3"],
            (
                "r.csv:3:candidate: 'JOSE\u0301' in row 3 and 'Jos\u00e9' in row 2 differ only in "
                "case and Unicode form: use one spelling"
            ),
        ),
        (
            ["C1,R1,q1,a,3", "C1,r1,q1,a,3"],
            "r.csv:3:rater: 'r1' in row 3 and 'R1' in row 2 differ only in case: use one spelling",
        ),
        (
            ["C1,R1,q1,a,3", "C2,R1,Q1,a,3"],
            "r.csv:3:item: 'Q1' in row 3 and 'q1' in row 2 differ only in case: use one spelling",
        ),
        (
            ["C1,R1,q1,a,3", "C1,R1,q2,A,3"],
            (
                "r.csv:3:competency: 'A' in row 3 and 'a' in row 2 differ only in case: "
                "use one spelling"
            ),
        ),
    ],
)
def test_two_spellings_of_one_name_are_told_with_both_rows(lines, said):
    assert told(*lines) == [said]


def test_levels_between_two_steps_are_taken_and_mentioned():
    assert read_ratings(a_file("C1,R1,q1,a,3", "C1,R1,q2,a,3.5", "C1,R1,q3,a,1.2")).unclear == (
        "r.csv: 2 levels are between two steps, such as 3.5 in row 3; used as written",
    )
    assert read_ratings(a_file("C1,R1,q1,a,3")).unclear == ()


def test_an_item_weighs_the_same_whoever_rates_it():
    assert told(
        "C1,R1,q1,a,3,2", "C1,R2,q1,a,3,", "C1,R3,q1,a,3,2.0", header=f"{HEADER},item_weight"
    ) == ["r.csv:3:item_weight: this item weighs 2 in row 2"]


def test_drafts_are_checked_though_they_do_not_count():
    header = f"{HEADER},scorecard_status"

    assert told("C1,R1,q1,a,9,draft", header=header) == [
        "r.csv:2:level: the level 9 is off the scale 1 to 5"
    ]


def test_every_fault_is_told_at_once_in_the_order_of_the_rows():
    assert told(
        "C1,R1,q1,a,6",
        "C1,R1,q1",
        ",R1,q2,,x",
        "",
        "C1,R1,q1,b,3",
    ) == [
        "r.csv:2:level: the level 6 is off the scale 1 to 5",
        "r.csv:3: has 3 cells under a header of 5",
        "r.csv:4:candidate: has no candidate",
        "r.csv:4:competency: has no competency",
        "r.csv:4:level: 'x' is not a number",
        "r.csv:6:item: already rated by this rater in row 2: keep one of the two",
        "r.csv:6:competency: this item measures a in row 2",
    ]


def test_an_item_that_changes_its_competency_between_candidates_is_pointed_out():
    found = read_ratings(a_file("C1,R1,q1,a,3", "C2,R1,q1,b,3", "C1,R1,q2,b,3"))

    assert found.unclear == (
        "r.csv: the competency of q1 differs between candidates; treated as different items",
    )


def test_with_interviews_named_items_may_differ_between_candidates():
    data = a_file("C1,R1,q1,a,3,I1", "C2,R1,q1,b,3,I2", header=f"{HEADER},interview")

    assert read_ratings(data).unclear == ()
