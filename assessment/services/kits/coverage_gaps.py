"""What a frozen kit leaves open, and why: by what it was made from, as far as that is still there.

A kit keeps its questions, minutes and weights, but not the bank it was chosen from. While the bank
is the same, the reasons are computed as they were before freezing; afterwards they are not guessed.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from assessment.domain.ids import KitId
from assessment.domain.kit import BOARD_MINUTES, TALK_ITEM, InterviewKit
from assessment.domain.permissions import Action, Actor
from assessment.domain.role import RoleBrief
from assessment.planning import Hole, HoleReason, Plan, Subject, hole_on, open_subjects, plan_of
from assessment.services.kits import drafts as kit_drafts
from assessment.services.kits import exposure
from assessment.services.kits.exposure import RECENTLY, Asking
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork
from question_bank import Cell, Question, QuestionBank

BANK_CHANGED = "reason unknown, because the bank has changed since this kit was locked"
PLANNED_SINCE = "reason unknown, because interviews with earlier kits have been planned since"
LATER = "not in the brief that this kit was built from"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOpen:
    """Every hole of a frozen kit in the brief of today, and what else it could not have."""

    holes: tuple[Hole, ...]
    remarks: tuple[str, ...] = ()


def left_open(
    open_uow: OpenUnitOfWork, bank: QuestionBank, kit: InterviewKit, brief: RoleBrief, *, by: Actor
) -> LeftOpen:
    """What `kit` leaves open of `brief`, each with the reason that it had when it was frozen."""
    asked = [item.asked for item in kit.items]
    cells = {cell for question in asked for cell in question.cells}
    subjects = open_subjects(brief, {q.competency for q in asked}, cells)
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_KIT, kit.requisition)
        made_from = _made_from(uow, kit)
        plans = _plans(uow, bank, kit, made_from)
    return LeftOpen(
        holes=tuple(
            hole_on(s, brief, bank, *_why(s, made_from, [p.holes for p in plans])) for s in subjects
        ),
        remarks=_common([p.remarks for p in plans]),
    )


def _made_from(uow: UnitOfWork, kit: InterviewKit) -> RoleBrief:
    """The newest brief at freezing, with the weights that the kit kept of it."""
    every = uow.briefs.revisions(kit.requisition)
    by_then = [brief for brief in every if brief.saved_at <= kit.frozen_at]
    return replace((by_then or every)[-1], weights=kit.weights)


def _plans(
    uow: UnitOfWork, bank: QuestionBank, kit: InterviewKit, made_from: RoleBrief
) -> list[Plan]:
    """The kit as it was measured; none once the bank is another.

    Two where they may differ, since nobody noted when an interview was planned: by what had been
    asked for sure, and by that and what was perhaps to be asked.
    """
    if (questions := _still_there(bank, kit)) is None:
        return []
    talk = sum(item.minutes for item in kit.items if item.id == TALK_ITEM)
    minutes = kit.minutes - talk - (BOARD_MINUTES if kit.deck else 0)
    share = kit_drafts.share_of(uow, kit)
    before = list(_asked_before(uow, kit))
    sure = frozenset(asking.question for asking in before if asking.at <= kit.frozen_at)
    perhaps = frozenset(asking.question for asking in before)
    return [
        plan_of(questions, made_from, bank, minutes, recent=recent, behaviour_share=share)
        for recent in dict.fromkeys((sure, perhaps))
    ]


def _still_there(bank: QuestionBank, kit: InterviewKit) -> list[Question] | None:
    asked = [item.asked.question for item in kit.items if item.id != TALK_ITEM]
    if bank.version != kit.bank_version or not bank.questions.keys() >= set(asked):
        return None
    return [bank.questions[question] for question in asked]


def _asked_before(uow: UnitOfWork, kit: InterviewKit) -> Iterator[Asking]:
    """What interviews with earlier kits of the client asked or ask, from a year before freezing."""
    earlier: dict[KitId, bool] = {}
    since = kit.frozen_at - RECENTLY
    own = [k.id for k in uow.kits.of(kit.requisition)]
    earlier.update((k, own.index(k) < own.index(kit.id)) for k in own)
    for askings in exposure.ledger_of(uow, kit.requisition).askings.values():
        for asking in askings:
            if asking.kit not in earlier:
                other = uow.kits.find(asking.kit)
                earlier[asking.kit] = other is not None and other.frozen_at <= kit.frozen_at
            if earlier[asking.kit] and asking.at >= since:
                yield asking


def _why(
    subject: Subject, made_from: RoleBrief, measured: Collection[Iterable[Hole]]
) -> tuple[HoleReason, str]:
    if not _wanted(subject, made_from):
        return HoleReason.NOT_ASKED_FOR, LATER
    if not measured:
        return HoleReason.FORGOTTEN, BANK_CHANGED
    told = {(h.reason, h.why) for holes in measured for h in holes if h.subject == subject}
    return told.pop() if len(told) == 1 else (HoleReason.FORGOTTEN, PLANNED_SINCE)


def _wanted(subject: Subject, brief: RoleBrief) -> bool:
    if isinstance(subject, Cell):
        return subject in brief.cells
    return brief.weights.get(subject, 0) > 0


def _common(told: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The remarks that stand in every plan."""
    return tuple(said for said in told[0] if all(said in t for t in told)) if told else ()
