"""The one way to read ratings: a requisition's file, holding only what the viewer may see.

Pages, exports and the command line all start here, so blindness before submission is kept in one
place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.domain.added import question_of
from assessment.domain.board import Board
from assessment.domain.coverage import COVERAGE_FLOOR
from assessment.domain.decision import DebriefKind, DebriefRecord
from assessment.domain.deviations import Deviation, deviations
from assessment.domain.errors import no_such
from assessment.domain.ids import (
    CandidateId,
    InterviewId,
    KitId,
    RaterId,
    RequisitionId,
    SheetKey,
)
from assessment.domain.interview import Interview
from assessment.domain.kit import InterviewKit, KitItem
from assessment.domain.on_loan import ON_LOAN
from assessment.domain.permissions import Action, Actor, Role, may_ever
from assessment.domain.requisition import Candidate, PanelMember, Requisition
from assessment.domain.retention import RetentionStart, start_of
from assessment.domain.role import RoleBrief
from assessment.domain.scorecard import Scorecard
from assessment.domain.visibility import (
    Progress,
    Sight,
    Viewer,
    may_rate,
    progress,
    sight,
    visible,
)
from assessment.services.reading import kept_logs
from assessment.services.store.permits import acting, is_on_loan, permit, role_in
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateFile:
    """One candidate as the viewer may see it."""

    viewer: Viewer
    candidate: Candidate
    interviews: tuple[Interview, ...]
    progress: Progress
    """Of submitted scorecards only the viewer's own, where who has submitted is hidden."""
    sight: Sight
    scorecards: tuple[Scorecard, ...]
    """The viewer's own, and others' submitted ones once they may be seen."""
    boards: Mapping[InterviewId, Board]
    """Finished placement boards: of interviews in which the viewer rates, and all of them once
    others' ratings may be seen."""
    debrief: tuple[DebriefRecord, ...]
    """Blank while others' ratings are hidden."""
    retained_from: RetentionStart | None
    """None where the viewer may not know who has submitted, which it could tell."""

    @property
    def open(self) -> bool:
        """Whether the debrief is open, as far as the viewer may know.

        A relaxed policy shows others' ratings before that; people talk and settle only once it is.
        """
        return self.sight.others and self.progress.open

    @property
    def so_far(self) -> str:
        """`2 of 3 scorecards in` while the numbers wait for more; blank once every one is in."""
        return "" if self.progress.complete else self.progress.sentence

    @property
    def submitted(self) -> tuple[Scorecard, ...]:
        """What counts in scores: submitted scorecards; none while others' ratings are hidden."""
        if not self.sight.others:
            return ()
        return tuple(c for c in self.scorecards if c.submitted_at)

    @property
    def sealed_because(self) -> str | None:
        """Why the numbers are blank, in one sentence; None when they are not."""
        if self.sight.others:
            return None
        if not self.sight.progress:
            return "hidden until you submit your scorecard"
        return self.progress.sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class RequisitionFile:
    """One requisition with everything the viewer may see of it."""

    requisition: Requisition
    viewer: Viewer
    role: Role
    """What the viewer is to the requisition."""
    brief: RoleBrief | None
    kits: Mapping[KitId, InterviewKit]
    """Frozen kits, oldest first."""
    panel: tuple[PanelMember, ...]
    candidates: tuple[CandidateFile, ...]

    on_loan: bool = False
    """Whether another database lent it for an interview."""

    def may(self, action: Action) -> bool:
        """Whether the viewer may ever do it here: for a page that hides a control."""
        return may_ever(action, self.role) and (not self.on_loan or action in ON_LOAN)

    def candidate(self, candidate: CandidateId) -> CandidateFile:
        for file in self.candidates:
            if file.candidate.id == candidate:
                return file
        raise no_such("candidate", candidate)

    def kit_of(self, interview: Interview) -> InterviewKit:
        return self.kits[interview.kit]

    def items_of(self, interview: Interview, *cards: Scorecard) -> tuple[KitItem, ...]:
        """The kit's items, then every question that one of these sheets of it added, once."""
        added = (a.item for c in cards if c.sheet.interview == interview.id for a in c.added)
        return tuple({i.id: i for i in (*self.kit_of(interview).items, *added)}.values())


def floor_of(file: RequisitionFile) -> float:
    """Below which coverage a score is provisional here."""
    return file.brief.coverage_floor if file.brief else COVERAGE_FLOOR


def read_requisition(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor
) -> RequisitionFile:
    """Everything about one requisition that `by` may see."""
    with acting(open_uow, by, read_only=True) as uow:
        return requisition_file(uow, requisition, by=by)


def requisition_file(uow: UnitOfWork, requisition: RequisitionId, *, by: Actor) -> RequisitionFile:
    """As `read_requisition`, inside a transaction that is already open."""
    file = _file(uow, requisition, by=by)
    return file if by.link is None else _behind_link(file, by.link)


def seat_file(uow: UnitOfWork, file: RequisitionFile, *, by: Actor) -> RequisitionFile:
    """What the seat of `by` may see, also where a link shows no more than one candidate.

    For estimates, which rest on the other candidates' open ratings; nothing of it is shown.
    """
    return file if by.link is None else _file(uow, file.requisition.id, by=by)


