"""Who is viewing: what the address, a link and the last choice each decide."""

import pytest
from starlette.requests import Request

from assessment.domain.errors import NotFound
from assessment.services.access.tokens import signed_rater
from assessment.ui.app_context import AppContext
from assessment.ui.shared.viewer import COOKIE, LINK_COOKIE, OWNER, who_requests
from tests.builders import RATER, a_bank, an_interview, furnish
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import LEAD, NAMES, PANEL, SECOND

TABLET = "192.168.1.31"


@pytest.fixture
def context():
    open_uow = fake_open_uow()
    furnish(open_uow, an_interview(seats=PANEL), names=NAMES)
    return AppContext(bank=a_bank(), open_uow=open_uow, clock=StoppedClock())


def viewing(context, query="", *, client="127.0.0.1", **cookies):
    """Who views a request with this query string and these raters' cookies."""
    held = "; ".join(f"{k}={signed_rater(context.open_uow, v)}" for k, v in cookies.items())
    headers = [(b"cookie", held.encode())] if held else []
    scope = {
        "type": "http",
        "query_string": query.encode(),
        "headers": headers,
        "client": (client, 50_000),
        "server": ("127.0.0.1", 8501),
    }
    return who_requests(context, Request(scope))


def test_the_address_goes_before_what_was_chosen_last(context):
    assert viewing(context, f"as={SECOND}", **{COOKIE: LEAD}) == SECOND
    assert viewing(context, f"as={OWNER}", **{COOKIE: LEAD}) is None
    assert viewing(context, "", **{COOKIE: LEAD}) == LEAD
    assert viewing(context) is None


def test_a_link_goes_before_the_address(context):
    assert viewing(context, f"as={SECOND}", **{LINK_COOKIE: LEAD}) == LEAD
    assert viewing(context, f"as={OWNER}", **{LINK_COOKIE: LEAD}) == LEAD


def test_somebody_who_is_not_there_any_more_is_nobody_else(context):
    with pytest.raises(NotFound, match="address is for R-99, and nobody here has that code"):
        viewing(context, "as=R-99", **{COOKIE: LEAD})
    with pytest.raises(NotFound, match="address is for R-99"):
        viewing(context, "", **{COOKIE: "R-99"})


def test_on_another_device_an_address_grants_nothing(context, monkeypatch):
    monkeypatch.setenv("LEVELSET_LAN", "1")

    assert viewing(context, f"as={SECOND}", client=TABLET, **{LINK_COOKIE: LEAD}) == LEAD
    assert viewing(context, f"as={OWNER}", client=TABLET, **{LINK_COOKIE: LEAD}) == LEAD
    assert viewing(context, f"as={OWNER}", client=TABLET, **{COOKIE: LEAD}) == LEAD  # older links
    assert viewing(context, f"as={SECOND}", **{COOKIE: LEAD}) == SECOND


def test_on_another_device_a_link_whose_rater_is_gone_does_not_become_the_owner(
    context, monkeypatch
):
    monkeypatch.setenv("LEVELSET_LAN", "1")

    with pytest.raises(NotFound, match="no longer works"):
        viewing(context, f"as={OWNER}", client=TABLET, **{LINK_COOKIE: "R-99"})


def test_a_forged_cookie_proves_nothing(context):
    forged = {"cookie": f"{LINK_COOKIE}={RATER}.0123"}
    request = Request(
        {
            "type": "http",
            "query_string": f"as={SECOND}".encode(),
            "headers": [(k.encode(), v.encode()) for k, v in forged.items()],
            "client": ("127.0.0.1", 50_000),
        }
    )

    assert who_requests(context, request) == SECOND
