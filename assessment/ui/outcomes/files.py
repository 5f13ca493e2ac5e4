"""Outcomes as a file: downloaded, filled in elsewhere, and imported whole or not at all."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.domain.errors import AssessmentError
from assessment.domain.faults import BadTable
from assessment.domain.permissions import Actor
from assessment.export.outcomes import FILE
from assessment.export.writer import ExportOptions
from assessment.services.hiring.outcomes import Imported, import_outcomes
from assessment.services.reading.outcomes import OutcomesView
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import url_state
from assessment.ui.shared.wording import counted, plain, sentence
from assessment.ui.web.downloads import export_address

FORM = "outcomes-file"
SHOWN = 20
"""Faults that are listed at once."""


def files(context: AppContext, view: OutcomesView, by: Actor) -> None:
    """Download and import, behind one button."""
    with st.popover("Import or export", icon=":material/swap_vert:"):
        address = export_address(view.file.requisition.id, FILE, ExportOptions())
        st.link_button(f"Download {FILE}", address, width="stretch", icon=":material/download:")
        st.markdown(
            "Fill in one row for each hire and month, and import the file again. Rows that say "
            "what is recorded already change nothing."
        )
        given = st.file_uploader("CSV file", type="csv", key=url_state.round_of(FORM))
        if given is not None and st.button("Import file", type="primary"):
            _import(context, given, by)


def _import(context: AppContext, given: UploadedFile, by: Actor) -> None:
    begin_again = url_state.beginner(FORM)
    try:
        done = import_outcomes(context.open_uow, context.clock, given, given.name, by=by)
    except BadTable as fault:
        _faults(fault)
    except AssessmentError as fault:
        st.error(plain(sentence(fault)))
    else:
        begin_again()
        url_state.notice(_said(done))
        st.rerun()


def _faults(bad: BadTable) -> None:
    st.error(f"Nothing was imported. {counted(len(bad.faults), 'problem').capitalize()}:")
    for fault in bad.faults[:SHOWN]:
        place = f"row {fault.row}" if fault.row else "file"
        column = f", {fault.column}" if fault.column else ""
        st.markdown(plain(f"{place}{column}: {fault.message}"))
    if len(bad.faults) > SHOWN:
        st.markdown(f"{len(bad.faults) - SHOWN} more.")


def _said(done: Imported) -> str:
    same = f" {done.unchanged} unchanged." if done.unchanged else ""
    return f"{counted(done.recorded, 'record').capitalize()} imported.{same}"
