"""The demo shortlist: two requisitions, six fictional candidates, three interviewers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from assessment.domain.board import BoardEntry
from assessment.domain.brief_origin import BriefOrigin, ClientAnswer
from assessment.domain.decision import DebriefRecord
from assessment.domain.deck import DealtCard, Deck
from assessment.domain.errors import Invalid, NotAllowed
from assessment.domain.ids import CandidateId, InterviewId, ItemId, KitId, RaterId, RequisitionId
from assessment.domain.interview import Interview, Seat
from assessment.domain.kit import AskedQuestion, InterviewKit, KitItem, contents, digest_of
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import Entry
from assessment.domain.requisition import Candidate, PanelMember, Requisition, Reveal
from assessment.domain.role import RoleBrief, check_weights
from assessment.domain.scorecard import before_submitting, scorecard
from assessment.scoping import applied, role_proposal
from assessment.services.demo.agreement import check
from assessment.services.demo.boards import board_log, ended
from assessment.services.demo.content import (
    BriefText,
    DebriefText,
    DemoText,
    PeopleText,
    RequisitionText,
    read,
    shipped,
)
from assessment.services.demo.log import in_order, sheet_log
from assessment.services.demo.practice import practice_log
from assessment.services.hiring.briefs import blended
from assessment.services.placement.exercise import talk_item
from assessment.services.store.audit_log import JournalLine
from assessment.services.store.permits import acting, permit_anywhere
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from question_bank import Cell, QuestionBank

ACT = "demo"
"""How the journal names the loading."""
BETWEEN_RECORDS = timedelta(minutes=4)


def load(open_uow: OpenUnitOfWork, bank: QuestionBank, clock: Clock, *, by: Actor) -> None:
    """Loads the shipped demo, beside whatever the database holds; all of it or nothing."""
    load_from(shipped(), open_uow, bank, clock, by=by)


def load_from(
    root: Path, open_uow: OpenUnitOfWork, bank: QuestionBank, clock: Clock, *, by: Actor
) -> None:
    """As `load`, from the demo in the folder `root`."""
    demo, now = read(root), clock()
    check(demo, bank)
    with acting(open_uow, by) as uow:
        permit_anywhere(uow, by, Action.MANAGE_DEMO)
        _refuse_a_second_time(uow, demo)
        _add_raters(uow, demo.people)
        logs: list[list[Entry]] = []
        boards: list[list[BoardEntry]] = []
        for requisition in demo.requisitions:
            for sheets, board in _load_requisition(uow, requisition, demo.people, bank, now):
                logs += sheets
                boards.append(board)
        for entry in in_order(logs):
            uow.entries.append(entry)
        for move in sorted((m for board in boards for m in board), key=lambda m: m.at):
            uow.boards.append(move)
        _add_practice(uow, demo, bank, now)
        for requisition in demo.requisitions:
            for debrief in requisition.debriefs:
                _add_debrief(uow, requisition.brief.requisition, debrief, now)
        uow.journal.write(_journal_line(demo, now))
        uow.commit()


def is_loaded(open_uow: OpenUnitOfWork, *, by: Actor) -> bool:
    """Whether the database holds a requisition of the shipped demo."""
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.MANAGE_DEMO)
        return bool(requisitions_in(uow, read(shipped())))


def requisitions_in(uow: UnitOfWork, demo: DemoText) -> list[RequisitionId]:
    """The requisitions of `demo` that are there."""
    wanted = [RequisitionId(r.brief.requisition) for r in demo.requisitions]
    return [r for r in wanted if uow.requisitions.find(r)]


def _refuse_a_second_time(uow: UnitOfWork, demo: DemoText) -> None:
    if held := requisitions_in(uow, demo):
        raise NotAllowed(
            f"The demo is already loaded: this database has {' and '.join(held)}. Nothing was "
            "changed. Use `levelset demo --remove` to remove it."
        )


def _add_raters(uow: UnitOfWork, people: PeopleText) -> None:
    """Their codes are the demo's own; who stayed when an earlier demo was removed is there."""
    known = uow.people.raters()
    for rater in people.raters:
        name = known.get(RaterId(rater.id))
        if name is None:
            uow.people.add_rater(RaterId(rater.id), rater.name)
        elif name != rater.name:
            raise NotAllowed(
                f"The demo cannot be loaded: the code {rater.id} of its interviewer {rater.name} "
                f"is already used by {name}. Nothing was changed."
            )


def _add_practice(uow: UnitOfWork, demo: DemoText, bank: QuestionBank, now: datetime) -> None:
    """A rater who stayed when an earlier demo was removed has practised already."""
    for text in demo.practice:
        if not uow.practice.of(RaterId(text.rater)):
            for event in practice_log(text, bank, now):
                uow.practice.append(event)


def _load_requisition(
    uow: UnitOfWork,
    text: RequisitionText,
    people: PeopleText,
    bank: QuestionBank,
    now: datetime,
) -> Iterator[tuple[list[list[Entry]], list[BoardEntry]]]:
    """Stores everything but the entries, and yields those: an interview's sheets, and its board."""
    brief = _brief(text.brief, bank, now)
    kit = _kit(text, brief, bank, now)
    _add_requisition(uow, brief, people)
    uow.kits.add(kit)
    seats = tuple(Seat(rater=RaterId(r.id), role=r.role) for r in people.raters)
    for heard in text.interviews:
        interview = Interview(
            id=_first_interview(brief.requisition, heard.candidate),
            candidate=_candidate(brief.requisition, heard.candidate),
            kit=kit.id,
            planned_at=heard.heard.before(now),
            seats=seats,
        )
        uow.interviews.add(interview)
        board = text.board_of(heard.candidate)
        until = ended(board, interview) if board else None
        logs = [sheet_log(interview, seat.rater, heard, board_ended=until) for seat in seats]
        for seat, log in zip(seats, logs, strict=True):
            if seat.rater in heard.sheets:
                _check_submitted(log, kit, text.file_of(heard.candidate))
        yield logs, board_log(board, interview) if board else []


