"""What a role is, before anyone is interviewed: proposals for a brief, each with its reasons."""

from assessment.domain.brief_origin import WayIn
from assessment.scoping.changing import (
    FOLLOWS,
    BriefMove,
    Talk,
    answered,
    begun_with,
    changed_since_start,
    contradictions,
    moved_by,
    reasons_of,
)
from assessment.scoping.contradictions import Conflict
from assessment.scoping.proposal import BriefProposal, Proposed, applied, with_questions
from assessment.scoping.roles import Blends, most_like, role_proposal

__all__ = [
    "FOLLOWS",
    "Blends",
    "BriefMove",
    "BriefProposal",
    "Conflict",
    "Proposed",
    "Talk",
    "WayIn",
    "answered",
    "applied",
    "begun_with",
    "changed_since_start",
    "contradictions",
    "most_like",
    "moved_by",
    "reasons_of",
    "role_proposal",
    "with_questions",
]
