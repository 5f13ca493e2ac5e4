"""A role duplicated or archived from its page, and archived ones restored."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assessment.domain.permissions import Action, Actor
from assessment.domain.requisition import Requisition
from assessment.services.hiring import archiving
from assessment.services.kits.duplicating import duplicate
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.shared import on_opening
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.rows import row, rows
from assessment.ui.shared.own_part import own_part
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import day, plain

COPIED = (
    "The new role gets the brief with its weights, the panel, when raters see each other's "
    "ratings, blind mode if it is on here, how long data is kept, and the newest kit as a draft. "
    "It gets no candidates, interviews or ratings. For another client, the open questions, the "
    "advert and the client's answers stay behind."
)


def shelf(context: AppContext, file: RequisitionFile, by: Actor) -> None:
    """What can be done with the whole role; nothing for somebody who may do neither."""
    if file.requisition.archived_at and file.may(Action.ARCHIVE_REQUISITION):
        _restore(context, file.requisition, by)
    if file.may(Action.DUPLICATE_REQUISITION) or file.may(Action.ARCHIVE_REQUISITION):
        _acts(context, file, by)


@own_part
def _acts(context: AppContext, file: RequisitionFile, by: Actor) -> None:
    found = file.requisition
    with st.container(horizontal=True):
        if file.may(Action.DUPLICATE_REQUISITION):
            form = partial(_duplicate, context, found, by)
            icon = ":material/content_copy:"
            on_opening.popover("Duplicate role", form, key=f"copy-{found.id}", icon=icon)
        if file.may(Action.ARCHIVE_REQUISITION) and not found.archived_at:
            _archive(context, found, by)


def archived_roles(context: AppContext, files: Sequence[RequisitionFile], by: Actor) -> None:
    """The archived ones below the list, each with the way back."""
    if not files:
        return
    with st.expander(f"Archived roles ({len(files)})"), rows("archived"):
        for file in files:
            found = file.requisition
            with row(f"archived-{found.id}", [5, 4, 3]) as (name, state, act):
                with name:
                    title = f"**{plain(found.title)}**"
                    navigation.link(PageName.REQUISITION, title, requisition=found.id)
                since = f"  \narchived {day(found.archived_at)}" if found.archived_at else ""
                state.markdown(f"{plain(found.client)} · `{found.id}`{since}")
                if file.may(Action.ARCHIVE_REQUISITION):
                    with act:
                        _restore_button(context, found, by)


def _restore(context: AppContext, found: Requisition, by: Actor) -> None:
    since = f" on {day(found.archived_at)}" if found.archived_at else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"This role was archived{since}. You can still read and export it.")
        _restore_button(context, found, by)


def _restore_button(context: AppContext, found: Requisition, by: Actor) -> None:
    if st.button("Restore role", key=f"unarchive-{found.id}"):
        save(
            partial(archiving.unarchive, context.open_uow, requisition=found.id, by=by),
            f"{found.title} is back in Today and in the lists.",
        )


def _archive(context: AppContext, found: Requisition, by: Actor) -> None:
    hint = "Takes it out of Today and of the lists. Nothing is deleted, and you can restore it."
    if st.button(
        "Archive role",
        type="tertiary",
        icon=":material/archive:",
        help=hint,
        key=f"archive-{found.id}",
    ):
        save(
            lambda: archiving.archive(context.open_uow, context.clock, requisition=found.id, by=by),
            f"{found.title} is archived. You can restore it here, or below the list of roles.",
        )


def _duplicate(context: AppContext, found: Requisition, by: Actor) -> None:
    st.markdown(COPIED)
    form = f"duplicate-{found.id}"
    key = url_state.round_of(form)
    with st.form(key, border=False):
        title = st.text_input("Title", value=found.title, key=f"{key}-title")
        client = st.text_input("Client", value=found.client, key=f"{key}-client")
        reference = st.text_input("Reference (optional)", key=f"{key}-reference")
        pressed = st.form_submit_button("Create the copy")
    if pressed:
        save(
            lambda: duplicate(
                context.open_uow,
                context.clock,
                requisition=found.id,
                title=title,
                client=client,
                reference=reference,
                by=by,
            ),
            "This is the copy. Add its candidates.",
            form=form,
            then=lambda made: url_state.remember(requisition=made.id),
        )
