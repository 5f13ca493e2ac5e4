"""What waits for somebody: the interviews to do, what is owed, what opened, and the open roles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessment.domain.decision import decided
from assessment.domain.ids import CandidateId, RaterId, RequisitionId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.permissions import Action, Actor, may_ever
from assessment.domain.requisition import Requisition
from assessment.domain.retention import Retained
from assessment.domain.scorecard import Scorecard
from assessment.domain.status import Status
from assessment.services.reading.comparisons import final_recommendation, scorecards_in
from assessment.services.reading.outcomes import due_outcomes
from assessment.services.reading.retention import due_for_review
from assessment.services.reading.visible_ratings import (
    CandidateFile,
    RequisitionFile,
    rater_names,
    seen_by,
)
from assessment.services.store.permits import acting, role_anywhere
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork

STILL_TODAY = timedelta(hours=3)
"""How long after its planned time an interview is still the one to open, not one that was heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An interview with what it is for."""

    requisition: Requisition
    candidate: CandidateFile
    interview: Interview

    def begun_by(self, sheet: SheetKey) -> bool:
        """Whether a draft of hers holds something; no viewer knows that of another's sheet."""
        return any(c.sheet == sheet and _begun(c) for c in self.candidate.scorecards)

    @property
    def begun(self) -> bool:
        """Whether the viewer herself has a draft of it."""
        rater = self.candidate.viewer.rater
        return rater is not None and self.begun_by(SheetKey(self.interview.id, rater))


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A scorecard that is not in although its interview was heard."""

    meeting: Meeting
    sheet: SheetKey
    begun: bool
    """Known of the viewer's own sheets only; another's draft is its writer's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRole:
    """A requisition under way."""

    requisition: Requisition
    candidates: int
    scorecards: str
    """`15 of 18 scorecards in`."""
    has_brief: bool
    has_kit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Everything for the first screen, as far as the viewer may know it."""

    next_interview: Meeting | None
    following: tuple[Meeting, ...]
    """The other interviews that are not over: the viewer's own, or everybody's, soonest first."""
    owed: tuple[Owed, ...]
    """The viewer's own, begun ones first; for those who do not rate, everybody's."""
    waiting: tuple[CandidateFile, ...]
    """Candidates whose debrief waits for somebody else's scorecard."""
    opened: tuple[CandidateFile, ...]
    """Debriefs that are open and have neither a final recommendation nor a decision yet."""
    outcomes_due: tuple[tuple[CandidateFile, int], ...]
    """Hires with the month after which the manager is to be asked, for whoever leads."""
    to_review: tuple[tuple[CandidateFile, Retained], ...]
    """Candidates whose data was kept for the whole period, those first who are due longest."""
    open_roles: tuple[OpenRole, ...]
    names: Mapping[RaterId, str]
    candidate_names: Mapping[CandidateId, str]
    titles: Mapping[RequisitionId, str]
    """Of the roles that the viewer has a part in, archived ones too."""
    first_run: bool
    """Whether the viewer may start: there is no requisition at all yet."""

    def title_of(self, requisition: RequisitionId) -> str:
        """The title of a role; blank for one that the viewer has no seat on."""
        return self.titles.get(requisition, "")

    @property
    def nothing_waits(self) -> bool:
        waits = self.next_interview or self.owed or self.waiting or self.opened
        return not (waits or self.outcomes_due or self.to_review)


