"""Who differed where: two levels apart comes first, then what weighs most."""

import pytest

from assessment.comparison.differences import ItemVerdicts, differences
from assessment.domain.rating import NotRated
from question_bank import Competency
from tests.builders import INTERVIEW, OTHER_RATER, PLANT, RATER, a_kit_item, a_question

THIRD = "R-03"
EXECUTION, PLACEMENT, GOVERNANCE = (
    Competency.EXECUTION,
    Competency.PLACEMENT,
    Competency.GOVERNANCE,
)


def rated(item, competency, *verdicts, weight=1.0):
    kit_item = a_kit_item(item, question=a_question(competency=competency), weight=weight)
    raters = (RATER, OTHER_RATER, THIRD)
    return ItemVerdicts(
        interview=INTERVIEW,
        item=kit_item,
        verdicts=dict(zip(raters, verdicts, strict=False)),
    )


def test_raters_who_agree_do_not_differ():
    assert differences([rated("q01", EXECUTION, 3, 3, 3)], PLANT) == ()


def test_the_spread_is_between_the_highest_and_the_lowest():
    (found,) = differences([rated("q01", EXECUTION, 2, 5, 3)], PLANT)

    assert (found.rated.apart, found.first) == (3, True)


def test_a_reason_for_no_level_is_not_a_low_level():
    only_one = rated("q01", EXECUTION, 5, NotRated.NO_EVIDENCE)
    two = rated("q02", EXECUTION, 5, NotRated.NOT_ASKED, 4)

    (found,) = differences([only_one, two], PLANT)
    assert (found.key, found.rated.apart) == ((INTERVIEW, "q02"), 1)


def test_an_item_carries_its_part_of_its_competencys_share():
    # plant: execution 25, placement 20; assessed 45; execution has two items: 100*25/45/2 = 27.78
    found = differences(
        [
            rated("q01", EXECUTION, 2, 4),
            rated("q02", EXECUTION, 3, 3),
            rated("q03", PLACEMENT, 2, 3),
        ],
        PLANT,
    )

    assert {d.key[1]: round(d.share, 2) for d in found} == {"q01": 27.78, "q03": 44.44}
    assert {d.key[1]: round(d.points, 2) for d in found} == {"q01": 13.89, "q03": 11.11}
    assert {d.key[1]: round(d.weighed, 2) for d in found} == {"q01": 55.56, "q03": 44.44}


def test_a_heavier_item_carries_more_of_its_competency():
    # weights 3 and 1 in one competency that is all there is: 75 and 25 of 100
    found = differences(
        [rated("q01", EXECUTION, 2, 3, weight=3.0), rated("q02", EXECUTION, 2, 3)], PLANT
    )

    assert [(d.key[1], d.share) for d in found] == [
        ("q01", pytest.approx(75)),
        ("q02", pytest.approx(25)),
    ]


def test_two_levels_apart_comes_before_anything_heavier():
    # one level on placement (20) weighs more than two on governance (5), and still comes second
    found = differences([rated("q01", PLACEMENT, 2, 3), rated("q02", GOVERNANCE, 2, 4)], PLANT)

    assert [d.key[1] for d in found] == ["q02", "q01"]
    assert [round(d.weighed) for d in found] == [40, 80]


def test_a_competency_without_weight_still_shows_the_difference():
    (found,) = differences([rated("q01", Competency.PORTFOLIO, 1, 5)], PLANT)

    assert (found.rated.apart, found.share, found.points) == (4, 0.0, 0.0)
