"""The debrief opens when all are in, or early with a reason; what is said changes no score."""

import pytest

from assessment.comparison.profiles import Profile
from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.errors import (
    Incomplete,
    Invalid,
    NotAllowed,
    NotFound,
    Sealed,
)
from assessment.domain.ids import CandidateId, ItemId, SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import NotRated, Recommendation
from assessment.domain.requisition import SeatRole
from assessment.services.reading.comparisons import read_comparison
from assessment.services.reading.debrief_view import read_debrief
from assessment.services.reading.debriefs import (
    add_note,
    decide,
    open_debrief,
    recommend,
    settle_level,
)
from assessment.services.store.audit_log import JournalLine
from tests.builders import NOON, a_bank, a_panel_member, a_seat, an_interview
from tests.fakes import StoppedClock
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    MES_1,
    OBSERVER,
    ONE,
    SECOND,
    STRANGER,
    THIRD,
    fill,
    fill_all,
)

CLOCK = StoppedClock()
Q02 = ItemId("q02")


def seen(open_uow, rater=None):
    return read_debrief(open_uow, a_bank(), ONE, by=Actor(rater=rater))


def opened_early(open_uow, by=None, reason="Cem is ill until Friday."):
    open_debrief(open_uow, CLOCK, candidate=ONE, by=Actor(rater=by), reason=reason)


def noted(open_uow, text, *, by=LEAD, candidate=ONE, item=None):
    add_note(
        open_uow,
        CLOCK,
        candidate=candidate,
        by=Actor(rater=by),
        text=text,
        interview=FIRST if item else None,
        item=item,
    )


def settled(open_uow, level, *, by=LEAD):
    """What the panel agreed on for the second question."""
    settle_level(
        open_uow,
        CLOCK,
        candidate=ONE,
        by=Actor(rater=by),
        interview=FIRST,
        item=Q02,
        level=level,
    )


def recommended(open_uow, recommendation, reasons, *, by=LEAD):
    recommend(
        open_uow,
        CLOCK,
        candidate=ONE,
        by=Actor(rater=by),
        recommendation=recommendation,
        reasons=reasons,
    )


# Waiting.


def test_before_it_opens_it_says_who_is_waited_for(open_uow):
    fill(open_uow, LEAD)

    view = seen(open_uow)
    assert view.waiting_for == (SheetKey(FIRST, SECOND), SheetKey(FIRST, THIRD))
    assert (view.differences, view.agreed, view.notes) == ((), 0, ())


def test_a_rater_who_owes_a_scorecard_is_not_told_who_is_in(open_uow):
    fill(open_uow, LEAD)

    assert seen(open_uow, SECOND).waiting_for == ()
    assert seen(open_uow, SECOND).owes


# Opening early.


def test_an_override_opens_it_and_its_reason_is_kept_twice(open_uow):
    fill(open_uow, LEAD)
    opened_early(open_uow)

    view = seen(open_uow)
    assert (view.candidate.progress.open, view.opened.text) == (True, "Cem is ill until Friday.")
    with open_uow() as uow:
        assert uow.journal.lines() == [
            JournalLine(
                at=NOON,
                by=None,
                act="debrief opened early",
                about=ONE,
                detail="1 of 3 scorecards in",
                because="Cem is ill until Friday.",
            )
        ]


def test_an_override_wants_a_reason(open_uow):
    with pytest.raises(Incomplete, match="Give a reason for opening the debrief before"):
        opened_early(open_uow, reason=" \n ")
    with open_uow() as uow:
        assert (uow.debriefs.of(ONE), uow.journal.lines()) == ([], [])


def test_the_lead_a_consultant_and_the_owner_may_open_it(open_uow):
    with open_uow() as uow:
        uow.people.add_rater("R-09", "Eve Consultant")
        uow.requisitions.seat(a_panel_member("R-09", role=SeatRole.CONSULTANT))
        uow.commit()
    fill(open_uow, LEAD)

    assert [seen(open_uow, r).may_open for r in (None, LEAD, "R-09", SECOND, OBSERVER)] == [
        True,
        True,
        True,
        False,
        False,
    ]
    for rater in (SECOND, OBSERVER):
        with pytest.raises(NotAllowed, match="or the lead can open a debrief early"):
            opened_early(open_uow, by=rater)