def today(open_uow: OpenUnitOfWork, clock: Clock, *, by: Actor) -> Today:
    """What `by` has to do, in the requisitions that `by` has a part in.

    Of an archived one only what comes due when it is long over: outcomes, and data to review.
    """
    now, rater = clock(), by.rater
    with acting(open_uow, by, read_only=True) as uow:
        every = seen_by(uow, by)
        mine = [f for f in every if not f.requisition.archived_at]
        names = rater_names(uow, *every)
        due = [found for f in every for found in due_outcomes(uow, f, now.date())]
        over = [found for f in every for found in due_for_review(uow, f, now.date())]
        starts = may_ever(Action.MANAGE_DEMO, role_anywhere(uow, by))
        named = [f for f in every if f.may(Action.SEE_NAMES)]
        called = {c: n for f in named for c, n in _candidate_names(uow, f).items()}
    meetings = [m for f in mine for m in _meetings(f)]
    live = [c for f in mine for c in f.candidates if not c.candidate.withdrawn_at]
    ahead = _ahead(meetings, rater, now)
    coming = {m.interview.id for m in ahead}
    return Today(
        next_interview=next(iter(ahead), None),
        following=ahead[1:],
        owed=_owed([m for m in meetings if m.interview.id not in coming], rater),
        waiting=tuple(c for c in live if _waits(c, rater)),
        opened=tuple(c for c in live if c.progress.open and not _concluded(c)),
        outcomes_due=tuple(due),
        to_review=tuple(sorted(over, key=lambda found: found[1].due_on)),
        open_roles=tuple(_open_role(f) for f in mine),
        names=names,
        candidate_names=called,
        titles={f.requisition.id: f.requisition.title for f in every},
        first_run=starts and not every,
    )


def _candidate_names(uow: UnitOfWork, file: RequisitionFile) -> Mapping[CandidateId, str]:
    return uow.people.candidate_names(file.requisition.id) if file.candidates else {}


def _meetings(file: RequisitionFile) -> Iterable[Meeting]:
    for candidate in file.candidates:
        if not candidate.candidate.withdrawn_at:
            for interview in candidate.interviews:
                yield Meeting(
                    requisition=file.requisition, candidate=candidate, interview=interview
                )


def _ahead(
    meetings: Iterable[Meeting], rater: RaterId | None, now: datetime
) -> tuple[Meeting, ...]:
    """The interviews that are not over: her own, or everybody's for the owner; soonest first."""
    ahead = [m for m in meetings if m.interview.planned_at > now - STILL_TODAY and _open(m, rater)]
    return tuple(sorted(ahead, key=lambda m: (m.interview.planned_at, m.interview.id)))


def _open(meeting: Meeting, rater: RaterId | None) -> bool:
    sheets = set(meeting.interview.rating_sheets)
    if rater is not None:
        if meeting.interview.role_of(rater) is None:
            return False
        sheets = {s for s in sheets if s.rater == rater} or sheets
    return not sheets <= meeting.candidate.progress.submitted


def _owed(heard: Iterable[Meeting], rater: RaterId | None) -> tuple[Owed, ...]:
    found = []
    for meeting in heard:
        for sheet in meeting.interview.rating_sheets:
            known = sheet.rater == rater if rater is not None else True
            if known and sheet not in meeting.candidate.progress.submitted:
                found.append(Owed(meeting=meeting, sheet=sheet, begun=meeting.begun_by(sheet)))
    return tuple(sorted(found, key=lambda o: (not o.begun, o.meeting.interview.planned_at)))


def _begun(card: Scorecard) -> bool:
    """Whether anything was noted on a draft; that its screen was open is not enough."""
    noted = any(r.verdict is not None or r.evidence for r in card.items.values())
    return card.status is Status.DRAFT and (noted or card.recommendation is not None)


def _waits(candidate: CandidateFile, rater: RaterId | None) -> bool:
    """Her own scorecard is in and others' are not; the owner's list says it by name instead."""
    state = candidate.progress
    own = {s for s in state.awaited if s.rater == rater}
    return bool(own) and own <= state.submitted and not state.open


def _concluded(candidate: CandidateFile) -> bool:
    return bool(final_recommendation(candidate) or decided(candidate.debrief))


def _open_role(file: RequisitionFile) -> OpenRole:
    return OpenRole(
        requisition=file.requisition,
        candidates=sum(not c.candidate.withdrawn_at for c in file.candidates),
        scorecards=scorecards_in(file),
        has_brief=file.brief is not None,
        has_kit=bool(file.kits),
    )
