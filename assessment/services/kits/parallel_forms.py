"""A parallel form: a draft that asks as much as a frozen kit, with other questions."""

from dataclasses import dataclass

from assessment.domain.errors import Incomplete
from assessment.domain.ids import KitId, RequisitionId
from assessment.domain.kit import TALK_ITEM, KitDraft
from assessment.domain.permissions import Action, Actor
from assessment.planning import ParallelForm, Pattern, forms_of
from assessment.services.kits import exposure
from assessment.services.placement.exercise import cards_in, deal_cards, exercise_minutes
from assessment.services.store.lookups import the_kit
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork
from question_bank import QuestionBank


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeForm:
    """The draft, and how like the kit it is."""

    draft: KitDraft
    form: ParallelForm


def make_parallel(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    bank: QuestionBank,
    *,
    requisition: RequisitionId,
    kit: KitId,
    by: Actor,
) -> MadeForm:
    """Drafts a form of this kit without its questions; an older draft is replaced.

    Questions of the requisition's other kits are avoided too: those are forms there are already.
    """
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.PREPARE_KIT, requisition)
        first, brief = the_kit(uow, requisition, kit), uow.briefs.latest(requisition)
        if brief is None:
            raise Incomplete(
                "An equivalent kit is built from the role brief: save the brief first."
            )
        kits = uow.kits.of(requisition)
        others = [k for k in kits if k.id != kit]
        questions = [item for item in first.items if item.id != TALK_ITEM]
        left = first.minutes - (exercise_minutes(bank) if first.deck else 0)
        (form,) = forms_of(
            Pattern.of_items(questions, left),
            brief,
            bank,
            1,
            recent=exposure.ledger_of(uow, requisition).recent(clock()),
            asked_before=[frozenset(i.asked.question for i in k.items) for k in others],
        )
        if not form.plan.questions:
            raise Incomplete(f"The bank has no questions that could replace those in {kit}.")
        size = len(first.deck.cards) if first.deck else 0
        cards = deal_cards(bank, brief, size, cards_in(kits)) if size else ()
        made = KitDraft(
            requisition=requisition,
            minutes=first.minutes,
            questions=tuple(q.id for q in form.plan.questions),
            cards=cards,
        )
        uow.kits.save_draft(made)
        uow.commit()
    return MadeForm(draft=made, form=form)
