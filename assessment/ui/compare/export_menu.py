"""The export menu. A file is drawn up, and logged, when it is asked for and not before."""

from typing import NamedTuple

import streamlit as st

from assessment.export.writer import ExportOptions
from assessment.services.reading.comparisons import Comparison
from assessment.ui.shared.report_menu import report_menu
from assessment.ui.web.downloads import export_address


class Offered(NamedTuple):
    """One entry of the menu."""

    label: str
    file: str
    """As `web.downloads` knows it."""


FILES = (
    Offered("All files, with checksums", "levelset.zip"),
    Offered("Excel workbook", "levelset.xlsx"),
    Offered("ratings.csv", "ratings.csv"),
    Offered("shortlist.csv", "shortlist.csv"),
    Offered("decisions.csv", "decisions.csv"),
    Offered("weights.csv", "weights.csv"),
)


def export_menu(found: Comparison) -> None:
    """Two buttons that open the reports and the files; each entry gives its file at once.

    Sealed candidates leave with their numbers blank.
    """
    with st.container(horizontal=True, horizontal_alignment="right"):
        report_menu(found.file)
        _files(found)


def _files(found: Comparison) -> None:
    with st.popover("Export", icon=":material/download:"):
        options = _options()
        for label, file in FILES:
            address = export_address(found.file.requisition.id, file, options)
            st.link_button(label, address, width="stretch", icon=":material/download:")


def _options() -> ExportOptions:
    return ExportOptions(
        semicolon=st.checkbox(
            "Semicolons and decimal commas", help="For Excel with European settings."
        ),
        bom=st.checkbox("Fix accents in Excel", help="Adds a byte order mark."),
        names=st.checkbox("Include names", help="Without this, exports contain codes only."),
    )
