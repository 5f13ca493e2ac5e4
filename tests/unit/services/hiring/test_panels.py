"""Who may change a panel and its rules, and what a change of seat leaves as it was."""

from datetime import timedelta

import pytest

from assessment.domain.errors import NotAllowed, NotFound
from assessment.domain.ids import RaterId
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.requisition import Reveal, SeatRole
from assessment.services.hiring import panels, requisitions, scheduling
from assessment.services.reading.debriefs import open_debrief
from assessment.services.reading.visible_ratings import read_requisition
from tests.builders import KIT, NOON, a_panel_member, a_requisition, a_seat
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import (
    FIRST,
    LEAD,
    MES_1,
    OBSERVER,
    ONE,
    OTHER,
    SECOND,
    STRANGER,
    TWO,
    a_shortlist,
    fill,
    fill_all,
)

CLOCK = StoppedClock()
CONSULTANT = RaterId("R-09")


@pytest.fixture
def open_uow():
    """Two candidates; a lead, two interviewers, an observer and a consultant."""
    made = fake_open_uow()
    a_shortlist(made)
    with made() as uow:
        uow.people.add_rater(CONSULTANT, "Eve Consultant")
        uow.requisitions.seat(a_panel_member(CONSULTANT, role=SeatRole.CONSULTANT))
        uow.commit()
    return made


def seats(open_uow):
    panel = read_requisition(open_uow, MES_1, by=OWNER).panel
    return {member.rater: member.role for member in panel}


def relax(open_uow, by, reveal=Reveal.AFTER_OWN_SCORECARD):
    requisitions.change_reveal(
        open_uow, CLOCK, requisition=MES_1, reveal=reveal, by=Actor(rater=by)
    )


@pytest.mark.parametrize("by", [SECOND, OBSERVER, STRANGER])
def test_only_who_leads_changes_the_panel(open_uow, by):
    before = seats(open_uow)
    acts = (
        lambda: panels.seat(
            open_uow, requisition=MES_1, rater=by, role=SeatRole.LEAD, by=Actor(rater=by)
        ),
        lambda: panels.seat_new(
            open_uow, requisition=MES_1, name="Me again", role=SeatRole.LEAD, by=Actor(rater=by)
        ),
        lambda: panels.unseat(
            open_uow,
            lambda: NOON,
            requisition=MES_1,
            rater=LEAD,
            by=Actor(rater=by),
            reason="On leave.",
        ),
    )

    for act in acts:
        with pytest.raises(NotAllowed if by != STRANGER else NotFound) as refused:
            act()
        assert str(refused.value) == (
            "There is no role 'MES-1' in this database."
            if by == STRANGER
            else "Only the owner, a consultant or the lead can change the panel. Ask one of them."
        )
    assert seats(open_uow) == before
    with open_uow(read_only=True) as uow:
        assert "Me again" not in uow.people.raters().values()


@pytest.mark.parametrize("by", [None, LEAD, CONSULTANT])
def test_the_owner_the_lead_and_a_consultant_change_the_panel(open_uow, by):
    panels.unseat(
        open_uow,
        lambda: NOON,
        requisition=MES_1,
        rater=OBSERVER,
        by=Actor(rater=by),
        reason="On leave.",
    )
    panels.seat(open_uow, requisition=MES_1, rater=SECOND, role=SeatRole.LEAD, by=Actor(rater=by))
    new = panels.seat_new(
        open_uow, requisition=MES_1, name="New", role=SeatRole.OBSERVER, by=Actor(rater=by)
    )

    found = seats(open_uow)
    assert (OBSERVER in found, found[SECOND], found[new]) == (
        False,
        SeatRole.LEAD,
        SeatRole.OBSERVER,
    )


def test_while_a_panel_is_empty_only_the_owner_gives_the_first_seat():
    open_uow = fake_open_uow()
    with open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.people.add_rater(SECOND, "Ben Second")
        uow.commit()

    first = {"requisition": MES_1, "rater": SECOND, "role": SeatRole.LEAD}
    with pytest.raises(NotFound, match="There is no role 'MES-1' in this database"):
        panels.seat(open_uow, by=Actor(rater=SECOND), **first)
    panels.seat(open_uow, by=OWNER, **first)

    assert seats(open_uow) == {SECOND: SeatRole.LEAD}


