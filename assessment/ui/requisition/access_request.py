"""What is held about a candidate, for the person who asks to see it."""

import streamlit as st

from assessment.services.reading.visible_ratings import CandidateFile
from assessment.ui.shared.address import navigation as nav

ABOUT = (
    "Everything held about this person, as a page and as JSON, including ratings that are still "
    "hidden from the panel. The audit log records that you made it. Read it before you send it."
)


def access_request(file: CandidateFile) -> None:
    """A link to a file that is made when it is pressed."""
    own = file.candidate
    st.link_button(
        "Download access report",
        nav.file("access", candidate=own.id),
        icon=":material/download:",
        help=ABOUT,
    )
