"""Debriefs, alone over a store in memory: who may read, and what people settle."""

from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.ids import CandidateId
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Recommendation
from assessment.services.hiring.candidates import withdraw
from assessment.services.reading.debriefs import add_note, decide, open_debrief
from tests.builders import (
    a_candidate,
    a_seat,
    an_interview,
)
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    ONE,
    SECOND,
    STRANGER,
    THIRD,
    fill,
    fill_all,
)
from tests.ui.deciding_pages import relaxed
from tests.ui.page_reading import area, checked, choice, drawn, press, primaries, said, told


def test_a_closed_debrief_says_who_is_waited_for_and_may_be_opened_early(deciding):
    fill(deciding.open_uow, LEAD)
    page = deciding.page("debrief", candidate=ONE)
    assert "Waiting for Ben Second and Cem Third." in said(page)

    page = press(page, "Open the debrief early")
    assert told(page)[0] == "Give a reason for opening the debrief before every scorecard is in."
    area(page, "Reason").input("Cem is ill.")
    page = press(page, "Open the debrief early")
    assert "Opened early by the owner" in said(page)
    assert [r.text for r in deciding.records(DebriefKind.OPENED)] == ["Cem is ill."]


WILL = "Each rater's recommendation will appear here."


def opened_before_anything_is_in(deciding, seen_by=None) -> str:
    return said(deciding.page("debrief", seen_by, candidate=ONE))


def test_a_debrief_opened_before_any_scorecard_is_in_says_what_to_do_next(deciding):
    open_debrief(
        deciding.open_uow, deciding.clock, candidate=ONE, by=OWNER, reason="Everybody is ill."
    )

    assert (
        f"No scorecards are in yet. Waiting for Ann Lead, Ben Second and Cem Third. {WILL}\n"
        "[Go to the interviews](/interviews?requisition=MES-1)"
    ) in opened_before_anything_is_in(deciding)
    assert (
        f"No scorecards are in yet. Write yours for C-01. {WILL}\n"
        f"[Open your scorecard](/scorecard?candidate={ONE})"
    ) in opened_before_anything_is_in(deciding, SECOND)

    withdraw(deciding.open_uow, deciding.clock, candidate=ONE, reason="Took another job.", by=OWNER)
    assert "No scorecards were submitted. C-01 withdrew." in (
        opened_before_anything_is_in(deciding, SECOND)
    )


def test_a_debrief_without_an_interview_leads_to_planning_one(deciding):
    three = CandidateId("MES-1.C-03")
    with deciding.open_uow() as uow:
        uow.requisitions.add_candidate(a_candidate(three))
        uow.commit()
    open_debrief(
        deciding.open_uow, deciding.clock, candidate=three, by=OWNER, reason="A first talk."
    )

    assert (
        f"No scorecards are in yet: C-03 has no interview planned. {WILL}\n"
        "[Plan the interview](/interviews?requisition=MES-1)"
    ) in said(deciding.page("debrief", candidate=three))


def test_a_rater_who_owes_a_scorecard_learns_nothing_and_is_shown_the_way(deciding):
    fill(deciding.open_uow, LEAD)
    page = deciding.page("debrief", SECOND, candidate=ONE)

    assert primaries(page) == ["Open your scorecard"]
    assert "Ann Lead" not in said(page)
    assert "scorecards in" not in said(page)
    assert "Open the debrief early" not in [b.label for b in page.button]


def test_an_interviewer_cannot_open_it_early(deciding):
    fill(deciding.open_uow, SECOND)
    page = deciding.page("debrief", SECOND, candidate=ONE)

    assert "Waiting for Ann Lead and Cem Third." in said(page)
    assert "Open the debrief early" not in [b.label for b in page.button]


