"""Comparisons that are worked out while somebody is still on another page of the role.

Working out the first one takes a fit of every rating of this role, and one of the other roles'
ratings of the same questions. Nothing is worked out differently for being worked out earlier: it is
the same call for the same person, and what was kept of it is given out only for an equal state.
"""

from contextlib import suppress

from assessment.domain.errors import AssessmentError
from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Actor
from assessment.services.reading.comparisons import read_comparison
from assessment.services.reading.open_questions import would_settle
from assessment.services.reading.what_if import what_changes_it
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import QuestionBank


def prepare(
    open_uow: OpenUnitOfWork, bank: QuestionBank, requisition: RequisitionId, *, by: Actor
) -> None:
    """Works out what Compare shows to `by`; nothing for somebody who may not see it.

    It is nobody's act, so nothing is noted in the audit log.
    """
    with suppress(AssessmentError):
        found = read_comparison(open_uow, bank, requisition, by=by, noted=False)
        for profile in found.profiles:
            what_changes_it(found, profile)
            would_settle(found, bank, profile)
