"""Kits in preparation: drafted from the brief and changed by hand. `locking` makes them kits."""

from dataclasses import replace
from typing import Literal

from assessment.domain.errors import Incomplete, Invalid, NotFound, no_such
from assessment.domain.ids import KitId, RequisitionId
from assessment.domain.kit import (
    InterviewKit,
    KitDraft,
)
from assessment.domain.permissions import Action, Actor
from assessment.domain.requisition import Requisition
from assessment.planning import (
    DEFAULT_BEHAVIOUR_SHARE,
    DEFAULT_CARDS,
    assemble,
)
from assessment.services.kits import drafts as kit_drafts
from assessment.services.kits import exposure
from assessment.services.kits.drafts import Drafted
from assessment.services.placement.exercise import (
    cards_in,
    deal_cards,
    exercise_minutes,
)
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork
from question_bank import Question, QuestionBank, QuestionStatus

DEFAULT_MINUTES = 50
FEWEST_MINUTES, MOST_MINUTES = 10, 240


def draft(  # a use case with everything that a kit is assembled by
    open_uow: OpenUnitOfWork,
    clock: Clock,
    bank: QuestionBank,
    *,
    requisition: RequisitionId,
    minutes: int,
    behaviour_share: int = DEFAULT_BEHAVIOUR_SHARE,
    by: Actor,
) -> KitDraft:
    """Assembles a new draft from the latest brief.

    Of an older draft the exercise stays, and every question that still fits.

    Questions asked recently at this client are avoided. The share is kept for the requisition.
    """
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.PREPARE_KIT, requisition)
        _check_minutes(minutes)
        brief, older = kit_drafts.the_brief(uow, requisition), uow.kits.draft(requisition)
        cards = older.cards if older else ()
        left = minutes - (exercise_minutes(bank) if cards else 0)
        recent = exposure.ledger_of(uow, requisition).recent(clock())
        plan = assemble(
            brief,
            bank,
            left,
            recent=recent,
            keep=frozenset(older.questions if older else ()),
            behaviour_share=behaviour_share,
        )
        if not plan.questions:
            raise Incomplete(" ".join(plan.remarks))
        kit_drafts.keep_share(uow, requisition, behaviour_share)
        made = KitDraft(
            requisition=requisition,
            minutes=minutes,
            questions=tuple(q.id for q in plan.questions),
            cards=cards,
        )
        uow.kits.save_draft(made)
        uow.commit()
    return made


def drafted(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    bank: QuestionBank,
    requisition: RequisitionId,
    *,
    by: Actor,
) -> Drafted | None:
    """The draft of this requisition, measured; None when there is none."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_KIT, requisition)
        found = uow.kits.draft(requisition)
        return kit_drafts.measured(uow, clock, bank, found, by=by) if found else None


def read_kit(
    open_uow: OpenUnitOfWork, kit: KitId, *, by: Actor
) -> tuple[InterviewKit, Requisition]:
    """A locked kit with the requisition that it belongs to."""
    with acting(open_uow, by, read_only=True) as uow:
        found = uow.kits.find(kit)
        if found is None:
            raise no_such("locked kit", kit)
        try:
            return found, permit(uow, by, Action.SEE_KIT, found.requisition)
        except NotFound as fault:  # of a requisition that `by` has no part in
            hidden = no_such("locked kit", kit)
            hidden.denial = fault.denial
            raise hidden from fault


def in_preparation(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor) -> bool:
    """Whether the requisition has a draft."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_KIT, requisition)
        return uow.kits.draft(requisition) is not None