def test_under_the_relaxed_policy_a_rater_reads_before_anything_is_settled(deciding):
    relaxed(deciding)
    fill(deciding.open_uow, LEAD, verdicts=EVENLY | {"q09": 2}, evidence={"q09": "no owner"})
    fill(deciding.open_uow, SECOND, verdicts=EVENLY | {"q09": 4})
    page = deciding.page("debrief", SECOND, candidate=ONE)

    assert "2 of 3 scorecards in · not open yet" in said(page)
    assert "Waiting for Cem Third." in said(page)
    assert "9. The site that says no" in drawn(page)
    assert "no owner" in drawn(page)
    assert "Raters agree on 9 of 10 questions so far. The one below can move" in drawn(page)
    assert [b.label for b in page.button] == []
    assert [s.value for s in page.header] == ["Where raters differ", "Recommendations"]
    assert "C-01 | · 2 of 3 scorecards in" in drawn(
        deciding.page("debrief", SECOND, requisition="MES-1")
    )


def test_nobody_differed_so_far_where_a_scorecard_is_still_to_come(deciding):
    relaxed(deciding)
    fill(deciding.open_uow, LEAD)
    fill(deciding.open_uow, SECOND)
    page = deciding.page("debrief", SECOND, candidate=ONE)
    assert page.header[0].value == "Recommendations"
    assert "Raters agree on all 10 questions that two or more rated so far." in drawn(page)

    fill(deciding.open_uow, THIRD)
    page = deciding.page("debrief", SECOND, candidate=ONE)
    assert "Raters agree on all 10 questions that two or more rated." in drawn(page)


def test_where_one_person_rated_nobody_could_differ(deciding):
    relaxed(deciding)
    fill(deciding.open_uow, LEAD)
    page = deciding.page("debrief", LEAD, candidate=ONE)

    assert page.header[0].value == "Rated by one person only"
    assert "No question was rated by two people so far." in drawn(page)
    assert "1. MES or MOM | Ann Lead | 3 | Evidence" in drawn(page)


def test_under_the_relaxed_policy_the_lead_may_still_open_it_early(deciding):
    relaxed(deciding)
    fill(deciding.open_uow, LEAD)
    fill(deciding.open_uow, SECOND)
    page = deciding.page("debrief", LEAD, candidate=ONE)
    assert [b.label for b in page.button] == ["Open the debrief early"]

    area(page, "Reason").input("Cem is ill.")
    page = press(page, "Open the debrief early")

    assert "2 of 3 scorecards in · open" in said(page)
    assert "Save note" in [b.label for b in page.button]


def test_under_the_relaxed_policy_somebody_who_owes_sees_as_little_as_ever(deciding):
    relaxed(deciding)
    fill(deciding.open_uow, LEAD)
    page = deciding.page("debrief", SECOND, candidate=ONE)

    assert primaries(page) == ["Open your scorecard"]
    assert page.header == []


def test_what_was_said_before_another_interview_closed_the_debrief_is_read_only(deciding):
    relaxed(deciding)
    fill_all(deciding.open_uow)
    add_note(
        deciding.open_uow,
        deciding.clock,
        candidate=ONE,
        by=Actor(rater=LEAD),
        text="Ask about nights.",
    )
    with deciding.open_uow() as uow:
        uow.interviews.add(an_interview("MES-1.C-01.2", seats=(a_seat(THIRD),)))
        uow.commit()
    page = deciding.page("debrief", SECOND, candidate=ONE)

    assert "Ask about nights." in drawn(page)
    assert [b.label for b in page.button] == []


def test_a_debrief_of_others_is_answered_like_one_that_does_not_exist(deciding):
    fill_all(deciding.open_uow)

    for candidate in (ONE, "MES-1.C-99"):
        page = deciding.page("debrief", STRANGER, candidate=candidate)
        assert told(page) == [f"There is no candidate {candidate!r} in this database."]
        assert said(page) == ""


def test_far_apart_comes_first_with_what_each_heard(deciding):
    fill(
        deciding.open_uow,
        LEAD,
        verdicts=EVENLY | {"q09": 2, "q01": 4},
        evidence={"q09": "no owner"},
    )
    fill(deciding.open_uow, SECOND, verdicts=EVENLY | {"q09": 4})
    fill(deciding.open_uow, THIRD)
    page = deciding.page("debrief", SECOND, candidate=ONE)

    words = drawn(page)
    assert words.index("Two levels or more apart") < words.index("9. The site that says no")
    assert words.index("One level apart") < words.index("1. MES or MOM")
    assert "9. The site that says no | 2 | 4 | 3 | 2.5 | Evidence | Ann Lead | no owner" in words
    assert (
        "Raters agree on 8 of 10 questions. The 2 below can move the score by up to 7.5 points in "
        "all under the brief's weights."
    ) in words


