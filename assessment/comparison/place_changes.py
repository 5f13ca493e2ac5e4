"""Who changes place between plant and enterprise, and through which competencies.

Of two candidates the difference of the two scores' difference is arithmetic: with the shares p_c
and e_c of the weights, (B - A) under enterprise minus (B - A) under plant is the sum over
competencies of 100 (e_c - p_c)(s_Bc - s_Ac), where both were assessed on the same competencies.
Where they were not, each has shares of its own and the parts are those of the two gaps
(`score_gap`), one taken from the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assessment.comparison.score_gap import Parting
from assessment.domain.listing import listed
from assessment.domain.role import Weights
from question_bank import Competency

TELLING = 2 / 3
"""How much of what carries the change the named competencies hold together."""
MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChange:
    """Two candidates whose scores stand in one order for the plant, in the other for enterprise."""

    plant: str
    """Whose score is higher for the plant."""
    enterprise: str
    plant_lead: float
    """In points of the score, above 0."""
    enterprise_lead: float
    parts: tuple[tuple[Competency, float], ...]
    """What each competency adds to the turn, the largest first; they sum to both leads together."""

    @property
    def through(self) -> str:
        """`governance and portfolio`: the few that carry most of it."""
        return listed([c.value for c in _telling(self.parts)])


def place_changes(
    partings: Mapping[str, Parting], plant: Weights, enterprise: Weights
) -> tuple[PlaceChange, ...]:
    """Every two of these candidates who change place, the largest turn first."""
    found = []
    for one, other in combinations(partings, 2):
        first, second = partings[one], partings[other]
        ahead, behind = first.plant - second.plant, first.enterprise - second.enterprise
        if ahead * behind >= 0:
            continue
        names = (one, other) if ahead > 0 else (other, one)
        parts = _parts(partings[names[0]], partings[names[1]], plant, enterprise)
        found.append(
            PlaceChange(
                plant=names[0],
                enterprise=names[1],
                plant_lead=abs(ahead),
                enterprise_lead=abs(behind),
                parts=parts,
            )
        )
    return tuple(sorted(found, key=lambda c: -(c.plant_lead + c.enterprise_lead)))


def _parts(
    down: Parting, up: Parting, plant: Weights, enterprise: Weights
) -> tuple[tuple[Competency, float], ...]:
    """By competency, how far `up` gains on `down` from plant to enterprise."""
    values = [{c.competency: c.value for c in p.contributions} for p in (down, up)]
    lost, gained = ({c.competency: c.points for c in p.contributions} for p in (down, up))
    if values[0].keys() == values[1].keys():
        total = [sum(w[c] for c in values[0]) for w in (plant, enterprise)]
        share = {c: enterprise[c] / total[1] - plant[c] / total[0] for c in values[0]}
        parts = {c: 100 * share[c] * (values[1][c] - values[0][c]) for c in values[0]}
    else:
        parts = {
            c: gained.get(c, 0.0) - lost.get(c, 0.0) for c in Competency if c in {*gained, *lost}
        }
    return tuple(sorted(parts.items(), key=lambda part: -abs(part[1])))


def _telling(parts: Sequence[tuple[Competency, float]]) -> list[Competency]:
    along = [(c, points) for c, points in parts if points > 0]
    enough = TELLING * sum(points for _, points in along)
    chosen: list[Competency] = []
    carried = 0.0
    for competency, points in along:
        if len(chosen) == MOST_NAMED or carried >= enough:
            break
        chosen.append(competency)
        carried += points
    return chosen
