"""One transaction, in every store."""

import threading

import pytest

from assessment.domain.errors import NotFound
from tests.builders import (
    INTERVIEW,
    RATER,
    REQUISITION,
    SHEET,
    a_candidate,
    a_requisition,
    an_entry,
    furnish,
)


def test_what_was_committed_is_there_for_the_next_one(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        uow.commit()

    with any_store() as uow:
        assert uow.requisitions.all() == [a_requisition()]


def test_what_was_not_committed_is_forgotten(any_store):
    furnish(any_store)

    with any_store() as uow:
        uow.requisitions.add(a_requisition("MES-2"))
        uow.people.add_rater("R-09", "Ida")
        uow.entries.append(an_entry())
        uow.settings.put("colour", "blue")

    with any_store(read_only=True) as uow:
        assert uow.requisitions.find("MES-2") is None
        assert list(uow.people.raters()) == [RATER]
        assert uow.entries.history(SHEET) == []
        assert uow.settings.all() == {}


def test_an_error_undoes_what_came_before_it(any_store):
    def fail_half_way():
        with any_store() as uow:
            uow.requisitions.add(a_requisition())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()

    with any_store(read_only=True) as uow:
        assert uow.requisitions.all() == []


def test_an_error_after_the_commit_undoes_only_what_came_after_it(any_store):
    def fail_after_committing():
        with any_store() as uow:
            uow.requisitions.add(a_requisition())
            uow.commit()
            uow.requisitions.add(a_requisition("MES-2"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_committing()

    with any_store(read_only=True) as uow:
        assert uow.requisitions.all() == [a_requisition()]


def test_a_refusal_leaves_the_store_usable(any_store):
    with pytest.raises(NotFound), any_store() as uow:
        uow.requisitions.add_candidate(a_candidate("MES-9.C-01"))

    furnish(any_store)
    with any_store(read_only=True) as uow:
        assert [i.id for i in uow.interviews.of_requisition(REQUISITION)] == [INTERVIEW]


def test_a_unit_of_work_sees_what_it_wrote_itself(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition())

        assert uow.requisitions.find(REQUISITION) == a_requisition()


def test_a_reader_sees_nothing_of_an_unfinished_writer_and_does_not_wait_for_it(any_store):
    with any_store() as writing:
        writing.requisitions.add(a_requisition())

        with any_store(read_only=True) as reading:
            assert reading.requisitions.all() == []
            writing.commit()

            assert reading.requisitions.all() == []

    with any_store(read_only=True) as reading:
        assert reading.requisitions.all() == [a_requisition()]


def test_a_read_only_one_refuses_to_commit(any_store):
    with (
        any_store(read_only=True) as uow,
        pytest.raises(RuntimeError, match="nothing to commit"),
    ):
        uow.commit()


def test_a_second_writer_inside_the_first_is_refused_instead_of_waiting_for_ever(any_store):
    with any_store(), pytest.raises(RuntimeError, match="already holds"), any_store():
        raise AssertionError("it was let in")


def test_two_threads_writing_at_once_both_get_everything_in(any_store):
    furnish(any_store)
    start, faults = threading.Barrier(2), []

    def rate(client):
        try:
            start.wait()
            for seq in range(1, 26):
                with any_store() as uow:
                    uow.entries.append(an_entry(client=client, seq=seq))
                    uow.commit()
        except Exception as fault:  # noqa: BLE001  # raised again below, in the test's thread
            faults.append(fault)

    threads = [threading.Thread(target=rate, args=(f"tab-{n}",)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with any_store(read_only=True) as uow:
        kept = uow.entries.history(SHEET)
    assert faults == []
    assert len({e.id for e in kept}) == 50
    for client in ("tab-1", "tab-2"):
        assert [e.seq for e in kept if e.client == client] == list(range(1, 26))