def test_a_question_that_one_interview_alone_asked_has_no_level_of_those_who_were_not_there(
    deciding,
):
    fill(deciding.open_uow, LEAD, verdicts=EVENLY | {"q02": 5})
    fill(deciding.open_uow, SECOND)
    fill(deciding.open_uow, THIRD)
    with deciding.open_uow() as uow:
        again = an_interview("MES-1.C-01.2", seats=(a_seat(LEAD), a_seat(SECOND)))
        uow.interviews.add(again)
        uow.commit()
    fill(deciding.open_uow, LEAD, again.id, verdicts=EVENLY | {"q03": 1})
    fill(deciding.open_uow, SECOND, again.id)

    words = drawn(deciding.page("debrief", candidate=ONE))

    assert "| 1 | 3 | – |" in words


def test_the_lead_settles_a_level_and_the_scores_stay(deciding):
    fill(deciding.open_uow, LEAD, verdicts=EVENLY | {"q02": 5})
    fill(deciding.open_uow, SECOND)
    fill(deciding.open_uow, THIRD)
    page = deciding.page("debrief", LEAD, candidate=ONE)
    page = press(page, "Save agreed level")
    assert told(page)[0] == "Choose the level that you agreed on."

    choice(page, "Level").set_value(4)
    area(page, "Reason").input("The second answer.")
    page = press(page, "Save agreed level")
    assert [(r.item, r.level, r.text) for r in deciding.records(DebriefKind.FINAL_RATING)] == [
        ("q02", 4, "The second answer.")
    ]
    assert "Agreed level | 4 | Ann Lead" in drawn(page)


def test_once_a_level_is_agreed_the_next_question_without_one_is_chosen(deciding):
    fill(deciding.open_uow, LEAD, verdicts=EVENLY | {"q02": 5, "q09": 4})
    fill(deciding.open_uow, SECOND)
    fill(deciding.open_uow, THIRD)
    page = deciding.page("debrief", LEAD, candidate=ONE)
    first, second = page.selectbox[0].options

    choice(page, "Level").set_value(4)
    area(page, "Reason").input("The second answer.")
    page = press(page, "Save agreed level")

    assert (page.selectbox[0].value, page.selectbox[0].options[1]) == (1, second)
    assert area(page, "Reason").value == ""
    page.selectbox[0].select(first)
    assert checked(page.run()).selectbox[0].value == 0


def test_a_draft_of_an_agreed_level_is_there_again_with_its_question(deciding):
    fill(deciding.open_uow, LEAD, verdicts=EVENLY | {"q02": 5, "q09": 4})
    fill(deciding.open_uow, SECOND)
    fill(deciding.open_uow, THIRD)
    page = deciding.page("debrief", LEAD, candidate=ONE)
    page = checked(page.selectbox[0].set_value(1).run())
    area(page, "Reason").input("Still talking.").run()

    page = deciding.page("debrief", LEAD, candidate=ONE)

    assert page.selectbox[0].value == 1
    assert area(page, "Reason").value == "Still talking."


