"""From a role brief to what is asked and played: the questions of a kit and its deck of cards."""

from assessment.planning.blueprint import DEFAULT_BEHAVIOUR_SHARE, Blueprint, PlanRank
from assessment.planning.decks import DEFAULT_CARDS, Deal, deal, difficulty, equivalent_deals
from assessment.planning.holes import Hole, HoleReason, Subject, hole_on, open_subjects
from assessment.planning.parallel import ParallelForm, Pattern, forms_of, parallel_forms
from assessment.planning.questions import Plan, alternatives, assemble, fitting, holes_of, plan_of

__all__ = [
    "DEFAULT_BEHAVIOUR_SHARE",
    "DEFAULT_CARDS",
    "Blueprint",
    "Deal",
    "Hole",
    "HoleReason",
    "ParallelForm",
    "Pattern",
    "Plan",
    "PlanRank",
    "Subject",
    "alternatives",
    "assemble",
    "deal",
    "difficulty",
    "equivalent_deals",
    "fitting",
    "forms_of",
    "hole_on",
    "holes_of",
    "open_subjects",
    "parallel_forms",
    "plan_of",
]
