"""Which of the permissions hold for a role that another database lent for an interview."""

from assessment.domain.permissions import Action

ON_LOAN = frozenset(
    {
        *(Action.SEE_REQUISITION, Action.SEE_NAMES, Action.SEE_BRIEF, Action.SEE_KIT),
        *(Action.COMPARE, Action.SEE_PANEL_REPORT, Action.SEE_PRACTICE, Action.EXPORT),
        *(Action.SEE_AUDIT_LOG, Action.ERASE_CANDIDATE, Action.MANAGE_LINKS, Action.SHARE_BOARD),
        *(Action.FILL_SCORECARD, Action.AMEND_SCORECARD, Action.SEE_SCORECARD, Action.SEE_DEBRIEF),
        *(Action.SEE_OUTCOMES, Action.KEEP_DRAFT, Action.RETURN_INTERVIEW, Action.REPORT_ACCESS),
        *(Action.SEE_RETENTION, Action.SEE_ATTACHMENT, Action.SEE_NOTICE),
    }
)
"""What can be done about a role that another database lent for an interview.

Anything else would stay on this laptop, because a return takes home only what a seat wrote.
"""
