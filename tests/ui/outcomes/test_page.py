"""Outcomes, alone over a store in memory: hires, what managers say of them, and who may read it."""

from datetime import UTC, date, datetime

import pytest

from assessment.domain.decision import Decision
from assessment.domain.outcome import Mismatch
from assessment.domain.permissions import OWNER, Actor
from assessment.measurement.validity import FEWEST
from assessment.services.drafts import form_drafts
from assessment.services.hiring.outcomes import Said, record_outcome, record_start
from assessment.services.reading.debriefs import decide
from question_bank import Competency
from tests.builders import a_seat, an_interview, furnish
from tests.shortlist import EVENLY, LEAD, OBSERVER, ONE, SECOND, fill, fill_all
from tests.ui.page_reading import area, checked, choice, drawn, press, primaries, said, told

NOW = datetime(2026, 9, 10, 9, tzinfo=UTC)
EMPTY = "Hires will appear here once a debrief ends with an offer."


@pytest.fixture
def hired(deciding):
    """C-01 with an offer, whose first day was 2 March; it is September."""
    deciding.clock.at = NOW
    fill_all(deciding.open_uow)
    offer(deciding, ONE)
    record_start(
        deciding.open_uow, deciding.clock, candidate=ONE, started_on=date(2026, 3, 2), by=OWNER
    )
    return deciding


def offer(deciding, candidate):
    decide(
        deciding.open_uow,
        deciding.clock,
        candidate=candidate,
        by=OWNER,
        decision=Decision.OFFER,
        reason="The site asks.",
    )


def opened(deciding, rater=None, month="3"):
    return deciding.page("outcomes", rater, candidate=ONE, month=month)


def records(deciding):
    with deciding.open_uow(read_only=True) as uow:
        return uow.outcomes.of(ONE)


def test_without_an_offer_the_page_says_what_to_do(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("outcomes", requisition="MES-1")

    assert EMPTY in said(page)
    assert "[Open the debriefs](/debrief?requisition=MES-1)" in said(page)


def test_a_hire_begins_with_the_first_day_in_the_job(deciding):
    deciding.clock.at = NOW
    fill_all(deciding.open_uow)
    offer(deciding, ONE)
    assert "C-01 | no start date yet" in drawn(deciding.page("outcomes", requisition="MES-1"))

    page = opened(deciding)
    page = press(page, "Save first day")
    assert told(page) == ["Choose the day first."]
    checked(page.date_input[0].set_value(date(2026, 3, 2)).run())
    page = press(page, "Save first day")

    assert "started 2 Mar 2026 · 3 months due since 2 Jun 2026" in drawn(page)
    assert [r.started_on for r in records(deciding)] == [date(2026, 3, 2)]


def test_an_outcome_is_recorded_and_corrected_from_what_is_saved(hired):
    page = opened(hired, LEAD)
    assert primaries(page) == ["Save outcome"]
    page = press(page, "Save outcome")
    assert told(page) == ["Say whether the hire is still in the role."]

    choice(page, "Still in the role?").set_value("Yes")
    choice(page, "Did the job need something else?").set_value(Mismatch.MORE_ENTERPRISE)
    choice(page, "Execution").set_value(4)
    area(page, "What the manager said").input("Runs <b>a shift</b>.")
    page = press(page, "Save outcome")

    assert "After 3 months | still in the role, needed more enterprise, execution 4" in drawn(page)
    assert "Runs <b>a shift</b>." in drawn(page)
    page = opened(hired, LEAD)
    choice(page, "Governance").set_value(2)
    press(page, "Save outcome")
    first, second = records(hired)[1:]
    assert dict(first.levels) == {Competency.EXECUTION: 4}
    assert dict(second.levels) == {Competency.EXECUTION: 4, Competency.GOVERNANCE: 2}
    assert (second.mismatch, second.text) == (Mismatch.MORE_ENTERPRISE, "Runs <b>a shift</b>.")


def test_what_was_typed_is_there_again_until_it_is_saved(hired):
    page = opened(hired)
    choice(page, "Still in the role?").set_value("No")
    choice(page, "Portfolio").set_value(1).run()
    area(page, "What the manager said").input("Left in July.").run()

    page = opened(hired)

    assert "Restored your unsaved draft" in said(page)
    assert area(page, "What the manager said").value == "Left in July."
    press(page, "Save outcome")
    assert (records(hired)[-1].in_role, dict(records(hired)[-1].levels)) == (
        False,
        {Competency.PORTFOLIO: 1},
    )
    assert form_drafts.kept(hired.open_uow, ONE, by=OWNER) == {}


def test_a_month_that_is_not_over_says_from_when_it_can_be_recorded(hired):
    page = opened(hired, month="12")
    assert "You can record this from 2 Feb 2027, a month before the 12 months are over." in said(
        page
    )
    assert "Save outcome" not in [b.label for b in page.button]


@pytest.mark.parametrize("rater", [SECOND, OBSERVER])
def test_who_does_not_lead_reads_no_outcome(hired, rater):
    page = opened(hired, rater)
    assert told(page) == [
        "Only the owner, a consultant or the lead can read how hires turned out. Ask one of them."
    ]
    assert (said(page), drawn(page)) == ("", "")


def test_today_leads_to_what_is_due(hired):
    words = drawn(hired.page("today"))
    assert "Outcome | C-01" in words
    assert "after 3 months" in words
    assert "after 6 months" in words
    page = hired.page("today")
    assert f"/outcomes?requisition=MES-1&candidate={ONE}&month=3" in said(page)
    assert "Outcome | C-01" not in drawn(hired.page("today", SECOND))


def test_too_few_hires_are_counted_and_nothing_is_worked_out(hired):
    record_outcome(
        hired.open_uow,
        hired.clock,
        candidate=ONE,
        said=Said(6, in_role=True, levels=FOUR),
        by=OWNER,
    )
    page = hired.page("outcomes", requisition="MES-1")

    assert f"{FEWEST} hires with an outcome after 6 months are needed, and there is 1" in said(page)
    assert "Correlation" not in drawn(page)


FOUR = {Competency.EXECUTION: 4}


def test_with_enough_hires_the_table_has_intervals_and_the_warning(hired):
    for n in range(FEWEST):
        meeting = an_interview(f"MES-1.C-{n + 11}.1", seats=(a_seat(LEAD),))
        furnish(hired.open_uow, meeting)
        fill(hired.open_uow, LEAD, meeting.id, dict.fromkeys(EVENLY, 2 + n % 4))
        offer(hired, meeting.candidate)
        about = {"candidate": meeting.candidate, "by": Actor(rater=None)}
        record_start(hired.open_uow, hired.clock, started_on=date(2026, 3, 2), **about)
        levels = {Competency.EXECUTION: 1 + (n * 3) % 5}
        given = Said(6, in_role=True, levels=levels)
        record_outcome(hired.open_uow, hired.clock, said=given, **about)
    page = hired.page("outcomes", requisition="MES-1")

    words = drawn(page)
    assert f"Execution | {FEWEST} | " in words
    assert f"Placement | 0 | {FEWEST} more needed" in words
    assert "Only people who were hired have outcomes, and people are hired" in said(page)
    assert "Nothing is corrected for it, and no score changes." in said(page)
