"""Today, alone over a store in memory: what waits for whom."""

from dataclasses import replace
from datetime import timedelta

from question_bank import load_bank
from tests.builders import NOON, an_interview
from tests.shortlist import (
    OBSERVER,
    ONE,
    OTHER,
    PANEL,
    SECOND,
    STRANGER,
    fill,
    fill_all,
)
from tests.ui.deciding_pages import DecidingPages
from tests.ui.page_reading import press, primaries, said, unescaped


def test_a_first_run_offers_the_demo_or_an_empty_start():
    page = DecidingPages().page("today")

    assert primaries(page) == ["Try the demo shortlist"]
    assert "Nothing leaves this computer." in said(page)
    assert "[Start empty](/requisition)" in said(page)


def test_the_demo_is_one_click():
    page = press(DecidingPages(bank=load_bank()).page("today"), "Try the demo shortlist")

    assert page.title[0].value == "Today"
    assert "**Plant MES engineer** · Varnhold Coatings \\(fictional\\)" in said(page)
    assert "17 of 18 scorecards in" in said(page)


def test_the_next_interview_is_the_one_primary_button(deciding):
    page = deciding.page("today", SECOND)

    assert primaries(page) == ["Open the interview"]
    assert "with C-01 for MES engineer" in said(page)


def test_the_interviews_after_the_next_are_listed_in_short_lines_that_open_them(deciding):
    with deciding.open_uow() as uow:
        later = uow.interviews.find(OTHER)
        uow.interviews.save(replace(later, planned_at=NOON + timedelta(hours=2)))
        again = an_interview("MES-1.C-01.2", seats=PANEL, planned_at=NOON + timedelta(days=2))
        uow.interviews.add(again)
        uow.commit()
    fill(deciding.open_uow, SECOND, again.id, submit=False)
    page = deciding.page("today", SECOND)

    soon = f"[14:00 with C-02 for MES engineer](/interview?interview={OTHER})"
    begun = "[Wed 4 Mar 2026, 12:00 with C-01 for MES engineer · draft begun]"
    assert unescaped(said(page)).splitlines()[1:3] == [
        soon,
        f"{begun}(/interview?interview={again.id})",
    ]
    assert primaries(page) == ["Open the interview"]


def test_many_interviews_ahead_are_folded_after_the_first_few(deciding):
    with deciding.open_uow() as uow:
        for n in range(2, 9):
            at = NOON + timedelta(days=n)
            uow.interviews.add(an_interview(f"MES-1.C-01.{n}", seats=PANEL, planned_at=at))
        uow.commit()
    page = deciding.page("today")

    (folded,) = page.expander
    assert folded.label == "4 more interviews, the last on Tue 10 Mar 2026"
    assert len(folded.markdown) == 4
    assert said(page).count("(/interview?interview=") == 8


def test_a_rater_is_reminded_of_her_own_scorecards_and_a_draft_is_finished_first(deciding):
    deciding.clock.at = NOON + timedelta(days=1)
    fill(deciding.open_uow, SECOND, OTHER, submit=False)
    page = deciding.page("today", SECOND)

    assert page.header[0].value == "You owe"
    assert said(page).index("[Finish](") < said(page).index("[Write it](")
    assert "Ann Lead" not in said(page)


def test_the_owner_is_told_whose_scorecards_are_awaited(deciding):
    deciding.clock.at = NOON + timedelta(days=1)
    page = deciding.page("today")

    assert page.header[0].value == "Awaited"
    assert "Ann Lead's scorecard, heard Mon 2 Mar 2026" in said(page)


def test_somebody_without_a_seat_is_told_that_nothing_waits(deciding):
    page = deciding.page("today", STRANGER)

    assert "Nothing waits for you." in said(page)
    assert said(page).endswith(
        "You have no seat on a role yet. The owner, a consultant or its lead can give you one."
    )


def test_open_debriefs_are_listed_until_they_are_settled(deciding):
    fill_all(deciding.open_uow)

    assert f"[C-01](/debrief?candidate={ONE})" in said(deciding.page("today", SECOND))


def test_an_observer_is_led_to_the_list_not_to_a_screen_she_has_not(deciding):
    assert primaries(deciding.page("today", OBSERVER)) == ["Go to the interviews"]
