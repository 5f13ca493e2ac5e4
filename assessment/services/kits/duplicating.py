"""A new role made from what was prepared for another."""

from dataclasses import replace

from assessment.domain.brief_digest import noted
from assessment.domain.brief_origin import BriefOrigin
from assessment.domain.ids import RequisitionId
from assessment.domain.kit import BOARD_ITEM, TALK_ITEM, InterviewKit, KitDraft
from assessment.domain.permissions import Action, Actor
from assessment.domain.requisition import PanelMember, Requisition, SeatRole
from assessment.domain.role import RoleBrief
from assessment.services.hiring.notices import notice_key
from assessment.services.hiring.requisitions import new_requisition
from assessment.services.kits.drafts import keep_share, share_wanted
from assessment.services.store.permits import acting, note_act, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork


def duplicate(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    requisition: RequisitionId,
    title: str,
    client: str,
    reference: str = "",
    by: Actor,
) -> Requisition:
    """A new role with the brief, the panel, the rule on ratings and the newest kit as a draft.

    It hides names from now on where the source does, and keeps data as long, for the same reason.
    Never with candidates, interviews or ratings. The client's open questions and answers belong to
    the role that they were asked about, so another client's brief begins without them.
    """
    with acting(open_uow, by) as uow:
        source = permit(uow, by, Action.DUPLICATE_REQUISITION, requisition)
        made = new_requisition(uow, clock, title=title, client=client, reference=reference, by=by)
        blind_since = clock() if source.blind_since else None
        made = replace(made, reveal=source.reveal, blind_since=blind_since)
        uow.requisitions.add(made)
        uow.retention.change(replace(uow.retention.period(requisition), requisition=made.id))
        _copy_panel(uow, requisition, made.id, by)
        brief = _copy_brief(uow, clock, source, made)
        _copy_kit(uow, requisition, made.id)
        _copy_notice(uow, source, made)
        note_act(uow, by, Action.CREATE_REQUISITION, made.id, f"from {requisition}")
        if brief:
            note_act(uow, by, Action.EDIT_BRIEF, made.id, noted(brief))
        if blind_since:
            note_act(uow, by, Action.CHANGE_BLIND, made.id, "on")
        note_act(uow, by, Action.DUPLICATE_REQUISITION, requisition, f"as {made.id}")
        uow.commit()
    return made


def _copy_panel(uow: UnitOfWork, source: RequisitionId, made: RequisitionId, by: Actor) -> None:
    seats = {m.rater: m.role for m in uow.requisitions.panel(source)}
    if by.rater:
        seats.setdefault(by.rater, SeatRole.CONSULTANT)
    for rater, role in seats.items():
        uow.requisitions.seat(PanelMember(requisition=made, rater=rater, role=role))


def _copy_brief(
    uow: UnitOfWork, clock: Clock, source: Requisition, made: Requisition
) -> RoleBrief | None:
    brief = uow.briefs.latest(source.id)
    if brief is None:
        return None
    same = made.client.casefold() == source.client.casefold()
    copied = replace(
        brief,
        requisition=made.id,
        revision=1,
        title=made.title,
        client=made.client,
        to_clear_up=brief.to_clear_up if same else "",
        origin=brief.origin if same else _without_client(brief.origin),
        saved_at=clock(),
    )
    uow.briefs.add(copied)
    return copied


def _without_client(origin: BriefOrigin) -> BriefOrigin:
    """What came from the catalogue of roles; an advert and answers are one client's."""
    start = origin.start
    return BriefOrigin(start=replace(start, asks=()) if start and start.role else None)


def _copy_kit(uow: UnitOfWork, source: RequisitionId, made: RequisitionId) -> None:
    """The draft in preparation, else the newest locked kit as a draft."""
    kits = uow.kits.of(source)
    draft = uow.kits.draft(source) or (_draft_of(kits[-1]) if kits else None)
    if draft:
        uow.kits.save_draft(replace(draft, requisition=made))
        keep_share(uow, made, share_wanted(uow, source))


def _copy_notice(uow: UnitOfWork, source: Requisition, made: Requisition) -> None:
    """Who is responsible for the data may be another one at another client."""
    kept = uow.settings.get(notice_key(source.id))
    if kept and made.client.casefold() == source.client.casefold():
        uow.settings.put(notice_key(made.id), kept)


def _draft_of(kit: InterviewKit) -> KitDraft:
    asked = [i.asked.question for i in kit.items if i.id not in {BOARD_ITEM, TALK_ITEM}]
    return KitDraft(
        requisition=kit.requisition,
        minutes=kit.minutes,
        questions=tuple(asked),
        cards=tuple(kit.deck.ids) if kit.deck else (),
    )
