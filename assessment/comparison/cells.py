"""What was heard in each of the 32 cells: the mean of the questions that touch it."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

import pandas as pd

from assessment.scoring.rubric import item_values
from question_bank import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class CellValue:
    """A cell that somebody rated; a cell that nobody rated has none."""

    value: float
    """Mean item value, 0-1; the weights of a score play no part in it."""
    items: int


def cell_values(
    observations: pd.DataFrame, cells: Mapping[str, tuple[Cell, ...]]
) -> dict[str, dict[Cell, CellValue]]:
    """For each candidate the cells that its rated items touch; `cells` says which those are."""
    heard: dict[str, dict[Cell, list[float]]] = {}
    if observations.empty:
        return {}
    items = item_values(observations)
    for candidate, item, x in zip(items["candidate"], items["item"], items["x"], strict=True):
        for cell in cells[item]:
            heard.setdefault(candidate, {}).setdefault(cell, []).append(float(x))
    return {
        candidate: {
            cell: CellValue(value=fmean(values), items=len(values))
            for cell, values in by_cell.items()
        }
        for candidate, by_cell in heard.items()
    }
