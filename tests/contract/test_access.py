"""Links of seats, removals and former names: the same claims for every store."""

from dataclasses import replace
from datetime import timedelta

from assessment.domain.ids import RaterId, SheetKey
from assessment.domain.removal import FormerName, RemovalRecord
from assessment.domain.requisition import SeatRole
from assessment.domain.seat_link import SeatLink
from tests.builders import (
    CANDIDATE,
    INTERVIEW,
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    SHEET,
    a_seat,
    an_interview,
    furnish,
)

OTHER = SheetKey(INTERVIEW, OTHER_RATER)


def a_link(sheet=SHEET, *, earlier=False):
    return SeatLink(
        number=0,
        sheet=sheet,
        issued_at=NOON,
        issued_by=None,
        ends_at=NOON + timedelta(days=14),
        earlier=earlier,
    )


def furnished(any_store):
    furnish(any_store, an_interview(seats=(a_seat(RATER), a_seat(OTHER_RATER))))


def test_a_link_is_found_by_its_number_and_by_its_seat(any_store):
    furnished(any_store)
    with any_store() as uow:
        first, second, third = (uow.links.add(a_link(s)) for s in (SHEET, OTHER, SHEET))
        uow.commit()

    with any_store(read_only=True) as uow:
        assert [uow.links.find(n.number) for n in (first, second, third)] == [first, second, third]
        assert first.number < second.number < third.number
        assert uow.links.newest_of([INTERVIEW]) == {SHEET: third, OTHER: second}
        assert uow.links.newest_of([]) == {}
        assert uow.links.find(third.number + 1) is None


def test_revoking_ends_every_link_of_one_seat_and_its_seat_knows(any_store):
    furnished(any_store)
    with any_store() as uow:
        first, other, second = (uow.links.add(a_link(s)) for s in (SHEET, OTHER, SHEET))
        uow.links.revoke(SHEET, at=NOON, by=OTHER_RATER)
        uow.commit()

    with any_store(read_only=True) as uow:
        revoked = {"revoked_at": NOON, "revoked_by": OTHER_RATER}
        assert uow.links.find(first.number) == replace(first, **revoked)
        assert uow.links.find(second.number) == replace(second, **revoked)
        assert uow.links.find(other.number) == other
        found = uow.interviews.find(INTERVIEW)
    assert [s.revoked_up_to for s in found.seats] == [second.number, 0]


def test_the_link_from_before_links_had_an_end_is_found(any_store):
    furnished(any_store)
    with any_store() as uow:
        before = uow.links.add(a_link(earlier=True))
        uow.links.add(a_link())
        uow.commit()

    with any_store(read_only=True) as uow:
        assert uow.links.earlier(SHEET) == before
        assert uow.links.earlier(OTHER) is None


def a_removal(subject, rater=None, role=None):
    return RemovalRecord(
        requisition=REQUISITION,
        subject=subject,
        rater=rater,
        role=role,
        at=NOON,
        by=None,
        because="Added by mistake.",
    )


def listed(any_store):
    with any_store(read_only=True) as uow:
        candidates = [c.id for c in uow.requisitions.candidates(REQUISITION)]
        interviews = [i.id for i in uow.interviews.of_requisition(REQUISITION)]
        return candidates, interviews, uow.interviews.find(INTERVIEW).removed


def test_what_was_removed_is_in_no_list_and_is_there_again_once_it_is_put_back(any_store):
    furnish(any_store)
    for subject, expected in (
        (INTERVIEW, ([CANDIDATE], [], True)),
        (CANDIDATE, ([], [], True)),
    ):
        record = a_removal(subject)
        with any_store() as uow:
            uow.removals.add(record)
            uow.commit()
        assert listed(any_store) == expected

        with any_store() as uow:
            assert uow.removals.find(subject) == record
            assert uow.removals.of(REQUISITION) == [record]
            uow.removals.drop(record)
            uow.commit()
        assert listed(any_store) == ([CANDIDATE], [INTERVIEW], False)


def test_a_seat_that_was_taken_away_hides_neither_interview_nor_candidate(any_store):
    furnish(any_store)
    seat = a_removal(INTERVIEW, RaterId("R-09"), SeatRole.INTERVIEWER)
    with any_store() as uow:
        uow.removals.add(seat)
        uow.commit()

    assert listed(any_store) == ([CANDIDATE], [INTERVIEW], False)
    with any_store(read_only=True) as uow:
        assert uow.removals.find(INTERVIEW, RaterId("R-09")) == seat
        assert uow.removals.find(INTERVIEW) is None


def test_a_removed_interview_keeps_its_number(any_store):
    furnish(any_store)
    with any_store() as uow:
        uow.removals.add(a_removal(INTERVIEW))
        assert [i.id for i in uow.interviews.of_candidate(CANDIDATE)] == [INTERVIEW]


def test_a_former_name_can_be_remembered_replaced_and_erased(any_store):
    furnish(any_store)
    former = FormerName(name="Zoe", at=NOON, by=RATER, because="Misspelt.")
    with any_store() as uow:
        assert uow.people.former_name(CANDIDATE) is None
        uow.people.remember_name(CANDIDATE, former)
        uow.people.remember_name(CANDIDATE, replace(former, name="Zoë"))
        assert uow.people.former_name(CANDIDATE) == replace(former, name="Zoë")
        uow.people.remember_name(CANDIDATE, None)
        assert uow.people.former_name(CANDIDATE) is None


def test_a_requisition_is_removed_with_its_links_removals_and_former_names(any_store):
    furnish(any_store)
    with any_store() as uow:
        link = uow.links.add(a_link())
        uow.removals.add(a_removal(INTERVIEW))
        uow.people.remember_name(CANDIDATE, FormerName(name="Z", at=NOON, by=None, because="x"))
        uow.requisitions.remove(REQUISITION)
        uow.commit()

    with any_store(read_only=True) as uow:
        assert uow.requisitions.all() == []
        assert uow.links.find(link.number) is None
        assert uow.removals.of(REQUISITION) == []


def test_the_journal_notes_the_time_by_itself(any_store):
    with any_store() as uow:
        assert uow.journal.newest() is None
        uow.journal.note(by=RATER, act="denied", about=REQUISITION, detail="withdraw a candidate")
        noted = uow.journal.newest()
        assert uow.journal.lines() == [noted]

    assert (noted.by, noted.act, noted.about) == (RATER, "denied", REQUISITION)
    assert noted.at.tzinfo is not None


def test_a_sign_in_that_ended_stays_ended_for_as_long_as_it_could_have_lasted(any_store):
    with any_store() as uow:
        assert not uow.sign_ins.has_ended("a" * 64)
        uow.sign_ins.end("a" * 64, at=NOON, forget_before=NOON - timedelta(days=1))
        uow.sign_ins.end("a" * 64, at=NOON, forget_before=NOON - timedelta(days=1))
        uow.sign_ins.end("b" * 64, at=NOON, forget_before=NOON)
        assert uow.sign_ins.has_ended("a" * 64)

        later = NOON + timedelta(days=1)
        uow.sign_ins.end("c" * 64, at=later, forget_before=later - timedelta(hours=1))
        assert [uow.sign_ins.has_ended(s * 64) for s in "abc"] == [False, False, True]
