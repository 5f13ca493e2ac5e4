"""The candidates of a requisition: added, named, withdrawn, and removed when made by mistake."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assessment.domain.attachment import Attachment
from assessment.domain.contact import Contact
from assessment.domain.ids import CandidateId, code_of
from assessment.domain.permissions import Action, Actor
from assessment.domain.removal import FormerName
from assessment.services.hiring import candidates as hiring
from assessment.services.hiring.attachments import attached
from assessment.services.hiring.candidates import Undoable
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.requisition.access_request import access_request
from assessment.ui.requisition.attachments import attachments
from assessment.ui.requisition.blind_mode import names_given, show_name_form
from assessment.ui.requisition.candidate_import import candidate_import
from assessment.ui.requisition.contact_form import contact_form
from assessment.ui.requisition.erasing import erasing
from assessment.ui.shared import on_opening
from assessment.ui.shared.address import url_state
from assessment.ui.shared.drawing.rows import row, rows
from assessment.ui.shared.field_keys import field_key
from assessment.ui.shared.own_part import own_part
from assessment.ui.shared.progress_text import (
    ADD_CANDIDATES,
    CANDIDATE_NAME,
    candidate_state,
    next_step,
)
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain, when

STILL_THERE = (
    "An erased name is gone from the database. It stays in backups until they are replaced "
    "(after 30 days, unless you set another time), in files that were exported with names, and in "
    "notes in which somebody typed it."
)
"""Where an erased name still is."""


def candidates(context: AppContext, file: RequisitionFile, names: Names, *, by: Actor) -> None:
    """Every candidate as a row, and for whoever may a form for the next one."""
    st.header("Candidates")
    changes = file.may(Action.ADD_CANDIDATE)
    if not file.candidates:
        st.markdown(
            "Nobody yet. Each candidate gets a code. Names are optional and shown only where you "
            "need them."
        )
    requisition = file.requisition.id
    undo = hiring.undoable(context.open_uow, requisition, by=by) if changes else None
    files = attached(context.open_uow, requisition, by=by)
    known = hiring.contacts(context.open_uow, requisition, by=by) if changes else {}
    with rows("candidates"):
        for candidate in file.candidates:
            contact = known.get(candidate.candidate.id, Contact())
            held = files.get(candidate.candidate.id, ())
            _candidate(context, candidate, names, contact, held, undo, by)
    if undo:
        _removed(context, undo, names, by)
        _add(context, file, by)
        if names_given(file):
            candidate_import(context, requisition, by)


def _candidate(  # what is known of one candidate
    context: AppContext,
    file: CandidateFile,
    names: Names,
    contact: Contact,
    files: Sequence[Attachment],
    undo: Undoable | None,
    by: Actor,
) -> None:
    code, name = file.candidate.code, names.candidates.get(file.candidate.id, "")
    with row(f"candidate-{code}", [3, 6, 9, 6]) as (coded, named, state, more):
        coded.markdown(f"**{code}**")
        nameless = "anonymised" if file.candidate.anonymised_at else "no name"
        if file.candidate.id in names.hidden:
            nameless = "name hidden"
        named.markdown(f"{plain(name) if name else nameless}{_small(contact)}")
        state.markdown(plain(candidate_state(file, context.clock())))
        with more:
            _more(context, file, names, contact, files, undo, by)


@own_part
def _more(  # what is known of one candidate
    context: AppContext,
    file: CandidateFile,
    names: Names,
    contact: Contact,
    files: Sequence[Attachment],
    undo: Undoable | None,
    by: Actor,
) -> None:
    own = file.candidate.id
    with st.container(horizontal=True, wrap=False, gap="xsmall"):
        changes = undo is not None and not file.candidate.anonymised_at
        attachments(context, own, files, by, changes=changes)
        if undo:
            change = partial(_change, context, file, names, contact, undo, by)
            on_opening.popover("Change", change, key=f"change-{own}")


def _small(contact: Contact) -> str:
    """A second line with the reference and the address, as far as they are known."""
    said = " · ".join(plain(text) for text in (contact.reference, contact.email) if text)
    return f"  \n:small[{said}]" if said else ""


def _change(  # what is known of one candidate
    context: AppContext,
    file: CandidateFile,
    names: Names,
    contact: Contact,
    undo: Undoable,
    by: Actor,
) -> None:
    if undo.may_show_name and file.candidate.id in names.hidden:
        show_name_form(context, file, by)
    if not file.candidate.anonymised_at:
        if file.candidate.id not in names.hidden:  # a blank field would erase what it can't show
            _rename(context, file, names.candidates.get(file.candidate.id, ""), by)
            contact_form(context, file, contact, by)
        if former := undo.renamed.get(file.candidate.id):
            _undo_rename(context, file, former, by)
        _withdraw(context, file, by)
        _remove(context, file, by)
    if undo.may_report:
        access_request(file)
    if undo.may_erase and url_state.candidate() != file.candidate.id:  # its review has the form
        erasing(context, file, by)


def _rename(context: AppContext, file: CandidateFile, name: str, by: Actor) -> None:
    own = file.candidate.id
    with st.form(url_state.round_of(f"name-{own}"), border=False):
        typed = st.text_input(
            "Name",
            value=name,
            help="Leave blank to erase the name.",
            key=field_key(f"name-{own}", "name", name),
        )
        why = st.text_input("Reason for the new name", key=f"why-name-{own}") if name else ""
        if name:
            st.caption(STILL_THERE)
        if st.form_submit_button("Save name"):
            save(
                lambda: hiring.rename_candidate(
                    context.open_uow, context.clock, candidate=own, name=typed, reason=why, by=by
                ),
                form=f"name-{own}",
            )


def _undo_rename(context: AppContext, file: CandidateFile, former: FormerName, by: Actor) -> None:
    own = file.candidate.id
    st.markdown(
        f"Called {plain(former.name)} until {when(former.at)}. Changed by "
        f"{plain(former.by or 'the owner')}: {plain(former.because)}"
    )
    if st.button("Restore previous name", key=f"undo-name-{own}"):
        save(
            lambda: hiring.undo_rename(context.open_uow, context.clock, candidate=own, by=by),
            form=f"name-{own}",
        )


def _withdraw(context: AppContext, file: CandidateFile, by: Actor) -> None:
    own, code, back = file.candidate.id, file.candidate.code, file.candidate.withdrawn_at
    with st.form(url_state.round_of(f"withdraw-{own}"), border=False):
        hint = "Back in the country" if back else "Took another offer"
        reason = st.text_input(
            "Reason", placeholder=hint, key=field_key(f"withdraw-{own}", "reason")
        )
        pressed = st.form_submit_button(
            "Reinstate candidate" if back else "Withdraw candidate",
            help="The candidate stays in the record.",
        )
    if not pressed:
        return
    if back:
        save(
            lambda: hiring.reinstate(context.open_uow, candidate=own, reason=reason, by=by),
            f"{code} is considered again.",
            form=f"withdraw-{own}",
        )
    save(
        lambda: hiring.withdraw(
            context.open_uow, context.clock, candidate=own, reason=reason, by=by
        ),
        f"{code} is withdrawn and stays in the record.",
        form=f"withdraw-{own}",
    )


def _remove(context: AppContext, file: CandidateFile, by: Actor) -> None:
    own = file.candidate.id
    with st.form(url_state.round_of(f"remove-{own}"), border=False):
        reason = st.text_input("Reason for removing", key=f"why-remove-{own}")
        pressed = st.form_submit_button(
            "Remove candidate", help="Only when added by mistake and nothing was entered."
        )
    if pressed:
        save(
            lambda: hiring.remove_candidate(
                context.open_uow, context.clock, candidate=own, reason=reason, by=by
            ),
            f"{file.candidate.code} is removed. You can restore it below the list.",
            form=f"remove-{own}",
        )


def _removed(context: AppContext, undo: Undoable, names: Names, by: Actor) -> None:
    """Who was removed, by whom and why, and the way back."""
    if not undo.removed:
        return
    with st.expander("Removed candidates"):
        for record in undo.removed:
            own = CandidateId(record.subject)
            name = plain(names.candidates.get(own, ""))
            st.markdown(
                f"**{code_of(own)}** {name} · removed {when(record.at)} by "
                f"{plain(record.by or 'the owner')}: {plain(record.because)}"
            )
            if st.button("Restore candidate", key=f"restore-{own}"):
                save(
                    partial(hiring.restore_candidate, context.open_uow, candidate=own, by=by),
                    f"{code_of(own)} is back.",
                )


def _add(context: AppContext, file: RequisitionFile, by: Actor) -> None:
    first = next_step(file) == ADD_CANDIDATES
    with (
        st.form(url_state.round_of("add-candidate"), border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = ""
        if names_given(file):
            name = st.text_input(
                CANDIDATE_NAME,
                placeholder="A code is assigned automatically",
                key=field_key("add-candidate", "name"),
            )
        pressed = st.form_submit_button("Add candidate", type="primary" if first else "secondary")
    if pressed:
        save(
            lambda: hiring.add_candidate(
                context.open_uow,
                context.clock,
                requisition=file.requisition.id,
                name=name,
                by=by,
            ),
            form="add-candidate",
            next_field=CANDIDATE_NAME if names_given(file) else "",
        )
