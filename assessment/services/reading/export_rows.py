"""The rows of an export, gathered from what its viewer may see."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.domain.decision import DebriefKind
from assessment.domain.role import RoleBrief
from assessment.export.columns import BRIEF, CANDIDATE_NAME, PROFILES, RATER_NAME
from assessment.export.decisions import decision_rows
from assessment.export.rows import Origin, Row, board_row, rating_rows, shortlist_row
from assessment.scoring.rubric import with_equal
from assessment.scoring.shortlist import Profiles, scores
from assessment.services.reading.estimates import read_estimates
from assessment.services.reading.observations import points_of, submitted_observations
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile, rater_names
from assessment.services.store.ports import UnitOfWork
from question_bank import Competency, QuestionBank, TargetLevel


@dataclass(frozen=True, slots=True)
class NamesBeside:
    """The names that stand beside codes; none unless they were asked for."""

    candidates: Mapping[str, str]
    """By code."""
    raters: Mapping[str, str]
    asked_for: bool

    @classmethod
    def read(cls, uow: UnitOfWork, file: RequisitionFile, *, names: bool) -> "NamesBeside":
        if not names:
            return cls({}, {}, asked_for=False)
        named = uow.people.candidate_names(file.requisition.id)
        codes = {c.candidate.code: named.get(c.candidate.id, "") for c in file.candidates}
        raters = {str(rater): name for rater, name in rater_names(uow, file).items()}
        return cls(codes, raters, asked_for=True)

    def beside(self, rows: list[Row], *, raters: bool = True) -> list[Row]:
        """The rows with names in columns of their own."""
        if not self.asked_for:
            return rows
        return [{**row, **self._names(row, raters=raters)} for row in rows]

    def _names(self, row: Row, *, raters: bool) -> Row:
        name: Row = {CANDIDATE_NAME: self.candidates.get(str(row["candidate"])) or None}
        if not raters:
            return name
        return {**name, RATER_NAME: self.raters.get(str(row["rater"])) or None}


def weights_of(bank: QuestionBank, brief: RoleBrief | None) -> Profiles:
    """The weights of every profile that there is, in the published order."""
    given = {t.value: bank.profiles[t] for t in TargetLevel} | (
        {BRIEF: brief.weights} if brief else {}
    )
    named = {p: {c.value: float(ws[c]) for c in Competency} for p, ws in given.items()}
    everything = with_equal(named, tuple(c.value for c in Competency))
    return {p: everything[p] for p in PROFILES if p in everything}


def rows_of_ratings(file: RequisitionFile) -> list[Row]:
    return [
        row
        for found in file.candidates
        for interview in found.interviews
        for card in found.scorecards
        if card.sheet.interview == interview.id
        for row in rating_rows(
            card,
            file.kit_of(interview),
            requisition=file.requisition.id,
            candidate=found.candidate.code,
            rater=card.sheet.rater,
        )
    ]


def rows_of_boards(file: RequisitionFile) -> list[Row]:
    """Boards that count in the scores, and nobody's whose scores are still sealed."""
    return [
        board_row(
            interview.id,
            file.kit_of(interview),
            fraction,
            finished_at=board.finished_at,
            requisition=file.requisition.id,
            candidate=found.candidate.code,
        )
        for found in file.candidates
        for interview in found.interviews
        if found.sight.others
        and any(card.sheet.interview == interview.id for card in found.submitted)
        and (board := found.boards.get(interview.id))
        and (fraction := points_of(file, interview, board).fraction) is not None
    ]


def rows_of_decisions(file: RequisitionFile) -> list[Row]:
    """Of candidates whose ratings the viewer may see: recommendations, and the debrief's log."""
    return [
        row
        for found in file.candidates
        if found.sight.others
        for row in decision_rows(
            found.submitted,
            found.debrief,
            requisition=file.requisition.id,
            candidate=found.candidate.code,
            interviews=[interview.id for interview in found.interviews],
        )
    ]


def rows_of_shortlist(
    uow: UnitOfWork, file: RequisitionFile, profiles: Profiles, origin: Origin
) -> list[Row]:
    ids = [found.candidate.id for found in file.candidates]
    floor = origin.coverage_floor
    numbers = scores(submitted_observations(file), ids, profiles, floor=floor)
    estimates = read_estimates(uow, file, profiles, numbers, floor=floor)
    return [
        shortlist_row(
            found.candidate.code,
            numbers[found.candidate.id] if found.sight.others else None,
            estimates.of(found.candidate.id) if estimates else {},
            recommendation=_final_recommendation(found),
            kit_hashes=_kits_used(file, found),
            origin=origin,
        )
        for found in file.candidates
    ]


def _final_recommendation(found: CandidateFile) -> str:
    """What the debrief settled on last; blank before, and while it is hidden."""
    final = [r for r in found.debrief if r.kind is DebriefKind.FINAL_RECOMMENDATION]
    return final[-1].recommendation if final else ""


def _kits_used(file: RequisitionFile, found: CandidateFile) -> list[str]:
    """The kits behind the numbers: none while those are hidden."""
    rated = {card.sheet.interview for card in found.submitted}
    kits = [file.kit_of(i).digest for i in found.interviews if i.id in rated]
    return list(dict.fromkeys(kits))
