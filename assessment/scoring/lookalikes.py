"""Names that a reader takes for one and a computer for two: told apart only by case or encoding."""

import unicodedata

import numpy as np

from assessment.scoring.table import Table


def folded(name: str) -> str:
    """What two spellings of one name have in common."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def difference(one: str, other: str) -> str:
    """How two spellings of one name differ, in words."""
    composed, beside = (unicodedata.normalize("NFC", name) for name in (one, other))
    if composed == beside:
        return "differ only in their Unicode form"
    if one.casefold() == other.casefold():
        return "differ only in case"
    return "differ only in case and Unicode form"


def refuse_lookalikes(table: Table, *columns: str) -> None:
    """Tells each further spelling of a name once, in the row where it first stands."""
    for column in columns:
        if column in table.columns:
            _refuse_in(table, column)


def _refuse_in(table: Table, column: str) -> None:
    cells = table.columns[column]
    if len({folded(text) for text in cells.texts}) == len(cells.texts):
        return
    _, firsts = np.unique(cells.codes, return_index=True)
    meant: dict[str, int] = {}
    again = np.zeros(len(table), dtype=bool)
    for place in sorted(firsts.tolist()):
        again[place] = meant.setdefault(folded(cells.at(place)), place) != place

    def said(place: int) -> str:
        name, first = cells.at(place), meant[folded(cells.at(place))]
        return (
            f"{name!r} in row {table.rows[place]} and {cells.at(first)!r} in row "
            f"{table.rows[first]} {difference(name, cells.at(first))}: write one of them"
        )

    table.found(again, column, said)
