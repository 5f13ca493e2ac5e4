"""Today, alone over a store in memory: the next step, what else is to do, and for whom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assessment.comparison.profiles import Profile
from assessment.domain.permissions import OWNER
from assessment.domain.removal import RemovalRecord
from assessment.services import demo
from assessment.services.reading.comparisons import read_comparison
from assessment.services.reading.today import OpenRole
from assessment.ui.compare.shortlist import answers, in_order, mark
from assessment.ui.shared.meetings import day_from, time_from
from assessment.ui.today.first_screen import EXAMPLE, EXAMPLE_SAYS
from assessment.ui.today.open_roles import state_of
from question_bank import load_bank
from tests.builders import NOON, a_requisition, an_interview
from tests.shortlist import (
    LEAD,
    MES_1,
    OBSERVER,
    ONE,
    OTHER,
    PANEL,
    SECOND,
    STRANGER,
    THIRD,
    fill,
    fill_all,
)
from tests.ui.deciding_pages import DecidingPages
from tests.ui.page_reading import drawn, press, primaries, said


def test_a_first_run_offers_the_demo_or_an_empty_start():
    page = DecidingPages().page("today")

    assert primaries(page) == ["Try the demo"]
    assert [b.label for b in page.button if b.proto.type == "secondary"] == ["Start empty"]
    assert "Scope the role. | Interview on real situations. | Compare with evidence." in drawn(page)
    assert "Nothing leaves this computer." in drawn(page)


def test_the_demo_is_one_click():
    page = press(DecidingPages(bank=load_bank()).page("today"), "Try the demo")

    assert page.title[0].value == "Today"
    assert "Plant MES engineer | · Varnhold Coatings (fictional)" in drawn(page)
    assert "17 of 18 scorecards in" in drawn(page)


def test_the_picture_shows_what_compare_shows_of_the_demo():
    pages = DecidingPages(bank=load_bank())
    demo.load(pages.open_uow, pages.bank, pages.clock, by=OWNER)
    found = read_comparison(pages.open_uow, pages.bank, "DEMO-PLANT", by=OWNER)

    shown = [
        mark(c, Profile.BRIEF, estimate=found.estimate(c, Profile.BRIEF), placed=5)
        for c in in_order(found, Profile.BRIEF)
    ]
    assert [
        (m.label, m.group, round(m.score, 1), not m.provisional, *map(round, _interval(m)))
        for m in shown
    ] == [(e.code, e.tier, e.score, e.placed, e.low, e.estimate, e.high) for e in EXAMPLE]
    [*_, (_, under_the_brief)] = answers(found, Profile.BRIEF)
    assert under_the_brief.startswith(f"{EXAMPLE_SAYS.removesuffix('.')}; ")


def _interval(mark):
    return (mark.interval.low, mark.interval.estimate, mark.interval.high)


def test_the_next_interview_is_the_one_primary_button(deciding):
    page = deciding.page("today", SECOND)

    assert primaries(page) == ["Open interview"]
    assert said(page).startswith("Next: **12:00** · **C-01** · MES engineer\n")


def test_the_interviews_after_the_next_are_rows_that_open_them(deciding):
    with deciding.open_uow() as uow:
        later = uow.interviews.find(OTHER)
        uow.interviews.save(replace(later, planned_at=NOON + timedelta(hours=2)))
        again = an_interview("MES-1.C-01.2", seats=PANEL, planned_at=NOON + timedelta(days=2))
        uow.interviews.add(again)
        uow.commit()
    fill(deciding.open_uow, SECOND, again.id, submit=False)
    page = deciding.page("today", SECOND)

    soon = "Interview | C-02 | · MES engineer | 14:00"
    begun = "Interview | C-01 | · MES engineer | Wed 4 Mar, 12:00 · draft"
    assert f"{soon} | {begun}" in drawn(page)
    assert f"[Open](/interview?interview={OTHER})" in said(page)
    assert primaries(page) == ["Open interview"]


def test_many_rows_are_folded_after_the_first_few(deciding):
    with deciding.open_uow() as uow:
        for n in range(2, 14):
            at = NOON + timedelta(days=n)
            uow.interviews.add(an_interview(f"MES-1.C-01.{n}", seats=PANEL, planned_at=at))
        uow.commit()
    page = deciding.page("today")

    (folded,) = page.expander
    assert folded.label == "Show 4 more"
    assert said(page).count("[Open](/interview?interview=") == 13


def test_a_rater_is_reminded_of_her_own_scorecards_and_a_draft_is_finished_first(deciding):
    deciding.clock.at = NOON + timedelta(days=1)
    fill(deciding.open_uow, SECOND, OTHER, submit=False)
    page = deciding.page("today", SECOND)

    assert primaries(page) == ["Finish scorecard"]
    assert "Next: your scorecard · **C-02** · MES engineer · from yesterday" in said(page)
    assert "Scorecard | C-01 | · MES engineer | from yesterday" in drawn(page)
    assert "[Write](/interview?interview=" in said(page)
    assert "Ann Lead" not in said(page) + drawn(page)


def test_the_owner_is_told_whose_scorecards_are_awaited(deciding):
    deciding.clock.at = NOON + timedelta(days=1)
    page = deciding.page("today")

    assert primaries(page) == []
    assert "Waiting | C-01 | · MES engineer | for Ann Lead" in drawn(page)


def test_whoever_is_done_is_told_who_is_not(deciding):
    deciding.clock.at = NOON + timedelta(days=1)
    for rater in (LEAD, SECOND):
        fill(deciding.open_uow, rater)
    page = deciding.page("today", LEAD)

    assert "Waiting | C-01 | · MES engineer | for Cem Third" in drawn(page)
    assert "[Your scorecard](/scorecard?" in said(page)


def test_a_rater_who_owes_a_scorecard_is_not_told_who_is_done(deciding):
    deciding.clock.at = NOON + timedelta(days=1)
    for rater in (LEAD, SECOND):
        fill(deciding.open_uow, rater)
    page = deciding.page("today", THIRD)

    assert "Ann Lead" not in said(page) + drawn(page)
    assert "2 of 3" not in said(page) + drawn(page)


def test_somebody_without_a_seat_is_told_that_nothing_waits(deciding):
    page = deciding.page("today", STRANGER)

    assert "Nothing is due." in said(page)
    assert said(page).endswith(
        "You're not on the panel of a role yet. The owner, a consultant or its lead can add you."
    )


def test_open_debriefs_are_listed_until_they_are_settled(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("today", SECOND)

    assert "Debrief | C-01 | · MES engineer | 3 of 3 scorecards in" in drawn(page)
    assert f"[Open](/debrief?candidate={ONE})" in said(page)


def test_with_nothing_else_to_do_the_debrief_is_the_next_step(deciding):
    fill_all(deciding.open_uow)
    deciding.clock.at = NOON + timedelta(days=1)
    page = deciding.page("today")

    assert primaries(page) == ["Open debrief"]
    assert "Next: debrief · **C-01** · MES engineer · 3 of 3 scorecards in" in said(page)
    assert "Debrief | C-01" not in drawn(page)


def test_an_observer_is_led_to_the_list_not_to_a_screen_she_has_not(deciding):
    with deciding.open_uow() as uow:
        later = uow.interviews.find(OTHER)
        uow.interviews.save(replace(later, planned_at=NOON + timedelta(hours=2)))
        uow.commit()
    page = deciding.page("today", OBSERVER)

    assert primaries(page) == ["View interviews"]
    assert "[View](/interviews?requisition=MES-1)" in said(page)
    assert "/interview?" not in said(page)


def test_a_row_of_a_role_has_one_button_and_a_menu_with_its_other_pages(deciding):
    page = deciding.page("today")

    links = said(page)[said(page).index("[Compare]") :].splitlines()
    assert [link.partition("]")[0][1:] for link in links] == [
        "Compare",
        *("Interviews", "Debriefs", "Panel analysis", "Role brief", "Kit", "Candidates and panel"),
        "New role",
    ]
    assert page.get("popover")[-1].proto.popover.label == "More for MES engineer"


@pytest.mark.parametrize(
    ("changed", "said_of_it", "label"),
    [
        ({"has_brief": False}, "no role brief yet", "Write brief"),
        ({"has_kit": False}, "brief saved, no kit yet", "Build kit"),
        ({"candidates": 0}, "no candidates yet", "Add people"),
        ({"scorecards": "no interview planned"}, "2 candidates · no interview planned", "Plan"),
        ({}, "2 candidates · 1 of 6 scorecards in", "Compare"),
    ],
)
def test_the_button_of_a_role_is_its_next_step(changed, said_of_it, label):
    held = {
        "requisition": a_requisition(),
        "candidates": 2,
        "scorecards": "1 of 6 scorecards in",
        "has_brief": True,
        "has_kit": True,
    }
    found = state_of(OpenRole(**(held | changed)))

    assert (found.said, found.label) == (said_of_it, label)


@pytest.mark.parametrize(
    ("moment", "day", "time"),
    [
        (datetime(2026, 3, 2, 23, 59, tzinfo=UTC), "today", "23:59"),
        (datetime(2026, 3, 3, 0, 0, tzinfo=UTC), "tomorrow", "tomorrow 00:00"),
        (datetime(2026, 3, 1, 9, 5, tzinfo=UTC), "yesterday", "yesterday 09:05"),
        (datetime(2026, 3, 9, 9, 5, tzinfo=UTC), "Mon 9 Mar", "Mon 9 Mar, 09:05"),
        (datetime(2025, 12, 30, 9, 5, tzinfo=UTC), "Tue 30 Dec 2025", "Tue 30 Dec 2025, 09:05"),
    ],
)
def test_a_day_is_named_from_where_it_is_seen(moment, day, time):
    assert (day_from(moment, NOON), time_from(moment, NOON)) == (day, time)


def test_data_that_was_kept_for_the_whole_period_is_a_row_with_one_action(deciding):
    deciding.clock.at = NOON + timedelta(days=200)
    with deciding.open_uow() as uow:
        uow.people.name_candidate(ONE, "Haruka Fujii")
        uow.commit()
    found = drawn(deciding.page("today"))

    assert "Data | C-01 | Haruka Fujii · MES engineer | due since 2 September 2026" in found
    assert "Data" not in drawn(deciding.page("today", seen_by=LEAD))


def test_data_of_somebody_who_was_removed_is_a_row_that_says_so(deciding):
    with deciding.open_uow() as uow:
        uow.people.name_candidate(ONE, "Haruka Fujii")
        uow.removals.add(
            RemovalRecord(requisition=MES_1, subject=ONE, at=NOON, by=None, because="By mistake.")
        )
        uow.commit()
    deciding.clock.at = NOON + timedelta(days=200)

    row = "Data | C-01 | Haruka Fujii · MES engineer | removed · due since 2 September 2026"
    assert row in drawn(deciding.page("today"))
    assert "Haruka Fujii" not in drawn(deciding.page("today", seen_by=SECOND))
