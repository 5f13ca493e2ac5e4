"""What a role is, before anyone is interviewed: proposals for a brief, each with its reasons."""

from assessment.domain.brief_origin import WayIn
from assessment.scoping.proposal import BriefProposal, Proposed, applied, with_questions

__all__ = ["BriefProposal", "Proposed", "WayIn", "applied", "with_questions"]
