"""Keeps what a signed-in person types on the device until it is saved, and puts it back.

A sign-in can end in the middle of a sentence. The live screen has its own queue for that; this is
for every other page.
"""

from collections.abc import Sequence

import streamlit as st

from assessment.domain.ids import CandidateId
from assessment.ui.shared.address import url_state
from assessment.ui.shared.address.navigation import TITLES, PageName
from assessment.ui.shared.browser.component_files import CONTROLS, text_of
from assessment.ui.shared.browser.scripts import script_of
from assessment.ui.shared.signed_in import SignedIn

NOTHING_TO_KEEP = frozenset({PageName.SEARCH, PageName.BANK, PageName.AUDIT})
"""Pages whose fields only search."""

_component = st.components.v2.component(
    "levelset_typed_words",
    html=text_of("shared/typed_words/typed_words.html"),
    css=text_of(*CONTROLS, "shared/typed_words/typed_words.css"),
    js=script_of("shared/typed_words/index.js"),
)


def typed_words(page: str, found: SignedIn, erased: Sequence[CandidateId]) -> None:
    """For every text field of the page that `found` opened; shows something only when it has to.

    What anybody typed here about one of `erased` is deleted from the device.
    """
    name = PageName(page)
    _draw(
        person=found.person,
        session=found.session,
        page=TITLES[name],
        keeps=name not in NOTHING_TO_KEEP,
        rounds=[list(pair) for pair in url_state.rounds()],
        erased=erased,
    )


def nobody_signed_in() -> None:
    """For the page that asks somebody to sign in again: what this window keeps of theirs."""
    _draw(person="", session="", page="", keeps=False, rounds=[], erased=[])


def _draw(
    *,
    person: str,
    session: str,
    page: str,
    keeps: bool,
    rounds: Sequence[Sequence[str]],
    erased: Sequence[CandidateId],
) -> None:
    _component(
        key="typed-words",
        data={
            "person": person,
            "session": session,
            "page": page,
            "keeps": keeps,
            "rounds": rounds,
            "erased": erased,
        },
    )