def share_wanted(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor) -> int:
    """The share of situational and past-behaviour questions that kits here are assembled by."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_KIT, requisition)
        return kit_drafts.share_wanted(uow, requisition)


def change_minutes(
    open_uow: OpenUnitOfWork, *, requisition: RequisitionId, minutes: int, by: Actor
) -> KitDraft:
    """Another length for the interview, the questions as they are."""

    def changed(kept: KitDraft) -> KitDraft:
        _check_minutes(minutes)
        return replace(kept, minutes=minutes)

    return kit_drafts.change(open_uow, requisition, changed, by=by)


def add(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    *,
    requisition: RequisitionId,
    question: str,
    by: Actor,
) -> KitDraft:
    """Puts a question at the end."""

    def added(kept: KitDraft) -> KitDraft:
        _check_new(kept, bank, question)
        return replace(kept, questions=(*kept.questions, question))

    return kit_drafts.change(open_uow, requisition, added, by=by)


def swap(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    *,
    requisition: RequisitionId,
    question: str,
    instead: str,
    by: Actor,
) -> KitDraft:
    """Asks `instead` in the place of `question`."""

    def swapped(kept: KitDraft) -> KitDraft:
        _place(kept, question)
        _check_new(kept, bank, instead)
        questions = tuple(instead if q == question else q for q in kept.questions)
        return replace(kept, questions=questions)

    return kit_drafts.change(open_uow, requisition, swapped, by=by)


def remove(
    open_uow: OpenUnitOfWork, *, requisition: RequisitionId, question: str, by: Actor
) -> KitDraft:
    def removed(kept: KitDraft) -> KitDraft:
        _place(kept, question)
        return replace(kept, questions=tuple(q for q in kept.questions if q != question))

    return kit_drafts.change(open_uow, requisition, removed, by=by)


def move(
    open_uow: OpenUnitOfWork,
    *,
    requisition: RequisitionId,
    question: str,
    step: Literal[-1, 1],
    by: Actor,
) -> KitDraft:
    """One place earlier (-1) or later (1); at the ends nothing moves."""

    def moved(kept: KitDraft) -> KitDraft:
        order, place = list(kept.questions), _place(kept, question)
        target = min(max(place + step, 0), len(order) - 1)
        order.insert(target, order.pop(place))
        return replace(kept, questions=tuple(order))

    return kit_drafts.change(open_uow, requisition, moved, by=by)


def add_exercise(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    *,
    requisition: RequisitionId,
    size: int = DEFAULT_CARDS,
    by: Actor,
) -> KitDraft:
    """Deals a deck for the role's industry, without the cards of earlier kits and of the last deal.

    So that decks of one shortlist ask as much of everybody, each follows one blueprint. The
    exercise takes its minutes from the interview: questions that no longer fit are taken out.
    """
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.PREPARE_KIT, requisition)
        brief, kept = kit_drafts.the_brief(uow, requisition), kit_drafts.the_draft(uow, requisition)
        avoid = {*kept.cards, *cards_in(uow.kits.of(requisition))}
        dealt_out = deal_cards(bank, brief, size, avoid)
        left = kit_drafts.fitting_beside_a_board(uow, bank, brief, kept)
        changed = replace(kept, cards=dealt_out, questions=left)
        uow.kits.save_draft(changed)
        uow.commit()
    return changed


def drop_exercise(open_uow: OpenUnitOfWork, *, requisition: RequisitionId, by: Actor) -> KitDraft:
    return kit_drafts.change(open_uow, requisition, lambda kept: replace(kept, cards=()), by=by)


def drop(open_uow: OpenUnitOfWork, *, requisition: RequisitionId, by: Actor) -> None:
    """Throws the draft away; frozen kits stay."""
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.PREPARE_KIT, requisition)
        uow.kits.drop_draft(requisition)
        uow.commit()


def _place(kept: KitDraft, question: str) -> int:
    if question not in kept.questions:
        raise NotFound(f"{question} is no longer in this kit.")
    return kept.questions.index(question)


def _check_new(kept: KitDraft, bank: QuestionBank, question: str) -> Question:
    if question in kept.questions:
        raise Invalid(f"{question} is already in this kit. A kit asks each question once.")
    found = bank.questions.get(question)
    if found is None or found.status is not QuestionStatus.ACTIVE:
        raise NotFound(f"The bank has no question {question!r}.")
    return found


def _check_minutes(minutes: int) -> None:
    if not FEWEST_MINUTES <= minutes <= MOST_MINUTES:
        raise Invalid(
            f"An interview takes {FEWEST_MINUTES} to {MOST_MINUTES} minutes, not {minutes}."
        )
