"""Who is viewing: what the address, a link and the last choice each decide."""

from datetime import timedelta

import pytest
from starlette.requests import Request

from assessment.domain.errors import NotFound
from assessment.domain.ids import InterviewId, SheetKey
from assessment.domain.permissions import OWNER as THE_OWNER
from assessment.domain.permissions import Actor
from assessment.services.access import seat_links, tokens
from assessment.services.access.tokens import signed_rater
from assessment.ui.app_context import AppContext
from assessment.ui.shared.viewer import COOKIE, LINK_COOKIE, OWNER, who_requests
from tests.builders import INTERVIEW, NOON, RATER, a_bank, an_interview, furnish
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import LEAD, NAMES, PANEL, SECOND

TABLET = "192.168.1.31"


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def context(clock):
    open_uow = fake_open_uow()
    furnish(open_uow, an_interview(seats=PANEL), names=NAMES)
    return AppContext(bank=a_bank(), open_uow=open_uow, clock=clock)


def sheet_of(rater):
    return SheetKey(InterviewId(INTERVIEW), rater)


def a_link(context, rater):
    """The cookie that a device holds once this rater's link was opened there."""
    sheet, given = sheet_of(rater), {"interview": INTERVIEW, "by": THE_OWNER}
    seat_links.issue(context.open_uow, context.clock, sheet=sheet, **given)
    with context.open_uow(read_only=True) as uow:
        return tokens.link_cookie(context.open_uow, uow.links.newest_of([INTERVIEW])[sheet])


def viewing(context, query="", *, client="127.0.0.1", chosen=None, link=None):
    """Who views a request with this query string, last choice and link."""
    held = {COOKIE: signed_rater(context.open_uow, chosen) if chosen else None, LINK_COOKIE: link}
    cookies = "; ".join(f"{k}={v}" for k, v in held.items() if v)
    scope = {
        "type": "http",
        "query_string": query.encode(),
        "headers": [(b"cookie", cookies.encode())] if cookies else [],
        "client": (client, 50_000),
        "server": ("127.0.0.1", 8501),
    }
    return who_requests(context, Request(scope))


def test_the_address_goes_before_what_was_chosen_last(context):
    assert viewing(context, f"as={SECOND}", chosen=LEAD) == Actor(rater=SECOND)
    assert viewing(context, f"as={OWNER}", chosen=LEAD) == THE_OWNER
    assert viewing(context, "", chosen=LEAD) == Actor(rater=LEAD)
    assert viewing(context) == THE_OWNER


def test_a_link_goes_before_the_address_and_opens_its_one_scorecard(context):
    link = a_link(context, LEAD)

    for query in (f"as={SECOND}", f"as={OWNER}", ""):
        found = viewing(context, query, link=link, chosen=SECOND)
        assert found == Actor(rater=LEAD, link=sheet_of(LEAD))


def test_somebody_who_is_not_there_any_more_is_nobody_else(context):
    with pytest.raises(NotFound, match="address is for R-99, and nobody here has that code"):
        viewing(context, "as=R-99", chosen=LEAD)
    with pytest.raises(NotFound, match="address is for R-99"):
        viewing(context, "", chosen="R-99")


def test_on_another_device_only_a_link_says_who_is_viewing(context, monkeypatch):
    monkeypatch.setenv("LEVELSET_LAN", "1")
    link = a_link(context, LEAD)

    found = viewing(context, f"as={OWNER}", client=TABLET, link=link)
    assert found == Actor(rater=LEAD, link=sheet_of(LEAD))
    with pytest.raises(NotFound, match="has ended"):  # a login of an earlier version
        viewing(context, f"as={SECOND}", client=TABLET, chosen=LEAD)
    assert viewing(context, f"as={SECOND}", chosen=LEAD) == Actor(rater=SECOND)


@pytest.mark.parametrize("network", [True, False])
def test_a_link_that_ended_or_was_revoked_makes_nobody_the_owner(
    context, clock, monkeypatch, network
):
    if network:
        monkeypatch.setenv("LEVELSET_LAN", "1")
    link, second = a_link(context, LEAD), a_link(context, SECOND)
    given = {"interview": INTERVIEW, "by": THE_OWNER}
    seat_links.revoke(context.open_uow, clock, sheet=sheet_of(SECOND), **given)
    client = TABLET if network else "127.0.0.1"

    with pytest.raises(NotFound, match="has ended or was revoked"):
        viewing(context, f"as={OWNER}", client=client, link=second)
    clock.at = NOON + timedelta(days=14)
    with pytest.raises(NotFound, match="has ended or was revoked"):
        viewing(context, f"as={OWNER}", client=client, link=link)


def test_a_forged_cookie_and_one_of_an_earlier_version_prove_nothing(context):
    assert viewing(context, f"as={SECOND}", link=f"{RATER}.0123") == Actor(rater=SECOND)
