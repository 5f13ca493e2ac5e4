"""How hires turned out: who may record it, what counts, and files that go in whole or not."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest

from assessment.domain.decision import Decision
from assessment.domain.errors import Invalid, NotAllowed, NotFound, Sealed
from assessment.domain.faults import BadTable
from assessment.domain.outcome import Mismatch
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.measurement.validity import FEWEST
from assessment.services.hiring.candidates import withdraw
from assessment.services.hiring.outcomes import (
    Imported,
    Said,
    export_outcomes,
    import_outcomes,
    record_outcome,
    record_start,
)
from assessment.services.reading.debriefs import decide
from assessment.services.reading.outcomes import read_outcomes
from assessment.services.reading.today import today
from question_bank import Competency
from tests.builders import NOON, a_seat, an_interview, furnish
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    MES_1,
    OBSERVER,
    ONE,
    SECOND,
    STRANGER,
    TWO,
    a_shortlist,
    fill,
    fill_all,
)

CLOCK = StoppedClock(datetime(2026, 9, 10, 9, tzinfo=UTC))
STARTED = date(2026, 3, 2)
SAID = Said(6, in_role=True, mismatch=Mismatch.MORE_PLANT, levels={Competency.EXECUTION: 4})


@pytest.fixture
def store():
    made = fake_open_uow()
    a_shortlist(made)
    fill_all(made, FIRST)
    return made


@pytest.fixture
def hired(store):
    offer(store, ONE)
    record_start(store, CLOCK, candidate=ONE, started_on=STARTED, by=Actor(rater=LEAD))
    return store


def offer(store, candidate, decision=Decision.OFFER):
    decide(store, CLOCK, candidate=candidate, by=OWNER, decision=decision, reason="They ask.")


def hires(store, rater=None):
    return read_outcomes(store, MES_1, by=Actor(rater=rater)).hires


def kept(store):
    with store(read_only=True) as uow:
        return uow.outcomes.of(ONE), [
            x for x in uow.journal.lines() if x.act == Action.RECORD_OUTCOME
        ]


def test_an_outcome_counts_until_a_newer_one_and_both_are_in_the_audit_log(hired):
    record_outcome(hired, CLOCK, candidate=ONE, said=SAID, by=Actor(rater=LEAD))
    again = SAID._replace(in_role=False, mismatch=None, note="Left in August.")
    record_outcome(hired, CLOCK, candidate=ONE, said=again, by=OWNER)

    (hire,) = hires(hired)
    assert (hire.started_on, hire.outcomes[6].in_role) == (STARTED, False)
    assert [r.in_role for r in hire.history[1:]] == [True, False]
    assert [(line.by, line.detail) for line in kept(hired)[1]] == [
        (LEAD, "started on 2026-03-02"),
        (LEAD, "6 months: still in the role, mismatch more_plant, execution 4"),
        (None, "6 months: left the role, execution 4"),
    ]


def test_a_hire_needs_an_open_debrief_that_ended_with_an_offer(store):
    with pytest.raises(NotAllowed, match="did not end with an offer"):
        record_start(store, CLOCK, candidate=ONE, started_on=STARTED, by=OWNER)
    offer(store, ONE, Decision.HOLD)
    with pytest.raises(NotAllowed, match="did not end with an offer"):
        record_start(store, CLOCK, candidate=ONE, started_on=STARTED, by=OWNER)
    with pytest.raises(Sealed, match="The debrief of C-02 is not open yet"):
        record_start(store, CLOCK, candidate=TWO, started_on=STARTED, by=OWNER)
    assert (hires(store), kept(store)) == ((), ([], []))


def test_what_cannot_be_is_refused_in_a_sentence(hired):
    early = SAID._replace(month=12)
    with pytest.raises(Invalid, match="after 12 months can be recorded from 2027-02-02"):
        record_outcome(hired, CLOCK, candidate=ONE, said=early, by=OWNER)
    with pytest.raises(Invalid, match="after 3, 6 or 12 months, not after 4"):
        record_outcome(hired, CLOCK, candidate=ONE, said=SAID._replace(month=4), by=OWNER)
    bad = SAID._replace(levels={Competency.EXECUTION: 7})
    with pytest.raises(Invalid, match="Levels are from 1 to 5"):
        record_outcome(hired, CLOCK, candidate=ONE, said=bad, by=OWNER)
    with pytest.raises(Invalid, match="too long ago"):
        record_start(hired, CLOCK, candidate=ONE, started_on=date(206, 3, 2), by=OWNER)
    assert len(kept(hired)[0]) == 1


def test_an_outcome_needs_a_start_date(store):
    offer(store, ONE)
    with pytest.raises(Invalid, match="Record the day on which C-01 started first"):
        record_outcome(store, CLOCK, candidate=ONE, said=SAID, by=OWNER)


@pytest.mark.parametrize("rater", [SECOND, OBSERVER])
def test_who_only_rates_or_observes_neither_records_nor_reads_outcomes(hired, rater):
    by = Actor(rater=rater)
    for act in (
        lambda: record_outcome(hired, CLOCK, candidate=ONE, said=SAID, by=by),
        lambda: read_outcomes(hired, MES_1, by=by),
        lambda: export_outcomes(hired, MES_1, by=by),
        lambda: record_start(hired, CLOCK, candidate=ONE, started_on=STARTED, by=by),
        lambda: imported(hired, "MES-1,C-01,2026-03-02,3,true,4,\r\n", by=by),
    ):
        with pytest.raises(NotAllowed, match="Only the owner, a consultant or the lead can"):
            act()
    assert today(hired, CLOCK, by=by).outcomes_due == ()


def test_a_withdrawn_candidate_is_no_hire_to_follow(hired):
    withdraw(hired, CLOCK, candidate=ONE, reason="Never came.", by=OWNER)
    with pytest.raises(NotAllowed, match="C-01 has withdrawn, so there is no hire to follow"):
        record_outcome(hired, CLOCK, candidate=ONE, said=SAID, by=OWNER)
    assert today(hired, CLOCK, by=OWNER).outcomes_due == ()


def test_today_names_what_is_due_for_whoever_leads(hired):
    due = today(hired, CLOCK, by=Actor(rater=LEAD)).outcomes_due
    assert [(c.candidate.id, month) for c, month in due] == [(ONE, 3), (ONE, 6)]
    record_outcome(hired, CLOCK, candidate=ONE, said=SAID, by=OWNER)
    assert [month for _, month in today(hired, CLOCK, by=OWNER).outcomes_due] == [3]


HEADER = "requisition,candidate,started_on,month,still_in_role,execution,note\r\n"


def imported(store, rows, by=OWNER):
    return import_outcomes(store, CLOCK, io.BytesIO((HEADER + rows).encode()), "o.csv", by=by)


def test_a_file_is_imported_and_again_it_changes_nothing(store):
    offer(store, ONE)
    rows = 'MES-1,C-01,2026-03-02,3,true,4,"=cmd, ""quoted"""\r\nMES-1,C-01,,6,false,,\r\n'
    assert imported(store, rows) == Imported(recorded=3, unchanged=0)
    before = kept(store)
    assert imported(store, rows) == Imported(recorded=0, unchanged=3)
    assert kept(store) == before


