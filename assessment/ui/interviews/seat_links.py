"""The links of one interview's seats: copied, renewed and revoked."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import streamlit as st

from assessment.domain.ids import SheetKey
from assessment.domain.interview import Interview
from assessment.services.access import seat_links as links
from assessment.services.access.seat_links import OfferedLink
from assessment.services.hiring.requisitions import Names
from assessment.ui.app_context import AppContext
from assessment.ui.shared import viewer
from assessment.ui.shared.address.url_prefix import url_prefix
from assessment.ui.shared.drawing.bidi import isolated
from assessment.ui.shared.network import is_loopback
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain, when

HERE = "http://127.0.0.1"
"""Where no browser asks, as in tests."""


def seat_links(
    context: AppContext,
    interview: Interview,
    offered: Mapping[SheetKey, OfferedLink],
    names: Names,
) -> None:
    """For each rating seat its link, when it ends, and what can be done with it."""
    st.markdown("**Links for other devices.** Each opens one scorecard, for 14 days.")
    for sheet in interview.rating_sheets:
        if one := offered.get(sheet):
            name = plain(isolated(names.raters.get(sheet.rater, sheet.rater)))
            st.markdown(f"{name} · {state_of(one)}")
            _address(one)
            _controls(context, interview, one)


def state_of(one: OfferedLink) -> str:
    """`link ends 14 December, 09:00`, or why there is none."""
    if one.link is None:
        return "no link yet"
    if one.link.revoked_at:
        return f"link revoked {when(one.link.revoked_at)}"
    if not one.live:
        return f"link ended {when(one.link.ends_at)}"
    earlier = " (from before the upgrade)" if one.link.earlier else ""
    return f"link{earlier} ends {when(one.link.ends_at)}"


def _address(one: OfferedLink) -> None:
    """The address with its button to copy it."""
    if one.path:
        st.code(f"{base()}{url_prefix()}{one.path}", language=None, wrap_lines=True)


def _controls(context: AppContext, interview: Interview, one: OfferedLink) -> None:
    rater = one.sheet.rater

    def change(act: Callable[..., object], said: str) -> None:
        given = {"interview": interview.id, "sheet": one.sheet, "by": viewer.who(context)}
        save(lambda: act(context.open_uow, context.clock, **given), said)

    with st.container(horizontal=True):
        label = "Renew link" if one.link else "Create link"
        if st.button(label, key=f"renew-{one.sheet.box}", help=RENEWED if one.path else None):
            change(links.renew, f"{rater} has a new link for 14 days.")
        if one.live and st.button("Revoke link", key=f"revoke-{one.sheet.box}", help=REVOKED):
            said = f"The link of {rater} is revoked. What still arrives is kept as a proposal."
            change(links.revoke, said)


RENEWED = "The address above stops working. A device that opened it goes on until it ends."
REVOKED = "Ends it at once on every device. What is still typed there is kept as a proposal."


def base() -> str:
    """Under which address other devices reach this page, as far as this server knows."""
    here = urlsplit(st.context.url or HERE)
    if not is_loopback(here.hostname or ""):
        return f"{here.scheme}://{here.netloc}"
    known = [h for h in st.get_option("server.allowedHosts") or [] if not is_loopback(h)]
    port = f":{here.port}" if here.port else ""
    return f"{here.scheme}://{known[0]}{port}" if known else f"{here.scheme}://{here.netloc}"
