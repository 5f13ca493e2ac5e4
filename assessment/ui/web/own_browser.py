"""Whether a link may change who a browser is, or has to ask first.

A page of another site can send a visitor's browser to any address. So a link that arrives that way
changes nothing before somebody pressed a button on our own page.
"""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse

from assessment.ui.shared.drawing.templating import filled
from assessment.ui.shared.network import host_named, is_this_computer
from assessment.ui.shared.signed_in import SIGN_IN_COOKIE
from assessment.ui.shared.viewer import COOKIE, LINK_COOKIE
from assessment.ui.web.refusal import HEADERS

USED_COOKIE = "levelset_used"
"""Set where Levelset's own pages were opened in a browser: it is no candidate's."""
OURS = frozenset({COOKIE, LINK_COOKIE, USED_COOKIE, SIGN_IN_COOKIE})
ELSEWHERE = "This was not pressed on a page of Levelset. Open the link again."


def typed_or_scanned(request: Request) -> bool:
    """Whether nobody else's page sent the browser here.

    Browsers leave the header out where the address is not encrypted, as in a local network.
    Then only a browser that is nobody yet is believed, and never the owner's own computer, nor one
    that names another site's page as the place it comes from.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"none", "same-origin"}
    before = request.headers.get("referer")
    if before and host_named(before) != request.headers.get("host"):
        return False
    return not is_this_computer(request.scope) and not held_here(request.cookies)


def held_here(cookies: Mapping[str, str]) -> bool:
    """Whether an interviewer, or the owner, uses this browser."""
    return any(name in cookies for name in OURS)


def pressed_here(request: Request) -> bool:
    """Whether a form was sent by a page of this very server."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in {None, "same-origin"} or origin is None:
        return False
    return host_named(origin) == request.headers.get("host")


def asking_page(said: str, button: str) -> HTMLResponse:
    """`said` with one button, which sends the same address back to us.

    With a referrer policy of `no-referrer` a browser would send the form with the origin `null`,
    and `pressed_here` would not know our own page.
    """
    page = filled("web/templates/asking.html.j2", said=said, button=button)
    policy = HEADERS["Content-Security-Policy"].replace("form-action 'none'", "form-action 'self'")
    ours = {"Content-Security-Policy": policy, "Referrer-Policy": "same-origin"}
    return HTMLResponse(page, headers={**HEADERS, **ours})
