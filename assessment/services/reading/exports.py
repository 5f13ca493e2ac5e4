"""Exports of a requisition as its viewer may see it; each one is written to the journal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment import version
from assessment.domain.audit import EXPORTED
from assessment.domain.chain import AUDIT_LOG, Head, board_box, debrief_box
from assessment.domain.errors import NotFound, NotOnPanel
from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.permissions import Action, Actor, Role
from assessment.export.archive import zip_bytes
from assessment.export.columns import DECISIONS, RATINGS, SHORTLIST, WEIGHTS
from assessment.export.rows import Origin, weight_rows, weights_hash
from assessment.export.tables import ExportTable
from assessment.export.words import About, about_sheet
from assessment.export.workbook import xlsx_bytes
from assessment.export.writer import ExportOptions, csv_bytes
from assessment.services.reading.export_rows import (
    NamesBeside,
    rows_of_boards,
    rows_of_decisions,
    rows_of_ratings,
    rows_of_shortlist,
    weights_of,
)
from assessment.services.reading.visible_ratings import (
    RequisitionFile,
    floor_of,
    requisition_file,
)
from assessment.services.store.audit_log import JournalLine
from assessment.services.store.permits import acting, permit, role_in
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from question_bank import QuestionBank


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The tables of one requisition at one moment."""

    origin: Origin
    ratings: ExportTable
    shortlist: ExportTable
    weights: ExportTable
    decisions: ExportTable
    about: About

    @property
    def tables(self) -> tuple[ExportTable, ...]:
        return (self.ratings, self.shortlist, self.weights, self.decisions)


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
            JournalLine(at=at, by=by.author, act=EXPORTED, about=requisition, detail=detail)
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
decisions_csv = FileOf("decisions.csv", lambda export, use: csv_bytes(export.decisions, use))
xlsx = FileOf(
    "export.xlsx",
    lambda export, use: xlsx_bytes(
        (export.shortlist, export.decisions, export.ratings, export.weights),
        created=export.origin.exported_at,
        words=about_sheet(export.about, export.origin, export.weights, names=use.names),
    ),
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
    labels = NamesBeside.read(uow, file, names=names)
    profiles = weights_of(bank, file.brief)
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
            RATINGS,
            labels.beside([*rows_of_ratings(file), *rows_of_boards(file)]),
            names=names,
        ),
        shortlist=ExportTable.published(
            SHORTLIST,
            labels.beside(rows_of_shortlist(uow, file, profiles, origin), raters=False),
            names=names,
        ),
        weights=ExportTable.published(WEIGHTS, weight_rows(profiles, rationale)),
        decisions=ExportTable.published(
            DECISIONS, labels.beside(rows_of_decisions(file)), names=names
        ),
        about=_about(file, by),
    )


def _about(file: RequisitionFile, by: Actor) -> About:
    brief = file.brief
    return About(
        title=file.requisition.title,
        target=brief.target_label if brief else "",
        candidates=len(file.candidates),
        sealed=sum(not found.sight.others for found in file.candidates),
        exported_by=by.rater or "the owner of the database",
    )


def _heads(uow: UnitOfWork, file: RequisitionFile) -> dict[str, Head]:
    """Of what the export shows, which is no other than its viewer sees."""
    every = {
        **{sheet.box: end for sheet, end in uow.entries.heads(file.requisition.id).items()},
        **{board_box(i): end for i, end in uow.boards.heads(file.requisition.id).items()},
        **{debrief_box(c): end for c, end in uow.debriefs.heads(file.requisition.id).items()},
    }
    shown = {
        *(card.sheet.box for found in file.candidates for card in found.scorecards),
        *(board_box(i) for found in file.candidates for i in found.boards),
        *(debrief_box(c.candidate.id) for c in file.candidates if c.sight.others),
    }
    named = {box: end for box, end in every.items() if box in shown}
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