def test_an_interviewer_adds_notes_and_settles_nothing(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("debrief", SECOND, candidate=ONE)
    labels = [b.label for b in page.button]
    assert "Save final recommendation" not in labels

    page = press(page, "Save note")
    assert told(page)[0] == "Write the note first."
    area(page, "Add a note").input("Heard <b>twice</b>.")
    page = press(page, "Save note")
    assert "Heard <b>twice</b>." in drawn(page)
    assert [(r.text, r.by) for r in deciding.records(DebriefKind.NOTE)] == [
        ("Heard <b>twice</b>.", SECOND)
    ]


def test_the_final_recommendation_is_written_with_reasons_by_people(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("debrief", candidate=ONE)
    assert primaries(page) == ["Save final recommendation"]
    page = press(page, "Save final recommendation")
    assert told(page)[0] == "Choose one of the five recommendations. Give your reasons, too."

    choice(page, "Recommendation").set_value(Recommendation.YES)
    area(page, "Reasons").input("Runs a shift alone.")
    page = press(page, "Save final recommendation")
    assert [r.recommendation for r in deciding.records(DebriefKind.FINAL_RECOMMENDATION)] == ["yes"]
    assert "Yes | Runs a shift alone. | Owner" in drawn(page)


def test_the_debrief_ends_with_a_decision_and_its_history(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("debrief", candidate=ONE)
    page = press(page, "Save decision")
    assert told(page)[0] == "Choose offer, reject or hold. Give the reason for it, too."

    for decision, reason in ((Decision.HOLD, "Wait for Bo."), (Decision.OFFER, "Bo agrees.")):
        choice(page, "Decision").set_value(decision)
        page = press(page, "Save decision")
        assert told(page)[0].startswith("Give the reason for the decision.")
        area(page, "Reason for the decision").input(reason)
        page = press(page, "Save decision")
    saved = deciding.records(DebriefKind.DECISION)
    assert [r.decision for r in saved] == [Decision.HOLD, Decision.OFFER]
    words = drawn(page)
    assert words.index("Offer | Bo agrees. | Owner") < words.index("Hold | Wait for Bo. | Owner")
    assert "Earlier decisions:" in said(page)
    assert "debrief open | decision: offer" in drawn(deciding.page("debrief", requisition="MES-1"))


def test_an_interviewer_reads_the_decision_and_cannot_change_it(deciding):
    fill_all(deciding.open_uow)
    decide(
        deciding.open_uow,
        deciding.clock,
        candidate=ONE,
        by=OWNER,
        decision=Decision.REJECT,
        reason="Wants to work from home.",
    )
    page = deciding.page("debrief", SECOND, candidate=ONE)

    assert "Reject | Wants to work from home. | Owner" in drawn(page)
    assert "Save decision" not in [b.label for b in page.button]


def test_the_list_of_debriefs_says_which_are_open(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("debrief", requisition="MES-1")

    assert "C-01 | · 3 of 3 scorecards in, debrief open | no final recommendation yet" in drawn(
        page
    )
    assert drawn(page).endswith("C-02 | · 0 of 3 scorecards in")
    assert f"[Open](/debrief?candidate={ONE})" in said(page)


def test_the_list_of_debriefs_says_what_was_settled(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("debrief", candidate=ONE)
    choice(page, "Recommendation").set_value(Recommendation.STRONG_YES)
    area(page, "Reasons").input("Runs a shift alone.")
    press(page, "Save final recommendation")

    page = deciding.page("debrief", requisition="MES-1")

    assert "debrief open | final recommendation: strong yes" in drawn(page)


def test_the_list_of_debriefs_tells_nobody_more_than_the_debrief_does(deciding):
    for rater in (LEAD, THIRD):
        fill(deciding.open_uow, rater)
    page = deciding.page("debrief", SECOND, requisition="MES-1")

    assert "C-01 | · hidden until you submit your scorecard | C-02" in drawn(page)


def test_whoever_waits_for_the_others_reads_her_own_scorecard_meanwhile(deciding):
    fill(deciding.open_uow, SECOND)
    page = deciding.page("debrief", SECOND, candidate=ONE)

    assert f"[Your scorecard](/scorecard?interview={FIRST}&rater={SECOND})" in said(page)


def test_an_interviewer_is_told_who_settles_and_decides(deciding):
    fill_all(deciding.open_uow)

    told_to = said(deciding.page("debrief", SECOND, candidate=ONE)).replace("\\", "")
    assert (
        "Agreed levels, the final recommendation and the decision are recorded by Ann Lead (lead), "
    ) in told_to
    assert "the owner. You can add notes." in told_to
    assert "are recorded by" not in said(deciding.page("debrief", LEAD, candidate=ONE))


def test_the_report_on_the_candidate_is_one_press_away_once_the_debrief_is_open(deciding):
    def offered():
        page = deciding.page("debrief", candidate=ONE)
        return {b.proto.label: b.proto.url for b in page.get("link_button")}

    assert "Word document" not in offered()
    fill_all(deciding.open_uow)
    assert offered()["Word document"] == "download/report?requisition=MES-1&candidate=C-01"
