"""A placement value that mixes ratings with a board says so."""

import pandas as pd

from assessment.comparison.placement_sources import (
    PlacementSources,
    mixed_in_words,
    placement_sources,
)
from assessment.scoring.rubric import OBSERVATION_COLUMNS


def observed(*rows):
    return pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))


TABLE = observed(
    ("C-01", "R-01", "i/q01", "placement", 1.0, 0.5),
    ("C-01", "R-02", "i/q01", "placement", 1.0, 1.0),
    ("C-01", "R-01", "i/q02", "execution", 1.0, 1.0),
    ("C-01", None, "i/board", "placement", 1.0, 0.8),
    ("C-02", None, "j/board", "placement", 1.0, 0.8),
    ("C-03", "R-01", "k/q01", "placement", 1.0, 0.5),
    ("C-03", "R-01", "k/q03", "placement", 1.0, 0.5),
)


def test_questions_count_once_however_many_raters_they_had():
    assert placement_sources(TABLE) == {
        "C-01": PlacementSources(questions=1, boards=1),
        "C-02": PlacementSources(questions=0, boards=1),
        "C-03": PlacementSources(questions=2, boards=0),
    }


def test_whoever_has_nothing_that_counts_in_placement_is_missing():
    assert placement_sources(TABLE[TABLE["competency"] == "execution"]) == {}
    assert placement_sources(observed()) == {}


def test_only_a_mixture_is_told():
    assert PlacementSources(2, 1).sentence == "Placement combines 2 rated questions with the board."
    assert PlacementSources(1, 2).sentence == "Placement combines 1 rated question with 2 boards."
    assert PlacementSources(2, 0).sentence == PlacementSources(0, 1).sentence == ""


def test_on_a_shortlist_the_candidates_are_named():
    found = placement_sources(TABLE)

    assert mixed_in_words(found) == ("Placement combines rated questions with the board for C-01.")
    assert mixed_in_words({"C-02": found["C-02"]}) == ""
