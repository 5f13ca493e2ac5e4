"""The interview page where the address doesn't say which interview, or as whom."""

from datetime import timedelta

from assessment.domain.permissions import OWNER
from assessment.services.hiring import candidates, scheduling
from assessment.ui.live.seat_choice import AT_ONCE, SEARCHED_FROM
from tests.builders import KIT, NOON
from tests.shortlist import FIRST, LEAD, MES_1, OBSERVER, ONE, OTHER, SECOND, THIRD, fill, fill_all
from tests.ui.page_reading import drawn, field_of, primaries, said, unescaped


def buttons(page):
    """Where the rows' buttons lead, in order."""
    return [line for line in said(page).splitlines() if line.startswith("[Open]")]


def opens(*seats):
    return [f"[Open](/interview?interview={interview}&as={rater})" for interview, rater in seats]


def plan_more(deciding, number):
    """Further interviews, an hour apart, each with the lead and the second interviewer."""
    for hours in range(1, number + 1):
        added = candidates.add_candidate(
            deciding.open_uow, deciding.clock, requisition=MES_1, by=OWNER
        )
        scheduling.plan_interviews(
            deciding.open_uow,
            times={added.id: NOON + timedelta(hours=hours)},
            kit=KIT,
            seats=[LEAD, SECOND],
            by=OWNER,
        )


def test_without_an_interview_the_owner_chooses_among_all_open_scorecards(deciding):
    fill(deciding.open_uow, SECOND)

    page = deciding.page("interview")

    assert page.title[0].value == "Open an interview"
    assert buttons(page) == opens(
        (FIRST, LEAD), (FIRST, THIRD), (OTHER, LEAD), (OTHER, SECOND), (OTHER, THIRD)
    )
    assert "C-01 | MES engineer · Ann Lead | 12:00" in drawn(page)
    assert not page.text_input


def test_an_interviewer_chooses_among_her_own(deciding):
    fill(deciding.open_uow, SECOND)

    page = deciding.page("interview", SECOND)

    assert buttons(page) == opens((OTHER, SECOND))
    assert "Ann Lead" not in drawn(page)


def test_what_is_owed_comes_after_what_is_ahead(deciding):
    plan_more(deciding, 1)
    deciding.clock.forward(timedelta(hours=3, minutes=30).total_seconds())

    page = deciding.page("interview", SECOND)

    assert buttons(page) == opens(("MES-1.C-03.1", SECOND), (FIRST, SECOND), (OTHER, SECOND))


def test_one_primary_button_is_the_next_interview(deciding):
    page = deciding.page("interview")

    keys = [b.proto.id for b in page.get("flex_container")]
    first = [key for key in keys if "action-first-" in key]
    assert len(first) == 1
    assert first[0].endswith(f"action-first-seat-{FIRST}-{LEAD}")


def test_a_long_list_is_searched_and_the_search_is_in_the_address(deciding):
    plan_more(deciding, SEARCHED_FROM // 2)

    page = deciding.page("interview")
    assert len(buttons(page)) > SEARCHED_FROM
    field_of(page, "Search").set_value("c-03 LEAD").run()

    assert buttons(page) == opens(("MES-1.C-03.1", LEAD))
    assert page.query_params["find"] == "c-03 LEAD"
    field_of(page, "Search").set_value("nobody").run()
    assert "No interview matches. Change the search." in said(page)


def test_a_very_long_list_says_how_many_more_there_are(deciding):
    plan_more(deciding, AT_ONCE // 2)

    page = deciding.page("interview")

    assert len(buttons(page)) == AT_ONCE
    assert "6 more. Search to narrow the list." in said(page)


def test_nothing_to_open_says_so_and_offers_the_owner_to_plan(deciding):
    fill_all(deciding.open_uow, FIRST)
    fill_all(deciding.open_uow, OTHER)

    assert "No interview is waiting for your scorecard." in said(deciding.page("interview", LEAD))
    page = deciding.page("interview")
    assert "No interview is waiting for a scorecard." in said(page)
    assert primaries(page) == ["Plan an interview"]


def test_an_observer_has_no_scorecard_to_open(deciding):
    page = deciding.page("interview", OBSERVER)

    assert buttons(page) == []
    assert primaries(page) == []


def test_an_interview_without_an_interviewer_lists_its_rating_seats(deciding):
    fill(deciding.open_uow, SECOND)

    page = deciding.page("interview", interview=FIRST)

    assert "**C-01** · MES engineer · Mon 2 Mar 2026, 12:00" in said(page)
    assert "Each rater has a separate scorecard" in said(page)
    assert buttons(page) == opens((FIRST, LEAD), (FIRST, THIRD))
    assert "Interviewer | Ben Second | scorecard in" in drawn(page)
    assert "Dana Observer" not in drawn(page)


def test_who_still_has_to_rate_the_candidate_does_not_learn_who_has(deciding):
    times = {ONE: NOON + timedelta(hours=1)}
    [second] = scheduling.plan_interviews(
        deciding.open_uow, times=times, kit=KIT, seats=[LEAD, SECOND], by=OWNER
    )
    fill(deciding.open_uow, SECOND, second.id)

    page = deciding.page("interview", THIRD, interview=second.id)

    assert "is not a rater in this interview with C-01" in unescaped(said(page))
    assert "scorecard in" not in drawn(page)
    assert buttons(page) == opens((second.id, LEAD), (second.id, SECOND))
