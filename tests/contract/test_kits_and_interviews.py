"""Briefs, kits and interviews, in every store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from assessment.domain.errors import Invalid, NotFound
from assessment.domain.requisition import SeatRole
from question_bank import CELLS, Competency
from tests.builders import (
    CANDIDATE,
    INTERVIEW,
    KIT,
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    SHEET,
    a_brief,
    a_candidate,
    a_kit,
    a_kit_draft,
    a_question,
    a_requisition,
    a_seat,
    an_entry,
    an_interview,
    an_origin,
    furnish,
)


def test_the_latest_brief_is_the_highest_revision(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        assert uow.briefs.latest(REQUISITION) is None
        assert uow.briefs.revisions(REQUISITION) == []

        for revision in (2, 10, 1):
            uow.briefs.add(a_brief(revision=revision))

        assert uow.briefs.latest(REQUISITION) == a_brief(revision=10)
        assert uow.briefs.revisions(REQUISITION) == [a_brief(revision=n) for n in (1, 2, 10)]


def test_a_revision_is_saved_once(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        uow.briefs.add(a_brief())

        with pytest.raises(Invalid):
            uow.briefs.add(a_brief(enterprise_share=30))


def a_full_brief():
    return a_brief(
        enterprise_share=30,
        cells={cell: 1 + number % 2 for number, cell in enumerate(CELLS)},
        weights=dict.fromkeys(Competency, 12.3456) | {Competency.PORTFOLIO: 1 / 3},
        rationale={Competency.PORTFOLIO: "three brownfield sites, said the client 客户"},
        required_score=62.5,
        to_clear_up="who owns the recipe?",
        origin=an_origin(),
    )


def test_a_full_brief_comes_back_equal(any_store):
    full = a_full_brief()
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        uow.briefs.add(full)
        uow.commit()

    with any_store(read_only=True) as uow:
        assert uow.briefs.latest(REQUISITION) == full


def test_there_is_one_draft_and_dropping_it_ends_it(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        assert uow.kits.draft(REQUISITION) is None

        uow.kits.save_draft(a_kit_draft())
        uow.kits.save_draft(a_kit_draft(minutes=60, questions=()))
        assert uow.kits.draft(REQUISITION) == a_kit_draft(minutes=60, questions=())

        uow.kits.drop_draft(REQUISITION)
        uow.kits.drop_draft(REQUISITION)
        assert uow.kits.draft(REQUISITION) is None


def test_a_frozen_kit_comes_back_with_its_wording(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        uow.kits.add(a_kit())
        uow.commit()

    with any_store(read_only=True) as uow:
        assert uow.kits.find(KIT) == a_kit()
        assert uow.kits.find("MES-1.K2") is None


def test_a_frozen_kit_is_never_overwritten(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        uow.kits.add(a_kit())

        with pytest.raises(Invalid):
            uow.kits.add(a_kit(minutes=60))


def test_kits_come_in_the_order_in_which_they_were_frozen(any_store):
    # the same minute, and names whose alphabet disagrees
    kits = [a_kit(f"MES-1.K{n}", questions=[a_question()]) for n in (9, 10, 1)]
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        uow.requisitions.add(a_requisition("MES-2"))
        uow.kits.add(a_kit("MES-2.K1"))
        for kit in kits:
            uow.kits.add(kit)

        assert uow.kits.of(REQUISITION) == kits


def test_an_interview_comes_back_with_its_seats_in_order(any_store):
    seats = (a_seat(OTHER_RATER, SeatRole.LEAD), a_seat(), a_seat("R-00", SeatRole.OBSERVER))
    furnish(any_store, an_interview(seats=seats))

    with any_store(read_only=True) as uow:
        assert uow.interviews.find(INTERVIEW) == an_interview(seats=seats)
        assert uow.interviews.find("MES-1.C-01.2") is None


def test_saving_an_interview_replaces_time_kit_and_seats(any_store):
    furnish(any_store)
    moved = an_interview(
        kit="MES-1.K2",
        planned_at=NOON + timedelta(days=1),
        seats=(a_seat(OTHER_RATER), a_seat(RATER, SeatRole.LEAD)),
    )
    with any_store() as uow:
        uow.kits.add(a_kit("MES-1.K2"))
        uow.people.add_rater(OTHER_RATER, "Bo")

        uow.interviews.save(moved)

        assert uow.interviews.find(INTERVIEW) == moved


def test_a_seat_can_change_while_its_sheet_has_entries(any_store):
    furnish(any_store)
    with any_store() as uow:
        uow.entries.append(an_entry())
        uow.interviews.save(an_interview(seats=(a_seat(RATER, SeatRole.LEAD),)))
        uow.commit()

    with any_store(read_only=True) as uow:
        assert [e.value for e in uow.entries.history(SHEET)] == [3]


@pytest.mark.parametrize(
    "broken",
    [
        an_interview("MES-1.C-09.1"),
        an_interview("MES-1.C-01.2", kit="MES-1.K9"),
        an_interview("MES-1.C-01.2", seats=(a_seat("R-09"),)),
    ],
    ids=["candidate", "kit", "rater"],
)
def test_an_interview_stands_on_what_is_stored(any_store, broken):
    furnish(any_store)

    with pytest.raises(NotFound), any_store() as uow:
        uow.interviews.add(broken)


def test_an_interview_is_planned_once(any_store):
    furnish(any_store)

    with pytest.raises(Invalid), any_store() as uow:
        uow.interviews.add(an_interview())


def test_an_interview_that_is_not_there_cannot_be_saved(any_store):
    with any_store() as uow, pytest.raises(NotFound):
        uow.interviews.save(an_interview())


def test_interviews_come_in_the_order_of_their_ids(any_store):
    numbers = (10, 2, 1)
    furnish(any_store, an_interview("MES-1.C-02.1"), an_interview("MES-2.C-01.1", kit="MES-2.K1"))
    furnish(any_store, *[an_interview(f"MES-1.C-01.{n}") for n in numbers])

    with any_store(read_only=True) as uow:
        own = [i.id for i in uow.interviews.of_candidate(CANDIDATE)]
        all_of_them = [i.id for i in uow.interviews.of_requisition(REQUISITION)]

    assert own == ["MES-1.C-01.1", "MES-1.C-01.2", "MES-1.C-01.10"]
    assert all_of_them == [*own, "MES-1.C-02.1"]


def test_a_time_elsewhere_comes_back_as_the_same_moment_in_utc(any_store):
    # 14:30:00.000001 in Calcutta is 09:00:00.000001 in UTC
    calcutta = timezone(timedelta(hours=5, minutes=30))
    there = datetime(2026, 3, 2, 14, 30, 0, 1, tzinfo=calcutta)
    furnish(any_store, an_interview(planned_at=there))

    with any_store(read_only=True) as uow:
        found = uow.interviews.find(INTERVIEW)

    assert found.planned_at == datetime(2026, 3, 2, 9, 0, 0, 1, tzinfo=UTC)


def test_a_candidate_edited_keeps_its_interviews(any_store):
    furnish(any_store)
    with any_store() as uow:
        uow.requisitions.save_candidate(replace(a_candidate(), withdrawn_at=NOON))

        assert uow.interviews.of_candidate(CANDIDATE) == [an_interview()]
