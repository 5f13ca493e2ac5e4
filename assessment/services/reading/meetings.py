"""One interview with everything that its paper and its door sign need."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.domain.deviations import Deviation
from assessment.domain.ids import InterviewId, RaterId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.kit import InterviewKit
from assessment.domain.permissions import Action, Actor
from assessment.domain.requisition import Candidate, Requisition
from assessment.services.reading.visible_ratings import off_kit, rater_names, requisition_file
from assessment.services.store.lookups import the_kit
from assessment.services.store.permits import acting, permit_interview
from assessment.services.store.ports import OpenUnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMeeting:
    """As its viewer may see it."""

    interview: Interview
    candidate: Candidate
    requisition: Requisition
    kit: InterviewKit
    names: Mapping[RaterId, str]
    off_kit: Mapping[SheetKey, tuple[Deviation, ...]]
    """Where the kit was left, by rating seat; blank where the viewer may not read the sheet."""


def read_meeting(open_uow: OpenUnitOfWork, interview: InterviewId, *, by: Actor) -> PlannedMeeting:
    """The interview; NotFound for somebody who has no part in its requisition."""
    with acting(open_uow, by, read_only=True) as uow:
        found, candidate = permit_interview(uow, by, Action.SEE_SCORECARD, interview)
        file = requisition_file(uow, candidate.requisition, by=by)
        return PlannedMeeting(
            interview=found,
            candidate=candidate,
            requisition=file.requisition,
            kit=the_kit(uow, candidate.requisition, found.kit),
            names=rater_names(uow, file),
            off_kit={sheet: off_kit(uow, file, sheet) for sheet in found.rating_sheets},
        )
