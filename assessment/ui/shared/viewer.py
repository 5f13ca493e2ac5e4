"""Who is looking: chosen once on a device, kept in a signed cookie, asked for in one place."""

from collections.abc import Mapping

import streamlit as st

from assessment.domain.ids import RaterId
from assessment.services.access import tokens
from assessment.ui.app_context import AppContext

COOKIE = "levelset_rater"
COOKIE_DAYS = 400
"""The longest that browsers keep one."""


def who(context: AppContext) -> RaterId | None:
    """The rater at this device; None is the owner of the database, who looks as a consultant."""
    return who_asks(context, st.context.cookies)


def who_asks(context: AppContext, cookies: Mapping[str, str]) -> RaterId | None:
    """The same for a request that comes from no Streamlit page."""
    remembered = cookies.get(COOKIE)
    if not isinstance(remembered, str):  # a page run alone, as in tests, has no browser to ask
        return None
    return tokens.rater_of(context.open_uow, remembered)
