"""The report on a candidate or on a shortlist: a page to print, and a file to edit."""

import streamlit as st

from assessment.domain.permissions import Action
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.wording import sentence

SHORTLIST = "The shortlist"


def report_menu(file: RequisitionFile, candidate: str = "") -> None:
    """A button that opens the choices; nothing is made or logged before one is pressed.

    `candidate` is the code of the one that the page is about; without it, the viewer chooses.
    """
    if not file.may(Action.EXPORT):
        return
    with st.popover("Report", icon=":material/description:"):
        about = candidate or _chosen(file)
        if why := _sealed(file, about):
            st.markdown(sentence(f"there is no report on {about} yet: {why}"))
            return
        names = st.checkbox(
            "Include names",
            key="report with names",
            help="Without this, reports contain codes only. Notes stay as they were typed.",
        )
        asked = {"requisition": file.requisition.id, "candidate": about}
        query = {name: value for name, value in asked.items() if value}
        query |= {"names": "True"} if names else {}
        st.link_button(
            "Print or save as PDF",
            navigation.paper("report", **query),
            width="stretch",
            icon=":material/print:",
        )
        st.link_button(
            "Word document",
            navigation.file("report", **query),
            width="stretch",
            icon=":material/download:",
        )
        if not candidate:
            navigation.link(
                PageName.CLIENT_PACK, "Prepare client pack", requisition=file.requisition.id
            )


def _chosen(file: RequisitionFile) -> str:
    """A code; blank for the whole shortlist."""
    codes = [c.candidate.code for c in file.candidates]
    return st.selectbox(
        "Report on", ["", *codes], format_func=lambda code: code or SHORTLIST, key="report on"
    )


def _sealed(file: RequisitionFile, code: str) -> str:
    found = next((c for c in file.candidates if c.candidate.code == code), None)
    return (found.sealed_because or "") if found else ""
