"""A draft becomes a kit: wording, weights and order are frozen, with their hash."""

from assessment.domain.errors import Incomplete, Invalid, NotAllowed
from assessment.domain.ids import ItemId, KitId, RequisitionId
from assessment.domain.kit import (
    AskedQuestion,
    InterviewKit,
    KitDraft,
    KitItem,
    contents,
    digest_of,
)
from assessment.domain.permissions import Action, Actor
from assessment.planning import (
    Plan,
)
from assessment.services.kits import drafts as kit_drafts
from assessment.services.kits.drafts import Drafted
from assessment.services.placement.exercise import (
    dealt,
    talk_item,
)
from assessment.services.store.lookups import next_number
from assessment.services.store.permits import acting, note_act, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork
from question_bank import QuestionBank


def freeze(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    bank: QuestionBank,
    *,
    requisition: RequisitionId,
    seen: KitDraft | None = None,
    by: Actor,
) -> InterviewKit:
    """Makes the draft a kit: wording, weights and order can no longer change.

    A question that is told otherwise in the brief's industry is frozen as it is told there.
    `seen` is the draft that somebody had on the screen: another one is not frozen.
    """
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.PREPARE_KIT, requisition)
        brief, kept = kit_drafts.the_brief(uow, requisition), kit_drafts.the_draft(uow, requisition)
        _check_seen(kept, seen)
        plan = _freezable(kit_drafts.measured(uow, clock, bank, kept, by=by))
        questions = [q.told_in(brief.industry) for q in plan.questions]
        items = tuple(
            KitItem(id=ItemId(f"q{n:02}"), asked=AskedQuestion.of(q), minutes=q.minutes)
            for n, q in enumerate(questions, 1)
        )
        deck = dealt(bank, kept)
        if deck:
            items = (*items, talk_item(bank, brief.industry))
        weights = dict(brief.weights)
        number = next_number([k.id for k in uow.kits.of(requisition)], f"{requisition}.K")
        kit = InterviewKit(
            id=KitId(f"{requisition}.K{number}"),
            requisition=requisition,
            minutes=kept.minutes,
            items=items,
            weights=weights,
            bank_version=bank.version,
            frozen_at=clock(),
            digest=digest_of(contents(kept.minutes, items, weights, deck)),
            deck=deck,
        )
        uow.kits.add(kit)
        kit_drafts.freeze_share(uow, kit)
        uow.kits.drop_draft(requisition)
        note_act(uow, by, Action.PREPARE_KIT, kit.id, "locked")
        uow.commit()
    return kit


def _check_seen(kept: KitDraft, seen: KitDraft | None) -> None:
    if seen is not None and seen != kept:
        raise NotAllowed(
            "The kit was changed in another window in the meantime. Review the new version, "
            "then lock it."
        )


def _freezable(found: Drafted) -> Plan:
    if found.gone:
        raise Invalid(
            f"The bank no longer has {', '.join(found.gone)}: remove or replace it first."
        )
    plan = found.plan
    if not plan.questions:
        raise Incomplete("The kit has no questions yet: build it, or add questions.")
    if found.minutes_left < 0:
        raise Invalid(_too_long(found))
    return plan


def _too_long(found: Drafted) -> str:
    what, ways = "The questions", "remove a question, or make the interview longer."
    if found.exercise_minutes:
        what += " and the placement exercise"
        ways = (
            "remove a question, make the interview longer, or choose Rebuild the kit for "
            "questions that fit with the board."
        )
    has = f"take {found.planned_minutes} minutes and the interview has {found.draft.minutes}"
    return f"{what} {has}: {ways}"
