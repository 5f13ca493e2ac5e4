"""Plain functions that make the values tests need; every default is boring."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from assessment.domain.added import AddedQuestion, item_of
from assessment.domain.brief_origin import BriefOrigin, BriefStart, ClientAnswer, WayIn
from assessment.domain.decision import DebriefKind, DebriefRecord, Decision
from assessment.domain.ids import (
    CandidateId,
    InterviewId,
    ItemId,
    KitId,
    RaterId,
    RequisitionId,
    SheetKey,
)
from assessment.domain.interview import Interview, Seat
from assessment.domain.kit import (
    AskedQuestion,
    InterviewKit,
    KitDraft,
    KitItem,
    contents,
    digest_of,
)
from assessment.domain.rating import Entry, EntryValue, Kind, Standing
from assessment.domain.requisition import (
    Candidate,
    PanelMember,
    Requisition,
    Reveal,
    SeatRole,
)
from assessment.domain.role import Emphasis, RoleBrief, Weights
from assessment.services.store.audit_log import JournalLine
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import (
    Cell,
    Competency,
    OrganisationalScope,
    Question,
)
from question_bank.model import (
    Industry,
)
from tests.small_bank import ENTERPRISE, PLANT, a_bank, a_question, bank_of

__all__ = ["ENTERPRISE", "PLANT", "a_bank", "a_question", "bank_of"]
"""The small bank's, so that tests find every builder here."""

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""When everything happens, unless a test says otherwise."""

REQUISITION = RequisitionId("MES-1")
CANDIDATE = CandidateId("MES-1.C-01")
INTERVIEW = InterviewId("MES-1.C-01.1")
KIT = KitId("MES-1.K1")
RATER = RaterId("R-01")
OTHER_RATER = RaterId("R-02")
SHEET = SheetKey(INTERVIEW, RATER)
FIRST_ITEM = ItemId("q01")


def a_requisition(
    requisition: str = REQUISITION,
    *,
    title: str = "MES engineer",
    client: str = "Brewery",
    reveal: Reveal = Reveal.AT_DEBRIEF,
    created_at: datetime = NOON,
) -> Requisition:
    return Requisition(
        id=RequisitionId(requisition),
        title=title,
        client=client,
        reveal=reveal,
        created_at=created_at,
    )


def a_candidate(
    candidate: str = CANDIDATE,
    *,
    added_at: datetime = NOON,
    withdrawn_at: datetime | None = None,
    withdrawn_because: str = "",
) -> Candidate:
    """The requisition is the one that the id names: `MES-1.C-01` is of `MES-1`."""
    return Candidate(
        id=CandidateId(candidate),
        requisition=RequisitionId(candidate.rpartition(".")[0]),
        added_at=added_at,
        withdrawn_at=withdrawn_at,
        withdrawn_because=withdrawn_because,
    )


def a_panel_member(
    rater: str = RATER, *, requisition: str = REQUISITION, role: SeatRole = SeatRole.INTERVIEWER
) -> PanelMember:
    return PanelMember(requisition=RequisitionId(requisition), rater=RaterId(rater), role=role)


def a_brief(  # noqa: PLR0913  # one argument for each thing a test may care about
    requisition: str = REQUISITION,
    *,
    revision: int = 1,
    enterprise_share: int = 0,
    cells: Mapping[Cell, Emphasis] | None = None,
    weights: Weights | None = None,
    rationale: Mapping[Competency, str] | None = None,
    required_score: float | None = None,
    to_clear_up: str = "",
    origin: BriefOrigin | None = None,
    saved_at: datetime = NOON,
) -> RoleBrief:
    """A plant brief over one essential cell."""
    essential = Cell.parse("production.dispatching")
    return RoleBrief(
        requisition=RequisitionId(requisition),
        revision=revision,
        title="MES engineer",
        client="Brewery",
        enterprise_share=enterprise_share,
        cells={essential: 2} if cells is None else cells,
        organisational_scope=OrganisationalScope.ONE_SITE,
        industry=Industry.GENERAL,
        weights=PLANT if weights is None else weights,
        rationale=rationale or {},
        required_score=required_score,
        to_clear_up=to_clear_up,
        origin=origin or BriefOrigin(),
        saved_at=saved_at,
    )


def an_origin() -> BriefOrigin:
    """A role from the catalogue, and one answer of the client."""
    dispatching = Cell.parse("production.dispatching")
    start = BriefStart(
        way_in=WayIn.ROLE,
        name="MES engineer",
        role="mes-engineer",
        title="MES engineer",
        cells={dispatching: 2},
        organisational_scope=OrganisationalScope.ONE_SITE,
        enterprise_share=0,
        weights=PLANT,
        rationale={Competency.INTEGRATION: "lines have to be connected"},
        asks=("Which lines?",),
        reasons={f"cells.{dispatching.key}": "orders are released by this role"},
    )
    return BriefOrigin(
        start=start, answers={"night": ClientAnswer(chosen=("line",), note="the filler, 客户")}
    )


def a_kit_item(
    item: str = FIRST_ITEM, *, question: Question | None = None, minutes: int = 5, weight: float = 1
) -> KitItem:
    asked = AskedQuestion.of(question or a_question())
    return KitItem(id=ItemId(item), asked=asked, minutes=minutes, weight=float(weight))


def an_added_question(
    question: Question | None = None, *, minutes: int = 5, because: str = "He brought it up."
) -> AddedQuestion:
    """One that no small kit has: `prd-trk-001`, on execution."""
    asked = question or a_question(
        "prd-trk-001", cell=Cell.parse("production.tracking"), title="Who made this pallet"
    )
    item = a_kit_item(item_of(asked.id), question=asked, minutes=minutes)
    return AddedQuestion(item=item, because=because)


def a_kit_draft(
    requisition: str = REQUISITION,
    *,
    minutes: int = 45,
    questions: tuple[str, ...] = ("prd-dsp-001", "plc-001"),
) -> KitDraft:
    return KitDraft(requisition=RequisitionId(requisition), minutes=minutes, questions=questions)


def a_kit(
    kit: str = KIT,
    *,
    questions: Sequence[Question] | None = None,
    minutes: int = 45,
    weights: Weights | None = None,
    frozen_at: datetime = NOON,
) -> InterviewKit:
    """All ten questions of `a_bank` as items q01 to q10, frozen; the digest is right."""
    asked = list(a_bank().questions.values()) if questions is None else list(questions)
    items = tuple(a_kit_item(f"q{n:02}", question=q) for n, q in enumerate(asked, 1))
    weights = PLANT if weights is None else weights
    return InterviewKit(
        id=KitId(kit),
        requisition=RequisitionId(kit.rpartition(".")[0]),
        minutes=minutes,
        items=items,
        weights=weights,
        bank_version="000000000001",
        frozen_at=frozen_at,
        digest=digest_of(contents(minutes, items, weights)),
    )


def a_seat(rater: str = RATER, role: SeatRole = SeatRole.INTERVIEWER) -> Seat:
    return Seat(rater=RaterId(rater), role=role)


def an_interview(
    interview: str = INTERVIEW,
    *,
    kit: str = KIT,
    planned_at: datetime = NOON,
    seats: tuple[Seat, ...] | None = None,
) -> Interview:
    """The candidate is the one that the id names: `MES-1.C-01.1` is of `MES-1.C-01`."""
    return Interview(
        id=InterviewId(interview),
        candidate=CandidateId(interview.rpartition(".")[0]),
        kit=KitId(kit),
        planned_at=planned_at,
        seats=(a_seat(),) if seats is None else seats,
    )


def an_entry(  # noqa: PLR0913  # one argument for each thing a test may care about
    value: EntryValue = 3,
    *,
    kind: Kind = Kind.VERDICT,
    item: str | None = None,
    part: str = "",
    sheet: SheetKey = SHEET,
    entry: int = 0,
    client: str = "tab-1",
    seq: int = 1,
    base: int = 0,
    over: int | None = None,
    standing: Standing = Standing.COUNTS,
    because: str = "",
    client_at: datetime | None = None,
    at: datetime = NOON,
) -> Entry:
    """A 3 on the first item; kinds that concern the whole sheet get a blank item."""
    whole = kind in {Kind.RECOMMENDATION, Kind.REASONS, Kind.SUBMIT}
    return Entry(
        id=entry,
        sheet=sheet,
        client=client,
        seq=seq,
        kind=kind,
        item=ItemId(item if item is not None else ("" if whole else FIRST_ITEM)),
        part=part,
        value=value,
        base=base,
        over=over,
        standing=standing,
        because=because,
        client_at=client_at,
        at=at,
    )


def a_debrief_record(  # noqa: PLR0913  # one argument for each thing a test may care about
    kind: DebriefKind = DebriefKind.NOTE,
    *,
    candidate: str = CANDIDATE,
    by: RaterId | None = RATER,
    interview: InterviewId | None = None,
    item: ItemId | None = None,
    level: int | None = None,
    recommendation: str = "",
    decision: Decision | None = None,
    text: str = "We heard the same answer.",
    record: int = 0,
    at: datetime = NOON,
) -> DebriefRecord:
    return DebriefRecord(
        id=record,
        candidate=CandidateId(candidate),
        kind=kind,
        by=by,
        at=at,
        interview=interview,
        item=item,
        level=level,
        recommendation=recommendation,
        decision=decision,
        text=text,
    )


def a_journal_line(
    act: str = "export",
    *,
    about: str = REQUISITION,
    detail: str = "export.zip",
    by: RaterId | None = None,
    at: datetime = NOON,
) -> JournalLine:
    return JournalLine(at=at, by=by, act=act, about=about, detail=detail)


def furnish(
    open_uow: OpenUnitOfWork,
    *interviews: Interview,
    kit: InterviewKit | None = None,
    names: Mapping[RaterId, str] | None = None,
) -> tuple[Interview, ...]:
    """Stores the interviews (default: one) with all they stand on, as far as it is not there yet.

    That is each one's requisition, candidate, brief, kit, raters and their places on the panel.
    """
    planned = interviews or (an_interview(),)
    with open_uow() as uow:
        for interview in planned:
            candidate = a_candidate(interview.candidate)
            requisition = candidate.requisition
            if uow.requisitions.find(requisition) is None:
                uow.requisitions.add(a_requisition(requisition))
                uow.briefs.add(a_brief(requisition))
            if uow.requisitions.candidate(candidate.id) is None:
                uow.requisitions.add_candidate(candidate)
            if uow.kits.find(interview.kit) is None:
                uow.kits.add(kit if kit and kit.id == interview.kit else a_kit(interview.kit))
            for seat in interview.seats:
                if seat.rater not in uow.people.raters():
                    uow.people.add_rater(seat.rater, (names or {}).get(seat.rater, seat.rater))
                uow.requisitions.seat(
                    PanelMember(requisition=requisition, rater=seat.rater, role=seat.role)
                )
            uow.interviews.add(interview)
        uow.commit()
    return planned
