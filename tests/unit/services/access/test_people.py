"""Email addresses of interviewers: an administrator's to give, one for one person, in no log."""

import pytest

from assessment.domain.audit import DENIED
from assessment.domain.errors import Invalid, NotAllowed, NotFound
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.services.access import people
from tests.builders import an_interview, furnish
from tests.fakes import fake_open_uow
from tests.shortlist import LEAD, NAMES, PANEL, SECOND


@pytest.fixture
def store():
    made = fake_open_uow()
    furnish(made, an_interview(seats=PANEL), names=NAMES)
    return made


def given(store, rater, email, by=OWNER):
    return people.set_email(
        store, rater=rater, email=email, administrators=("ida@example.com",), by=by
    )


def lines(store):
    with store(read_only=True) as uow:
        return [(x.by, x.act, x.about, x.detail) for x in uow.journal.lines()]


def test_an_address_is_given_replaced_and_taken_away(store):
    assert given(store, LEAD, " Ann@Example.com ") == "ann@example.com"
    assert people.emails(store, by=OWNER) == {LEAD: "ann@example.com"}
    assert given(store, LEAD, "ann@example.com") == "ann@example.com"
    assert given(store, LEAD, "  ") == ""
    assert people.emails(store, by=OWNER) == {}

    act = Action.CHANGE_EMAIL.value
    assert lines(store)[-2:] == [(None, act, LEAD, "set"), (None, act, LEAD, "removed")]
    assert "@" not in str(lines(store))


def test_one_address_is_one_person(store):
    given(store, LEAD, "ann@example.com")

    with pytest.raises(Invalid, match=r"Ann Lead \(R-01\) already signs in with ann@example\.com"):
        given(store, SECOND, "ANN@example.com")
    with pytest.raises(Invalid, match=r"ida@example\.com administers Levelset.* Give Ben Second"):
        given(store, SECOND, "Ida@example.com")
    with pytest.raises(Invalid, match="'ben' is not an email address"):
        given(store, SECOND, "ben")
    with pytest.raises(NotFound, match="no interviewer 'R-77'"):
        given(store, "R-77", "x@example.com")
    assert people.emails(store, by=OWNER) == {LEAD: "ann@example.com"}


@pytest.mark.parametrize("rater", [LEAD, SECOND])
def test_nobody_else_gives_or_reads_addresses(store, rater):
    by = Actor(rater=rater)

    with pytest.raises(NotAllowed, match="Only the owner can change who signs in"):
        given(store, rater, "x@example.com", by)
    with pytest.raises(NotAllowed):
        people.emails(store, by=by)
    assert lines(store)[-1][1] == DENIED
