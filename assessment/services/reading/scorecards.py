"""One rater's sheet, read: both scores from it alone, and what was heard behind each level."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.comparison.cells import CellValue, cell_values
from assessment.comparison.placement_sources import PlacementSources, placement_sources
from assessment.comparison.profiles import profiles
from assessment.comparison.score_gap import Parting
from assessment.domain.deviations import Deviation
from assessment.domain.errors import Sealed, no_such, not_a_rater
from assessment.domain.ids import RaterId, RequisitionId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.kit import InterviewKit, KitItem
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import Entry
from assessment.domain.scorecard import (
    Gap,
    ItemRecord,
    Scorecard,
    gaps,
    items_of,
    scorecard,
)
from assessment.measurement.role import Estimate
from assessment.scoring.shortlist import Scores, scores
from assessment.services.reading.board_results import ReadBoard, read_board
from assessment.services.reading.comparisons import cells_touched, parting_of
from assessment.services.reading.estimates import candidate_estimates
from assessment.services.reading.observations import observations
from assessment.services.reading.visible_ratings import (
    CandidateFile,
    RequisitionFile,
    floor_of,
    off_kit,
    rater_names,
    requisition_file,
    seat_file,
)
from assessment.services.recording.amendments import open_proposals
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import Cell, QuestionBank


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One question of the sheet: what was asked, which level it got, and why."""

    number: int
    item: KitItem
    record: ItemRecord

    @property
    def anchor(self) -> str:
        """The behaviour that marks the level; between two anchors, both ends."""
        level, anchors = self.record.level, self.item.asked.anchors
        if level is None:
            return ""
        if level in anchors:
            return anchors[level]
        below, above = max(n for n in anchors if n < level), min(n for n in anchors if n > level)
        return f"Between {below} ({anchors[below]}) and {above} ({anchors[above]})"

    @property
    def beliefs(self) -> tuple[str, ...]:
        """The wrong beliefs that were heard."""
        known = self.item.asked.wrong_beliefs
        return tuple(known[n] for n in self.record.beliefs if n < len(known))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardView:
    """A scorecard with everything its page shows; the numbers are of this sheet alone."""

    file: RequisitionFile
    candidate: CandidateFile
    interview: Interview
    kit: InterviewKit
    card: Scorecard
    scores: Scores
    parting: Parting | None
    cells: Mapping[Cell, CellValue]
    answers: tuple[Answer, ...]
    placement_sources: PlacementSources
    """What this sheet's value of placement stands on."""
    placement: ReadBoard | None
    """The interview's finished board; None without one."""
    estimates: Mapping[str, Estimate]
    """The candidate's by profile, from every scorecard of the shortlist; blank while sealed."""
    off_kit: tuple[Deviation, ...]
    """Where the interview left its kit, question by question."""
    names: Mapping[RaterId, str]

    @property
    def own(self) -> bool:
        return self.card.sheet.rater == self.file.viewer.rater

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Everything that keeps it from being submitted."""
        return gaps(self.card, self.kit)

    @property
    def proposals(self) -> tuple[Entry, ...]:
        """What another tab or device still held at submission, still to be decided."""
        return open_proposals(self.card)


def read_scorecard(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    requisition: RequisitionId,
    sheet: SheetKey,
    *,
    by: Actor,
) -> ScorecardView:
    """The sheet as `by` may read it; Sealed says why not."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_SCORECARD, requisition)
        file = requisition_file(uow, requisition, by=by)
        names = rater_names(uow, file)
        left = off_kit(uow, file, sheet)
        known = profiles(bank.profiles, file.brief)
        candidate, interview = _meeting(file, sheet)
        card = _readable(file, candidate, sheet, names)
        whole = seat_file(uow, file, by=by)
        estimates = candidate_estimates(uow, whole, candidate, known, floor=floor_of(file))
    kit = file.kit_of(interview)
    table = observations(file, [(candidate, card)])
    code = candidate.candidate.id
    numbers = scores(table, [code], known, floor=floor_of(file))[code]
    return ScorecardView(
        file=file,
        candidate=candidate,
        interview=interview,
        kit=kit,
        card=card,
        scores=numbers,
        parting=parting_of(numbers, known),
        cells=cell_values(table, cells_touched(file)).get(code, {}),
        answers=tuple(
            Answer(number=n, item=item, record=card.record(item.id))
            for n, item in enumerate(items_of(kit, card), 1)
        ),
        placement_sources=placement_sources(table).get(code, PlacementSources()),
        placement=read_board(file, candidate, interview),
        estimates=estimates,
        off_kit=left,
        names=names,
    )


def readable(file: RequisitionFile) -> tuple[SheetKey, ...]:
    """The sheets that the viewer may read, by candidate; her own also before she begins."""
    found = []
    for candidate in file.candidates:
        shown = {card.sheet for card in candidate.scorecards}
        own = {s for s in candidate.progress.awaited if s.rater == file.viewer.rater}
        found += sorted(shown | own)
    return tuple(found)


def _meeting(file: RequisitionFile, sheet: SheetKey) -> tuple[CandidateFile, Interview]:
    for candidate in file.candidates:
        for interview in candidate.interviews:
            if interview.id == sheet.interview:
                return candidate, interview
    raise no_such("interview", sheet.interview)


def _readable(
    file: RequisitionFile,
    candidate: CandidateFile,
    sheet: SheetKey,
    names: Mapping[RaterId, str],
) -> Scorecard:
    for card in candidate.scorecards:
        if card.sheet == sheet:
            return card
    name, code = names.get(sheet.rater, sheet.rater), candidate.candidate.code
    if sheet not in candidate.progress.awaited:
        raise not_a_rater(name, code)
    if sheet.rater == file.viewer.rater:
        return scorecard(sheet, [])
    if candidate.sight.others:
        raise Sealed(f"{name} has not submitted a scorecard for {code}; drafts are private.")
    if not candidate.sight.progress:
        raise Sealed(f"{name}'s scorecard for {code} is hidden until you submit your own.")
    raise Sealed(
        f"{name}'s scorecard for {code} is hidden until the debrief opens: "
        f"{candidate.sealed_because}."
    )
