"""The role brief: each save is a new revision, and older ones stay."""

from dataclasses import replace

from assessment.domain.brief_digest import noted
from assessment.domain.brief_origin import origin_cleaned
from assessment.domain.errors import Invalid, NotAllowed
from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.domain.role import RoleBrief, Weights, blend, check_weights
from assessment.services.drafts import brief_drafts, reason_drafts
from assessment.services.store.permits import acting, note_act, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork
from assessment.services.store.text_cleaning import line, need, note
from question_bank import Competency, QuestionBank, TargetLevel


def blended(bank: QuestionBank, enterprise_share: int) -> dict[Competency, float]:
    """The weights that the shipped profiles give a role with this share."""
    plant, enterprise = bank.profiles[TargetLevel.PLANT], bank.profiles[TargetLevel.ENTERPRISE]
    return blend(plant, enterprise, enterprise_share)


def edited(brief: RoleBrief, bank: QuestionBank) -> tuple[Competency, ...]:
    """The competencies whose weight was set by hand."""
    return _edited(brief.weights, blended(bank, brief.enterprise_share))


def save(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    bank: QuestionBank,
    brief: RoleBrief,
    *,
    by: Actor,
) -> RoleBrief:
    """Appends `brief` as the next revision; its time is set here.

    The revision it carries is the one it was made from: it does not replace a later one unseen.
    What `by` typed and had not saved ends with it.
    """
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.EDIT_BRIEF, brief.requisition)
        checked = _checked(brief, bank)
        before = uow.briefs.latest(brief.requisition)
        if before and before.revision != brief.revision:
            raise NotAllowed(saved_meanwhile(before))
        saved = replace(checked, revision=before.revision + 1 if before else 1, saved_at=clock())
        uow.briefs.add(saved)
        brief_drafts.end(uow, brief.requisition, by.author)
        reason_drafts.end(uow, brief.requisition, by.author)
        note_act(uow, by, Action.EDIT_BRIEF, brief.requisition, noted(saved))
        uow.commit()
    return saved


def saved_meanwhile(stored: RoleBrief) -> str:
    """Why a brief that was made from another revision is not saved."""
    return f"Revision {stored.revision} was saved in another window in the meantime."


def latest(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor) -> RoleBrief | None:
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_BRIEF, requisition)
        return uow.briefs.latest(requisition)


def _checked(brief: RoleBrief, bank: QuestionBank) -> RoleBrief:
    weights = blended(bank, brief.enterprise_share)
    if missing := [c.value for c in Competency if c not in brief.weights]:
        raise Invalid(f"The brief has no weight for {', '.join(missing)}.")
    check_weights(brief.weights, weights, brief.rationale)
    _check_share(brief.required_score, 100, "The required score is a number from 0 to 100")
    _check_share(brief.coverage_floor, 1, "The coverage floor is a share from 0 to 100\u00a0%")
    need((brief.title, "Give the role a title."), (brief.client, "Name the client."))
    by_hand = _edited(brief.weights, weights)
    return replace(
        brief,
        title=line(brief.title, "title"),
        client=line(brief.client, "client"),
        rationale={c: note(brief.rationale[c], f"reason for {c}") for c in by_hand},
        to_clear_up=note(brief.to_clear_up, "list of open questions"),
        origin=origin_cleaned(brief.origin, lambda text: note(text, "note on an answer")),
    )


def _check_share(value: float | None, highest: float, sentence: str) -> None:
    if value is not None and not 0 <= value <= highest:
        raise Invalid(f"{sentence}, not {value:g}.")


def _edited(weights: Weights, blended_weights: Weights) -> tuple[Competency, ...]:
    return tuple(c for c in Competency if abs(weights[c] - blended_weights[c]) > 1e-9)
