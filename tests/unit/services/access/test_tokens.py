"""A page proves that it was given its sheet, a device that it was given its rater."""

import pytest

from assessment.domain.ids import RaterId, SheetKey
from assessment.services.access.tokens import opens, rater_of, signed_rater, token_for
from tests.builders import INTERVIEW, OTHER_RATER, RATER, SHEET
from tests.fakes import fake_open_uow


@pytest.fixture
def store():
    return fake_open_uow()


def test_a_token_opens_its_own_sheet_and_no_other(store):
    token = token_for(store, SHEET)

    assert opens(store, token, SHEET)
    assert not opens(store, token, SheetKey(INTERVIEW, OTHER_RATER))
    assert not opens(store, token[:-1], SHEET)
    assert not opens(store, "\ud800", SHEET)


def test_the_key_belongs_to_the_database(store):
    assert token_for(store, SHEET) == token_for(store, SHEET)
    assert not opens(fake_open_uow(), token_for(store, SHEET), SHEET)


def test_a_device_remembers_its_rater(store):
    assert rater_of(store, signed_rater(store, RATER)) == RATER


@pytest.mark.parametrize("forged", ["", "R-01", "R-01.", ".", "R-01.0123", "R-02.\ud800"])
def test_a_forged_memory_is_nobody(store, forged):
    assert rater_of(store, forged) is None


def test_another_raters_signature_does_not_fit(store):
    signature = signed_rater(store, RATER).rpartition(".")[2]

    assert rater_of(store, f"R-02.{signature}") is None


def test_a_sheets_token_is_no_raters_signature(store):
    token = token_for(store, SHEET)

    assert rater_of(store, f"{SHEET.box}.{token}") is None
    assert signed_rater(store, RaterId(SHEET.box)) != f"{SHEET.box}.{token}"
