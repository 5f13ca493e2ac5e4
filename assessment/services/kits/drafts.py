"""A kit in preparation: found, changed, and measured against the brief and the bank of today."""

from collections.abc import Callable
from dataclasses import dataclass

from assessment.domain.errors import Incomplete, NotFound
from assessment.domain.ids import KitId, RequisitionId
from assessment.domain.kit import InterviewKit, KitDraft
from assessment.domain.permissions import Action, Actor
from assessment.domain.role import RoleBrief
from assessment.planning import DEFAULT_BEHAVIOUR_SHARE, Plan, fitting, plan_of
from assessment.services.kits import exposure
from assessment.services.kits.exposure import Ledger
from assessment.services.placement.exercise import exercise_minutes
from assessment.services.store.lookups import the_requisition
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from question_bank import QuestionBank


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A draft as it measures up against the brief and the bank of today."""

    draft: KitDraft
    plan: Plan
    """Against the minutes that a placement exercise leaves for questions."""
    gone: tuple[str, ...]
    """Questions of the draft that the bank no longer offers; they have to be taken out."""
    behaviour_share: int
    """Per cent of situational and past-behaviour questions that were asked for, at least."""
    ledger: Ledger
    """Which questions the client's candidates have heard, or will."""
    exercise_minutes: int = 0
    """For the board and the talk about it; 0 without a placement exercise."""

    @property
    def minutes_left(self) -> int:
        """Below 0 when the kit takes longer than the interview."""
        return self.plan.minutes_left

    @property
    def planned_minutes(self) -> int:
        """What the questions and the exercise take together."""
        return self.plan.planned_minutes + self.exercise_minutes


def change(
    open_uow: OpenUnitOfWork,
    requisition: RequisitionId,
    act: Callable[[KitDraft], KitDraft],
    *,
    by: Actor,
) -> KitDraft:
    """Stores what `act` makes of the draft; NotFound without one."""
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.PREPARE_KIT, requisition)
        changed = act(the_draft(uow, requisition))
        uow.kits.save_draft(changed)
        uow.commit()
    return changed


def the_brief(uow: UnitOfWork, requisition: RequisitionId) -> RoleBrief:
    """The latest one; Incomplete before the first."""
    the_requisition(uow, requisition)
    found = uow.briefs.latest(requisition)
    if found is None:
        raise Incomplete("A kit is built from the role brief: save the brief first.")
    return found


def the_draft(uow: UnitOfWork, requisition: RequisitionId) -> KitDraft:
    found = uow.kits.draft(requisition)
    if found is None:
        raise NotFound(
            f"{requisition} has no draft kit: it was locked or deleted in the meantime. "
            "Build a new one."
        )
    return found


def measured(
    uow: UnitOfWork, clock: Clock, bank: QuestionBank, kept: KitDraft, *, by: Actor
) -> Drafted:
    """What the draft covers and takes, by the brief and the bank of today.

    Its ledger names only openings that `by` has a part in.
    """
    offered = {q.id: q for q in bank.active}
    exercise = exercise_minutes(bank) if kept.cards else 0
    ledger = exposure.ledger_of(uow, kept.requisition)
    share = share_wanted(uow, kept.requisition)
    return Drafted(
        draft=kept,
        plan=plan_of(
            [offered[q] for q in kept.questions if q in offered],
            the_brief(uow, kept.requisition),
            bank,
            kept.minutes - exercise,
            recent=ledger.recent(clock()),
            behaviour_share=share,
        ),
        gone=tuple(q for q in kept.questions if q not in offered),
        behaviour_share=share,
        ledger=exposure.ledger_of(uow, kept.requisition, by=by),
        exercise_minutes=exercise,
    )


def fitting_beside_a_board(
    uow: UnitOfWork, bank: QuestionBank, brief: RoleBrief, kept: KitDraft
) -> tuple[str, ...]:
    """The questions of the draft that fit once a placement exercise is added to it.

    All of them where it has one already, or where no question would be left: then the person
    decides what gives way. Questions that the bank no longer offers stay to be taken out by hand.
    """
    offered = {q.id: q for q in bank.active}
    asked = [offered[q] for q in kept.questions if q in offered]
    left = kept.minutes - exercise_minutes(bank)
    if kept.cards or sum(q.minutes for q in asked) <= left:
        return kept.questions
    share = share_wanted(uow, kept.requisition)
    fit = {q.id for q in fitting(asked, brief, left, behaviour_share=share)}
    return (
        tuple(q for q in kept.questions if q in fit or q not in offered) if fit else kept.questions
    )


def keep_share(uow: UnitOfWork, requisition: RequisitionId, share: int) -> None:
    """Kits of the requisition are assembled by this share from now on."""
    uow.settings.put(_share_key(requisition), str(share))


def share_wanted(uow: UnitOfWork, requisition: RequisitionId) -> int:
    """Per cent of situational and past-behaviour questions, at least."""
    kept = uow.settings.get(_share_key(requisition))
    return DEFAULT_BEHAVIOUR_SHARE if kept is None else int(kept)


def freeze_share(uow: UnitOfWork, kit: InterviewKit) -> None:
    """What is asked of a later kit must not change why this one is as it is."""
    uow.settings.put(_share_key(kit.id), str(share_wanted(uow, kit.requisition)))


def share_of(uow: UnitOfWork, kit: InterviewKit) -> int:
    """The share that a frozen kit was measured by."""
    kept = uow.settings.get(_share_key(kit.id))
    return share_wanted(uow, kit.requisition) if kept is None else int(kept)


def _share_key(whose: RequisitionId | KitId) -> str:
    return f"behaviour_share.{whose}"
