"""The interviews page, alone: planned, changed and removed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Kind
from assessment.domain.requisition import SeatRole
from assessment.services.hiring import candidates, requisitions, scheduling
from assessment.services.reading.calendar_events import Recipient
from assessment.services.reading.visible_ratings import read_requisition
from assessment.ui.interviews import change_form
from assessment.ui.interviews.meeting_rows import ListedInterview
from assessment.ui.interviews.onward import _next_for
from tests.builders import (
    CANDIDATE,
    INTERVIEW,
    NOON,
    REQUISITION,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.shortlist import FIRST, ONE, OTHER, SECOND, fill_all
from tests.ui.page_reading import choice, drawn, field_of, press, primaries, said, told, unescaped
from tests.ui.preparing_pages import PreparingPages


@pytest.mark.parametrize(
    ("prepared", "button"),
    [
        ([], "Write the brief"),
        (["with_brief"], "Prepare the kit"),
        (["with_brief", "with_kit"], "Add candidates"),
    ],
)
def test_interviews_name_what_is_missing_before_they_can_be_planned(preparing, prepared, button):
    preparing.with_requisition()
    for step in prepared:
        getattr(preparing, step)()

    assert primaries(preparing.page("interviews", requisition=REQUISITION)) == [button]


def test_interviews_need_somebody_who_rates(preparing):
    preparing.with_requisition().with_brief().with_kit()
    candidates.add_candidate(preparing.open_uow, preparing.clock, requisition=REQUISITION, by=OWNER)

    page = preparing.page("interviews", requisition=REQUISITION)

    assert primaries(page) == ["Add interviewers"]


def test_all_candidates_are_planned_one_after_the_other_in_one_press(preparing):
    # The clock stands on Monday 2 March 2026; the kit has 20 minutes, with a break of 10 that is a
    # start every half hour, from now at noon.
    preparing.with_requisition().with_people().with_brief().with_kit()
    page = preparing.page("interviews", requisition=REQUISITION)
    assert "C-01 at\u00a012:00 and C-02 at\u00a012:30" in said(page)

    press(page, "Plan 2 interviews")

    planned = [i for c in preparing.file().candidates for i in c.interviews]
    assert [(i.id, i.planned_at) for i in planned] == [
        ("MES-1.C-01.1", datetime(2026, 3, 2, 12, 0, tzinfo=UTC)),
        ("MES-1.C-02.1", datetime(2026, 3, 2, 12, 30, tzinfo=UTC)),
    ]
    assert {i.seats for i in planned} == {(a_seat("R-01", SeatRole.LEAD),)}
    assert unescaped(primaries(page)[0]) == "Open the interview as R. Okafor"


def test_interviews_planned_on_a_day_that_is_past_are_said_to_be(preparing):
    preparing.with_requisition().with_people().with_brief().with_kit()
    page = preparing.page("interviews", requisition=REQUISITION)

    page.date_input[0].set_value(NOON.date().replace(day=1))
    page = press(page, "Plan 2 interviews")

    assert page.session_state["notice"] == (
        "2 interviews planned, on a day that is past: Sun 1 Mar 2026."
    )


def test_an_interview_that_is_done_leads_to_its_debrief_and_its_menu_to_the_scorecards(deciding):
    fill_all(deciding.open_uow)
    page = PreparingPages(deciding.open_uow).page("interviews", requisition=REQUISITION)

    assert f"[Open](/interview?interview={OTHER})" in said(page)
    assert f"/interview?interview={FIRST})" not in said(page)
    assert (
        f"[Debrief](/debrief?candidate={ONE})\n[Scorecard](/scorecard?interview={FIRST})"
        in said(page)
    )


def test_the_table_says_day_time_who_and_how_far(deciding):
    fill_all(deciding.open_uow)
    with deciding.open_uow() as uow:
        later = replace(uow.interviews.find(OTHER), planned_at=NOON + timedelta(days=1))
        uow.interviews.save(later)
        uow.commit()
    page = PreparingPages(deciding.open_uow).page("interviews", requisition=REQUISITION)

    assert [h.value for h in page.header] == ["Tomorrow", "Done"]
    first, _, done = drawn(page).partition("C-02")
    assert first.startswith("Time | Candidate | Interviewers | State | 12:00")
    assert "AL | Ann Lead: no scorecard yet, | BS | Ben Second: no scorecard yet" in done
    assert "AL | Ann Lead: scorecard in, | BS | Ben Second: scorecard in" in done
    assert "3 of 3 scorecards in" in done


def test_an_interview_is_rescheduled_from_its_menu_in_a_form_beside_the_table(preparing):
    furnish(preparing.open_uow, an_interview(seats=(a_seat(), a_seat("R-02"))))
    page = preparing.page("interviews", requisition=REQUISITION)

    press(page, "Reschedule")
    page.time_input(key=f"when-{INTERVIEW}-time").set_value(datetime(2026, 3, 2, 15, 30).time())  # noqa: DTZ001  # a wall clock's time
    press(page, "Save")

    (changed,) = preparing.file().candidates[0].interviews
    assert changed == an_interview(
        planned_at=NOON.replace(hour=15, minute=30), seats=(a_seat(), a_seat("R-02"))
    )
    assert page.session_state["notice"] == "The interview with C-01 is changed."
    assert "change" not in page.query_params


def test_other_interviewers_leave_the_time_as_it_is(preparing):
    furnish(preparing.open_uow, an_interview(seats=(a_seat(), a_seat("R-02"))))
    page = preparing.page("interviews", requisition=REQUISITION)

    press(page, "Change interviewers")
    choice(page, "Interviewers").set_value(["R-02"])
    press(page, "Save")

    (changed,) = preparing.file().candidates[0].interviews
    assert changed == an_interview(seats=(a_seat("R-02"),))


def test_a_change_that_is_refused_stays_in_its_form(preparing):
    furnish(preparing.open_uow, an_interview(seats=(a_seat(), a_seat("R-02"))))
    page = preparing.page(
        "interviews", requisition=REQUISITION, interview=INTERVIEW, change="interviewers"
    )

    choice(page, "Interviewers").set_value([])
    press(page, "Save")

    assert told(page)[0].startswith("Choose at least one lead or interviewer")
    assert page.query_params["change"] == "interviewers"


def test_an_interview_is_cancelled_after_a_second_press_and_kept_without_it(preparing):
    furnish(preparing.open_uow)
    page = preparing.page("interviews", requisition=REQUISITION)

    press(page, "Cancel interview")
    press(page, "Keep interview")
    assert len(preparing.file().candidates[0].interviews) == 1

    press(page, "Cancel interview")
    field_of(page, "Reason").input("Postponed.")
    page.button(key=f"cancel-now-{INTERVIEW}").click().run()
    assert preparing.file().candidates[0].interviews == ()
    assert page.session_state["notice"] == "The interview with C-01 is cancelled."
    assert "by the owner: Postponed." in unescaped(said(page))

    press(page, "Restore interview")
    assert len(preparing.file().candidates[0].interviews) == 1


def test_the_links_of_an_interview_are_made_renewed_and_revoked(preparing):
    furnish(preparing.open_uow)
    query = {"requisition": REQUISITION, "interview": INTERVIEW, "change": "links"}
    page = preparing.page("interviews", **query)
    assert "R-01 · no link yet" in unescaped(said(page))

    press(page, "Create link")
    assert "R-01 · link ends Mon 16 Mar 2026, 12:00" in unescaped(said(page))
    first = page.code[0].value
    assert first.startswith("http://127.0.0.1/s/")
    press(page, "Renew link")
    assert page.code[0].value != first
    press(page, "Revoke link")

    assert "R-01 · link revoked Mon 2 Mar 2026, 12:00" in unescaped(said(page))
    assert (list(page.code), [b.label for b in page.button if "link" in b.label]) == (
        [],
        ["Renew link"],
    )


def test_who_may_not_manage_interviews_has_no_menu_for_it(deciding):
    file = read_requisition(deciding.open_uow, REQUISITION, by=Actor(rater=SECOND))
    (candidate, *_) = file.candidates

    assert change_form._possible(file, ListedInterview(candidate.interviews[0], candidate)) == []


def test_an_interview_with_a_scorecard_says_why_it_stays(preparing):
    furnish(preparing.open_uow)
    with preparing.open_uow() as uow:
        uow.entries.append(an_entry(value=True, kind=Kind.SUBMIT))
        uow.commit()
    page = preparing.page(
        "interviews", requisition=REQUISITION, interview=INTERVIEW, change="cancel"
    )

    page.button(key=f"cancel-now-{INTERVIEW}").click().run()

    assert told(page)[0].startswith("The interview with C-01 can no longer be ")
    assert len(preparing.file().candidates[0].interviews) == 1


@pytest.mark.parametrize("asked", [{"change": "time"}, {"interview": "MES-1.C-09.1"}, {}])
def test_an_address_that_names_no_interview_or_no_change_shows_the_planning_form(preparing, asked):
    preparing.with_requisition().with_people().with_brief().with_kit()
    page = preparing.page("interviews", requisition=REQUISITION, **asked)

    assert [h.value for h in page.header] == ["Plan interviews"]


def test_a_withdrawn_candidate_stays_listed_and_is_not_offered(preparing):
    furnish(preparing.open_uow)
    candidates.withdraw(
        preparing.open_uow,
        preparing.clock,
        candidate=an_interview().candidate,
        reason="left",
        by=OWNER,
    )

    page = preparing.page("interviews", requisition=REQUISITION)

    assert "candidate withdrew" in drawn(page)
    assert "/interview?" not in said(page)
    assert page.multiselect[-1].options == []


@pytest.mark.parametrize(
    ("now", "day", "time"),
    [
        ("07:10", 2, "09:00"),
        ("14:01", 2, "14:15"),
        ("14:15", 2, "14:15"),
        ("23:50", 3, "09:00"),
    ],
)
def test_planning_offers_today(preparing, now, day, time):
    preparing.with_requisition().with_people().with_brief().with_kit()
    hour, minute = map(int, now.split(":"))
    preparing.clock.at = NOON.replace(hour=hour, minute=minute, second=59 if minute == 1 else 0)

    page = preparing.page("interviews", requisition=REQUISITION)

    assert page.date_input[0].value == NOON.date().replace(day=day)
    assert f"{page.time_input[0].value:%H:%M}" == time


def test_the_next_interview_is_one_that_is_ahead_and_an_older_one_is_named_for_what_it_is(deciding):
    deciding.clock.at = NOON + timedelta(hours=1)
    assert _button(deciding, SECOND) == ("Open the next interview", FIRST)
    with deciding.open_uow() as uow:
        uow.interviews.save(
            replace(uow.interviews.find(OTHER), planned_at=NOON + timedelta(days=2))
        )
        uow.commit()
    deciding.clock.at = NOON + timedelta(days=1)
    assert _button(deciding, SECOND) == ("Open the next interview", OTHER)
    deciding.clock.at = NOON + timedelta(days=3)
    assert _button(deciding, SECOND) == ("Write your scorecard for C-01", FIRST)
    assert _button(deciding, None) == ("Compare the candidates", None)


def _button(deciding, rater):
    file = read_requisition(deciding.open_uow, RequisitionId("MES-1"), by=Actor(rater=rater))
    names = requisitions.names(deciding.open_uow, RequisitionId("MES-1"), by=Actor(rater=rater))
    step = _next_for(file, names, deciding.clock())
    return step.label, step.query.get("interview")


def test_calendar_and_emails_can_be_copied_for_both_sides(preparing):
    furnish(preparing.open_uow)
    candidates.rename_candidate(
        preparing.open_uow, preparing.clock, candidate=CANDIDATE, name="Ada", by=OWNER
    )
    page = preparing.page(
        "interviews", requisition=REQUISITION, interview=INTERVIEW, change="messages"
    )
    subject, body = (c.value for c in page.code[-2:])
    assert subject == "Interview for MES engineer at Brewery"
    assert body.startswith("Hello Ada,")
    assert "When: Monday 2 March 2026, 12:00 to " in body

    page.button_group(key=f"mail-{INTERVIEW}-to").set_value(Recipient.INTERVIEWER).run()

    assert page.code[-2].value == "Interview: C-01, MES engineer"
    assert "Ada" not in page.code[-1].value


def test_a_cancelled_interview_offers_its_cancellation(preparing):
    furnish(preparing.open_uow)
    scheduling.remove_interview(
        preparing.open_uow, preparing.clock, interview=INTERVIEW, reason="Ill.", by=OWNER
    )
    page = preparing.page("interviews", requisition=REQUISITION)

    assert page.code[-2].value == "Your interview for MES engineer at Brewery is cancelled"
    assert "Ill" not in page.code[-1].value


def test_a_seat_goes_to_another_laptop_and_is_taken_back(preparing):
    preparing.with_requisition().with_people().with_brief().with_kit()
    page = press(preparing.page("interviews", requisition=REQUISITION), "Plan 2 interviews")
    asked = {"requisition": REQUISITION, "interview": INTERVIEW, "change": "laptop"}

    press(preparing.page("interviews", **asked), "Hand over")
    page = preparing.page("interviews", **asked)
    assert "R. Okafor's scorecard is on another laptop" in drawn(page)
    assert "This scorecard was handed over to another laptop on 2 March 2026." in said(page)
    assert f"interview={INTERVIEW}&seat=R-01" in next(
        e.proto.url for e in page.get("link_button") if e.proto.label == "Download the file"
    )

    refused = press(page, "Take back")
    assert told(refused) == [
        "Give a short reason for taking the scorecard back without its return."
    ]
    field_of(refused, "Reason").input("Stolen.")
    press(refused, "Take back")
    assert "on another laptop" not in drawn(preparing.page("interviews", **asked))
