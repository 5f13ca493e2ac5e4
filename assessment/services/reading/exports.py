"""Exports of a requisition as its viewer may see it; each one is written to the journal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment import version
from assessment.domain.decision import DebriefKind
from assessment.domain.errors import NotFound, NotOnPanel
from assessment.domain.ids import CandidateId, RaterId, RequisitionId
from assessment.domain.role import RoleBrief
from assessment.export.archive import zip_bytes
from assessment.export.columns import BRIEF, PROFILES, RATINGS, SHORTLIST, WEIGHTS
from assessment.export.rows import (
    Origin,
    Row,
    board_row,
    rating_rows,
    shortlist_row,
    weight_rows,
    weights_hash,
)
from assessment.export.tables import ExportTable
from assessment.export.workbook import xlsx_bytes
from assessment.export.writer import ExportOptions, csv_bytes
from assessment.scoring.rubric import with_equal
from assessment.scoring.shortlist import Profiles, scores
from assessment.services.reading.estimates import read_estimates
from assessment.services.reading.visible_ratings import (
    CandidateFile,
    RequisitionFile,
    floor_of,
    points_of,
    requisition_file,
    submitted_observations,
)
from assessment.services.store.ports import Clock, JournalLine, OpenUnitOfWork, UnitOfWork
from question_bank import Competency, QuestionBank, TargetLevel

EXPORTED = "export"
"""The act in the journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The three tables of one requisition at one moment."""

    origin: Origin
    ratings: ExportTable
    shortlist: ExportTable
    weights: ExportTable

    @property
    def tables(self) -> tuple[ExportTable, ExportTable, ExportTable]:
        return (self.ratings, self.shortlist, self.weights)


@dataclass(frozen=True, slots=True)
class FileOf:
    """One kind of file that a requisition can be exported as."""

    file: str
    render: Callable[[Export, ExportOptions], bytes]

    def __call__(
        self,
        open_uow: OpenUnitOfWork,
        bank: QuestionBank,
        clock: Clock,
        requisition: RequisitionId,
        *,
        rater: RaterId | None = None,
        options: ExportOptions | None = None,
    ) -> bytes:
        """The file as `rater` may have it (None: the owner of the database), in the journal."""
        drawn = draw_up(open_uow, bank, clock, requisition, (self,), rater=rater, options=options)
        log(open_uow, drawn)
        return drawn.files[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Files of one moment; nobody gets them before `log` has written their lines."""

    files: tuple[bytes, ...]
    lines: tuple[JournalLine, ...]


def draw_up(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    clock: Clock,
    requisition: RequisitionId,
    kinds: Sequence[FileOf],
    *,
    rater: RaterId | None = None,
    options: ExportOptions | None = None,
) -> Drawn:
    """The files as `rater` (None: the owner of the database) may have them; holds nobody up."""
    use, at = options or ExportOptions(), clock()
    with open_uow(read_only=True) as uow:
        export = _gather(uow, bank, at, requisition, rater=rater, names=use.names)
    details = [f"{kind.file}, with names" if use.names else kind.file for kind in kinds]
    return Drawn(
        files=tuple(kind.render(export, use) for kind in kinds),
        lines=tuple(
            JournalLine(at=at, by=rater, act=EXPORTED, about=requisition, detail=detail)
            for detail in details
        ),
    )


def log(open_uow: OpenUnitOfWork, drawn: Drawn) -> None:
    """Writes into the journal that these files are handed out."""
    with open_uow() as uow:
        for line in drawn.lines:
            uow.journal.write(line)
        uow.commit()


export_requisition = FileOf(
    "export.zip", lambda export, use: zip_bytes(export.tables, export.origin, use)
)
ratings_csv = FileOf("ratings.csv", lambda export, use: csv_bytes(export.ratings, use))
shortlist_csv = FileOf("shortlist.csv", lambda export, use: csv_bytes(export.shortlist, use))
weights_csv = FileOf("weights.csv", lambda export, use: csv_bytes(export.weights, use))
xlsx = FileOf(
    "export.xlsx",
    lambda export, _: xlsx_bytes(export.tables, created=export.origin.exported_at),
)


