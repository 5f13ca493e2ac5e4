"""How far things are, said only as far as the viewer may know."""

from datetime import timedelta

from assessment.domain.ids import RaterId
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Kind
from assessment.domain.requisition import Reveal, SeatRole
from assessment.services.hiring import candidates
from assessment.services.reading.visible_ratings import read_requisition
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.progress_text import (
    ADD_CANDIDATES,
    ADD_INTERVIEWERS,
    NextStep,
    candidate_state,
    interview_state,
    next_step,
    requisition_state,
    waits_for,
)
from tests.builders import (
    CANDIDATE,
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    SHEET,
    a_candidate,
    a_kit,
    a_panel_member,
    a_requisition,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.fakes import StoppedClock, fake_open_uow

YOURS = "your scorecard isn't started"
BEFORE, AFTER = NOON - timedelta(hours=1), NOON + timedelta(hours=1)
BOTH = an_interview(seats=(a_seat(), a_seat(OTHER_RATER)))


def a_store(*, submitted: bool = False):
    """One interview at noon with two rating seats; R-01 has submitted or not begun."""
    open_uow = fake_open_uow()
    furnish(open_uow, BOTH)
    if submitted:
        with open_uow() as uow:
            uow.entries.append(an_entry(value=True, kind=Kind.SUBMIT, sheet=SHEET))
            uow.commit()
    return open_uow


def file(open_uow, rater: RaterId | None = None):
    return read_requisition(open_uow, REQUISITION, by=Actor(rater=rater))


def states(open_uow, now, rater: RaterId | None = None) -> tuple[str, str, str]:
    found = file(open_uow, rater)
    (candidate,) = found.candidates
    return (
        requisition_state(found),
        candidate_state(candidate, now),
        interview_state(candidate.interviews[0], candidate, found.viewer, now),
    )


def test_before_the_interview_the_owner_sees_when_it_is():
    assert states(a_store(), BEFORE) == (
        "1 candidate · 0 of 2 scorecards in",
        "interview Mon 2 Mar 2026, 12:00",
        "planned",
    )


def test_after_it_the_owner_sees_how_many_scorecards_are_in():
    assert states(a_store(), AFTER)[1:] == ("0 of 2 scorecards in", "no scorecards in yet")
    assert states(a_store(submitted=True), AFTER) == (
        "1 candidate · 1 of 2 scorecards in",
        "1 of 2 scorecards in",
        "1 of 2 scorecards in",
    )


def test_a_rater_who_has_not_submitted_does_not_learn_who_has():
    hidden = (
        "1 candidate · submit yours to see the others",
        "hidden until you submit your scorecard",
        "your scorecard isn't started",
    )
    assert states(a_store(submitted=True), AFTER, OTHER_RATER) == hidden
    assert states(a_store(), AFTER, OTHER_RATER) == hidden


def test_a_rater_is_told_how_the_own_scorecard_stands():
    begun = a_store()
    with begun() as uow:
        uow.entries.append(an_entry())
        uow.commit()

    assert states(begun, AFTER, RATER)[2] == "your scorecard is started"
    assert states(a_store(submitted=True), AFTER, RATER)[2] == "1 of 2 scorecards in"


def test_an_open_debrief_and_a_withdrawal_are_said():
    done = a_store(submitted=True)
    with done() as uow:
        uow.entries.append(
            an_entry(value=True, kind=Kind.SUBMIT, sheet=SHEET._replace(rater=OTHER_RATER))
        )
        uow.commit()
    assert states(done, AFTER)[1] == "2 of 2 scorecards in, debrief open"

    candidates.withdraw(done, StoppedClock(), candidate=CANDIDATE, reason="left", by=OWNER)
    assert states(done, AFTER)[1:] == ("withdrawn Mon 2 Mar 2026: left", "candidate withdrew")


def test_an_interview_of_others_says_no_more_than_its_candidate():
    """R-02 owes the first interview and has no seat in the second."""
    open_uow = fake_open_uow()
    furnish(open_uow, BOTH, an_interview("MES-1.C-01.2", planned_at=BEFORE))
    found = file(open_uow, OTHER_RATER)
    (candidate,) = found.candidates

    said = [interview_state(i, candidate, found.viewer, AFTER) for i in candidate.interviews]
    assert sorted(said) == ["hidden until you submit your scorecard", YOURS]


def test_an_interview_waits_for_whoever_has_a_sheet_to_fill():
    def waiting(open_uow, rater: RaterId | None) -> bool:
        found = file(open_uow, rater)
        (candidate,) = found.candidates
        return waits_for(candidate.interviews[0], candidate, found.viewer)

    half = a_store(submitted=True)
    who = (None, RATER, OTHER_RATER)
    assert [waiting(half, rater) for rater in who] == [True, False, True]

    candidates.withdraw(half, StoppedClock(), candidate=CANDIDATE, reason="left", by=OWNER)
    assert [waiting(half, rater) for rater in who] == [False] * 3


def test_a_relaxed_policy_changes_nothing_in_what_is_said_before_the_own_scorecard():
    open_uow = a_store(submitted=True)
    with open_uow() as uow:
        uow.requisitions.save(a_requisition(reveal=Reveal.AFTER_OWN_SCORECARD))
        uow.commit()

    assert states(open_uow, AFTER, OTHER_RATER)[1] == "hidden until you submit your scorecard"


def test_the_next_step_follows_the_job():
    open_uow, said = fake_open_uow(), []

    def stands(*changes) -> None:
        with open_uow() as uow:
            for change in changes:
                change(uow)
            uow.commit()
        found = file(open_uow)
        said.append((requisition_state(found), next_step(found)))

    stands(lambda uow: uow.requisitions.add(a_requisition()))
    whole = fake_open_uow()
    furnish(whole)
    with whole(read_only=True) as uow:
        brief = uow.briefs.latest(REQUISITION)
    stands(lambda uow: uow.briefs.add(brief))
    stands(lambda uow: uow.kits.add(a_kit()))
    stands(lambda uow: uow.requisitions.add_candidate(a_candidate()))
    stands(
        lambda uow: uow.people.add_rater(RATER, "R"),
        lambda uow: uow.requisitions.seat(a_panel_member(role=SeatRole.LEAD)),
    )
    stands(lambda uow: uow.interviews.add(an_interview()))
    stands(lambda uow: uow.entries.append(an_entry(value=True, kind=Kind.SUBMIT)))

    assert said == [
        ("no candidates · no role brief yet", NextStep(PageName.BRIEF, "Write the role brief")),
        ("no candidates · brief saved, no kit yet", NextStep(PageName.KIT, "Prepare the kit")),
        ("no candidates · kit locked, no interview planned", ADD_CANDIDATES),
        ("1 candidate · kit locked, no interview planned", ADD_INTERVIEWERS),
        (
            "1 candidate · kit locked, no interview planned",
            NextStep(PageName.INTERVIEWS, "Plan the interviews"),
        ),
        (
            "1 candidate · 0 of 1 scorecard in",
            NextStep(PageName.INTERVIEWS, "Go to the interviews"),
        ),
        ("1 candidate · 1 of 1 scorecard in", NextStep(PageName.COMPARE, "Compare the candidates")),
    ]


def test_who_has_withdrawn_is_counted_apart_and_nobody_waits_for_them():
    open_uow = a_store(submitted=True)
    candidates.add_candidate(open_uow, StoppedClock(), requisition=REQUISITION, by=OWNER)
    candidates.withdraw(
        open_uow, StoppedClock(), candidate=CANDIDATE, reason="Another job.", by=OWNER
    )

    assert requisition_state(file(open_uow)) == (
        "1 candidate · 1 withdrawn · kit locked, no interview planned"
    )
