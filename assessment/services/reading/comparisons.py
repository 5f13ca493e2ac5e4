"""The shortlist of one requisition, as its viewer may compare it; what is sealed stays blank."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from assessment.comparison.cells import CellValue, cell_values
from assessment.comparison.placement_sources import PlacementSources, placement_sources
from assessment.comparison.profiles import Profile, profiles
from assessment.comparison.score_gap import Parting, parting
from assessment.comparison.thin_evidence import ThinEvidence, thin_evidence
from assessment.domain.decision import DebriefKind, DebriefRecord, decided
from assessment.domain.ids import CandidateId, RaterId, RequisitionId, SheetKey
from assessment.domain.kit import BOARD_ITEM, AskedQuestion, KitItem
from assessment.domain.permissions import Action, Actor
from assessment.domain.role import Weights
from assessment.domain.scorecard import ItemRecord
from assessment.measurement.role import Estimate, RoleEstimates
from assessment.scoring.shortlist import Scores, scores
from assessment.services.reading.estimates import (
    MOST_VIEWS,
    KnownBefore,
    kept_name,
    known_before,
    read_estimates,
)
from assessment.services.reading.observations import submitted_observations
from assessment.services.reading.visible_ratings import (
    CandidateFile,
    RequisitionFile,
    floor_of,
    rater_names,
    requisition_file,
)
from assessment.services.store.kept import Kept
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork
from question_bank import Cell, QuestionBank

NO_INTERVIEW = "no interview planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCandidate:
    """One row of the comparison."""

    file: CandidateFile
    scores: Scores | None
    """None while the candidate is sealed for the viewer."""
    parting: Parting | None
    cells: Mapping[Cell, CellValue]
    placement: PlacementSources
    """What the value of placement stands on; nothing while the candidate is sealed."""
    thin: ThinEvidence
    """Where the numbers rest on little; nothing while the candidate is sealed."""
    recommendation: str
    """The debrief's final one, else blank; nothing computes it."""
    decision: DebriefRecord | None
    """What was decided, by whom, when and why; None before that and while it is hidden."""

    @property
    def code(self) -> str:
        return self.file.candidate.code

    @property
    def withdrawn(self) -> bool:
        return self.file.candidate.withdrawn_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All candidates in the order of their codes."""

    file: RequisitionFile
    profiles: Mapping[Profile, Weights]
    candidates: tuple[ComparedCandidate, ...]
    estimates: RoleEstimates | None
    """None while fewer than two candidates have ratings that may be seen."""
    names: Mapping[RaterId, str]
    candidate_names: Mapping[CandidateId, str]
    """Of those who have one; blank for a viewer who may see codes only."""
    drawn: dict[Hashable, str] = field(default_factory=dict, compare=False, repr=False)
    """What screens drew from this comparison, for as long as it is the one that is shown."""

    @property
    def open(self) -> tuple[ComparedCandidate, ...]:
        return tuple(c for c in self.candidates if c.scores)

    def estimate(self, candidate: ComparedCandidate, profile: Profile) -> Estimate | None:
        """None for a candidate without an estimate, and for one whose ratings are sealed."""
        found = self.estimates.by_profile[profile] if self.estimates else {}
        return found.get(candidate.file.candidate.id)

    def shows_what(self, other: "Comparison") -> bool:
        """Whether nothing that a screen could show differs; the same one is not gone through."""
        return self is other or (
            (self.file, self.profiles, self.names, self.candidate_names)
            == (other.file, other.profiles, other.names, other.candidate_names)
            and _numbers(self.estimates) == _numbers(other.estimates)
        )

    @property
    def required_score(self) -> float | None:
        return self.file.brief.required_score if self.file.brief else None

    @property
    def kits_before_brief(self) -> bool:
        """Whether the brief's weights were edited after a kit of these interviews was frozen."""
        used = {i.kit for c in self.file.candidates for i in c.interviews}
        return self.file.brief is not None and any(
            dict(self.file.kits[kit].weights) != dict(self.file.brief.weights) for kit in used
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterEvidence:
    """What one rater noted on one question with one candidate."""

    sheet: SheetKey
    item: KitItem
    record: ItemRecord


def _numbers(estimates: RoleEstimates | None) -> tuple[object, ...]:
    """What estimates come to and rest on; two fits are equal to themselves only."""
    if estimates is None:
        return ()
    return (estimates.by_profile, estimates.basis, estimates.strictness, estimates.link_strength)


_kept: Kept[Comparison] = Kept(MOST_VIEWS)
"""By generation, role and viewer, with everything that the comparison was made from."""

_unchanged: Kept[Comparison] = Kept(MOST_VIEWS)
"""By place, role and person, with the moment and the bank that it was read at."""


def read_comparison(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    requisition: RequisitionId,
    *,
    by: Actor,
    noted: bool = True,
) -> Comparison:
    """The comparison that `by` may see; one statement where nothing was committed since.

    Then it is what this person got before: nothing else goes into it, rights included. `noted` is
    whether a refusal is somebody's act, for the audit log.
    """
    with acting(open_uow, by, read_only=True, noted=noted) as uow:

        def read() -> Comparison:
            permit(uow, by, Action.COMPARE, requisition)
            return compare(uow, requisition_file(uow, requisition, by=by), bank)

        if (moment := uow.moment()) is None:
            return read()
        return _unchanged.or_made((moment.where, requisition, by), (moment.state, bank), read)


def compare(uow: UnitOfWork, file: RequisitionFile, bank: QuestionBank) -> Comparison:
    """The comparison of what is in `file`; worked out anew only where something of it changed."""
    known, names = profiles(bank.profiles, file.brief), rater_names(uow, file)
    named = file.may(Action.SEE_NAMES)
    people = uow.people.candidate_names(file.requisition.id) if named else {}
    before = known_before(uow, file)
    if (name := kept_name(uow, file)) is None:
        return _compare(uow, file, known, names, people, before)
    state = (file, known, names, people, before)
    return _kept.or_made(name, state, lambda: _compare(uow, file, *state[1:]))


def _compare(  # what was read, once
    uow: UnitOfWork,
    file: RequisitionFile,
    known: Mapping[Profile, Weights],
    names: Mapping[RaterId, str],
    people: Mapping[CandidateId, str],
    before: KnownBefore,
) -> Comparison:
    table = submitted_observations(file)
    ids = [c.candidate.id for c in file.candidates]
    numbers = scores(table, ids, known, floor=floor_of(file))
    touched = cell_values(table, cells_touched(file))
    placement, thin = placement_sources(table), thin_evidence(table)
    return Comparison(
        file=file,
        profiles=known,
        candidates=tuple(
            _compared(c, numbers, touched, known, placement, thin) for c in file.candidates
        ),
        estimates=read_estimates(uow, file, known, numbers, floor=floor_of(file), before=before),
        names=names,
        candidate_names=people,
    )


def _compared(  # what was read of everybody, once
    file: CandidateFile,
    numbers: Mapping[str, Scores],
    touched: Mapping[str, Mapping[Cell, CellValue]],
    known: Mapping[Profile, Weights],
    placement: Mapping[str, PlacementSources],
    thin: Mapping[str, ThinEvidence],
) -> ComparedCandidate:
    own = numbers[file.candidate.id] if file.sight.others else None
    return ComparedCandidate(
        file=file,
        scores=own,
        parting=parting_of(own, known) if own else None,
        cells=touched.get(file.candidate.id, {}),
        placement=placement.get(file.candidate.id, PlacementSources()),
        thin=thin.get(file.candidate.id, ThinEvidence()),
        recommendation=final_recommendation(file),
        decision=decided(file.debrief),
    )


def parting_of(own: Scores, known: Mapping[Profile, Weights]) -> Parting | None:
    return parting(own.by_competency, known[Profile.PLANT], known[Profile.ENTERPRISE])


def final_recommendation(file: CandidateFile) -> str:
    """What the debrief settled on last."""
    final = [r for r in file.debrief if r.kind is DebriefKind.FINAL_RECOMMENDATION]
    return final[-1].recommendation if final else ""


def cells_touched(file: RequisitionFile) -> dict[str, tuple[Cell, ...]]:
    """For every item of every interview, added ones too, the cells that its question speaks of."""
    touched = {
        f"{interview.id}/{item.id}": item.asked.cells
        for candidate in file.candidates
        for interview in candidate.interviews
        for item in file.items_of(interview, *candidate.scorecards)
    }
    boards = (f"{i}/{BOARD_ITEM}" for candidate in file.candidates for i in candidate.boards)
    return touched | dict.fromkeys(boards, ())


def questions_of(file: RequisitionFile) -> tuple[AskedQuestion, ...]:
    """The questions that were planned with anybody, in the order of the kits, then those added."""
    used = {i.kit for c in file.candidates for i in c.interviews}
    planned = (item for kit in file.kits.values() if kit.id in used for item in kit.items)
    added = (a.item for c in file.candidates for card in c.submitted for a in card.added)
    return tuple({i.asked.question: i.asked for i in (*planned, *added)}.values())


def evidence(
    file: RequisitionFile, candidate: CandidateId, questions: Iterable[str]
) -> tuple[RaterEvidence, ...]:
    """What each submitted scorecard that may be seen holds on these questions."""
    found, wanted = file.candidate(candidate), set(questions)
    interviews = {i.id: i for i in found.interviews}
    return tuple(
        RaterEvidence(sheet=card.sheet, item=item, record=card.record(item.id))
        for card in found.submitted
        for item in file.items_of(interviews[card.sheet.interview], card)
        if item.asked.question in wanted
    )


def scorecards_in(file: RequisitionFile) -> str:
    """`15 of 18 scorecards in`, or the viewer's own count where she may not know who is in."""
    states = [c.progress for c in file.candidates if not c.candidate.withdrawn_at]
    if file.candidates and not states:
        return "every candidate has withdrawn"
    awaited = {sheet for state in states for sheet in state.awaited}
    submitted = {sheet for state in states for sheet in state.submitted} & awaited
    if not all(c.sight.progress for c in file.candidates if not c.candidate.withdrawn_at):
        awaited = {s for s in awaited if s.rater == file.viewer.rater}
        many = "" if len(awaited) == 1 else "s"
        return f"{len(awaited & submitted)} of your {len(awaited)} scorecard{many} in"
    if not awaited:
        return NO_INTERVIEW
    if awaited == submitted:
        return "all scorecards in"
    return f"{len(submitted)} of {len(awaited)} scorecard{'' if len(awaited) == 1 else 's'} in"
