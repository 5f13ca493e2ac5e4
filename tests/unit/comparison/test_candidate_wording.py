"""Each candidate in words: generated from the numbers, and never beyond them."""

import pytest

from assessment.comparison.candidate_wording import in_words, place_in_words, who_fits
from assessment.comparison.profiles import Profile
from assessment.measurement.role import Estimate
from assessment.scoring.shortlist import ProfileScore
from question_bank import Competency

TWELVE = [f"C-{n:02}" for n in range(1, 13)]
TWO_TIERS = [["C-01", "C-03", "C-02"], ["C-05", "C-04"], ["C-06"]]


def score(value=78.0, coverage=1.0, *, provisional=False, missing=()):
    return ProfileScore(score=value, coverage=coverage, provisional=provisional, missing=missing)


KNOWN = Estimate(77.4, 66.6, 82.2)


def told(tiers, estimate=KNOWN, chosen=Profile.PLANT, **scores):
    under = {Profile.PLANT: score(), Profile.ENTERPRISE: score(), Profile.BRIEF: score()} | {
        Profile(p): s for p, s in scores.items()
    }
    known = {chosen: estimate} if estimate else {}
    return in_words("C-01", chosen, under, known, tiers)


@pytest.mark.parametrize(
    ("tiers", "above", "words"),
    [
        ([], 0.5, "nobody can be ranked yet."),
        ([["C-01"], ["C-02"]], 0.5, "C-01 fits best, clearly above C-02."),
        (
            [["C-01"], ["C-02", "C-03"]],
            0.5,
            "C-01 fits best, clearly above the 2 others who are ranked.",
        ),
        (
            [["C-02", "C-01"]],
            0.94,
            "C-02 and C-01 cannot be told apart; C-02 is more likely to be ahead, 94 in 100.",
        ),
        ([["C-02", "C-01"]], 0.59, "C-02 and C-01 cannot be told apart; either may be ahead."),
        (
            TWO_TIERS,
            0.9,
            "C-01 has the best estimate, and C-02 and C-03 cannot be told apart from C-01.",
        ),
        (
            TWO_TIERS,
            0.5,
            "either C-01 or C-03 may be ahead, and C-02 cannot be told apart from C-01.",
        ),
        (
            [TWELVE],
            0.7,
            "C-01 has the best estimate, and 11 others cannot be told apart from C-01.",
        ),
        (
            [TWELVE],
            0.5,
            "either C-01 or C-02 may be ahead, and 10 others cannot be told apart from C-01.",
        ),
    ],
)
def test_who_fits_best_goes_as_far_as_the_tiers(tiers, above, words):
    assert who_fits(tiers, above) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("C-01", "tied with C-02 and C-03"),
        ("C-02", "tied with C-01"),
        ("C-05", "clearly below C-01 and tied with C-04"),
        ("C-06", "clearly below C-05"),
        ("C-07", ""),
    ],
)
def test_a_standing_names_only_whom_the_tier_was_made_with(code, words):
    assert place_in_words(code, TWO_TIERS) == words


def test_a_tie_with_many_is_counted_for_its_first_and_named_for_the_others():
    assert place_in_words("C-01", [TWELVE]) == "tied with 11 others"
    assert place_in_words("C-12", [TWELVE]) == "tied with C-01"


def test_the_best_with_its_interval_the_other_target_and_what_nobody_asked():
    tiers = {Profile.PLANT: [["C-01"], ["C-02"]], Profile.ENTERPRISE: [["C-02", "C-01"]]}
    missing = score(missing=(Competency.PORTFOLIO,))

    assert told(tiers, enterprise=missing) == (
        "Best plant fit: estimate 77\u00a0(67\u00a0to\u00a082). Tied with C-02 for the "
        "enterprise. Nothing heard "
        "on portfolio."
    )


def test_the_same_standing_for_both_targets_is_said_once():
    alone = [["C-01"], ["C-02"]]
    tiers = {Profile.BRIEF: alone, Profile.PLANT: alone, Profile.ENTERPRISE: alone}

    assert told(tiers, chosen=Profile.BRIEF) == (
        "Best fit under the brief's weights: estimate 77\u00a0(67\u00a0to\u00a082). Best "
        "plant fit and best "
        "enterprise fit."
    )


def test_a_provisional_score_claims_no_place():
    unsure = score(71.0, 0.58, provisional=True, missing=(Competency.BREADTH,))
    tiers = {Profile.PLANT: [["C-02"], ["C-03"]], Profile.ENTERPRISE: [["C-02"], ["C-03"]]}

    assert told(tiers, plant=unsure) == (
        "Provisional for the plant, coverage 58\u00a0%: estimate "
        "77\u00a0(67\u00a0to\u00a082). Nothing heard on "
        "breadth."
    )


def test_without_an_interval_there_is_a_score_and_no_place():
    none = {Profile.PLANT: [], Profile.ENTERPRISE: []}

    assert told(none, estimate=None) == "Scored 78.0 for the plant, with no interval yet."
    assert told(none, estimate=None, plant=score(None, 0.0)) == (
        "Nothing rated that counts for the plant."
    )
    assert told(none) == "Estimate 77\u00a0(67\u00a0to\u00a082) for the plant, not ranked."
