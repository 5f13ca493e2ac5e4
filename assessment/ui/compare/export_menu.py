"""The export menu. A file is drawn up, and logged, when it is asked for and not before."""

from typing import NamedTuple

import streamlit as st

from assessment.domain.errors import AssessmentError
from assessment.export.writer import ExportOptions
from assessment.services.reading import exports
from assessment.services.reading.comparisons import Comparison
from assessment.ui.app_context import AppContext
from assessment.ui.shared.wording import plain, sentence


class Offered(NamedTuple):
    """One entry of the menu."""

    label: str
    make: exports.FileOf
    name: str
    """Of the file, behind the requisition's."""
    mime: str


WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = (
    Offered(
        "All files, with checksums", exports.export_requisition, "levelset.zip", "application/zip"
    ),
    Offered("Excel workbook", exports.xlsx, "levelset.xlsx", WORKBOOK),
    Offered("ratings.csv", exports.ratings_csv, "ratings.csv", "text/csv"),
    Offered("shortlist.csv", exports.shortlist_csv, "shortlist.csv", "text/csv"),
    Offered("weights.csv", exports.weights_csv, "weights.csv", "text/csv"),
)


def export_menu(context: AppContext, found: Comparison) -> None:
    """A button that opens the menu; sealed candidates leave with their numbers blank."""
    seated = found.file.viewer.on_panel
    with st.popover("Export", icon=":material/download:", disabled=not seated):
        if not seated:
            return
        options = _options()
        for file in FILES:
            if st.button(file.label, width="stretch", icon=":material/draft:"):
                _save(context, found, file, options)


def _save(context: AppContext, found: Comparison, file: Offered, options: ExportOptions) -> None:
    """Draws the file up and offers it, or says why not.

    In two steps, because a download button that draws up its own file has only Streamlit's words
    for a failure.
    """
    requisition = found.file.requisition.id
    try:
        data = file.make(
            context.open_uow,
            context.bank,
            context.clock,
            requisition,
            rater=found.file.viewer.rater,
            options=options,
        )
    except AssessmentError as fault:
        st.error(plain(sentence(fault)))
        return
    name = f"{requisition}-{file.name}"
    st.download_button(
        f"Save {plain(name)}",
        data,
        file_name=name,
        mime=file.mime,
        on_click="ignore",
        type="primary",
        width="stretch",
        icon=":material/download:",
    )


def _options() -> ExportOptions:
    return ExportOptions(
        semicolon=st.checkbox("Semicolons and decimal commas", help="For European Excel."),
        bom=st.checkbox("Byte order mark", help="For Excel versions that misread UTF-8."),
        names=st.checkbox("Names beside the codes", help="Left out unless you ask for them."),
    )
