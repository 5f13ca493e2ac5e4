"""Who is viewing: named in the window's address, unless a link decides it."""

from collections.abc import Mapping

import streamlit as st
from starlette.requests import Request

from assessment.domain.errors import NotFound
from assessment.domain.ids import RaterId
from assessment.services.access import tokens
from assessment.ui.app_context import AppContext
from assessment.ui.shared import network, url_state

COOKIE = "levelset_rater"
"""Who was chosen last in this browser: for a new window whose address names nobody."""
LINK_COOKIE = "levelset_seat"
"""Whose link was opened in this browser; it overrides every address."""
COOKIE_DAYS = 400
"""The longest that browsers keep one."""
OWNER = "owner"
"""How an address names the owner of the database. Rater codes are in capitals, so none is this."""
NO_SEAT_LEFT = "The link used on this device no longer works. Ask for a new one."


def who(context: AppContext) -> RaterId | None:
    """The rater in this window; None is the owner of the database, who looks as a consultant."""
    return _viewer(
        context,
        st.context.cookies,
        url_state.viewer_named(),
        link_only=network.came_with_a_link(),
    )


def who_requests(context: AppContext, request: Request) -> RaterId | None:
    """The same for a request that comes from no Streamlit page."""
    return _viewer(
        context,
        request.cookies,
        request.query_params.get(url_state.VIEWER),
        link_only=network.request_came_with_a_link(request.scope),
    )


def who_asks(context: AppContext, cookies: Mapping[str, str]) -> RaterId | None:
    """The rater that a cookie proves; None where none does, and where the rater is gone."""
    found = linked(context, cookies) or _signed(context, cookies, COOKIE)
    return found if found and _is_known(context, found) else None


def linked(context: AppContext, cookies: Mapping[str, str]) -> RaterId | None:
    """The rater whose link was opened in this browser."""
    return _signed(context, cookies, LINK_COOKIE)


def settle(context: AppContext) -> RaterId | None:
    """As `who`; from now on the window keeps this person, and every link carries it."""
    found = who(context)
    url_state.keep_viewer(found or OWNER)
    return found


def _viewer(
    context: AppContext, cookies: Mapping[str, str], named: str | None, *, link_only: bool
) -> RaterId | None:
    if link_only:
        return _by_link(context, cookies)
    code = linked(context, cookies) or named or _signed(context, cookies, COOKIE)
    if not code or code == OWNER:
        return None
    if not _is_known(context, RaterId(code)):
        raise NotFound(
            f"This window's address is for {code}, and nobody here has that code. "
            "Choose who is viewing."
        )
    return RaterId(code)


def _by_link(context: AppContext, cookies: Mapping[str, str]) -> RaterId | None:
    """On this computer's own network address there may be no link, and then it is the owner."""
    found = who_asks(context, cookies)
    if found is None and (LINK_COOKIE in cookies or COOKIE in cookies):
        raise NotFound(NO_SEAT_LEFT)
    return found


def _signed(context: AppContext, cookies: Mapping[str, str], name: str) -> RaterId | None:
    """The rater in a cookie that this database signed."""
    remembered = cookies.get(name)
    if not isinstance(remembered, str):  # a page run alone, as in tests, has no browser to ask
        return None
    return tokens.rater_of(context.open_uow, remembered)


def _is_known(context: AppContext, rater: RaterId) -> bool:
    with context.open_uow(read_only=True) as uow:
        return rater in uow.people.raters()
