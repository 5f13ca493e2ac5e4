"""The ledger knows which questions a client's candidates heard, in which kit and when."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from assessment.domain.errors import NotFound
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER
from assessment.domain.rating import Kind
from assessment.services.kits import exposure
from assessment.services.kits.exposure import Asking
from assessment.services.store.ports import OpenUnitOfWork
from tests.builders import (
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    a_candidate,
    a_kit,
    a_question,
    a_requisition,
    a_seat,
    an_added_question,
    an_entry,
    an_interview,
    furnish,
)
from tests.fakes import fake_open_uow

DAY = timedelta(days=1)
ADDED = an_added_question(a_question("exe-009"))


def asked(open_uow: OpenUnitOfWork, candidate: str, *questions: str, at: datetime = NOON) -> None:
    """An interview of this candidate, its kit the requisition's first, of just these questions."""
    requisition = candidate.rpartition(".")[0]
    kit = a_kit(f"{requisition}.K1", questions=[a_question(q) for q in questions])
    furnish(open_uow, an_interview(f"{candidate}.1", kit=kit.id, planned_at=at), kit=kit)


def with_client(open_uow: OpenUnitOfWork, requisition: str, client: str) -> None:
    with open_uow() as uow:
        uow.requisitions.add(a_requisition(requisition, client=client))
        uow.commit()


def asking(question: str, candidate: str, at: datetime = NOON) -> Asking:
    requisition = candidate.rpartition(".")[0]
    return Asking(question=question, kit=f"{requisition}.K1", interview=f"{candidate}.1", at=at)


def test_every_interview_of_the_client_counts_the_latest_first():
    open_uow = fake_open_uow()
    for requisition in ("MES-1", "MES-2"):
        with_client(open_uow, requisition, "Brewery")
    asked(open_uow, "MES-1.C-01", "exe-001", "exe-002")
    asked(open_uow, "MES-1.C-02", "exe-001", "exe-002", at=NOON + DAY)
    asked(open_uow, "MES-2.C-01", "exe-001", at=NOON - DAY)

    ledger = exposure.ledger(open_uow, REQUISITION, by=OWNER)

    assert ledger.askings == {
        "exe-001": (
            asking("exe-001", "MES-1.C-02", NOON + DAY),
            asking("exe-001", "MES-1.C-01"),
            asking("exe-001", "MES-2.C-01", NOON - DAY),
        ),
        "exe-002": (
            asking("exe-002", "MES-1.C-02", NOON + DAY),
            asking("exe-002", "MES-1.C-01"),
        ),
    }


def test_another_client_hears_nothing_and_spelling_makes_no_other_client():
    open_uow = fake_open_uow()
    for requisition, client in (("A-1", "Dairy"), ("A-2", " big  BREWERY"), ("A-3", "Big Brewery")):
        with_client(open_uow, requisition, client)
    asked(open_uow, "A-1.C-01", "exe-001")
    asked(open_uow, "A-2.C-01", "exe-002")

    assert set(exposure.ledger(open_uow, "A-3", by=OWNER).askings) == {"exe-002"}


def test_a_kit_without_interviews_has_asked_nothing():
    open_uow = fake_open_uow()
    with_client(open_uow, "MES-1", "Brewery")
    with open_uow() as uow:
        uow.kits.add(a_kit())
        uow.commit()

    assert exposure.ledger(open_uow, REQUISITION, by=OWNER).askings == {}


def test_recently_is_the_last_twelve_months_and_what_is_planned():
    open_uow = fake_open_uow()
    when = {
        "exe-001": NOON - exposure.RECENTLY,
        "exe-002": NOON - exposure.RECENTLY - DAY,
        "exe-003": NOON + 30 * DAY,
    }
    for number, (question, at) in enumerate(when.items(), 1):
        with_client(open_uow, f"MES-{number}", "Brewery")
        asked(open_uow, f"MES-{number}.C-01", question, at=at)

    ledger = exposure.ledger(open_uow, REQUISITION, by=OWNER)

    assert ledger.recent(NOON) == {"exe-001", "exe-003"}
    assert ledger.latest("exe-002") == asking("exe-002", "MES-2.C-01", when["exe-002"])
    assert ledger.latest("exe-004") is None


