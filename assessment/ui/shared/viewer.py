"""Who is viewing: whoever is signed in, else a link, else who is named in the window's address."""

from collections.abc import Mapping

import streamlit as st
from starlette.requests import Request

from assessment.domain.errors import NotFound, SignedOut
from assessment.domain.ids import RaterId, SheetKey
from assessment.domain.permissions import OWNER as THE_OWNER
from assessment.domain.permissions import Actor
from assessment.domain.seat_link import SeatLink
from assessment.services.access import people, seat_links, tokens
from assessment.services.store.page_token import PageToken
from assessment.ui.app_context import AppContext
from assessment.ui.shared import network
from assessment.ui.shared.address import url_state
from assessment.ui.shared.signed_in import SignedIn, TurnedAway, signed_in

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

SIGN_IN_AGAIN = (
    "You're signed out. What was saved is kept, and so is all that you typed during an interview. "
    "Sign in again and open the page to continue."
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
    if isinstance(signed_in(context, cookies), SignedIn):  # who signed in is nobody else
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
    if context.sign_in is None:
        url_state.keep_viewer(found.rater or OWNER)
    return found


def can_be_chosen(context: AppContext) -> bool:
    """Whether whoever is at this window decides who is viewing."""
    return context.sign_in is None and not network.came_with_a_link()


def signed_out(context: AppContext) -> str:
    """Why this window shows nothing until somebody signs in; blank where it may show its page."""
    if context.sign_in is None:
        return ""
    try:
        _by_account(context, st.context.cookies)
    except SignedOut as fault:
        return str(fault)
    except NotFound:  # a link that ended has its own page
        return ""
    return ""


def may_send(
    context: AppContext, cookies: Mapping[str, str], sheet: SheetKey, token: PageToken
) -> bool:
    """Whether this browser may send what was written on `sheet` by a page with this token.

    A page that was opened by its rater's sign-in is proved by the same person's sign-in, and a page
    that was opened with a link by its token, unless somebody else has signed in since.
    """
    if context.sign_in is None:
        return True
    found = signed_in(context, cookies)
    if isinstance(found, SignedIn):
        return found.actor.rater == sheet.rater
    return token.link > 0


def _by_account(context: AppContext, cookies: Mapping[str, str]) -> Actor:
    """Who signed in, or else whose link was opened; SignedOut where it is nobody."""
    found = signed_in(context, cookies)
    if isinstance(found, SignedIn):
        return found.actor
    if link := linked(context, cookies):
        return Actor(rater=link.sheet.rater, link=link.sheet)
    if _holds_ended_link(context, cookies):
        raise NotFound(NO_SEAT_LEFT)
    raise SignedOut(found.said if isinstance(found, TurnedAway) else SIGN_IN_AGAIN)


def _viewer(
    context: AppContext, cookies: Mapping[str, str], named: str | None, *, link_only: bool
) -> Actor:
    if context.sign_in:
        return _by_account(context, cookies)
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
