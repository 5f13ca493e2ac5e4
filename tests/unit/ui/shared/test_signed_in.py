"""Who is signed in: one person at each sign-in, and nobody else."""

import pytest

from assessment.services.access import people
from assessment.ui.app_context import AppContext
from assessment.ui.shared.signed_in import SignedIn, signed_in
from tests.builders import a_bank, an_interview, furnish
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import LEAD, NAMES, PANEL, SECOND
from tests.signing_in import ADMIN, COOKIE, LEAD_EMAIL, cookie, settings

SECOND_EMAIL, OTHER_ADMIN = "ben@example.com", "joe@example.com"


@pytest.fixture
def context():
    made = fake_open_uow()
    furnish(made, an_interview(seats=PANEL), names=NAMES)
    with made() as uow:
        uow.people.set_email(LEAD, LEAD_EMAIL)
        uow.people.set_email(SECOND, SECOND_EMAIL)
        uow.commit()
    both = settings(administrators=(ADMIN, OTHER_ADMIN))
    return AppContext(bank=a_bank(), open_uow=made, clock=StoppedClock(), sign_in=both)


def found(context, email, nonce="1"):
    one = signed_in(context, {COOKIE: cookie(email, nonce=nonce)})
    assert isinstance(one, SignedIn)
    return one


def test_a_person_is_the_same_at_each_sign_in(context):
    before, after = found(context, LEAD_EMAIL), found(context, LEAD_EMAIL, nonce="2")

    assert before.person == after.person
    assert before.session != after.session
    assert LEAD_EMAIL not in before.person


def test_no_two_people_are_one_and_two_administrators_are_not(context):
    emails = (LEAD_EMAIL, SECOND_EMAIL, ADMIN, OTHER_ADMIN)

    assert len({found(context, email).person for email in emails}) == len(emails)


def test_who_gets_an_address_that_was_somebody_elses_is_another_person(context):
    before = found(context, SECOND_EMAIL).person
    with context.open_uow() as uow:
        uow.people.set_email(SECOND, "")
        uow.people.set_email("R-03", SECOND_EMAIL)
        uow.commit()

    assert people.own_name(context.open_uow, by=found(context, SECOND_EMAIL).actor)
    assert found(context, SECOND_EMAIL).person != before
