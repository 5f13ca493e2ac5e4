"""The files of one candidate: a list to download from, and for whoever may a field for more."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assessment.domain.attachment import ENDINGS, LARGEST, Attachment
from assessment.domain.ids import CandidateId
from assessment.domain.permissions import Actor
from assessment.services.hiring.attachments import attach, detach
from assessment.ui.app_context import AppContext
from assessment.ui.shared import on_opening
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import counted, day, plain

ONLY = (
    "Files are downloaded and never opened here. They are not part of exports or client packs, and "
    "are erased with the candidate. In blind mode they can't be downloaded until the debrief opens."
)


def attachments(
    context: AppContext,
    candidate: CandidateId,
    held: Sequence[Attachment],
    by: Actor,
    *,
    changes: bool,
) -> None:
    """Behind one button; nothing for somebody who may only read, where there is nothing to read."""
    if not held and not changes:
        return
    label = counted(len(held), "file").capitalize() if held else "Files"
    draw = partial(_files, context, candidate, held, by, changes=changes)
    on_opening.popover(label, draw, key=f"files-{candidate}")


def _files(
    context: AppContext,
    candidate: CandidateId,
    held: Sequence[Attachment],
    by: Actor,
    *,
    changes: bool,
) -> None:
    for attachment in held:
        _file(context, attachment, by, changes=changes)
    if changes:
        _add(context, candidate, by)


def _file(context: AppContext, one: Attachment, by: Actor, *, changes: bool) -> None:
    st.link_button(
        plain(one.name), navigation.file("attachment", file=str(one.id)), icon=":material/download:"
    )
    who = plain(one.added_by or "the owner")
    st.caption(f"{_size(one.size)} · added {day(one.added_at)} by {who}")
    if changes:
        with st.container(horizontal=True, vertical_alignment="center"):
            sure = st.checkbox("Remove for good", key=f"sure-{one.id}")
            if sure and st.button("Remove file", key=f"detach-{one.id}"):
                save(
                    lambda: detach(context.open_uow, attachment=one.id, by=by),
                    "The file is removed.",
                )


def _add(context: AppContext, candidate: CandidateId, by: Actor) -> None:
    form = f"attach-{candidate}"
    given = st.file_uploader(
        f"Attach a file (at most {LARGEST // 2**20} MB)",
        type=list(ENDINGS),
        key=url_state.round_of(form),
        max_upload_size=LARGEST // 2**20,
    )
    st.caption(ONLY)
    if given is not None and st.button("Attach file", key=f"do-{form}"):
        save(
            lambda: attach(
                context.open_uow,
                context.clock,
                candidate=candidate,
                name=given.name,
                data=given.getvalue(),
                by=by,
            ),
            "The file is attached.",
            form=form,
        )


def _size(size: int) -> str:
    """`12 kB`, `3.4 MB`."""
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{max(1, round(size / 1024))} kB"
