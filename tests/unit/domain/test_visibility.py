"""Who may see what of a candidate, and when: every row and column of the product's table 6.6.

Three rating seats unless said: the lead R-01, the interviewers R-02 and R-03; R-08 observes and
R-09 is the consultant. Rows are who looks, columns are what has happened.
"""

import pytest

from assessment.domain.ids import RaterId, SheetKey
from assessment.domain.rating import Kind
from assessment.domain.requisition import Reveal, SeatRole
from assessment.domain.scorecard import scorecard
from assessment.domain.visibility import (
    OWNER,
    Progress,
    Sight,
    Viewer,
    may_rate,
    progress,
    sight,
    visible,
)
from tests.builders import a_seat, an_entry, an_interview

LEAD, SECOND, THIRD = RaterId("R-01"), RaterId("R-02"), RaterId("R-03")
OBSERVER, CONSULTANT, GONE = RaterId("R-08"), RaterId("R-09"), RaterId("R-99")
PANEL = an_interview(
    seats=(
        a_seat(LEAD, SeatRole.LEAD),
        a_seat(SECOND),
        a_seat(THIRD),
        a_seat(OBSERVER, SeatRole.OBSERVER),
        a_seat(CONSULTANT, SeatRole.CONSULTANT),
    )
)

NOTHING = Sight(progress=False, others=False)
WHO_IS_IN = Sight(progress=True, others=False)
EVERYTHING = Sight(progress=True, others=True)


def a_card(rater, *, submitted, interview=PANEL):
    sheet = SheetKey(interview.id, rater)
    entries = [an_entry(3, sheet=sheet, entry=1)]
    if submitted:
        entries.append(an_entry(value=True, kind=Kind.SUBMIT, sheet=sheet, entry=2))
    return scorecard(sheet, entries)


def a_state(*submitted, drafts=(), override=False, interviews=(PANEL,)):
    cards = [a_card(r, submitted=True) for r in submitted]
    cards += [a_card(r, submitted=False) for r in drafts]
    return progress(interviews, cards, opened_by_override=override)


def seen(rater, state, reveal=Reveal.AT_DEBRIEF):
    return sight(Viewer(rater=rater), state, reveal)


# Row 1: rater (lead, interviewer), before the debrief opens.


@pytest.mark.parametrize("rater", [LEAD, SECOND])
def test_before_her_own_submission_a_rater_sees_nothing_of_the_others(rater):
    others = {LEAD, SECOND, THIRD} - {rater}

    assert seen(rater, a_state()) == NOTHING
    assert seen(rater, a_state(*others)) == NOTHING
    assert seen(rater, a_state(*others, drafts=[rater])) == NOTHING


@pytest.mark.parametrize("rater", [LEAD, SECOND])
def test_after_her_own_submission_a_rater_sees_who_has_submitted_and_no_more(rater):
    assert seen(rater, a_state(rater)) == WHO_IS_IN
    assert seen(rater, a_state(LEAD, SECOND)) == WHO_IS_IN


@pytest.mark.parametrize("rater", [LEAD, SECOND])
def test_a_rater_always_sees_her_own_sheet_and_before_the_debrief_only_hers(rater):
    cards = [a_card(r, submitted=r is not rater) for r in (LEAD, SECOND, THIRD)]
    own = next(c for c in cards if c.sheet.rater == rater)

    assert visible(cards, Viewer(rater=rater), NOTHING) == (own,)
    assert visible(cards, Viewer(rater=rater), WHO_IS_IN) == (own,)


# Row 2: observer and consultant, before.


@pytest.mark.parametrize("rater", [OBSERVER, CONSULTANT])
def test_observers_and_consultants_see_who_has_submitted_and_no_numbers(rater):
    for state in (a_state(), a_state(LEAD), a_state(LEAD, SECOND)):
        assert seen(rater, state) == WHO_IS_IN


@pytest.mark.parametrize("rater", [OBSERVER, CONSULTANT])
def test_observers_and_consultants_have_no_sheet_to_see(rater):
    cards = [a_card(LEAD, submitted=True), a_card(SECOND, submitted=False)]

    assert visible(cards, Viewer(rater=rater), WHO_IS_IN) == ()


def test_the_owner_of_the_database_sees_what_a_consultant_sees():
    for state in (a_state(), a_state(LEAD, SECOND)):
        assert sight(OWNER, state, Reveal.AT_DEBRIEF) == WHO_IS_IN
    assert visible([a_card(LEAD, submitted=True)], OWNER, WHO_IS_IN) == ()


def test_a_panel_member_without_a_seat_here_sees_who_has_submitted():
    elsewhere = RaterId("R-04")

    assert seen(elsewhere, a_state(LEAD, SECOND)) == WHO_IS_IN


# Row 3: anyone with a seat or the requisition, once open.


@pytest.mark.parametrize("rater", [LEAD, SECOND, OBSERVER, CONSULTANT, None])
def test_once_every_rating_seat_is_in_everyone_with_a_seat_sees_everything(rater):
    assert seen(rater, a_state(LEAD, SECOND, THIRD)) == EVERYTHING


def test_once_open_every_submitted_scorecard_is_visible():
    cards = [a_card(r, submitted=True) for r in (LEAD, SECOND, THIRD)]

    assert visible(cards, Viewer(rater=OBSERVER), EVERYTHING) == tuple(cards)


def test_observers_and_consultants_block_nothing():
    assert a_state(LEAD, SECOND, THIRD).open
    assert a_state(LEAD, SECOND, THIRD).awaited == {
        SheetKey(PANEL.id, r) for r in (LEAD, SECOND, THIRD)
    }


