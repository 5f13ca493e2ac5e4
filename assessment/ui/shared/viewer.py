"""Who is viewing: named in the window's address, unless a link decides it."""

from collections.abc import Mapping

import streamlit as st
from starlette.requests import Request

from assessment.domain.errors import NotFound
from assessment.domain.ids import RaterId
from assessment.domain.permissions import OWNER as THE_OWNER
from assessment.domain.permissions import Actor
from assessment.domain.seat_link import SeatLink
from assessment.services.access import people, seat_links, tokens
from assessment.ui.app_context import AppContext
from assessment.ui.shared import network, url_state

COOKIE = "levelset_rater"
"""Who was chosen last in this browser: for a new window whose address names nobody."""
LINK_COOKIE = "levelset_seat"
"""Which link was opened in this browser; it overrides every address, and ends with the link."""
COOKIE_DAYS = 400
"""The longest that browsers keep one."""
OWNER = "owner"
"""How an address names the owner of the database. Rater codes are in capitals, so none is this."""
NO_SEAT_LEFT = (
    "The link that this device was opened with has ended or was revoked. What you typed is kept. "
    "Ask whoever runs the interview for a new link."
)


def who(context: AppContext) -> Actor:
    """The person in this window; the owner of the database where nobody is named."""
    return _viewer(
        context,
        st.context.cookies,
        url_state.viewer_named(),
        link_only=network.came_with_a_link(),
    )


def who_requests(context: AppContext, request: Request) -> Actor:
    """The same for a request that comes from no Streamlit page."""
    return _viewer(
        context,
        request.cookies,
        request.query_params.get(url_state.VIEWER),
        link_only=network.request_came_with_a_link(request.scope),
    )


def linked(context: AppContext, cookies: Mapping[str, str]) -> SeatLink | None:
    """The link that was opened in this browser, as long as it holds."""
    held = cookies.get(LINK_COOKIE)
    if not isinstance(held, str):  # a page run alone, as in tests, has no browser to ask
        return None
    return seat_links.device(context.open_uow, context.clock, held)


def link_here(context: AppContext) -> SeatLink | None:
    """As `linked`, for the page that is being drawn."""
    return linked(context, st.context.cookies)


def ended_link(context: AppContext) -> SeatLink | None:
    """The link of this browser once it holds no more: what its page still has is sent."""
    held = st.context.cookies.get(LINK_COOKIE)
    if not isinstance(held, str) or link_here(context):
        return None
    return seat_links.held_by(context.open_uow, held)


def settle(context: AppContext) -> Actor:
    """As `who`; from now on the window keeps this person, and every link carries it."""
    found = who(context)
    url_state.keep_viewer(found.rater or OWNER)
    return found


def _viewer(
    context: AppContext, cookies: Mapping[str, str], named: str | None, *, link_only: bool
) -> Actor:
    if link := linked(context, cookies):
        return Actor(rater=link.sheet.rater, link=link.sheet)
    if _holds_ended_link(context, cookies) or (link_only and _holds_proof(cookies)):
        raise NotFound(NO_SEAT_LEFT)
    code = None if link_only else named or _chosen_last(context, cookies)
    if not code or code == OWNER:  # on this computer's own network address it is the owner
        return THE_OWNER
    if code not in people.interviewers(context.open_uow, by=THE_OWNER):
        raise NotFound(
            f"This window's address is for {code}, and nobody here has that code. "
            "Choose who is viewing."
        )
    return Actor(rater=RaterId(code))


def _holds_proof(cookies: Mapping[str, str]) -> bool:
    return LINK_COOKIE in cookies or COOKIE in cookies


def _holds_ended_link(context: AppContext, cookies: Mapping[str, str]) -> bool:
    """One that we signed; of an earlier version or forged, it is none."""
    held = cookies.get(LINK_COOKIE)
    return isinstance(held, str) and tokens.link_in_cookie(context.open_uow, held) is not None


def _chosen_last(context: AppContext, cookies: Mapping[str, str]) -> RaterId | None:
    """The rater in a cookie that this database signed."""
    remembered = cookies.get(COOKIE)
    if not isinstance(remembered, str):
        return None
    return tokens.rater_of(context.open_uow, remembered)