def _add_requisition(uow: UnitOfWork, brief: RoleBrief, people: PeopleText) -> None:
    uow.requisitions.add(
        Requisition(
            id=brief.requisition,
            title=brief.title,
            client=brief.client,
            reveal=Reveal.AT_DEBRIEF,
            created_at=brief.saved_at,
        )
    )
    uow.briefs.add(brief)
    for r in people.raters:
        member = PanelMember(requisition=brief.requisition, rater=RaterId(r.id), role=r.role)
        uow.requisitions.seat(member)
    for code, name in people.candidates.items():
        candidate = Candidate(
            id=_candidate(brief.requisition, code),
            requisition=brief.requisition,
            added_at=brief.saved_at,
        )
        uow.requisitions.add_candidate(candidate)
        uow.people.name_candidate(candidate.id, name)


def _brief(text: BriefText, bank: QuestionBank, now: datetime) -> RoleBrief:
    shares = blended(bank, text.enterprise_share)
    weights = shares | {c: edit.weight for c, edit in text.edits.items()}
    rationale = {c: edit.rationale for c, edit in text.edits.items()}
    check_weights(weights, shares, rationale)
    brief = RoleBrief(
        requisition=RequisitionId(text.requisition),
        revision=1,
        title=text.title,
        client=text.client,
        enterprise_share=text.enterprise_share,
        cells={Cell.parse(key): emphasis for key, emphasis in text.cells.items()},
        organisational_scope=text.organisational_scope,
        industry=text.industry,
        weights=weights,
        rationale=rationale,
        required_score=text.required_score,
        to_clear_up=text.to_clear_up,
        saved_at=text.opened.before(now),
    )
    return replace(brief, origin=_origin(text, brief, bank))


def _origin(text: BriefText, brief: RoleBrief, bank: QuestionBank) -> BriefOrigin:
    """The role that the brief began with, as the catalogue has it now, and the answers."""
    role = bank.scoping.roles.get(text.role or "")
    answers = {q: ClientAnswer(chosen=a.chosen, note=a.note) for q, a in text.answers.items()}
    if role is None:
        return BriefOrigin(answers=answers)
    plain = replace(brief, rationale={}, origin=BriefOrigin(answers=answers))
    return applied(role_proposal(role), plain, bank.profiles).origin


def _kit(
    text: RequisitionText, brief: RoleBrief, bank: QuestionBank, now: datetime
) -> InterviewKit:
    """Frozen with the wording that the bank has now for the industry of the brief."""
    asked = [bank.questions[q].told_in(brief.industry) for q in text.kit.questions]
    items = tuple(
        KitItem(id=ItemId(f"q{n:02}"), asked=AskedQuestion.of(q), minutes=q.minutes)
        for n, q in enumerate(asked, 1)
    )
    deck = Deck(tuple(DealtCard.of(bank.cards[card]) for card in text.kit.cards))
    if deck.cards:
        items = (*items, talk_item(bank, brief.industry))
    minutes, dealt = text.kit.minutes, deck if deck.cards else None
    return InterviewKit(
        id=KitId(f"{brief.requisition}.K1"),
        requisition=brief.requisition,
        minutes=minutes,
        items=items,
        weights=brief.weights,
        bank_version=bank.version,
        frozen_at=text.kit.frozen.before(now),
        digest=digest_of(contents(minutes, items, brief.weights, dealt)),
        deck=dealt,
    )


def _check_submitted(log: list[Entry], kit: InterviewKit, file: str) -> None:
    """A submitted sheet of the demo passes what any sheet has to pass."""
    if missing := before_submitting(scorecard(log[0].sheet, log), kit):
        raise Invalid(f"{file}: {log[0].sheet.rater}: {missing[0]}")


def _add_debrief(uow: UnitOfWork, requisition: str, text: DebriefText, now: datetime) -> None:
    held = text.held.before(now)
    interview = _first_interview(RequisitionId(requisition), text.candidate)
    for n, record in enumerate(text.records):
        uow.debriefs.add(
            DebriefRecord(
                id=0,
                candidate=_candidate(RequisitionId(requisition), text.candidate),
                kind=record.kind,
                by=RaterId(record.by),
                at=held + n * BETWEEN_RECORDS,
                interview=interview if record.item else None,
                item=ItemId(record.item) if record.item else None,
                level=record.level,
                recommendation=record.recommendation or "",
                decision=record.decision,
                text=record.text,
            )
        )


def _journal_line(demo: DemoText, now: datetime) -> JournalLine:
    loaded = ", ".join(r.brief.requisition for r in demo.requisitions)
    return JournalLine(at=now, by=None, act=ACT, about=loaded, detail="demo shortlist loaded")


def _candidate(requisition: RequisitionId, code: str) -> CandidateId:
    return CandidateId(f"{requisition}.{code}")


def _first_interview(requisition: RequisitionId, code: str) -> InterviewId:
    return InterviewId(f"{requisition}.{code}.1")