# An override opens the debrief with a reason; drafts stay their writers'.


@pytest.mark.parametrize("rater", [LEAD, SECOND, OBSERVER, CONSULTANT, None])
def test_an_override_opens_the_debrief_for_everyone_with_a_seat(rater):
    assert seen(rater, a_state(LEAD, drafts=[SECOND], override=True)) == EVERYTHING


def test_an_override_never_shows_another_raters_draft():
    submitted, draft = a_card(LEAD, submitted=True), a_card(SECOND, submitted=False)

    assert visible([submitted, draft], Viewer(rater=THIRD), EVERYTHING) == (submitted,)
    assert visible([submitted, draft], Viewer(rater=SECOND), EVERYTHING) == (submitted, draft)


# The policy `after own scorecard`.


def test_the_relaxed_policy_shows_a_rater_the_others_after_her_own_scorecard():
    relaxed = Reveal.AFTER_OWN_SCORECARD

    assert seen(SECOND, a_state(LEAD), relaxed) == NOTHING
    assert seen(SECOND, a_state(LEAD, drafts=[SECOND]), relaxed) == NOTHING
    assert seen(SECOND, a_state(LEAD, SECOND), relaxed) == EVERYTHING


@pytest.mark.parametrize("rater", [OBSERVER, CONSULTANT, None])
def test_the_relaxed_policy_gives_those_without_a_scorecard_nothing_early(rater):
    assert seen(rater, a_state(LEAD, SECOND), Reveal.AFTER_OWN_SCORECARD) == WHO_IS_IN


def test_the_relaxed_policy_never_shows_another_raters_draft():
    submitted, draft = a_card(LEAD, submitted=True), a_card(THIRD, submitted=False)

    assert visible([submitted, draft], Viewer(rater=SECOND), EVERYTHING) == (submitted,)


# Two interviews of one candidate.

SECOND_MEETING = an_interview("MES-1.C-01.2", seats=(a_seat(LEAD), a_seat(THIRD)))
FIRST_MEETING = an_interview(seats=(a_seat(LEAD), a_seat(SECOND)))


def two_meetings(*submitted):
    cards = [a_card(rater, submitted=True, interview=meeting) for rater, meeting in submitted]
    return progress([FIRST_MEETING, SECOND_MEETING], cards, opened_by_override=False)


def test_a_rater_in_two_interviews_has_two_sheets_to_hand_in():
    half = two_meetings((LEAD, FIRST_MEETING))
    both = two_meetings((LEAD, FIRST_MEETING), (LEAD, SECOND_MEETING))

    assert seen(LEAD, half) == NOTHING
    assert seen(LEAD, half, Reveal.AFTER_OWN_SCORECARD) == NOTHING
    assert seen(LEAD, both) == WHO_IS_IN
    assert seen(LEAD, both, Reveal.AFTER_OWN_SCORECARD) == EVERYTHING


def test_the_debrief_waits_for_the_scorecards_of_every_interview():
    first_in = two_meetings((LEAD, FIRST_MEETING), (SECOND, FIRST_MEETING))
    all_in = two_meetings(
        (LEAD, FIRST_MEETING),
        (SECOND, FIRST_MEETING),
        (LEAD, SECOND_MEETING),
        (THIRD, SECOND_MEETING),
    )

    assert (first_in.open, first_in.sentence) == (False, "2 of 4 scorecards in")
    assert (all_in.open, all_in.sentence) == (True, "4 of 4 scorecards in")
    assert seen(SECOND, first_in) == WHO_IS_IN


def test_an_observer_in_one_interview_who_rates_in_the_other_is_a_rater():
    watched = an_interview(seats=(a_seat(LEAD), a_seat(SECOND, SeatRole.OBSERVER)))
    rated = an_interview("MES-1.C-01.2", seats=(a_seat(SECOND),))
    state = progress([watched, rated], [a_card(LEAD, submitted=True)], opened_by_override=False)

    assert seen(SECOND, state) == NOTHING


# What the progress says.


def test_a_candidate_without_an_interview_is_not_open():
    nothing_planned = progress([], [], opened_by_override=False)

    assert nothing_planned.open is False
    assert nothing_planned.sentence == "no interview planned"


def test_an_interview_without_a_rating_seat_opens_nothing():
    watched = an_interview(seats=(a_seat(OBSERVER, SeatRole.OBSERVER),))
    state = progress([watched], [], opened_by_override=False)

    assert (state.open, state.sentence) == (False, "no raters yet")


def test_a_draft_does_not_count_as_in():
    assert a_state(LEAD, drafts=[SECOND]).sentence == "1 of 3 scorecards in"


def test_a_scorecard_whose_seat_was_taken_away_is_not_counted_twice():
    unseated = a_card(GONE, submitted=True)
    state = progress([PANEL], [unseated, a_card(LEAD, submitted=True)], opened_by_override=False)

    assert state == Progress(
        awaited=frozenset(SheetKey(PANEL.id, r) for r in (LEAD, SECOND, THIRD)),
        submitted=frozenset({SheetKey(PANEL.id, GONE), SheetKey(PANEL.id, LEAD)}),
        opened_by_override=False,
        planned=True,
    )
    assert state.sentence == "1 of 3 scorecards in"


def test_only_the_lead_and_the_interviewers_rate():
    assert [role for role in SeatRole if may_rate(role)] == [SeatRole.LEAD, SeatRole.INTERVIEWER]
    assert may_rate(None) is False
