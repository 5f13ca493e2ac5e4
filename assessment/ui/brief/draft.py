"""What is typed into a brief and not saved yet: it outlives the window and the server."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

import streamlit as st

from assessment.domain.errors import AssessmentError
from assessment.domain.permissions import Actor
from assessment.domain.role import RoleBrief
from assessment.services.drafts import brief_drafts, reason_drafts
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.brief.form import fresh
from assessment.ui.shared.address import url_state
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain, sentence, when
from question_bank import Competency


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What this window's form began with."""

    base: RoleBrief
    """The revision that was saved, or a fresh brief."""
    again: RoleBrief | None
    """What this person had typed before, in a window that is gone or in another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What the form said in the run before."""

    brief: RoleBrief
    kept: RoleBrief | None
    """What this window last put into the database, or took from there."""
    aside: Mapping[Competency, str]
    """Reasons of weights that are not overridden any more; the database has them too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefForm:
    """The form of one brief in one window."""

    name: str
    by: Actor
    begun: Begun
    typed: Typed
    held: RoleBrief | None
    """What the database keeps of this person's now."""
    aside: dict[Competency, str] = field(default_factory=dict)
    """As in `Typed`; the fields add to it what is set aside in this run."""

    def holds_more(self, now: RoleBrief, saved: RoleBrief | None) -> bool:
        """Whether something in `now` is neither saved nor what the form began with."""
        return not same(now, self.begun.base) and (saved is None or not same(now, saved))


def begin(context: AppContext, file: RequisitionFile, by: Actor) -> BriefForm:
    """The form as the run before left it; in a new window, with what was kept."""
    requisition = file.requisition.id
    name = f"brief-{requisition}"
    held = brief_drafts.kept(context.open_uow, requisition, by=by)
    base = file.brief or fresh(file.requisition, context)
    begun = url_state.begun(name, Begun(base=base, again=held))
    typed = cast("Typed | None", url_state.unsaved(name))
    if typed is None:
        aside = reason_drafts.kept(context.open_uow, requisition, by=by)
        typed = Typed(brief=begun.again or begun.base, kept=begun.again, aside=aside)
    return BriefForm(name=name, by=by, begun=begun, typed=typed, held=held, aside=dict(typed.aside))


def keep(context: AppContext, form: BriefForm, now: RoleBrief, *, holds_more: bool) -> str:
    """Keeps `now` where it is more than what was kept, and says why where that failed."""
    kept, fault = form.typed.kept, ""
    try:
        if not holds_more and kept:
            _drop(context, form)
            kept = None
        elif holds_more and not (form.held and kept and same(now, kept)):
            kept = brief_drafts.keep(context.open_uow, context.clock, now, by=form.by)
        _keep_aside(context, form)
    except AssessmentError as trouble:
        fault = f"Your draft is only kept in this window. {sentence(trouble)}"
    url_state.keep_unsaved(form.name, Typed(brief=now, kept=kept, aside=form.aside))
    return fault


def _keep_aside(context: AppContext, form: BriefForm) -> None:
    """Puts the reasons that were set aside in this run into the database."""
    new = {c: text for c, text in form.aside.items() if form.typed.aside.get(c) != text}
    if new:
        requisition = form.begun.base.requisition
        reason_drafts.keep(context.open_uow, context.clock, requisition, new, by=form.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The last time that this window filled the whole form."""

    key: str
    """Of the form's widgets then; after a save they are others."""
    before: RoleBrief
    after: RoleBrief


def fill(
    context: AppContext, form: BriefForm, now: RoleBrief, *, before: RoleBrief | None = None
) -> None:
    """Begins the fields anew with `now`, keeps it as typed, and draws the page again.

    With `before`, what was there can be had again, until something else is changed.
    """
    keep(context, form, now, holds_more=form.holds_more(now, None))
    key = url_state.lasting(form.name)
    last = Filled(key=key, before=before, after=now) if before else None
    url_state.keep_unsaved(f"{form.name} filled", last)
    url_state.filled(form.name)
    st.rerun()


def undoable(form: BriefForm, now: RoleBrief) -> RoleBrief | None:
    """The brief before the form was filled, while nothing was changed since."""
    last = cast("Filled | None", url_state.unsaved(f"{form.name} filled"))
    fresh = last and last.key == url_state.lasting(form.name) and same(now, last.after)
    return last.before if last and fresh else None


def discard(context: AppContext, form: BriefForm) -> None:
    """Begins again with what is saved."""
    save(lambda: _drop_all(context, form), form=form.name)


def say(form: BriefForm, *, holds_more: bool, fault: str) -> None:
    """Whether older words are here again, and what keeps new ones from being kept."""
    if holds_more and form.begun.again:
        st.markdown(f"Restored your unsaved draft from {when(form.begun.again.saved_at)}.")
    if fault:
        st.warning(plain(fault))


def same(now: RoleBrief, other: RoleBrief) -> bool:
    """Whether both say the same, whenever it was said and whatever it was made from."""
    return replace(now, revision=other.revision, saved_at=other.saved_at) == other


def _drop_all(context: AppContext, form: BriefForm) -> None:
    _drop(context, form)
    reason_drafts.drop(context.open_uow, form.begun.base.requisition, by=form.by)


def _drop(context: AppContext, form: BriefForm) -> None:
    brief_drafts.drop(context.open_uow, form.begun.base.requisition, by=form.by)
