"""The role brief: target, scope, weights, open questions, and the ways to get there."""

import streamlit as st

from assessment.domain.permissions import Action, Actor, who_may
from assessment.domain.role import RoleBrief
from assessment.services.hiring import briefs
from assessment.services.kits import kits
from assessment.services.reading.visible_ratings import RequisitionFile, read_requisition
from assessment.ui.app_context import AppContext
from assessment.ui.brief import draft, ways
from assessment.ui.brief.conflict import choose
from assessment.ui.brief.draft import BriefForm, same
from assessment.ui.brief.form import brief_form
from assessment.ui.printing.brief import brief_markdown
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.requisition_picker import requisition_for
from assessment.ui.shared.saving import save
from assessment.ui.shared.typing_pause import typing_pause
from assessment.ui.shared.wording import day, joined, when, zone


def render(context: AppContext) -> None:
    """The brief of the requisition in the address, for whoever is looking."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """As `by` left it; what is typed is kept until it is saved."""
    chosen = requisition_for(PageName.BRIEF, context)
    if chosen is None:
        return
    file = read_requisition(context.open_uow, chosen, by=by)
    if not file.may(Action.EDIT_BRIEF):
        _read_only(context, file)
        return
    saved, form = file.brief, draft.begin(context, file, by)
    head = st.container()
    panel = ways.panel_of(ways.chosen(context.bank, first=saved is None))
    key = url_state.round_of(form.name)
    now, place = brief_form(
        form.typed.brief, context.bank, key=key, aside=form.aside, beside=panel is not None
    )
    if panel:
        with place:
            now = panel(context, form, now)
    holds_more = form.holds_more(now, saved)
    fault = draft.keep(context, form, now, holds_more=holds_more)
    if saved and saved.revision != form.begun.base.revision and not holds_more:
        save(lambda: None, form=form.name)  # nothing of this window's would be lost
    with head:
        _head(context, file, form, now, holds_more=holds_more)
        draft.say(form, holds_more=holds_more, fault=fault)
        ways.since(context, form, now)
        _other_weights(file)
    if saved:
        _take_away(saved)
    typing_pause()


def _read_only(context: AppContext, file: RequisitionFile) -> None:
    """The brief for somebody who may read it and not change it."""
    st.title("Role brief")
    if file.brief is None:
        st.markdown("There is no brief yet.")
        return
    st.markdown(f"Only {who_may(Action.EDIT_BRIEF)} can change it.")
    st.markdown(brief_markdown(file.brief, context.bank, zone()))
    _take_away(file.brief)


def _head(
    context: AppContext, file: RequisitionFile, form: BriefForm, now: RoleBrief, *, holds_more: bool
) -> None:
    changed = file.brief is None or not same(now, file.brief)
    said, act = st.columns([8, 3], vertical_alignment="bottom")
    with said:
        st.title("Role brief")
        st.markdown(f"{now.target_label.capitalize()} · {_saved(file.brief, changed=changed)}")
    with act:
        if changed and file.brief and file.brief.revision != now.revision:
            choose(context, file.brief, now, form)
        elif changed:
            if st.button("Save brief", type="primary", width="stretch"):
                save(
                    lambda: briefs.save(
                        context.open_uow, context.clock, context.bank, now, by=form.by
                    ),
                    "The brief is saved.",
                    form=form.name,
                )
            if _discards(holds_more=holds_more):
                draft.discard(context, form)
        else:
            _to_the_kit(context, file)
            _discards(holds_more=holds_more)


def _to_the_kit(context: AppContext, file: RequisitionFile) -> None:
    """Opens the kit there is, else builds a first draft, whose minutes can be changed there."""
    requisition, by = file.requisition.id, viewer.who(context)
    begun = bool(file.kits) or kits.in_preparation(context.open_uow, requisition, by=by)
    if not st.button(
        "Go to the kit" if begun else "Build the kit",
        type="primary",
        icon=":material/arrow_forward:",
        width="stretch",
    ):
        return
    if begun:
        navigation.go(PageName.KIT, requisition=requisition)
    save(
        lambda: kits.draft(
            context.open_uow,
            context.clock,
            context.bank,
            requisition=requisition,
            minutes=kits.DEFAULT_MINUTES,
            by=by,
        ),
        then=lambda _: navigation.go(PageName.KIT, requisition=requisition),
    )


def _discards(*, holds_more: bool) -> bool:
    """It is there from the start, so that the first edit moves nothing."""
    return st.button("Discard changes", width="stretch", disabled=not holds_more)


def _saved(brief: RoleBrief | None, *, changed: bool) -> str:
    if brief is None:
        return "not saved yet"
    stood = f"revision {brief.revision}, saved {when(brief.saved_at)}"
    return f"{stood}, with unsaved changes" if changed else stood


def _other_weights(file: RequisitionFile) -> None:
    """Says so when a kit was frozen for other weights than the brief has."""
    if file.brief is None:
        return
    other = [k for k in file.kits.values() if dict(k.weights) != dict(file.brief.weights)]
    if other:
        named = joined([f"{k.id.rpartition('.')[2]} ({day(k.frozen_at)})" for k in other])
        st.info(
            f"Locked with different weights than the brief has now: {named}. Scores use the "
            "brief's weights. To choose questions by the new weights too, lock a new kit.",
            icon=":material/info:",
        )


def _take_away(saved: RoleBrief) -> None:
    with st.container(horizontal=True):
        st.link_button(
            "Open printable brief",
            navigation.paper("brief", requisition=saved.requisition),
            icon=":material/print:",
        )
        st.link_button(
            "Download Markdown",
            navigation.file("brief", requisition=saved.requisition),
            icon=":material/download:",
        )