def _gather(
    uow: UnitOfWork,
    bank: QuestionBank,
    at: datetime,
    requisition: RequisitionId,
    *,
    rater: RaterId | None,
    names: bool,
) -> Export:
    _known(uow, requisition, rater)
    file = requisition_file(uow, requisition, rater=rater)
    labels = _Labels.read(uow, requisition, names=names)
    profiles = _profiles(bank, file.brief)
    origin = Origin(
        requisition=requisition,
        bank_version=bank.version,
        levelset_version=version(),
        exported_at=at,
        coverage_floor=floor_of(file),
        weights_hash=weights_hash(profiles),
    )
    rationale = file.brief.rationale if file.brief else {}
    return Export(
        origin=origin,
        ratings=ExportTable.published(
            RATINGS, [*_rating_rows(file, labels), *_board_rows(file, labels)]
        ),
        shortlist=ExportTable.published(
            SHORTLIST, _shortlist_rows(uow, file, labels, profiles, origin)
        ),
        weights=ExportTable.published(WEIGHTS, weight_rows(profiles, rationale)),
    )


def _known(uow: UnitOfWork, requisition: RequisitionId, rater: RaterId | None) -> None:
    """A wrong name is answered with the right ones."""
    if uow.requisitions.find(requisition) is None:
        there = ", ".join(r.id for r in uow.requisitions.all()) or "none yet"
        raise NotFound(f"There is no role {requisition!r}. In this database: {there}.")
    panel = [member.rater for member in uow.requisitions.panel(requisition)]
    if rater is not None and rater not in panel:
        there = ", ".join(panel) or "nobody yet"
        raise NotOnPanel(
            f"{rater.strip() or 'A blank'} is not on the panel of {requisition}. The panel: "
            f"{there}."
        )


@dataclass(frozen=True, slots=True)
class _Labels:
    """What stands for a person: the code, and the name behind it only when names were asked for."""

    candidates: Mapping[CandidateId, str]
    raters: Mapping[RaterId, str]

    @classmethod
    def read(cls, uow: UnitOfWork, requisition: RequisitionId, *, names: bool) -> "_Labels":
        if not names:
            return cls({}, {})
        return cls(uow.people.candidate_names(requisition), uow.people.raters())

    def candidate(self, file: CandidateFile) -> str:
        return f"{file.candidate.code} {self.candidates.get(file.candidate.id, '')}".rstrip()

    def rater(self, rater: RaterId) -> str:
        return f"{rater} {self.raters.get(rater, '')}".rstrip()


def _profiles(bank: QuestionBank, brief: RoleBrief | None) -> Profiles:
    """The weights of every profile that there is, in the published order."""
    given = {t.value: bank.profiles[t] for t in TargetLevel} | (
        {BRIEF: brief.weights} if brief else {}
    )
    named = {p: {c.value: float(ws[c]) for c in Competency} for p, ws in given.items()}
    everything = with_equal(named, tuple(c.value for c in Competency))
    return {p: everything[p] for p in PROFILES if p in everything}


def _rating_rows(file: RequisitionFile, labels: _Labels) -> list[Row]:
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
            candidate=labels.candidate(found),
            rater=labels.rater(card.sheet.rater),
        )
    ]


def _board_rows(file: RequisitionFile, labels: _Labels) -> list[Row]:
    """Boards that count in the scores, and nobody's whose scores are still sealed."""
    return [
        board_row(
            interview.id,
            file.kit_of(interview),
            fraction,
            finished_at=board.finished_at,
            requisition=file.requisition.id,
            candidate=labels.candidate(found),
        )
        for found in file.candidates
        for interview in found.interviews
        if found.sight.others
        and any(card.sheet.interview == interview.id for card in found.submitted)
        and (board := found.boards.get(interview.id))
        and (fraction := points_of(file, interview, board).fraction) is not None
    ]


def _shortlist_rows(
    uow: UnitOfWork, file: RequisitionFile, labels: _Labels, profiles: Profiles, origin: Origin
) -> list[Row]:
    ids = [found.candidate.id for found in file.candidates]
    floor = origin.coverage_floor
    numbers = scores(submitted_observations(file), ids, profiles, floor=floor)
    estimates = read_estimates(uow, file, profiles, numbers, floor=floor)
    return [
        shortlist_row(
            labels.candidate(found),
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