def test_what_was_exported_is_imported_as_it_was(hired):
    said = SAID._replace(note="=1+1, he said\nand left")
    record_outcome(hired, CLOCK, candidate=ONE, said=said, by=OWNER)
    data = export_outcomes(hired, MES_1, by=Actor(rater=LEAD))
    with hired(read_only=True) as uow:
        assert (uow.journal.newest().act, uow.journal.newest().detail) == ("export", "outcomes.csv")
    again = import_outcomes(hired, CLOCK, io.BytesIO(data), "o.csv", by=OWNER)
    assert again == Imported(recorded=0, unchanged=2)

    other = fake_open_uow()
    a_shortlist(other)
    fill_all(other, FIRST)
    offer(other, ONE)
    import_outcomes(other, CLOCK, io.BytesIO(data), "o.csv", by=OWNER)
    assert [r.told for r in kept(other)[0]] == [r.told for r in kept(hired)[0]]


def test_one_bad_row_keeps_every_row_out(store):
    offer(store, ONE)
    rows = (
        "MES-1,C-01,2026-03-02,3,true,4,\r\n"
        "MES-1,C-02,2026-03-02,3,true,4,\r\n"
        "MES-9,C-01,2026-03-02,3,true,4,\r\n"
        "MES-1,C-77,2026-03-02,3,true,4,\r\n"
        "MES-1,C-01,2026-03-02,12,true,4,\r\n"
    )
    with pytest.raises(BadTable) as bad:
        imported(store, rows)
    assert [str(fault).partition(": ")[0] for fault in bad.value.faults] == [
        *("o.csv:3:candidate", "o.csv:4:requisition", "o.csv:5:candidate", "o.csv:6:month"),
    ]
    assert kept(store) == ([], [])