def test_a_lead_submits_her_own_scorecard_first(open_uow):
    assert seen(open_uow, LEAD).may_open is False
    with pytest.raises(NotAllowed, match="Submit your own scorecard for C-01 first"):
        opened_early(open_uow, by=LEAD)


def test_an_open_debrief_is_not_opened_again(open_uow):
    fill_all(open_uow)

    with pytest.raises(NotAllowed, match="The debrief of C-01 is already open"):
        opened_early(open_uow)


# Who differed where.


def test_items_two_levels_apart_come_first_then_what_weighs_most(open_uow):
    # q09 governance 2 and 4; q01 placement 3 and 4; q02 execution 3 and 4 (half of 25)
    fill(open_uow, LEAD, verdicts=EVENLY | {"q09": 2, "q01": 4, "q02": 4})
    fill(open_uow, SECOND, verdicts=EVENLY | {"q09": 4})
    fill(open_uow, THIRD)

    found = seen(open_uow).differences
    assert [(d.key[1], d.rated.apart, round(d.share, 2), d.first) for d in found] == [
        ("q09", 2, 5.0, True),
        ("q01", 1, 20.0, False),
        ("q02", 1, 12.5, False),
    ]
    assert found[0].rated.verdicts == {LEAD: 2, SECOND: 4, THIRD: 3}
    assert seen(open_uow).agreed == 7


def test_drafts_play_no_part(open_uow):
    fill(open_uow, LEAD, verdicts=EVENLY | {"q01": 5}, evidence={"q01": "a rule"})
    fill(open_uow, SECOND, verdicts=EVENLY | {"q01": 1}, submit=False)
    opened_early(open_uow)

    assert seen(open_uow).differences == ()


# What is said.


def test_notes_final_levels_and_the_recommendation_are_separate_records(open_uow):
    fill_all(open_uow)
    noted(open_uow, "Heard the same at lunch.", by=OBSERVER)
    noted(open_uow, "On the queue.", by=OBSERVER, item=Q02)
    settled(open_uow, 4)
    recommended(open_uow, Recommendation.YES, "Runs a shift alone.", by=None)

    view = seen(open_uow)
    assert [(n.item, n.text, n.by) for n in view.notes] == [
        (None, "Heard the same at lunch.", OBSERVER),
        ("q02", "On the queue.", OBSERVER),
    ]
    assert {key: r.level for key, r in view.final_ratings.items()} == {(FIRST, "q02"): 4}
    assert [(r.recommendation, r.text, r.by) for r in view.recommendations] == [
        ("yes", "Runs a shift alone.", None)
    ]


def test_a_final_level_changes_no_score(open_uow):
    fill_all(open_uow)

    def plant():
        row = read_comparison(open_uow, a_bank(), MES_1, by=OWNER).candidates[0]
        return row.scores.by_profile[Profile.PLANT].score

    before = plant()
    settled(open_uow, 5)
    assert plant() == before == 50


def test_the_newest_final_level_stands_and_the_older_one_is_kept(open_uow):
    fill_all(open_uow)
    for level in (4, 2):
        settled(open_uow, level)

    view = seen(open_uow)
    assert view.final_ratings[FIRST, "q02"].level == 2
    kept = [r.level for r in view.candidate.debrief if r.kind is DebriefKind.FINAL_RATING]
    assert kept == [4, 2]


def test_nothing_is_written_before_it_opens(open_uow):
    with pytest.raises(Sealed, match="The debrief of C-01 is not open yet"):
        noted(open_uow, "Early.")
    with pytest.raises(Sealed, match="not open yet"):
        settled(open_uow, 4)


def test_interviewers_discuss_and_the_lead_writes_down_what_was_settled(open_uow):
    fill_all(open_uow)

    with pytest.raises(NotAllowed, match="can record what was agreed"):
        settled(open_uow, 4, by=SECOND)
    with pytest.raises(NotAllowed, match="can record what was agreed"):
        recommended(open_uow, Recommendation.NO, "No.", by=SECOND)


