"""A page proves that it was given its sheet, a device that it was given its link."""

from datetime import timedelta

import pytest

from assessment.domain.ids import SheetKey
from assessment.domain.seat_link import SeatLink
from assessment.services.access import tokens
from assessment.services.access.tokens import page_token, rater_of, signed_rater, token_for
from assessment.services.store.page_token import EARLIER, PageToken
from tests.builders import INTERVIEW, NOON, OTHER_RATER, RATER, SHEET
from tests.fakes import fake_open_uow

LINK = SeatLink(
    number=7, sheet=SHEET, issued_at=NOON, issued_by=None, ends_at=NOON + timedelta(days=14)
)


@pytest.fixture
def store():
    return fake_open_uow()


def test_a_token_opens_its_own_sheet_and_no_other(store):
    token = token_for(store, SHEET)

    assert page_token(store, token, SHEET) == PageToken()
    assert page_token(store, token, SheetKey(INTERVIEW, OTHER_RATER)) is None
    assert page_token(store, token[:-1], SHEET) is None
    assert page_token(store, "\ud800", SHEET) is None


def test_a_token_of_a_link_says_which_and_until_when(store):
    token = token_for(store, SHEET, LINK)

    assert page_token(store, token, SHEET) == PageToken(link=7, ends_at=LINK.ends_at)


def test_a_page_of_an_earlier_version_is_known(store):
    token_for(store, SHEET)
    with store(read_only=True) as uow:
        key = uow.settings.get(tokens.KEY)

    before = tokens._signed(key, "sheet", SHEET.box)

    assert page_token(store, before, SHEET) == PageToken(link=EARLIER)


def test_the_key_belongs_to_the_database(store):
    assert token_for(store, SHEET) == token_for(store, SHEET)
    assert page_token(fake_open_uow(), token_for(store, SHEET), SHEET) is None


def test_a_browser_remembers_its_rater(store):
    assert rater_of(store, signed_rater(store, RATER)) == RATER


@pytest.mark.parametrize(
    "forged", ["", "R-01", "R-01.", ".", "R-01.0123", "R-02.\ud800", "e30.e30"]
)
def test_a_forged_memory_is_nobody(store, forged):
    assert rater_of(store, forged) is None
    assert tokens.link_number(store, forged) is None
    assert tokens.link_in_cookie(store, forged) is None
    assert page_token(store, forged, SHEET) is None


def test_one_kind_of_proof_is_not_another(store):
    code, cookie = tokens.link_code(store, LINK), tokens.link_cookie(store, LINK)

    assert (tokens.link_number(store, code), tokens.link_in_cookie(store, cookie)) == (7, 7)
    assert tokens.link_number(store, cookie) is None
    assert tokens.link_in_cookie(store, code) is None
    assert rater_of(store, token_for(store, SHEET)) is None
    assert page_token(store, code, SHEET) is None


def test_the_address_of_a_link_says_nothing_of_whose_it_is(store):
    code = tokens.link_code(store, LINK)

    assert SHEET.rater not in code
    assert len(code) < 60
