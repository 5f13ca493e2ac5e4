"""Weights that are only tried: the same arithmetic and the same fit as a saved profile has."""

import pytest

from assessment.comparison.profiles import Profile
from assessment.domain.permissions import Actor
from assessment.domain.rating import NotRated
from assessment.services.reading.comparisons import read_comparison
from assessment.services.reading.what_if import tried, what_changes_it
from question_bank import Competency
from tests.builders import NOON, PLANT, a_bank, a_candidate
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    MES_1,
    ONE,
    OTHER,
    SECOND,
    THIRD,
    TWO,
    fill,
    fill_all,
)

SHOP_FLOOR = EVENLY | {"q02": 5, "q03": 5, "q09": 1, "q10": 1}


def everybody(open_uow, interview, verdicts):
    for rater in (LEAD, SECOND, THIRD):
        fill(open_uow, rater, interview, verdicts)


def compared(open_uow, rater=None):
    return read_comparison(open_uow, a_bank(), MES_1, by=Actor(rater=rater))


@pytest.mark.parametrize("profile", [Profile.PLANT, Profile.ENTERPRISE, Profile.EQUAL])
def test_the_weights_of_a_profile_give_exactly_its_numbers(open_uow, profile):
    everybody(open_uow, FIRST, SHOP_FLOOR)
    everybody(open_uow, OTHER, EVENLY)
    found = compared(open_uow)
    made = tried(found, found.profiles[profile])

    assert made.estimates == found.estimates.by_profile[profile]
    for candidate in found.open:
        own = made.scores[candidate.file.candidate.id]
        assert own == candidate.scores.by_profile[profile]


def test_other_weights_give_the_score_by_hand(open_uow):
    everybody(open_uow, FIRST, SHOP_FLOOR)
    only = dict.fromkeys(Competency, 0.0) | {Competency.EXECUTION: 3.0, Competency.GOVERNANCE: 1.0}

    # execution 1, governance 0
    assert tried(compared(open_uow), only).scores[ONE].score == 75.0
    assert tried(compared(open_uow), only).estimates == {}


def test_a_weight_on_what_was_not_assessed_makes_a_score_provisional(open_uow):
    everybody(open_uow, FIRST, EVENLY | {"q10": NotRated.NOT_ASKED})
    heavy = PLANT | {Competency.PORTFOLIO: 50.0}
    own = tried(compared(open_uow), heavy).scores[ONE]

    assert own.provisional
    assert own.missing == (Competency.PORTFOLIO,)


def test_what_is_sealed_is_tried_by_nobody(open_uow):
    fill(open_uow, LEAD, FIRST, SHOP_FLOOR)

    assert tried(compared(open_uow, SECOND), PLANT).scores == {}
    assert what_changes_it(compared(open_uow, SECOND), Profile.PLANT) is None


def test_what_changes_it_counts_those_who_have_not_withdrawn(open_uow):
    everybody(open_uow, FIRST, SHOP_FLOOR)
    fill_all(open_uow, OTHER)
    assert what_changes_it(compared(open_uow), Profile.PLANT).top.placed == {ONE, TWO}

    with open_uow() as uow:
        uow.requisitions.save_candidate(a_candidate(TWO, withdrawn_at=NOON))
        uow.commit()
    assert what_changes_it(compared(open_uow), Profile.PLANT).top.placed == {ONE}


def test_the_weight_that_turns_the_order_is_found(open_uow):
    """Execution 1 against 0.5, governance and portfolio 0 against 0.5: execution carries it."""
    everybody(open_uow, FIRST, SHOP_FLOOR)
    everybody(open_uow, OTHER, EVENLY)
    found = what_changes_it(compared(open_uow), Profile.PLANT)

    assert found.top.leaders == {ONE}
    turns = {c.competency: c.lower for c in found.changes}
    # 0.5 execution against 0.5 governance (5 of 100): level at 5, so C-02 leads at 4 at the latest.
    assert turns["execution"].weight >= 4