def test_bad_input_is_answered_in_a_sentence(open_uow):
    fill_all(open_uow)

    with pytest.raises(Incomplete, match="Write the note first"):
        noted(open_uow, "  ")
    with pytest.raises(Incomplete, match="Give your reasons"):
        recommended(open_uow, Recommendation.YES, "")
    with pytest.raises(Invalid, match="from 1 to 5, not 6"):
        settled(open_uow, 6)
    with pytest.raises(NotFound, match="C-01 was not asked q77 in this interview"):
        noted(open_uow, "?", item=ItemId("q77"))
    with pytest.raises(NotFound, match=r"no candidate 'MES-1\.C-01' in this database"):
        noted(open_uow, "Hello.", by=STRANGER)
    with pytest.raises(NotFound, match=r"no candidate 'MES-1\.C-77'"):
        noted(open_uow, "Hello.", candidate=CandidateId("MES-1.C-77"))
    with open_uow() as uow:
        assert uow.debriefs.of(ONE) == []


def test_questions_that_only_one_rater_rated_are_named(open_uow):
    fill(open_uow, LEAD)
    fill(open_uow, SECOND, verdicts=EVENLY | {"q03": NotRated.NOT_ASKED})
    fill(open_uow, THIRD, verdicts=EVENLY | {"q03": NotRated.NO_EVIDENCE})

    assert [(i.item.id, i.only_rater) for i in seen(open_uow).rated_once] == [("q03", LEAD)]


def decided(open_uow, decision, reason="The site needs somebody in March.", rater=LEAD):
    decide(open_uow, CLOCK, candidate=ONE, by=Actor(rater=rater), decision=decision, reason=reason)


def test_the_newest_decision_counts_and_the_earlier_one_stays(open_uow):
    fill_all(open_uow)
    decided(open_uow, Decision.HOLD, "Waiting for the works council.")
    decided(open_uow, Decision.OFFER, rater=None)

    assert [(r.decision, r.by, r.at, r.text) for r in seen(open_uow).decisions] == [
        (Decision.HOLD, LEAD, NOON, "Waiting for the works council."),
        (Decision.OFFER, None, NOON, "The site needs somebody in March."),
    ]
    one, two = read_comparison(open_uow, a_bank(), MES_1, by=OWNER).candidates
    assert (one.decision.decision, two.decision) == (Decision.OFFER, None)


def test_a_decision_and_its_reason_are_in_the_audit_log(open_uow):
    fill_all(open_uow)
    decided(open_uow, Decision.REJECT, "Wants to work from home.")

    with open_uow(read_only=True) as uow:
        line = uow.journal.newest()
    assert (line.by, line.act, line.about) == (LEAD, "record the decision", ONE)
    assert (line.detail, line.because) == ("reject", "Wants to work from home.")


def test_a_decision_is_neither_a_recommendation_nor_a_score(open_uow):
    fill_all(open_uow)
    before = read_comparison(open_uow, a_bank(), MES_1, by=OWNER).candidates[0]
    decided(open_uow, Decision.OFFER)
    after = read_comparison(open_uow, a_bank(), MES_1, by=OWNER).candidates[0]

    assert (after.recommendation, after.scores) == ("", before.scores)


def test_a_decision_needs_an_open_debrief_a_reason_and_somebody_who_leads(open_uow):
    with pytest.raises(Sealed, match="The debrief of C-01 is not open yet"):
        decided(open_uow, Decision.OFFER)
    fill_all(open_uow)
    with pytest.raises(Incomplete, match="Give the reason for the decision"):
        decided(open_uow, Decision.OFFER, "   ")
    for rater in (SECOND, OBSERVER):
        with pytest.raises(NotAllowed, match=r"can record the decision\. Ask one of them\."):
            decided(open_uow, Decision.OFFER, rater=rater)
    assert [seen(open_uow, r).may_decide for r in (LEAD, SECOND, OBSERVER)] == [True, False, False]
    assert seen(open_uow).decisions == ()


def test_a_decision_is_hidden_again_when_another_interview_closes_the_debrief(open_uow):
    fill_all(open_uow)
    decided(open_uow, Decision.OFFER)
    with open_uow() as uow:
        uow.interviews.add(an_interview("MES-1.C-01.2", seats=(a_seat(THIRD),)))
        uow.commit()

    for rater in (SECOND, LEAD, None):
        found = read_comparison(open_uow, a_bank(), MES_1, by=Actor(rater=rater))
        assert found.candidates[0].decision is None
        assert seen(open_uow, rater).decisions == ()