def test_a_file_of_somebody_elses_role_is_answered_like_one_that_does_not_exist(store):
    furnish(store, an_interview("OWN-1.C-01.1", kit="OWN-1.K1", seats=(a_seat(STRANGER),)))
    offer(store, ONE)
    with store() as uow:
        held = uow.requisitions.panel("OWN-1")[0]
        uow.requisitions.seat(type(held)(requisition=held.requisition, rater=STRANGER, role="lead"))
        uow.commit()
    with pytest.raises(BadTable, match="There is no role 'MES-1' in this database"):
        imported(store, "MES-1,C-01,2026-03-02,3,true,4,\r\n", by=Actor(rater=STRANGER))
    with store(read_only=True) as uow:
        newest = uow.journal.newest()
    assert (newest.act, newest.about) == ("denied", MES_1)
    with pytest.raises(NotFound):
        read_outcomes(store, MES_1, by=Actor(rater=STRANGER))


def many_hires(store, number):
    """Hires of a role of their own; the better the interview, the better the outcome."""
    requisition = "BIG-1"
    rows = []
    for n in range(number):
        interview = an_interview(
            f"{requisition}.C-{n + 1:02}.1", kit=f"{requisition}.K1", seats=(a_seat(LEAD),)
        )
        furnish(store, interview)
        level = 1 + n % 5
        fill(store, LEAD, interview.id, dict.fromkeys(EVENLY, level))
        offer(store, interview.candidate)
        rows.append(f"{requisition},C-{n + 1:02},2026-03-02,6,true,{min(5, 1 + (n * 7) % 5)},\r\n")
    imported(store, "".join(rows))


def test_below_the_fewest_hires_no_correlation_is_worked_out(store):
    many_hires(store, 3)
    found = read_outcomes(store, MES_1, by=OWNER).validity[6][Competency.EXECUTION]
    assert (found.hires, found.missing, found.correlation) == (3, FEWEST - 3, None)


def test_hires_of_every_role_that_one_leads_count_and_of_no_other(store):
    many_hires(store, FEWEST)
    found = read_outcomes(store, MES_1, by=OWNER).validity
    execution = found[6][Competency.EXECUTION]
    assert (execution.hires, found[3][Competency.EXECUTION].hires) == (FEWEST, 0)
    assert execution.low < execution.correlation < execution.high
    assert execution.spread > 0
    assert found[6][Competency.BREADTH].hires == 0

    assert (
        read_outcomes(store, MES_1, by=Actor(rater=LEAD)).validity[6][Competency.EXECUTION].hires
        == 0
    )  # an interviewer there, not its lead


def test_the_clock_decides_on_its_day(hired):
    later = StoppedClock(NOON + timedelta(days=400))
    record_outcome(hired, later, candidate=ONE, said=SAID._replace(month=12), by=OWNER)
    assert set(hires(hired)[0].outcomes) == {12}
