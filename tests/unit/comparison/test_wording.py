"""Sentences that say what the numbers say: no ranks, no comparing words, no early verdicts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.comparison.profiles import Profile
from assessment.comparison.score_gap import parting
from assessment.comparison.wording import (
    heard,
    held_back,
    level_of,
    not_assessed,
    parted,
    percent,
)
from assessment.domain.listing import listed
from assessment.scoring.shortlist import ProfileScore, Scores, missing
from question_bank import Competency
from tests.builders import ENTERPRISE, PLANT

EXECUTION, GOVERNANCE, PORTFOLIO = (
    Competency.EXECUTION,
    Competency.GOVERNANCE,
    Competency.PORTFOLIO,
)
BOTH = {Profile.PLANT: PLANT, Profile.ENTERPRISE: ENTERPRISE}


def scored(values, floor=0.75):
    def under(weights):
        unheard = missing(values, weights)
        coverage = 1 - sum(weights[c] for c in unheard) / 100
        return ProfileScore(
            score=50.0, coverage=coverage, provisional=coverage < floor, missing=unheard
        )

    by_profile = {p: under(w) for p, w in BOTH.items()}
    return Scores(by_competency=values, by_profile=by_profile, rated_items=len(values), raters=1)


def said_of(values):
    return parted(scored(values), parting(values, PLANT, ENTERPRISE))


def everywhere(value, **others):
    return dict.fromkeys(Competency, value) | {Competency(k): v for k, v in others.items()}


def test_the_mismatch_is_said_with_what_carries_it():
    # 77.0 and 59.0 would be strong and solid; with 0.0 on both: 76.0 and 52.0; at level 1 on both
    # and 0.75 elsewhere 71.25 and 48.75
    assert said_of(everywhere(0.8, governance=0.0, portfolio=0.0)) == (
        "Strong for a plant MES engineer, solid for an enterprise MOM architect: low on "
        "governance and portfolio, which carry 35\u00a0% of the enterprise weight."
    )
    assert said_of(everywhere(0.75, governance=0.0, portfolio=0.0)) == (
        "Solid for a plant MES engineer, not yet for an enterprise MOM architect: low on "
        "governance and portfolio, which carry 35\u00a0% of the enterprise weight."
    )


def test_the_other_way_round_reads_the_other_way_round():
    # execution 0 and the rest 0.9: plant 67.5, enterprise 85.5
    assert said_of(everywhere(0.9, execution=0.0)) == (
        "Strong for an enterprise MOM architect, solid for a plant MES engineer: low on "
        "execution, which carries 25\u00a0% of the plant weight."
    )


def test_a_strength_that_weighs_little_in_the_lower_role_is_named_with_both_weights():
    # execution 1.0, the rest 0.7: plant 77.5, enterprise 71.5
    assert said_of(everywhere(0.7, execution=1.0)) == (
        "Strong for a plant MES engineer, solid for an enterprise MOM architect: high on "
        "execution, which carries 25\u00a0% of the plant weight and only 5\u00a0% of the "
        "enterprise weight."
    )


def test_the_same_word_on_both_sides_still_states_the_gap():
    # plant 71.25, enterprise 62.25 (0.75 and 0.45): 9.0 apart
    assert said_of(everywhere(0.75, governance=0.45, portfolio=0.45)) == (
        "Solid for a plant MES engineer and for an enterprise MOM architect, where the score is "
        "9.0 points lower: low on governance and portfolio, which carry 35\u00a0% of the "
        "enterprise "
        "weight."
    )
    assert said_of(everywhere(0.45, governance=0.2, portfolio=0.2)) == (
        "Not yet for a plant MES engineer or for an enterprise MOM architect, where the score is "
        "7.5 points lower: low on governance and portfolio, which carry 35\u00a0% of the "
        "enterprise "
        "weight."
    )


def test_scores_near_each_other_are_said_in_numbers_alone():
    # one level on two questions of ten is 5 points; here 76.2 and 74.1, either side of strong
    assert said_of(everywhere(0.75)) == (
        "The two scores are within 5 points of each other: 75.0 for the plant, "
        "75.0 for the enterprise."
    )
    assert said_of(everywhere(0.75, execution=0.81, governance=0.69)) == (
        "The two scores are within 5 points of each other: 76.2 for the plant, "
        "74.1 for the enterprise."
    )


def test_a_provisional_score_gets_no_verdict_and_names_what_is_missing():
    values = {c: 0.9 for c in Competency if c not in {GOVERNANCE, PORTFOLIO}}

    assert said_of(values) == (
        "Enterprise is provisional: coverage 65\u00a0%, governance and portfolio not assessed. "
        "Based on what was assessed, the two scores are within 5 points of each other: 90.0 for "
        "the plant, 90.0 for the enterprise."
    )


@pytest.mark.parametrize(
    ("execution", "lower", "because"),
    [
        # plant (25 + 70 * .5) / 95 = 63.2, enterprise (5 + 60 * .5) / 65 = 53.8
        (
            1.0,
            "enterprise",
            (
                "high on execution, which carries 26\u00a0% of the assessed plant weight "
                "and only 8\u00a0% "
                "of the assessed enterprise weight"
            ),
        ),
        # plant 35 / 95 = 36.8, enterprise 30 / 65 = 46.2
        (0.0, "plant", "low on execution, which carries 26\u00a0% of the assessed plant weight"),
    ],
)
def test_the_gap_of_provisional_scores_is_stated_with_what_carries_it(execution, lower, because):
    values = {c: 0.5 for c in Competency if c not in {GOVERNANCE, PORTFOLIO}}

    assert said_of(values | {EXECUTION: execution}) == (
        "Enterprise is provisional: coverage 65\u00a0%, governance and portfolio not assessed. "
        f"Based on what was assessed, the {lower} score is 9.3 points lower: {because}."
    )


def test_two_provisional_scores_are_each_explained():
    values = {Competency.PLACEMENT: 0.5, Competency.INTEGRATION: 0.5}

    assert said_of(values) == (
        "Plant and enterprise are provisional: plant coverage 40\u00a0%, execution, breadth, "
        "performance, assurance and governance not assessed; enterprise coverage 35\u00a0%, "
        "governance, breadth, portfolio, execution, performance and assurance not assessed. Based "
        "on what was assessed, the two scores are within 5 points of each other: 50.0 for the "
        "plant, 50.0 for the enterprise."
    )


def test_one_reason_for_several_scores_is_given_once():
    score = ProfileScore(score=50.0, coverage=0.5, provisional=True, missing=(EXECUTION,))

    assert held_back({"C-01": score, "C-02": score}).startswith("C-01 and C-02 are provisional: ")
    assert held_back({"plant": score, "equal": score}) == (
        "Plant and equal are provisional: coverage 50\u00a0%, execution not assessed."
    )


def test_a_long_list_of_what_is_missing_is_counted_where_room_is_short():
    score = scored({Competency.PLACEMENT: 0.5}).by_profile[Profile.PLANT]

    assert not_assessed(score, most=2) == "coverage 20\u00a0%, 6 competencies not assessed"
    assert not_assessed(score, most=6) == not_assessed(score)


def test_what_was_not_assessed_above_the_floor_is_told_beside_the_weights():
    # without portfolio: enterprise has 85 of 100; governance is 20 of 85 = 24
    values = {c: 0.8 for c in Competency if c is not PORTFOLIO} | {GOVERNANCE: 0.0}

    assert said_of(values) == (
        "Strong for a plant MES engineer, solid for an enterprise MOM architect: low on "
        "governance, which carries 24\u00a0% of the assessed enterprise weight."
    )


def test_nothing_rated_says_so():
    assert said_of({}) == "Nothing that counts for both roles has been rated yet."


@given(st.dictionaries(st.sampled_from(Competency), st.floats(0, 1)))
def test_no_sentence_ranks_compares_or_judges(values):
    forbidden = r"clearly|better|best|tied|rank|weak|fits|worst|!"

    assert not re.search(forbidden, said_of(values))


def test_the_ends_of_what_was_heard_are_levels():
    # 1 + 4 * 0.875 = 4.5 and 1 + 4 * 0.25 = 2.0
    values = {EXECUTION: 0.875, GOVERNANCE: 0.25}

    assert heard(scored(values)) == "highest execution 4.5 · lowest governance 2.0"


def test_even_ratings_have_no_ends():
    assert heard(scored(everywhere(0.5))) == heard(scored({})) == ""


@pytest.mark.parametrize(
    ("share", "text"),
    [(1.0, "100\u00a0%"), (0.61, "61\u00a0%"), (0.7499, "74\u00a0%"), (0.0, "0\u00a0%")],
)
def test_coverage_never_rounds_up_to_the_floor(share, text):
    assert percent(share) == text


def test_lists_read_as_speech():
    assert [listed(n) for n in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a",
        "a and b",
        "a, b and c",
    ]


def test_values_become_levels():
    assert [level_of(v) for v in (0, 0.5, 1)] == [1, 3, 5]