def _file(uow: UnitOfWork, requisition: RequisitionId, *, by: Actor) -> RequisitionFile:
    found = permit(uow, by, Action.SEE_REQUISITION, requisition)
    interviews = uow.interviews.of_requisition(requisition)
    kits = {k.id: k for k in uow.kits.of(requisition)}
    boards = _finished_boards(uow, interviews, kits)
    cards = kept_logs.scorecards(uow, [i.id for i in interviews])
    debriefs = uow.debriefs.of_requisition(requisition)
    viewer = Viewer(rater=by.rater)
    return RequisitionFile(
        requisition=found,
        viewer=viewer,
        role=role_in(uow, by, requisition),
        on_loan=is_on_loan(uow, requisition),
        brief=uow.briefs.latest(requisition),
        kits=kits,
        panel=tuple(uow.requisitions.panel(requisition)),
        candidates=tuple(
            _candidate_file(c, interviews, cards, boards, debriefs.get(c.id, []), viewer, found)
            for c in uow.requisitions.candidates(requisition)
        ),
    )


def seen_by(uow: UnitOfWork, by: Actor) -> list[RequisitionFile]:
    """Every requisition in which `by` has a part, oldest first."""
    every = [r.id for r in uow.requisitions.all()]
    return [
        requisition_file(uow, r, by=by) for r in every if role_in(uow, by, r) is not Role.STRANGER
    ]


def panel_names(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor
) -> dict[RaterId, str]:
    """The names of everybody who has or had a part in one requisition."""
    with acting(open_uow, by, read_only=True) as uow:
        return rater_names(uow, requisition_file(uow, requisition, by=by))


def rater_names(uow: UnitOfWork, *files: RequisitionFile) -> dict[RaterId, str]:
    """The names of everybody who has or had a part in these requisitions."""
    part = {m.rater for f in files for m in f.panel}
    for candidate in (c for f in files for c in f.candidates):
        part |= {s.rater for i in candidate.interviews for s in i.seats}
        part |= {c.sheet.rater for c in candidate.scorecards}
        part |= {r.by for r in candidate.debrief if r.by}
    return {rater: name for rater, name in uow.people.raters().items() if rater in part}


def _behind_link(file: RequisitionFile, sheet: SheetKey) -> RequisitionFile:
    """The one candidate that a device's link is about: her own scorecard until that is open."""
    own = next(c for c in file.candidates if any(i.id == sheet.interview for i in c.interviews))
    if not own.sight.others:
        interviews = tuple(i for i in own.interviews if i.id == sheet.interview)
        own = replace(
            own,
            interviews=interviews,
            scorecards=tuple(c for c in own.scorecards if c.sheet == sheet),
            boards={i: b for i, b in own.boards.items() if i == sheet.interview},
        )
    used = {i.kit for i in own.interviews}
    return replace(
        file,
        kits={k: kit for k, kit in file.kits.items() if k in used},
        panel=tuple(m for m in file.panel if m.rater == sheet.rater),
        candidates=(own,),
    )


def _finished_boards(
    uow: UnitOfWork, interviews: Iterable[Interview], kits: Mapping[KitId, InterviewKit]
) -> dict[InterviewId, Board]:
    """A board counts once its candidate has finished it; before that nobody reads it."""
    decks = {i.id: deck for i in interviews if (kit := kits.get(i.kit)) and (deck := kit.deck)}
    boards = kept_logs.boards(uow, {i: deck.ids for i, deck in decks.items()})
    return {i: board for i, board in boards.items() if board.finished_at}


def _candidate_file(  # what was read of everybody, once
    candidate: Candidate,
    interviews: Iterable[Interview],
    cards: Iterable[Scorecard],
    boards: Mapping[InterviewId, Board],
    debrief: Iterable[DebriefRecord],
    viewer: Viewer,
    requisition: Requisition,
) -> CandidateFile:
    own = tuple(i for i in interviews if i.candidate == candidate.id)
    ids = {i.id for i in own}
    sheets = tuple(c for c in cards if c.sheet.interview in ids)
    overridden = any(r.kind is DebriefKind.OPENED for r in debrief)
    state = progress(own, sheets, opened_by_override=overridden)
    seen = sight(viewer, state, requisition.reveal)
    return CandidateFile(
        viewer=viewer,
        candidate=candidate,
        interviews=own,
        progress=state if seen.progress else _own_of(state, viewer),
        sight=seen,
        scorecards=visible(sheets, viewer, seen),
        boards={
            i.id: boards[i.id]
            for i in own
            if i.id in boards and (seen.others or may_rate(i.role_of(viewer.rater)))
        },
        debrief=tuple(debrief) if seen.others else (),
        retained_from=start_of(candidate, sheets, debrief) if seen.progress else None,
    )


def _own_of(state: Progress, viewer: Viewer) -> Progress:
    """Not every reader of a file looks at the viewer's sight first, so others are left out of it.

    The debrief is not open then, and stays so: the viewer's own scorecard is awaited.
    """
    return replace(
        state, submitted=frozenset(s for s in state.submitted if s.rater == viewer.rater)
    )


def asked_beside(
    uow: UnitOfWork, interviews: Sequence[InterviewId]
) -> dict[InterviewId, tuple[str, ...]]:
    """The questions that were added in these interviews, each once; anybody may know them.

    That a question was asked is no rating: not who added it, nor why, nor what was heard.
    """
    found = uow.entries.added_in(interviews)
    return {i: tuple(question_of(item) for item in items) for i, items in found.items()}


def off_kit(uow: UnitOfWork, file: RequisitionFile, sheet: SheetKey) -> tuple[Deviation, ...]:
    """Where an interview left its kit by this sheet; blank unless its viewer may read the sheet."""
    for candidate in file.candidates:
        kits = {i.id: file.kit_of(i) for i in candidate.interviews}
        for card in candidate.scorecards:
            if card.sheet == sheet:
                return deviations(kits[sheet.interview], card, uow.entries.asked_order(sheet))
    return ()
