"""Every candidate's numbers under every profile; what is missing is named, never zero."""

import pandas as pd

from assessment.comparison.profiles import Profile, label, profiles
from assessment.scoring.rubric import OBSERVATION_COLUMNS
from assessment.scoring.shortlist import ProfileScore, Scores, place, scores
from question_bank import Competency, TargetLevel
from tests.builders import ENTERPRISE, PLANT, a_brief

SHIPPED = {TargetLevel.PLANT: PLANT, TargetLevel.ENTERPRISE: ENTERPRISE}
EXECUTION, GOVERNANCE, PORTFOLIO = (
    Competency.EXECUTION,
    Competency.GOVERNANCE,
    Competency.PORTFOLIO,
)


def observed(*rows):
    """(candidate, rater, item, competency, value), each item weighing 1."""
    table = [(c, r, i, k.value, 1.0, x) for c, r, i, k, x in rows]
    return pd.DataFrame(table, columns=list(OBSERVATION_COLUMNS))


def test_the_profiles_are_plant_enterprise_the_briefs_own_and_equal():
    edited = PLANT | {GOVERNANCE: 15}
    known = profiles(SHIPPED, a_brief(weights=edited))

    assert known == {
        Profile.PLANT: PLANT,
        Profile.ENTERPRISE: ENTERPRISE,
        Profile.BRIEF: edited,
        Profile.EQUAL: dict.fromkeys(Competency, 1.0),
    }


def test_without_a_brief_there_is_no_brief_profile():
    assert list(profiles(SHIPPED, None)) == [Profile.PLANT, Profile.ENTERPRISE, Profile.EQUAL]


def test_a_profile_is_labelled_with_the_plant_share_first():
    brief = a_brief(enterprise_share=30)

    assert [label(p, brief) for p in Profile] == ["Plant", "Enterprise", "Brief 70/30", "Equal"]


def test_one_set_of_ratings_gives_a_score_per_profile():
    # execution 1.0 and governance 0.0: plant 100*25/30, enterprise 100*5/25, equal 50
    table = observed(("A", "R-01", "q1", EXECUTION, 1.0), ("A", "R-01", "q2", GOVERNANCE, 0.0))
    found = scores(table, ["A"], profiles(SHIPPED, None), floor=0.25)["A"]

    assert found.by_competency == {EXECUTION: 1.0, GOVERNANCE: 0.0}
    assert {p: round(s.score, 4) for p, s in found.by_profile.items()} == {
        Profile.PLANT: 83.3333,
        Profile.ENTERPRISE: 20.0,
        Profile.EQUAL: 50.0,
    }
    assert {p: (s.coverage, s.provisional) for p, s in found.by_profile.items()} == {
        Profile.PLANT: (0.3, False),
        Profile.ENTERPRISE: (0.25, False),
        Profile.EQUAL: (0.25, False),
    }


def test_below_the_floor_a_score_is_provisional_and_names_what_is_missing():
    table = observed(("A", "R-01", "q1", EXECUTION, 1.0))
    weights = {Profile.BRIEF: {EXECUTION: 1.0, GOVERNANCE: 2.0, PORTFOLIO: 0.0}}

    assert scores(table, ["A"], weights, floor=0.75)["A"].by_profile[Profile.BRIEF] == ProfileScore(
        score=100.0, coverage=1 / 3, provisional=True, missing=(GOVERNANCE,)
    )


def test_what_is_missing_is_named_heaviest_first():
    weights = {Profile.BRIEF: dict(PLANT)}
    found = scores(observed(("A", "R-01", "q1", EXECUTION, 1.0)), ["A"], weights, floor=0.75)

    assert found["A"].by_profile[Profile.BRIEF].missing == (
        Competency.PLACEMENT,
        Competency.INTEGRATION,
        Competency.BREADTH,
        Competency.PERFORMANCE,
        Competency.ASSURANCE,
        GOVERNANCE,
    )


def test_a_candidate_nobody_rated_has_blanks_and_no_zeros():
    nobody = observed()
    weights = {Profile.EQUAL: dict.fromkeys(Competency, 1.0)}
    blank = Scores(
        by_competency={},
        by_profile={
            Profile.EQUAL: ProfileScore(
                score=None, coverage=0.0, provisional=True, missing=tuple(Competency)
            )
        },
        rated_items=0,
        raters=0,
    )

    assert scores(nobody, ["A"], weights, floor=0.75) == {"A": blank}
    rated = observed(("B", "R-01", "q1", EXECUTION, 0.5))
    assert scores(rated, ["A", "B"], weights, floor=0.75)["A"] == blank


def test_items_and_raters_are_counted_once_each():
    table = observed(
        ("A", "R-01", "q1", EXECUTION, 1.0),
        ("A", "R-02", "q1", EXECUTION, 0.5),
        ("A", "R-01", "q2", GOVERNANCE, 0.5),
    )
    found = scores(table, ["A"], {Profile.PLANT: PLANT}, floor=0.75)["A"]

    assert (found.rated_items, found.raters) == (2, 2)
    assert found.by_competency == {EXECUTION: 0.75, GOVERNANCE: 0.5}


def test_weights_one_and_three_give_75_25_and_100():
    first, second = Competency.PLACEMENT, EXECUTION
    table = observed(
        ("C-01", "R-01", "i/q01", first, 0.0),
        ("C-01", "R-01", "i/q02", second, 1.0),
        ("C-02", "R-01", "j/q01", first, 1.0),
        ("C-02", "R-01", "j/q02", second, 0.0),
        ("C-03", "R-01", "k/q01", first, 1.0),
        ("C-03", "R-01", "k/q02", second, 1.0),
    )

    found = scores(table, ["C-01", "C-02", "C-03"], {"brief": {first: 1, second: 3}}, floor=0.75)

    assert [f.by_profile["brief"].score for f in found.values()] == [75, 25, 100]
    assert [place(c, "brief", found) for c in found] == [2, 3, 1]


def test_a_board_is_an_item_and_nobody_rates_it():
    table = observed(
        ("A", None, "i/board", Competency.PLACEMENT, 0.5), ("A", "R-01", "q1", EXECUTION, 1.0)
    )

    found = scores(table, ["A"], {Profile.PLANT: PLANT}, floor=0.75)["A"]

    assert (found.rated_items, found.raters) == (2, 1)


def test_equals_share_the_better_place_and_a_provisional_score_has_none():
    rows = [(c, "R-01", "q1", EXECUTION, x) for c, x in {"A": 0.5, "B": 1.0, "C": 0.5}.items()]
    table = observed(*rows, ("D", "R-01", "q1", PORTFOLIO, 1.0), ("E", "R-01", "q1", EXECUTION, 0))

    found = scores(table, "ABCDE", {"p": {EXECUTION: 3.0, PORTFOLIO: 1.0}}, floor=0.75)

    assert [place(c, "p", found) for c in "ABCDE"] == [2, 1, 2, None, 4]
    assert place("A", "unknown", found) is None