@pytest.mark.parametrize(("withdrawn", "heard"), [(NOON - DAY, set()), (NOON + DAY, {"exe-001"})])
def test_an_interview_after_the_candidate_withdrew_does_not_take_place(withdrawn, heard):
    open_uow = fake_open_uow()
    asked(open_uow, "MES-1.C-01", "exe-001")
    with open_uow() as uow:
        uow.requisitions.save_candidate(a_candidate("MES-1.C-01", withdrawn_at=withdrawn))
        uow.commit()

    assert set(exposure.ledger(open_uow, REQUISITION, by=OWNER).askings) == heard


def test_what_was_asked_in_the_kit_looked_at_is_no_news():
    open_uow = fake_open_uow()
    asked(open_uow, "MES-1.C-01", "exe-001")

    assert (
        exposure.ledger(open_uow, REQUISITION, by=OWNER).latest("exe-001", beside="MES-1.K1")
        is None
    )


def two_interviews_of_one_kit(open_uow: OpenUnitOfWork) -> None:
    """C-01 at noon and C-02 a day later, both with two raters and the kit of `exe-001` alone."""
    kit = a_kit(questions=[a_question("exe-001")])
    seats = (a_seat(RATER), a_seat(OTHER_RATER))
    furnish(
        open_uow,
        an_interview("MES-1.C-01.1", seats=seats),
        an_interview("MES-1.C-02.1", seats=seats, planned_at=NOON + DAY),
        kit=kit,
    )


def add(open_uow: OpenUnitOfWork, rater: str, text: str = ADDED.text(), *, seq: int = 1) -> None:
    """What the live screen sends of C-01 when the key A adds a question, or takes it off again."""
    sheet = SheetKey("MES-1.C-01.1", rater)
    with open_uow() as uow:
        uow.entries.append(
            an_entry(text, kind=Kind.ADDED, item=ADDED.item.id, sheet=sheet, seq=seq)
        )
        uow.commit()


def test_a_question_added_to_an_interview_was_asked_there_and_nowhere_else():
    open_uow = fake_open_uow()
    two_interviews_of_one_kit(open_uow)
    for rater in (RATER, OTHER_RATER):  # two drafts of one interview that add the same
        add(open_uow, rater)
    heard = replace(asking("exe-009", "MES-1.C-01"), added=True)

    ledger = exposure.ledger(open_uow, REQUISITION, by=OWNER)

    assert ledger.askings["exe-009"] == (heard,)
    assert ledger.recent(NOON) == {"exe-001", "exe-009"}
    assert ledger.latest("exe-009") == heard
    assert ledger.latest("exe-009", beside="MES-1.K1") == heard
    assert exposure.heard_at(open_uow, "exe-009", by=OWNER) == {"Brewery": (heard,)}


def test_an_added_question_counts_for_twelve_months_from_its_interview():
    open_uow = fake_open_uow()
    two_interviews_of_one_kit(open_uow)
    add(open_uow, RATER)

    later = exposure.ledger(open_uow, REQUISITION, by=OWNER).recent(NOON + exposure.RECENTLY + DAY)

    assert later == {"exe-001"}


def test_a_question_taken_off_the_sheet_again_was_not_asked():
    open_uow = fake_open_uow()
    two_interviews_of_one_kit(open_uow)
    add(open_uow, RATER)
    add(open_uow, RATER, "", seq=2)

    assert set(exposure.ledger(open_uow, REQUISITION, by=OWNER).askings) == {"exe-001"}


def test_an_unknown_requisition_is_named():
    with pytest.raises(NotFound) as caught:
        exposure.ledger(fake_open_uow(), REQUISITION, by=OWNER)

    assert str(caught.value) == "There is no role 'MES-1' in this database."


def test_a_question_is_told_by_the_clients_that_heard_it():
    open_uow = fake_open_uow()
    for requisition, client in (("A-1", "Dairy"), ("A-2", "Brewery"), ("A-3", "brewery")):
        with_client(open_uow, requisition, client)
    asked(open_uow, "A-1.C-01", "exe-002")
    asked(open_uow, "A-2.C-01", "exe-001")
    asked(open_uow, "A-3.C-01", "exe-001", at=NOON + DAY)

    heard = exposure.heard_at(open_uow, "exe-001", by=OWNER)

    assert list(heard.values()) == [
        (asking("exe-001", "A-3.C-01", NOON + DAY), asking("exe-001", "A-2.C-01"))
    ]
    assert [client.casefold() for client in heard] == ["brewery"]
