"""The sentence on top of a debrief."""

import pytest

from assessment.comparison.difference_wording import agreement
from assessment.comparison.differences import differences
from question_bank import Competency
from tests.builders import PLANT
from tests.unit.comparison.test_differences import rated

FIT = "under the brief's weights"
EQUAL = dict.fromkeys(Competency, 1.0)


def differing(*levels):
    """Execution questions, each with these levels; together they carry all of the score."""
    items = [rated(f"q{n:02}", Competency.EXECUTION, *pair) for n, pair in enumerate(levels)]
    return differences(items, PLANT)


@pytest.mark.parametrize(
    ("agreed", "levels", "said"),
    [
        (0, [], "No question was rated by two people."),
        (1, [], "Raters agree on the one question that two or more rated."),
        (2, [], "Raters agree on both questions that two or more rated."),
        (11, [], "Raters agree on all 11 questions that two or more rated."),
        (
            # One of two levels apart on the only competency rated: 2 / 4 of its 100 points.
            10,
            [(2, 4)],
            "Raters agree on 10 of 11 questions. The one below can move the score by up to 50.0",
        ),
        (
            # Each carries 50: 2 / 4 of one and 1 / 4 of the other.
            9,
            [(2, 4), (3, 4)],
            "Raters agree on 9 of 11 questions. The 2 below can move the score by up to 37.5",
        ),
        (
            0,
            [(2, 4)],
            "Raters differ on the one question that two or more rated. The one below can move",
        ),
    ],
)
def test_the_sentence_counts_questions_and_points(agreed, levels, said):
    assert agreement(agreed, differing(*levels), FIT).startswith(said)


def test_the_weights_are_named_and_the_sum_is_said_to_be_one():
    one, two = agreement(0, differing((2, 4)), FIT), agreement(0, differing((2, 4), (3, 4)), FIT)

    assert one.endswith("up to 50.0 points under the brief's weights.")
    assert two.endswith("up to 37.5 points in all under the brief's weights.")


def test_before_every_scorecard_is_in_it_says_so():
    assert agreement(3, (), FIT, so_far=True) == (
        "Raters agree on all 3 questions that two or more rated so far."
    )
    assert agreement(3, differing((1, 2)), FIT, so_far=True).startswith(
        "Raters agree on 3 of 4 questions so far. The one below"
    )


def test_what_weighs_nothing_moves_nothing():
    found = differences(
        [rated("q01", Competency.PORTFOLIO, 2, 4), rated("q02", Competency.EXECUTION, 3, 3)], PLANT
    )

    assert agreement(1, found, FIT) == (
        f"Raters agree on 1 of 2 questions. The one below carries no weight {FIT}."
    )


def test_the_points_are_those_between_the_lowest_and_the_highest_level_of_all():
    items = [
        rated("q01", Competency.EXECUTION, 1, 3),
        rated("q02", Competency.BREADTH, 4, 2),
        rated("q03", Competency.GOVERNANCE, 3, 3),
    ]
    found = differences(items, EQUAL)

    # Three competencies at a third each: (3-1)/4 and (4-2)/4 of a third, so a third in all.
    assert "up to 33.3 points in all" in agreement(1, found, "under equal weights")
