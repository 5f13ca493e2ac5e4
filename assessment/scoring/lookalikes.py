"""Refuses names in a table that a reader takes for one and a program for two."""

import numpy as np

from assessment.domain.text.names import difference, lookalike
from assessment.scoring.table import Table


def refuse_lookalikes(table: Table, *columns: str) -> None:
    """Tells each further spelling of a name once, in the row where it first stands."""
    for column in columns:
        if column in table.columns:
            _refuse_in(table, column)


def _refuse_in(table: Table, column: str) -> None:
    cells = table.columns[column]
    if len({lookalike(text) for text in cells.texts}) == len(cells.texts):
        return
    _, firsts = np.unique(cells.codes, return_index=True)
    meant: dict[str, int] = {}
    again = np.zeros(len(table), dtype=bool)
    for place in sorted(firsts.tolist()):
        again[place] = meant.setdefault(lookalike(cells.at(place)), place) != place

    def said(place: int) -> str:
        name, first = cells.at(place), meant[lookalike(cells.at(place))]
        return (
            f"{name!r} in row {table.rows[place]} and {cells.at(first)!r} in row "
            f"{table.rows[first]} {difference(name, cells.at(first))}: use one spelling"
        )

    table.found(again, column, said)
