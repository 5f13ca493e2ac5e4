"""Exports of a requisition as its viewer may see it; each one is written to the journal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment import version
from assessment.domain.audit import EXPORTED
from assessment.domain.chain import AUDIT_LOG, Head
from assessment.domain.decision import DebriefKind
from assessment.domain.errors import NotFound, NotOnPanel
from assessment.domain.ids import CandidateId, RaterId, RequisitionId
from assessment.domain.permissions import Action, Actor, Role
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
    rater_names,
    requisition_file,
    submitted_observations,
)
from assessment.services.store.permits import acting, permit, role_in
from assessment.services.store.ports import Clock, JournalLine, OpenUnitOfWork, UnitOfWork
from question_bank import Competency, QuestionBank, TargetLevel


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
        by: Actor,
        options: ExportOptions | None = None,
    ) -> bytes:
        """The file as `by` may have it, in the journal."""
        drawn = draw_up(open_uow, bank, clock, requisition, (self,), by=by, options=options)
        log(open_uow, drawn, by=by)
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
    by: Actor,
    options: ExportOptions | None = None,
) -> Drawn:
    """The files as `by` may have them; holds nobody up."""
    use, at = options or ExportOptions(), clock()
    with acting(open_uow, by, read_only=True) as uow:
        export = _gather(uow, bank, at, requisition, by=by, names=use.names)
    details = [f"{kind.file}, with names" if use.names else kind.file for kind in kinds]
    return Drawn(
        files=tuple(kind.render(export, use) for kind in kinds),
        lines=tuple(
            JournalLine(at=at, by=by.rater, act=EXPORTED, about=requisition, detail=detail)
            for detail in details
        ),
    )


def log(open_uow: OpenUnitOfWork, drawn: Drawn, *, by: Actor) -> None:
    """Writes into the journal that these files are handed out to `by`."""
    with acting(open_uow, by) as uow:
        for about in {line.about for line in drawn.lines}:
            permit(uow, by, Action.EXPORT, RequisitionId(about))
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
    by: Actor,
    names: bool,
) -> Export:
    _permit_export(uow, requisition, by)
    file = requisition_file(uow, requisition, by=by)
    labels = _Labels.read(uow, file, names=names)
    profiles = _profiles(bank, file.brief)
    origin = Origin(
        requisition=requisition,
        bank_version=bank.version,
        levelset_version=version(),
        exported_at=at,
        coverage_floor=floor_of(file),
        weights_hash=weights_hash(profiles),
        heads=_heads(uow, file),
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


def _heads(uow: UnitOfWork, file: RequisitionFile) -> dict[str, Head]:
    """Of the scorecards that the export shows, which is no other than its viewer sees."""
    shown = {card.sheet for found in file.candidates for card in found.scorecards}
    ends = uow.entries.heads(file.requisition.id)
    named = {sheet.box: head for sheet, head in ends.items() if sheet in shown}
    log = uow.journal.head()
    return {**named, AUDIT_LOG: log} if log.place else named


def _permit_export(uow: UnitOfWork, requisition: RequisitionId, by: Actor) -> None:
    """A wrong name is answered with the right ones, of those that `by` has a part in."""
    try:
        permit(uow, by, Action.EXPORT, requisition)
    except NotFound as fault:
        every = [r.id for r in uow.requisitions.all()]
        seen = ", ".join(r for r in every if role_in(uow, by, r) is not Role.STRANGER)
        there = "In this database" if by.rater is None else "You have a part in"
        told = NotFound(f"There is no role {requisition!r}. {there}: {seen or 'none yet'}.")
        told.denial = fault.denial
        raise told from fault


def check_seat(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, rater: RaterId, *, by: Actor
) -> None:
    """NotOnPanel, with who is on the panel, where `by` asks for the view of somebody else."""
    with acting(open_uow, by, read_only=True) as uow:
        _permit_export(uow, requisition, by)
        panel = [member.rater for member in uow.requisitions.panel(requisition)]
    if rater not in panel:
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
    def read(cls, uow: UnitOfWork, file: RequisitionFile, *, names: bool) -> "_Labels":
        if not names:
            return cls({}, {})
        named = uow.people.candidate_names(file.requisition.id)
        return cls(named, rater_names(uow, file))

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