@pytest.mark.parametrize("by", [SECOND, OBSERVER, STRANGER])
def test_only_who_leads_changes_when_others_ratings_open(open_uow, by):
    fill(open_uow, LEAD)
    fill(open_uow, SECOND)

    with pytest.raises(NotFound if by == STRANGER else NotAllowed) as refused:
        relax(open_uow, by)

    assert str(refused.value) == (
        "There is no role 'MES-1' in this database."
        if by == STRANGER
        else "Only the owner, a consultant or the lead can change when raters see each other's "
        "ratings. Ask one of them."
    )
    found = read_requisition(open_uow, MES_1, by=Actor(rater=SECOND)).candidates[0]
    assert {card.sheet.rater for card in found.scorecards} == {SECOND}
    with open_uow(read_only=True) as uow:
        (line,) = uow.journal.lines()
    assert (line.by, line.act, line.about) == (by, "denied", MES_1)


def test_a_lead_does_not_relax_the_rule_for_herself(open_uow):
    fill(open_uow, SECOND)
    fill(open_uow, LEAD)

    with pytest.raises(NotAllowed) as refused:
        relax(open_uow, LEAD)

    assert str(refused.value) == (
        "This would show you the others' ratings of C-01 immediately. Ask a consultant or the "
        "owner to change it, or open the debrief early with a reason."
    )
    relax(open_uow, CONSULTANT)
    relax(open_uow, LEAD, Reveal.AT_DEBRIEF)
    assert read_requisition(open_uow, MES_1, by=OWNER).requisition.reveal is Reveal.AT_DEBRIEF


def test_a_lead_who_gains_nothing_by_it_relaxes_the_rule(open_uow):
    fill_all(open_uow)  # C-01 is open to everybody with a seat, C-02 is not begun

    relax(open_uow, LEAD)

    found = read_requisition(open_uow, MES_1, by=OWNER)
    assert found.requisition.reveal is Reveal.AFTER_OWN_SCORECARD


# A change of role.


def role_in(open_uow, interview, rater=OBSERVER):
    with open_uow(read_only=True) as uow:
        return uow.interviews.find(interview).role_of(rater)


def an_observer_becomes_interviewer(open_uow):
    panels.seat(
        open_uow, requisition=MES_1, rater=OBSERVER, role=SeatRole.INTERVIEWER, by=Actor(rater=LEAD)
    )


def test_an_observer_who_may_have_read_an_open_debrief_rates_from_the_next_interview_on(open_uow):
    fill_all(open_uow)

    an_observer_becomes_interviewer(open_uow)

    assert seats(open_uow)[OBSERVER] is SeatRole.INTERVIEWER
    assert role_in(open_uow, FIRST) is SeatRole.OBSERVER
    assert role_in(open_uow, OTHER) is SeatRole.INTERVIEWER
    assert read_requisition(open_uow, MES_1, by=OWNER).candidates[0].progress.open


def test_an_interview_with_a_scorecard_in_keeps_its_observers(open_uow):
    fill(open_uow, SECOND)

    an_observer_becomes_interviewer(open_uow)
    panels.seat(
        open_uow, requisition=MES_1, rater=OBSERVER, role=SeatRole.LEAD, by=Actor(rater=LEAD)
    )

    assert role_in(open_uow, FIRST) is SeatRole.OBSERVER
    assert role_in(open_uow, OTHER) is SeatRole.LEAD


def test_a_debrief_that_was_opened_early_keeps_the_observers_of_its_candidate(open_uow):
    open_debrief(open_uow, CLOCK, candidate=ONE, by=OWNER, reason="Nobody can wait.")

    an_observer_becomes_interviewer(open_uow)

    assert role_in(open_uow, FIRST) is SeatRole.OBSERVER


