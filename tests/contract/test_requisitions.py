"""Requisitions, candidates, panel and names, in every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.contact import Contact
from assessment.domain.errors import Invalid, NotFound
from assessment.domain.requisition import Reveal, SeatRole
from tests.builders import (
    CANDIDATE,
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    a_candidate,
    a_panel_member,
    a_requisition,
)


def test_requisitions_come_oldest_first_and_equals_in_the_order_they_were_added(any_store):
    late = a_requisition("A", created_at=NOON + timedelta(hours=1))
    first, second = a_requisition("Z"), a_requisition("B")
    with any_store() as uow:
        for requisition in (late, first, second):
            uow.requisitions.add(requisition)

        assert uow.requisitions.all() == [first, second, late]


def test_an_unknown_requisition_is_none(any_store):
    with any_store(read_only=True) as uow:
        assert uow.requisitions.find(REQUISITION) is None


def test_two_requisitions_of_one_name_are_refused(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition())

        with pytest.raises(Invalid):
            uow.requisitions.add(a_requisition(title="Another"))


def test_saving_changes_title_client_and_policy_and_keeps_the_date(any_store):
    changed = replace(
        a_requisition(title="MOM architect", client="Dairy", reveal=Reveal.AFTER_OWN_SCORECARD),
        archived_at=NOON + timedelta(days=9),
    )
    with any_store() as uow:
        uow.requisitions.add(a_requisition())

        uow.requisitions.save(replace(changed, created_at=NOON + timedelta(days=1)))

        assert uow.requisitions.find(REQUISITION) == changed


def test_saving_what_is_not_there_is_refused(any_store):
    with any_store() as uow:
        with pytest.raises(NotFound):
            uow.requisitions.save(a_requisition())
        with pytest.raises(NotFound):
            uow.requisitions.save_candidate(a_candidate())


def test_candidates_come_in_the_order_of_their_codes(any_store):
    codes = ["MES-1.C-100", "MES-1.C-02", "MES-1.C-10", "MES-1.C-01"]
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        uow.requisitions.add(a_requisition("MES-2"))
        uow.requisitions.add_candidate(a_candidate("MES-2.C-01"))
        for code in codes:
            uow.requisitions.add_candidate(a_candidate(code))

        found = [c.id for c in uow.requisitions.candidates(REQUISITION)]

    assert found == ["MES-1.C-01", "MES-1.C-02", "MES-1.C-10", "MES-1.C-100"]


def test_a_withdrawn_candidate_stays_in_the_record(any_store):
    withdrawn = a_candidate(withdrawn_at=NOON, withdrawn_because="took another job")
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        uow.requisitions.add_candidate(a_candidate())

        uow.requisitions.save_candidate(withdrawn)

        assert uow.requisitions.candidate(CANDIDATE) == withdrawn


def test_a_candidate_needs_its_requisition(any_store):
    with any_store() as uow, pytest.raises(NotFound):
        uow.requisitions.add_candidate(a_candidate())


def test_the_panel_comes_in_the_order_of_seating_even_after_a_change_of_role(any_store):
    lead = a_panel_member(OTHER_RATER, role=SeatRole.LEAD)
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        for rater in (RATER, OTHER_RATER):
            uow.people.add_rater(rater, rater)
        uow.requisitions.seat(a_panel_member(OTHER_RATER))
        uow.requisitions.seat(a_panel_member(RATER))

        uow.requisitions.seat(lead)

        assert uow.requisitions.panel(REQUISITION) == [lead, a_panel_member(RATER)]


def test_a_seat_needs_a_rater_who_is_known(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition())

        with pytest.raises(NotFound):
            uow.requisitions.seat(a_panel_member())


def test_unseating_takes_one_rater_off_one_panel(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        uow.people.add_rater(RATER, "Ida")
        uow.requisitions.seat(a_panel_member())

        uow.requisitions.unseat(REQUISITION, RATER)
        uow.requisitions.unseat(REQUISITION, OTHER_RATER)

        assert uow.requisitions.panel(REQUISITION) == []
        assert uow.people.raters() == {RATER: "Ida"}


def test_raters_come_in_the_order_in_which_they_were_added(any_store):
    with any_store() as uow:
        uow.people.add_rater(OTHER_RATER, "Bo")
        uow.people.add_rater(RATER, "Ida")

        assert list(uow.people.raters().items()) == [(OTHER_RATER, "Bo"), (RATER, "Ida")]


def test_an_address_is_one_raters(any_store):
    with any_store() as uow:
        uow.people.add_rater(OTHER_RATER, "Bo")
        uow.people.add_rater(RATER, "Ida")
        assert (uow.people.emails(), uow.people.with_email("")) == ({}, None)

        uow.people.set_email(RATER, "old@example.com")
        uow.people.set_email(RATER, "ida@example.com")
        uow.people.set_email(OTHER_RATER, "bo@example.com")

        both = {OTHER_RATER: "bo@example.com", RATER: "ida@example.com"}
        assert list(uow.people.emails().items()) == list(both.items())
        assert uow.people.with_email("ida@example.com") == RATER
        assert uow.people.with_email("old@example.com") is None
        uow.people.set_email(RATER, "")
        uow.people.set_email(OTHER_RATER, "")  # two without an address are no two of the same
        assert uow.people.emails() == {}
        with pytest.raises(NotFound):
            uow.people.set_email("R-77", "x@example.com")


def test_an_address_that_somebody_has_is_refused(any_store):
    with any_store() as uow:
        uow.people.add_rater(OTHER_RATER, "Bo")
        uow.people.add_rater(RATER, "Ida")
        uow.people.set_email(RATER, "ida@example.com")

        with pytest.raises(Invalid, match=r"signs in with ida@example\.com"):
            uow.people.set_email(OTHER_RATER, "ida@example.com")


def test_two_raters_of_one_code_are_refused(any_store):
    with any_store() as uow:
        uow.people.add_rater(RATER, "Ida")

        with pytest.raises(Invalid):
            uow.people.add_rater(RATER, "Bo")


def test_a_candidates_name_can_be_set_changed_and_erased(any_store):
    second = "MES-1.C-02"
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        uow.requisitions.add(a_requisition("MES-2"))
        for candidate in (second, CANDIDATE, "MES-2.C-01"):
            uow.requisitions.add_candidate(a_candidate(candidate))
            uow.people.name_candidate(candidate, "Somebody")

        uow.people.name_candidate(CANDIDATE, "Ana")
        assert list(uow.people.candidate_names(REQUISITION).items()) == [
            (CANDIDATE, "Ana"),
            (second, "Somebody"),
        ]

        uow.people.name_candidate(CANDIDATE, " ")
        assert uow.people.candidate_names(REQUISITION) == {second: "Somebody"}


@pytest.mark.parametrize("name", ["محمد بن سلمان", "王小明", "Zoë 🦊 O'Neil", "a" * 10_000])
def test_a_name_in_any_writing_comes_back_as_it_was(any_store, name):
    with any_store() as uow:
        uow.requisitions.add(a_requisition(title=name))
        uow.requisitions.add_candidate(a_candidate())
        uow.people.name_candidate(CANDIDATE, name)
        uow.commit()

    with any_store(read_only=True) as uow:
        assert uow.people.candidate_names(REQUISITION) == {CANDIDATE: name}
        assert uow.requisitions.find(REQUISITION) == a_requisition(title=name)


def test_a_contact_is_replaced_listed_and_erased_when_blank(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        uow.requisitions.add_candidate(a_candidate())
        uow.people.keep_contact(CANDIDATE, Contact(email="ada@example.com"))
        uow.people.keep_contact(CANDIDATE, Contact(reference="A-1"))

        assert uow.people.contacts(REQUISITION) == {CANDIDATE: Contact(reference="A-1")}
        uow.people.keep_contact(CANDIDATE, Contact())
        assert uow.people.contacts(REQUISITION) == {}
