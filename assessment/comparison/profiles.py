"""The four ways of weighing a candidate: plant, enterprise, the brief's own weights, and equal."""

from collections.abc import Mapping
from enum import StrEnum

from assessment.domain.role import RoleBrief, Weights
from assessment.scoring.rubric import EQUAL
from question_bank import Competency, TargetLevel


class Profile(StrEnum):
    PLANT = TargetLevel.PLANT.value
    ENTERPRISE = TargetLevel.ENTERPRISE.value
    BRIEF = "brief"
    EQUAL = EQUAL


def profiles(
    shipped: Mapping[TargetLevel, Weights], brief: RoleBrief | None
) -> dict[Profile, Weights]:
    """The weights of every profile there is; `brief` is absent until one was saved."""
    known: dict[Profile, Weights] = {
        Profile.PLANT: shipped[TargetLevel.PLANT],
        Profile.ENTERPRISE: shipped[TargetLevel.ENTERPRISE],
    }
    if brief:
        known[Profile.BRIEF] = brief.weights
    return known | {Profile.EQUAL: dict.fromkeys(Competency, 1.0)}


def label(profile: Profile, brief: RoleBrief | None) -> str:
    """`Plant`, or `Brief 70/30`: the plant share first, as the screens write it."""
    if profile is Profile.BRIEF and brief:
        return f"Brief {100 - brief.enterprise_share}/{brief.enterprise_share}"
    return profile.value.capitalize()
