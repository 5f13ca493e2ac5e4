"""What Streamlit runs for every redraw: who is viewing, navigation, and the chosen page."""

from functools import partial
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment.domain.errors import AssessmentError, NotFound
from assessment.domain.permissions import Actor
from assessment.domain.seat_link import SeatLink
from assessment.services.access import tokens
from assessment.services.hiring.erasing import erased_candidates
from assessment.services.store.generation import current_generation
from assessment.ui import app_context, page_chrome
from assessment.ui.app_context import AppContext
from assessment.ui.audit import page as audit
from assessment.ui.bank import page as bank
from assessment.ui.brief import page as brief
from assessment.ui.client_pack import page as client_pack
from assessment.ui.compare import page as compare
from assessment.ui.debrief import page as debrief
from assessment.ui.help import page as help_page
from assessment.ui.interviews import page as interviews
from assessment.ui.kit import page as kit
from assessment.ui.live import page as interview
from assessment.ui.live.unsent import leftover
from assessment.ui.outcomes import page as outcomes
from assessment.ui.panel import page as panel
from assessment.ui.placement import page as exercise
from assessment.ui.practice import page as practice
from assessment.ui.requisition import page as requisition
from assessment.ui.scorecard import page as scorecard
from assessment.ui.search import page as search
from assessment.ui.settings import page as settings
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.attention import attention
from assessment.ui.shared.signed_in import SignedIn, signed_in
from assessment.ui.shared.typed_words import nobody_signed_in, typed_words
from assessment.ui.shared.viewer_address import viewer_address
from assessment.ui.shared.wording import plain, sentence
from assessment.ui.today import page as today
from assessment.ui.web import candidate_link

FOCUS = frozenset({PageName.INTERVIEW})
"""Screens without navigation: one way out, at the top left."""


def main() -> None:
    """Draws the whole window: frame, context line and the page that the address names."""
    here = app_context.current()
    st.set_page_config(page_title="Levelset", layout="wide", initial_sidebar_state="collapsed")
    if candidate_link.board_code() is not None:
        _exercise_alone(here)
        return
    if why := viewer.signed_out(here):
        st.navigation(_pages_of_nobody(), position="hidden")
        page_chrome.look(focused=True)
        page_chrome.signed_out(why)
        nobody_signed_in()
        return
    focused = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2] in FOCUS
    chosen = st.navigation(_pages(here), position="hidden" if focused else "top")
    page_chrome.look(focused=focused)
    try:
        looking = viewer.settle(here)
    except NotFound as fault:
        page_chrome.nobody_viewing(here, str(fault))
        if link := viewer.ended_link(here):
            _send_what_is_left(here, link)
    except AssessmentError as fault:
        st.error(plain(sentence(fault)))
    else:
        _page(here, chosen, looking, focused=focused)


def _pages(here: AppContext) -> dict[str, list[StreamlitPage]]:
    """Every page; where a link was opened, those of its one scorecard."""
    own = [
        navigation.page(PageName.TODAY, today.render, here),
        navigation.page(PageName.INTERVIEW, interview.render, here),
        navigation.page(PageName.SCORECARD, scorecard.render, here),
        navigation.page(PageName.DEBRIEF, debrief.render, here),
    ]
    helping = navigation.page(PageName.HELP, help_page.render, here)
    settled = navigation.page(PageName.SETTINGS, settings.render, here)
    limited = viewer.link_here(here) is not None
    few = [*own, helping, settled]
    navigation.limit_to({PageName(p.url_path or PageName.TODAY) for p in few} if limited else None)
    if limited:
        return {"": few}
    first, live, *decide = own
    return {
        "": [
            first,
            navigation.page(PageName.SEARCH, search.render, here),
            navigation.page(PageName.BANK, bank.render, here),
            helping,
            settled,
        ],
        "Prepare": [
            navigation.page(PageName.REQUISITION, requisition.render, here),
            navigation.page(PageName.BRIEF, brief.render, here),
            navigation.page(PageName.KIT, kit.render, here),
        ],
        "Interview": [
            navigation.page(PageName.INTERVIEWS, interviews.render, here),
            live,
            navigation.page(PageName.PRACTICE, practice.render, here),
        ],
        "Decide": [
            *decide,
            navigation.page(PageName.COMPARE, compare.render, here),
            navigation.page(PageName.OUTCOMES, outcomes.render, here),
            navigation.page(PageName.CLIENT_PACK, client_pack.render, here),
            navigation.page(PageName.PANEL, panel.render, here),
            navigation.page(PageName.AUDIT, audit.render, here),
        ],
    }


def _send_what_is_left(here: AppContext, link: SeatLink) -> None:
    """What this device still holds for the scorecard of a link that has ended."""
    leftover(
        link.sheet,
        token=tokens.token_for(here.open_uow, link.sheet, link),
        generation=current_generation(here.open_uow),
    )


def _page(here: AppContext, chosen: StreamlitPage, looking: Actor, *, focused: bool) -> None:
    """The page with what stands above it, for the person that this window is."""
    name = chosen.url_path or PageName.TODAY
    url_state.keep_page(name)
    viewer_address(name)
    try:
        if not focused:
            page_chrome.top(here, name, looking)
            _words_of_earlier(here, name)
        if said := url_state.take_notice():
            st.success(plain(said))
        chosen.run()
        if not focused:
            attention()
    except AssessmentError as fault:
        st.error(plain(sentence(fault)))


def _words_of_earlier(here: AppContext, name: str) -> None:
    """What was typed and not saved when a sign-in ended; without sign-in there is no such end."""
    found = signed_in(here, st.context.cookies) if here.sign_in else None
    if isinstance(found, SignedIn):
        typed_words(name, found, erased_candidates(here.open_uow, by=found.actor))


def _pages_of_nobody() -> list[StreamlitPage]:
    """Nothing at each page's address, so that signing in leads back to the page that was open.

    Streamlit writes `/` over the address of a page that it doesn't have.
    """
    return [
        st.Page(_nothing, title="Sign in", url_path=name.value, default=name is PageName.TODAY)
        for name in PageName
    ]


def _nothing() -> None:
    """The page of somebody who has to sign in first."""


def _exercise_alone(here: AppContext) -> None:
    """A candidate's browser: no other page is known to it, whatever it asks for."""
    only = st.Page(partial(exercise.render, here), title="Placement exercise", default=True)
    chosen = st.navigation([only], position="hidden")
    page_chrome.look(focused=True)
    try:
        chosen.run()
    except AssessmentError as fault:
        st.error(plain(sentence(fault)))


if __name__ == "__main__":
    main()
