"""The export menu. A file is drawn up, and logged, when it is asked for and not before."""

from typing import NamedTuple

import streamlit as st

from assessment.export.writer import ExportOptions
from assessment.services.reading.comparisons import Comparison
from assessment.ui.compare.up_to_date import Shown
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.own_part import own_part
from assessment.ui.shared.report_menu import report_menu
from assessment.ui.web.downloads import export_address

_draw = Macros("compare/templates/export_menu.html.j2")


class Offered(NamedTuple):
    """One entry of the menu."""

    label: str
    file: str
    """As `web.downloads` knows it."""
    holds: str
    """What is in it."""


FILES = (
    Offered("All files, with checksums", "levelset.zip", "Every CSV below, as one ZIP to keep."),
    Offered("Excel workbook", "levelset.xlsx", "The same tables as sheets."),
    Offered("ratings.csv", "ratings.csv", "Every level with its question and evidence."),
    Offered("shortlist.csv", "shortlist.csv", "Scores, coverage and ranks of each candidate."),
    Offered(
        "decisions.csv", "decisions.csv", "Recommendations, what the debrief agreed, decisions."
    ),
    Offered("weights.csv", "weights.csv", "How much each competency counts, and why."),
)


@own_part
def export_menu(shown: Shown) -> None:
    """Two buttons that open the reports and the files; each entry gives its file at once.

    Sealed candidates leave with their numbers blank. Only this is drawn again at a choice in it.
    """
    found = shown.now()
    with st.container(horizontal=True, horizontal_alignment="right"):
        report_menu(found.file)
        _files(found)


def _files(found: Comparison) -> None:
    with st.popover("Export", icon=":material/download:"):
        options = _options()
        role = found.file.requisition.id
        put(
            _draw(
                "files", [(o.label, export_address(role, o.file, options), o.holds) for o in FILES]
            )
        )


def _options() -> ExportOptions:
    return ExportOptions(
        semicolon=st.checkbox(
            "Semicolons and decimal commas", help="For Excel with European settings."
        ),
        bom=st.checkbox("Fix accents in Excel", help="Adds a byte order mark."),
        names=st.checkbox("Include names", help="Without this, exports contain codes only."),
    )
