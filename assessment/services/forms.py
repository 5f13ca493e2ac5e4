"""A parallel form: a draft that asks as much as a frozen kit, with other questions."""

from dataclasses import dataclass

from assessment.domain.errors import Incomplete
from assessment.domain.ids import KitId, RequisitionId
from assessment.domain.kit import KitDraft
from assessment.planning import ParallelForm, Pattern, forms_of
from assessment.services import exposure
from assessment.services.finding import the_kit, the_requisition
from assessment.services.ports import Clock, OpenUnitOfWork
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
) -> MadeForm:
    """Drafts a form of this kit without its questions; an older draft is replaced.

    Questions of the requisition's other kits are avoided too: those are forms there are already.
    """
    with open_uow() as uow:
        the_requisition(uow, requisition)
        first, brief = the_kit(uow, requisition, kit), uow.briefs.latest(requisition)
        if brief is None:
            raise Incomplete("A parallel form follows from the role brief: save the brief first.")
        others = [k for k in uow.kits.of(requisition) if k.id != kit]
        (form,) = forms_of(
            Pattern.of_items(first.items, first.minutes),
            brief,
            bank,
            1,
            recent=exposure.ledger_of(uow, requisition).recent(clock()),
            asked_before=[frozenset(i.asked.question for i in k.items) for k in others],
        )
        if not form.plan.questions:
            raise Incomplete(f"The bank has no question that could stand in for those of {kit}.")
        made = KitDraft(
            requisition=requisition,
            minutes=first.minutes,
            questions=tuple(q.id for q in form.plan.questions),
        )
        uow.kits.save_draft(made)
        uow.commit()
    return MadeForm(draft=made, form=form)
