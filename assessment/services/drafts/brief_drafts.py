"""Keep, find and drop a role brief that somebody typed and did not save yet."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from assessment.domain.brief_origin import BriefOrigin, origin_cleaned
from assessment.domain.draft_form import DraftForm
from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.domain.role import Emphasis, RoleBrief
from assessment.services.drafts import form_drafts
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import cleaned
from question_bank import Cell, Competency, OrganisationalScope
from question_bank.model import Industry

FIELD = "brief"
"""A brief is kept whole, as one field."""


class _BriefDocument(BaseModel):
    """A brief as the draft table stores it; unchecked, since it may be half finished."""

    model_config = ConfigDict(frozen=True)

    revision: int
    title: str
    client: str
    enterprise_share: int
    cells: Mapping[str, Emphasis]
    organisational_scope: OrganisationalScope
    industry: Industry
    weights: Mapping[Competency, float]
    rationale: Mapping[Competency, str]
    required_score: float | None
    coverage_floor: float
    to_clear_up: str
    origin: BriefOrigin = BriefOrigin()

    @classmethod
    def of(cls, brief: RoleBrief) -> "_BriefDocument":
        fields = {name: getattr(brief, name) for name in cls.model_fields}
        cells = {cell.key: emphasis for cell, emphasis in brief.cells.items()}
        return cls(**fields | {"cells": cells})

    def brief(self, requisition: RequisitionId, saved_at: datetime) -> RoleBrief:
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        cells = {Cell.parse(key): emphasis for key, emphasis in self.cells.items()}
        return RoleBrief(**fields | {"cells": cells}, requisition=requisition, saved_at=saved_at)


def _form(requisition: RequisitionId, author: RaterId | None) -> DraftForm:
    return DraftForm(name="brief", author=author, requisition=requisition)


def keep(open_uow: OpenUnitOfWork, clock: Clock, brief: RoleBrief, *, by: Actor) -> RoleBrief:
    """Keep `brief` as it was typed, even if it could not be saved like this; its time is now."""
    typed = replace(
        brief,
        title=cleaned(brief.title),
        client=cleaned(brief.client),
        rationale={c: cleaned(why) for c, why in brief.rationale.items()},
        to_clear_up=cleaned(brief.to_clear_up),
        origin=origin_cleaned(brief.origin, cleaned),
        saved_at=clock(),
    )
    text = _BriefDocument.of(typed).model_dump_json()
    form = _form(brief.requisition, by.author)
    form_drafts.keep(open_uow, lambda: typed.saved_at, form, typed={FIELD: text}, by=by)
    return typed


def kept(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor) -> RoleBrief | None:
    """Return what this person typed, with the revision it was made from and when it was kept."""
    form = _form(requisition, by.author)
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_BRIEF, requisition)  # not on a device with a link
        found = next((f for f in uow.drafts.of(requisition, by.author) if f.form == form), None)
    if found is None:
        return None
    document = _BriefDocument.model_validate_json(found.text)
    return document.brief(requisition, found.kept_at)


def drop(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor) -> None:
    """Remove the draft; where there is none, nothing is written."""
    if kept(open_uow, requisition, by=by) is None:
        return
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.KEEP_DRAFT, requisition)
        end(uow, requisition, by.author)
        uow.commit()


def end(uow: UnitOfWork, requisition: RequisitionId, author: RaterId | None) -> None:
    """Remove the draft inside a transaction that is already open, as saving the brief does."""
    uow.drafts.drop(_form(requisition, author))
