"""The export menu. A file is drawn up, and logged, when it is asked for and not before."""

from functools import partial

import streamlit as st

from assessment.export.writer import ExportOptions
from assessment.services import exports
from assessment.services.comparisons import Comparison
from assessment.ui import viewer
from assessment.ui.world import World

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = (
    (exports.export_requisition, "All files, with checksums", "zip", "application/zip"),
    (exports.xlsx, "Excel workbook", "xlsx", WORKBOOK),
    (exports.ratings_csv, "ratings.csv", "csv", "text/csv"),
    (exports.shortlist_csv, "shortlist.csv", "csv", "text/csv"),
    (exports.weights_csv, "weights.csv", "csv", "text/csv"),
)


def export_menu(world: World, found: Comparison) -> None:
    """A button that opens the menu; sealed candidates leave with their numbers blank."""
    requisition = found.file.requisition.id
    with st.popover("Export", icon=":material/download:", disabled=not found.file.viewer.on_panel):
        options = _options()
        rater = viewer.who(world)
        for make, label, ending, mime in FILES:
            stem = label.partition(".")[0] if label.endswith(".csv") else "levelset"
            st.download_button(
                label,
                partial(
                    make,
                    world.open_uow,
                    world.bank,
                    world.clock,
                    requisition,
                    rater=rater,
                    options=options,
                ),
                file_name=f"{requisition}-{stem}.{ending}",
                mime=mime,
                on_click="ignore",
                width="stretch",
                icon=":material/download:",
            )


def _options() -> ExportOptions:
    return ExportOptions(
        semicolon=st.checkbox("Semicolons and decimal commas", help="For European Excel."),
        bom=st.checkbox("Byte order mark", help="For Excel versions that misread UTF-8."),
        names=st.checkbox("Names beside the codes", help="Left out unless you ask for them."),
    )
