"""A cell's value is the mean of the questions that touch it; an untouched cell has none."""

import pandas as pd
import pytest

from assessment.comparison.cells import CellValue, cell_values
from assessment.scoring.rubric import OBSERVATION_COLUMNS
from question_bank import Cell

DISPATCHING, EXECUTION, TRACKING = (
    Cell.parse(f"production.{a}") for a in ("dispatching", "execution_management", "tracking")
)
TOUCHES = {"i/q01": (DISPATCHING, EXECUTION), "i/q02": (EXECUTION,), "i/q03": ()}


def observed(*rows):
    table = [(c, r, i, "execution", w, x) for c, r, i, w, x in rows]
    return pd.DataFrame(table, columns=list(OBSERVATION_COLUMNS))


def test_a_cell_takes_the_mean_of_its_items_and_an_item_the_mean_of_its_raters():
    # q01: (1 + 0.5)/2 = 0.75, q02: 0.25; execution management is touched by both: 0.5
    found = cell_values(
        observed(
            ("A", "R-01", "i/q01", 1.0, 1.0),
            ("A", "R-02", "i/q01", 1.0, 0.5),
            ("A", "R-01", "i/q02", 1.0, 0.25),
        ),
        TOUCHES,
    )

    assert found == {
        "A": {
            DISPATCHING: CellValue(value=0.75, items=1),
            EXECUTION: CellValue(value=0.5, items=2),
        }
    }


def test_the_weight_of_an_item_plays_no_part_in_a_cell():
    found = cell_values(
        observed(("A", "R-01", "i/q01", 3.0, 1.0), ("A", "R-01", "i/q02", 1.0, 0.0)), TOUCHES
    )

    assert found["A"][EXECUTION].value == pytest.approx(0.5)


def test_an_untouched_cell_and_a_question_without_a_cell_have_no_value():
    found = cell_values(observed(("A", "R-01", "i/q03", 1.0, 1.0)), TOUCHES)

    assert found == {}
    assert cell_values(observed(), TOUCHES) == {}


def test_a_level_of_one_is_a_value_of_zero_and_not_a_missing_one():
    found = cell_values(observed(("A", "R-01", "i/q02", 1.0, 0.0)), TOUCHES)

    assert found == {"A": {EXECUTION: CellValue(value=0.0, items=1)}}
