"""The numbers of a shortlist: the worked case, and what is missing stays missing."""

import pandas as pd

from assessment.export.figures import Figures, ProfileScore, figures, weights_hash
from assessment.scoring.rubric import OBSERVATION_COLUMNS
from question_bank import Competency


def observed(*rows):
    return pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))


def test_weights_one_and_three_give_75_25_and_100():
    table = observed(
        ("C-01", "R-01", "i/q01", "placement", 1.0, 0.0),
        ("C-01", "R-01", "i/q02", "execution", 1.0, 1.0),
        ("C-02", "R-01", "j/q01", "placement", 1.0, 1.0),
        ("C-02", "R-01", "j/q02", "execution", 1.0, 0.0),
        ("C-03", "R-01", "k/q01", "placement", 1.0, 1.0),
        ("C-03", "R-01", "k/q02", "execution", 1.0, 1.0),
    )

    found = figures(
        table, ["C-01", "C-02", "C-03"], {"brief": {"placement": 1, "execution": 3}}, floor=0.75
    )

    assert [f.profiles["brief"].score for f in found.values()] == [75, 25, 100]


def test_a_candidate_without_ratings_has_no_score_and_no_coverage():
    nothing = Figures(
        raters=0,
        rated_items=0,
        competencies={},
        profiles={"plant": ProfileScore(score=None, coverage=0.0, provisional=True)},
    )
    one = observed(("C-01", "R-01", "i/q01", "placement", 1.0, 0.5))

    assert figures(observed(), ["C-02"], {"plant": {"placement": 1}}, floor=0.75) == {
        "C-02": nothing
    }
    assert figures(one, ["C-02"], {"plant": {"placement": 1}}, floor=0.75) == {"C-02": nothing}


def test_raters_and_items_are_counted_where_a_level_was_given():
    table = observed(
        ("C-01", "R-01", "i/q01", "placement", 1.0, 0.5),
        ("C-01", "R-02", "i/q01", "placement", 1.0, 1.0),
        ("C-01", "R-02", "i/q02", "governance", 1.0, 0.25),
    )

    found = figures(table, ["C-01"], {"plant": {"placement": 3, "portfolio": 1}}, floor=0.75)

    assert found["C-01"] == Figures(
        raters=2,
        rated_items=2,
        competencies={Competency.PLACEMENT: 0.75, Competency.GOVERNANCE: 0.25},
        profiles={"plant": ProfileScore(score=75.0, coverage=0.75, provisional=False)},
    )


def test_the_hash_of_weights_ignores_their_order_and_notices_a_changed_one():
    weights = {"plant": {"placement": 20, "execution": 25}, "equal": {"placement": 1.0}}
    turned = {"equal": {"placement": 1}, "plant": {"execution": 25.0, "placement": 20.0}}
    other = {"plant": {"placement": 20, "execution": 26}, "equal": {"placement": 1.0}}

    assert weights_hash(weights) == weights_hash(turned)
    assert weights_hash(weights) != weights_hash(other)