def test_drafts_alone_hold_no_observer_back(open_uow):
    fill(open_uow, SECOND, submit=False)

    an_observer_becomes_interviewer(open_uow)

    assert role_in(open_uow, FIRST) is SeatRole.INTERVIEWER


def test_between_two_rating_roles_every_interview_follows(open_uow):
    fill_all(open_uow)

    panels.seat(open_uow, requisition=MES_1, rater=SECOND, role=SeatRole.LEAD, by=Actor(rater=LEAD))

    assert [role_in(open_uow, i, SECOND) for i in (FIRST, OTHER)] == [SeatRole.LEAD] * 2


# A former observer, and a candidate whose debrief is open.

LATER = NOON + timedelta(days=1)


def plan_with(open_uow, *raters, candidate=ONE):
    (planned,) = scheduling.plan_interviews(
        open_uow, times={candidate: LATER}, kit=KIT, seats=raters, by=OWNER
    )
    return planned


def test_who_sat_in_does_not_begin_to_rate_a_candidate_whose_debrief_is_open(open_uow):
    fill_all(open_uow)
    an_observer_becomes_interviewer(open_uow)

    with pytest.raises(NotAllowed) as refused:
        plan_with(open_uow, SECOND, OBSERVER)

    assert str(refused.value) == (
        "R-08 observed C-01 without rating, and the debrief of C-01 is open. Nobody can "
        "start rating who may have read the others' ratings. Leave R-08 out."
    )
    found = read_requisition(open_uow, MES_1, by=OWNER).candidates[0]
    assert (len(found.interviews), found.progress.open) == (1, True)


def test_several_interviews_with_such_a_seat_are_refused_together(open_uow):
    fill_all(open_uow)
    an_observer_becomes_interviewer(open_uow)

    with pytest.raises(NotAllowed, match="R-08 observed C-01"):
        scheduling.plan_interviews(
            open_uow, times={TWO: LATER, ONE: LATER}, kit=KIT, seats=[SECOND, OBSERVER], by=OWNER
        )

    with open_uow(read_only=True) as uow:
        assert len(uow.interviews.of_requisition(MES_1)) == 2


def test_before_the_debrief_opens_a_former_observer_rates_the_next_interview(open_uow):
    fill(open_uow, SECOND)
    an_observer_becomes_interviewer(open_uow)

    seats = plan_with(open_uow, SECOND, OBSERVER).seats

    assert seats == (a_seat(SECOND), a_seat(OBSERVER))


def test_who_rated_and_who_still_only_sits_in_are_planned_again(open_uow):
    fill_all(open_uow)

    seats = plan_with(open_uow, SECOND, OBSERVER).seats

    assert seats == (a_seat(SECOND), a_seat(OBSERVER, SeatRole.OBSERVER))


def test_an_interview_that_is_moved_keeps_the_observer_of_an_open_debrief(open_uow):
    open_debrief(open_uow, CLOCK, candidate=ONE, by=OWNER, reason="Nobody can wait.")
    an_observer_becomes_interviewer(open_uow)

    def change(interview):
        scheduling.change_interview(
            open_uow,
            interview=interview,
            planned_at=LATER,
            kit=KIT,
            seats=[SECOND, OBSERVER],
            by=OWNER,
        )

    change(FIRST)
    change(OTHER)

    assert role_in(open_uow, FIRST) is SeatRole.OBSERVER
    assert role_in(open_uow, OTHER) is SeatRole.INTERVIEWER


def test_no_change_of_seats_lets_a_reader_of_an_open_debrief_rate(open_uow):
    second = plan_with(open_uow, SECOND).id
    open_debrief(open_uow, CLOCK, candidate=ONE, by=OWNER, reason="Nobody can wait.")
    an_observer_becomes_interviewer(open_uow)

    with pytest.raises(NotAllowed, match="R-08 observed C-01 without rating"):
        scheduling.change_interview(
            open_uow,
            interview=second,
            planned_at=LATER,
            kit=KIT,
            seats=[SECOND, OBSERVER],
            by=OWNER,
        )

    assert role_in(open_uow, second) is None
