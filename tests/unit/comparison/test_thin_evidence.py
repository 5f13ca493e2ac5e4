"""Thin evidence: what rests on one question, and what one person rated alone."""

import pandas as pd

from assessment.comparison.thin_evidence import ThinEvidence, thin_evidence, thin_in_words
from assessment.scoring.rubric import OBSERVATION_COLUMNS
from question_bank import Competency

C = Competency
WEIGHTS = dict.fromkeys(C, 0.0) | {C.EXECUTION: 50.0, C.BREADTH: 30.0, C.PLACEMENT: 20.0}


def table(*rows):
    return pd.DataFrame(
        [(c, r, i, k, 1.0, 0.5) for c, r, i, k in rows], columns=list(OBSERVATION_COLUMNS)
    )


HEARD = table(
    ("A", "R1", "q1", "execution"),
    ("A", "R2", "q1", "execution"),
    ("A", "R1", "q2", "breadth"),
    ("A", "R1", "q3", "breadth"),
    ("A", "R2", "q3", "breadth"),
    ("A", None, "board", "placement"),
)


def test_one_question_and_one_rater_are_counted():
    assert thin_evidence(HEARD) == {"A": ThinEvidence((C.PLACEMENT, C.EXECUTION), 1, 3)}


def test_nothing_heard_is_not_thin():
    assert thin_evidence(table()) == {}


def test_candidates_with_the_same_thin_evidence_share_a_sentence():
    same = ThinEvidence((C.PLACEMENT, C.EXECUTION), 0, 3)

    assert thin_in_words({"A": same, "B": same}, WEIGHTS) == [
        "A and B: placement and execution rest on one question each, 70\u00a0% of the weight."
    ]


def test_what_weighs_nothing_is_not_said_and_single_raters_are():
    found = {"A": ThinEvidence((C.PORTFOLIO,), 1, 3), "B": ThinEvidence((C.BREADTH,), 2, 3)}

    assert thin_in_words(found, WEIGHTS) == [
        "B: breadth rests on one question, 30\u00a0% of the weight.",
        "Questions that only one person rated: 1 of 3 for A and 2 of 3 for B.",
    ]
