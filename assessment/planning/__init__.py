"""From a role brief to what is asked and played: the questions of a kit and its deck of cards."""

from assessment.planning.decks import DEFAULT_CARDS, Deal, deal, difficulty, equivalent_deals
from assessment.planning.questions import (
    Hole,
    Plan,
    Reason,
    alternatives,
    assemble,
    holes_of,
    plan_of,
)

__all__ = [
    "DEFAULT_CARDS",
    "Deal",
    "Hole",
    "Plan",
    "Reason",
    "alternatives",
    "assemble",
    "deal",
    "difficulty",
    "equivalent_deals",
    "holes_of",
    "plan_of",
]
