"""A tidy table of weights as profiles: how much each competency counts, under which name."""

import numpy as np

from assessment.domain.errors import Invalid
from assessment.domain.faults import BadTable
from assessment.scoring.lookalikes import refuse_lookalikes
from assessment.scoring.rubric import EQUAL
from assessment.scoring.shortlist import Profiles
from assessment.scoring.table import Table


def profiles(table: Table) -> Profiles:
    """The weight profiles in `table`, in its order. BadTable names every fault in it."""
    profile, competency = table.columns["profile"], table.columns["competency"]
    table.found(profile.blank, "profile", "has no profile")
    table.found(competency.blank, "competency", "has no competency")
    table.found(table.columns["weight"].blank, "weight", "a weight is needed; 0 leaves it out")
    refuse_lookalikes(table, "profile", "competency")
    found: dict[str, dict[str, float]] = {}
    first: dict[tuple[str, str], int] = {}
    again = np.zeros(len(table), dtype=bool)
    for place, weight in enumerate(
        table.numbers("weight", _weight, if_missing="write 0 to leave the competency out").tolist()
    ):
        key = profile.at(place), competency.at(place)
        again[place] = first.setdefault(key, place) != place
        found.setdefault(key[0], {}).setdefault(key[1], weight)

    def repeats(place: int) -> str:
        key = profile.at(place), competency.at(place)
        return f"{key[0]} already weighs {key[1]} in row {table.rows[first[key]]}"

    table.found(again & ~profile.blank & ~competency.blank, "competency", repeats)
    _refuse_empty(table, found)
    _refuse_unequal(table, found)
    if table.faults:
        raise BadTable(table.in_order())
    return found


def _refuse_empty(table: Table, found: Profiles) -> None:
    profile = table.columns["profile"]
    empty = {name for name, weights in found.items() if not any(weights.values())}
    rows = profile.where(lambda name: name in empty)
    _, firsts = np.unique(profile.codes, return_index=True)
    first = np.isin(np.arange(len(table)), firsts)
    table.found(
        rows & first, "weight", lambda place: f"all weights of {profile.at(place)} are zero"
    )


def _refuse_unequal(table: Table, found: Profiles) -> None:
    """The name is taken: every table of scores has a profile of equal weights under it."""
    profile = table.columns["profile"]
    other = [name for name in found if name != EQUAL and name.casefold() == EQUAL]
    if len(set(found.get(EQUAL, {}).values())) > 1:
        other.append(EQUAL)
    _, firsts = np.unique(profile.codes, return_index=True)
    first = np.isin(np.arange(len(table)), firsts)
    said = f"{EQUAL} is reserved for the profile with equal weights: rename this one"
    table.found(first & profile.where(lambda name: name in other), "profile", said)


def _weight(weight: float) -> float:
    if weight < 0:
        raise Invalid(f"the weight {weight:g} is below zero")
    return weight
