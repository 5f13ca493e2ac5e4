"""How far a requisition, a candidate and an interview are, in words, and what comes next."""

from datetime import datetime
from typing import NamedTuple

from assessment.domain.interview import Interview
from assessment.domain.visibility import Viewer
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.wording import counted, day, when


class NextStep(NamedTuple):
    """The next step of the job: where it is done and what the button says."""

    page: PageName
    label: str
    field: str = ""
    """The label of the field to type into there, where that is what the step is about."""


CANDIDATE_NAME = "Name (optional)"
INTERVIEWER_NAME = "Name of the interviewer"

WRITE_BRIEF = NextStep(PageName.BRIEF, "Write the role brief")
PREPARE_KIT = NextStep(PageName.KIT, "Prepare the kit")
ADD_CANDIDATES = NextStep(PageName.REQUISITION, "Add candidates", CANDIDATE_NAME)
ADD_INTERVIEWERS = NextStep(PageName.REQUISITION, "Add interviewers", INTERVIEWER_NAME)


def next_step(file: RequisitionFile) -> NextStep:
    """Preparation first, then the people, then the interviews, then the comparison."""
    if file.on_loan:
        return NextStep(PageName.INTERVIEWS, "Go to the interviews")
    if missing := missing_for_interviews(file):
        return missing
    if any(not c.interviews and not c.candidate.withdrawn_at for c in file.candidates):
        return NextStep(PageName.INTERVIEWS, "Plan the interviews")
    if any(c.sight.others for c in file.candidates):
        return NextStep(PageName.COMPARE, "Compare the candidates")
    return NextStep(PageName.INTERVIEWS, "Go to the interviews")


def missing_for_interviews(file: RequisitionFile) -> NextStep | None:
    """What has to be there before the first interview can be planned; nothing on loan."""
    if file.on_loan:
        return None
    if file.brief is None:
        return WRITE_BRIEF
    if not file.kits:
        return PREPARE_KIT
    if not file.candidates:
        return ADD_CANDIDATES
    if not any(m.role.rates for m in file.panel):
        return ADD_INTERVIEWERS
    return None


def requisition_state(file: RequisitionFile) -> str:
    """`6 candidates · 15 of 18 scorecards in`, or what is still to be prepared.

    Who has withdrawn is counted apart, and nobody waits for those scorecards.
    """
    active = [c for c in file.candidates if not c.candidate.withdrawn_at]
    parts = [counted(len(active), "candidate")]
    if withdrawn := len(file.candidates) - len(active):
        parts.append(f"{withdrawn} withdrawn")
    if file.brief is None and not file.on_loan:
        return " · ".join([*parts, "no role brief yet"])
    if not file.kits:
        return " · ".join([*parts, "brief saved, no kit yet"])
    awaited = [s for c in active for s in c.progress.awaited]
    if not awaited:
        return " · ".join([*parts, "kit locked, no interview planned"])
    if all(c.sight.progress for c in active):
        arrived = [s for c in active for s in c.progress.awaited & c.progress.submitted]
        parts.append(f"{len(arrived)} of {counted(len(awaited), 'scorecard')} in")
    else:
        parts.append("submit yours to see the others")
    return " · ".join(parts)


def waits_for(interview: Interview, file: CandidateFile, viewer: Viewer) -> bool:
    """Whether the viewer has a sheet to fill in it; for the owner, whether anybody has."""
    sheets = set(interview.rating_sheets)
    if file.candidate.withdrawn_at:
        return False
    if viewer.rater is None:
        return not sheets <= file.progress.submitted
    submitted = {c.sheet for c in file.scorecards if c.submitted_at}
    return bool({s for s in sheets if s.rater == viewer.rater} - submitted)


def candidate_state(file: CandidateFile, now: datetime) -> str:
    """One candidate as far as the viewer may know."""
    candidate = file.candidate
    if candidate.anonymised_at:
        return f"anonymised {day(candidate.anonymised_at)}"
    if candidate.withdrawn_at:
        return f"withdrawn {day(candidate.withdrawn_at)}: {candidate.withdrawn_because}"
    if not file.interviews:
        return "no interview planned"
    coming = [i.planned_at for i in file.interviews if i.planned_at > now]
    if coming and not (file.sight.progress and file.progress.submitted):
        return f"interview {when(min(coming))}"
    if file.open:
        return f"{file.progress.sentence}, debrief open"
    return file.sealed_because or file.progress.sentence


def interview_state(
    interview: Interview, file: CandidateFile, viewer: Viewer, now: datetime
) -> str:
    """One interview as far as the viewer may know."""
    awaited, coming = set(interview.rating_sheets), interview.planned_at > now
    if file.candidate.withdrawn_at:
        return "candidate withdrew"
    if file.sight.progress:
        arrived = len(awaited & file.progress.submitted)
        if arrived:
            return f"{arrived} of {counted(len(awaited), 'scorecard')} in"
        return "planned" if coming else "no scorecards in yet"
    for card in file.scorecards:
        if card.sheet.interview == interview.id and card.sheet.rater == viewer.rater:
            return (
                "your scorecard is submitted" if card.submitted_at else "your scorecard is started"
            )
    own = any(sheet.rater == viewer.rater for sheet in awaited)
    yours = "your scorecard isn't started" if own else f"{file.sealed_because}"
    return "planned" if coming else yours
