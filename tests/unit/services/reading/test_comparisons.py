"""The comparison: every profile's score, what is missing by name, and sealed rows left blank."""

from dataclasses import replace

import pytest

from assessment.comparison.cells import CellValue
from assessment.comparison.profiles import Profile
from assessment.domain.decision import DebriefKind
from assessment.domain.permissions import Actor
from assessment.domain.rating import NotRated
from assessment.services.reading.comparisons import (
    evidence,
    questions_of,
    read_comparison,
    scorecards_in,
)
from question_bank import Cell, Competency
from tests.builders import (
    NOON,
    PLANT,
    a_bank,
    a_brief,
    a_debrief_record,
    an_interview,
    furnish,
)
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    MES_1,
    NAMES,
    OBSERVER,
    ONE,
    OTHER,
    SECOND,
    THIRD,
    TWO,
    fill,
    fill_all,
)

SHOP_FLOOR = EVENLY | {"q02": 5, "q03": 5, "q09": 1, "q10": 1}


def compared(open_uow, rater=None):
    return read_comparison(open_uow, a_bank(), MES_1, by=Actor(rater=rater))


def row(open_uow, candidate=ONE, rater=None):
    rows = compared(open_uow, rater).candidates
    return next(c for c in rows if c.file.candidate.id == candidate)


def test_candidates_stand_in_the_order_of_their_codes_and_names_are_at_hand(open_uow):
    found = compared(open_uow)

    assert [c.code for c in found.candidates] == ["C-01", "C-02"]
    assert found.names == NAMES


def test_the_same_ratings_score_four_ways(open_uow):
    # execution 1, governance and portfolio 0, the rest 0.5; the brief is the plant profile
    # plant 10 + 25 + 5 + 10 + 5 + 5 = 60; enterprise 10 + 5 + 7.5 + 7.5 + 2.5 + 2.5 = 35
    # equal (1 + 5 * 0.5) / 8 = 43.75
    for rater in (LEAD, SECOND, THIRD):
        fill(open_uow, rater, verdicts=SHOP_FLOOR)

    found = row(open_uow).scores
    assert {p: s.score for p, s in found.by_profile.items()} == pytest.approx(
        {Profile.PLANT: 60, Profile.ENTERPRISE: 35, Profile.BRIEF: 60, Profile.EQUAL: 43.75}
    )
    assert {s.coverage for s in found.by_profile.values()} == {1.0}
    assert (found.raters, found.rated_items) == (3, 10)


def test_the_gap_is_taken_apart(open_uow):
    for rater in (LEAD, SECOND, THIRD):
        fill(open_uow, rater, verdicts=SHOP_FLOOR)

    found = row(open_uow).parting
    assert found.gap == pytest.approx(-25)
    assert sum(c.points for c in found.contributions) == pytest.approx(-25)


def test_a_sealed_candidate_keeps_its_row_with_blank_numbers(open_uow):
    fill(open_uow, LEAD)
    fill(open_uow, SECOND)

    sealed = row(open_uow)
    assert (sealed.scores, sealed.parting, dict(sealed.cells)) == (None, None, {})
    assert sealed.file.sealed_because == "2 of 3 scorecards in"


def test_what_the_owner_may_not_see_a_rater_may_not_see_either(open_uow):
    fill(open_uow, LEAD)
    fill(open_uow, SECOND, submit=False)

    assert [row(open_uow, rater=r).scores for r in (None, LEAD, SECOND, OBSERVER)] == [None] * 4


def test_a_score_below_the_floor_is_provisional_and_names_what_is_missing(open_uow):
    # not rated: execution 25 and integration 20 of the plant's 100
    gaps = dict.fromkeys(("q02", "q03", "q06"), NotRated.NOT_ASKED)
    for rater in (LEAD, SECOND, THIRD):
        fill(open_uow, rater, verdicts=EVENLY | gaps)

    plant = row(open_uow).scores.by_profile[Profile.PLANT]
    assert (plant.coverage, plant.provisional) == (0.55, True)
    assert plant.missing == (Competency.EXECUTION, Competency.INTEGRATION)


def test_the_floor_is_the_briefs(open_uow):
    with open_uow() as uow:
        uow.briefs.add(replace(a_brief(revision=2), coverage_floor=0.5))
        uow.commit()
    gaps = dict.fromkeys(("q02", "q03", "q06"), NotRated.NOT_ASKED)
    for rater in (LEAD, SECOND, THIRD):
        fill(open_uow, rater, verdicts=EVENLY | gaps)

    assert row(open_uow).scores.by_profile[Profile.PLANT].provisional is False


def test_a_cell_shows_the_questions_that_touch_it(open_uow):
    for rater in (LEAD, SECOND, THIRD):
        fill(open_uow, rater, verdicts=EVENLY | {"q02": 5})

    found = row(open_uow).cells
    assert found[Cell.parse("production.dispatching")] == CellValue(value=1.0, items=1)
    assert Cell.parse("inventory.tracking") not in found


def test_an_override_without_any_scorecard_gives_blanks_and_no_zeros(open_uow):
    with open_uow() as uow:
        uow.debriefs.add(a_debrief_record(DebriefKind.OPENED, candidate=ONE))
        uow.commit()

    found = row(open_uow).scores
    assert (found.rated_items, {s.score for s in found.by_profile.values()}) == (0, {None})


def test_the_final_recommendation_is_the_last_one_written(open_uow):
    fill_all(open_uow)
    with open_uow() as uow:
        for said in ("mixed", "yes"):
            uow.debriefs.add(
                a_debrief_record(
                    DebriefKind.FINAL_RECOMMENDATION, candidate=ONE, recommendation=said
                )
            )
        uow.commit()

    assert row(open_uow).recommendation == "yes"
    assert row(open_uow, TWO).recommendation == ""


def test_two_interviews_of_one_candidate_are_scored_together(open_uow):
    # q01 is asked in both: two items of placement, (0.5 + 1.0) / 2
    furnish(open_uow, an_interview("MES-1.C-01.2"))
    fill_all(open_uow)
    fill(open_uow, LEAD, "MES-1.C-01.2", verdicts={"q01": 5})

    found = row(open_uow).scores
    assert found.by_competency[Competency.PLACEMENT] == 0.75
    assert found.rated_items == 11


def test_evidence_stands_side_by_side_for_one_question(open_uow):
    fill(open_uow, LEAD, verdicts=EVENLY | {"q02": 2}, evidence={"q02": "no owner named"})
    fill(open_uow, SECOND, evidence={"q02": "planner decides"})
    fill(open_uow, THIRD)

    heard = evidence(compared(open_uow).file, ONE, ["prd-dsp-001"])
    assert [(h.sheet.rater, h.record.verdict, h.record.evidence) for h in heard] == [
        (LEAD, 2, "no owner named"),
        (SECOND, 3, "planner decides"),
        (THIRD, 3, ""),
    ]
    assert {h.item.id for h in heard} == {"q02"}


def test_evidence_of_a_sealed_candidate_is_nobodys_to_read(open_uow):
    fill(open_uow, LEAD, evidence={"q02": "no owner named"})

    assert evidence(compared(open_uow).file, ONE, ["prd-dsp-001"]) == ()
    assert evidence(compared(open_uow, LEAD).file, ONE, ["prd-dsp-001"]) == ()


def test_the_questions_are_those_of_the_kits_in_use_each_once(open_uow):
    assert [a.question for a in questions_of(compared(open_uow).file)][:3] == [
        "plc-001",
        "prd-dsp-001",
        "prd-exe-001",
    ]
    assert len(questions_of(compared(open_uow).file)) == 10


def test_the_state_counts_scorecards_over_all_candidates(open_uow):
    assert scorecards_in(compared(open_uow).file) == "0 of 6 scorecards in"
    fill_all(open_uow, FIRST)
    fill(open_uow, LEAD, OTHER)
    assert scorecards_in(compared(open_uow).file) == "4 of 6 scorecards in"
    fill(open_uow, SECOND, OTHER)
    fill(open_uow, THIRD, OTHER)
    assert scorecards_in(compared(open_uow).file) == "all scorecards in"


def test_a_rater_who_owes_a_scorecard_learns_only_her_own_count(open_uow):
    fill_all(open_uow, FIRST)
    fill(open_uow, LEAD, OTHER)

    assert scorecards_in(compared(open_uow, SECOND).file) == "1 of your 2 scorecards in"
    assert scorecards_in(compared(open_uow, LEAD).file) == "4 of 6 scorecards in"


def test_nobody_waits_for_a_withdrawn_candidate(open_uow):
    fill_all(open_uow, FIRST)
    with open_uow() as uow:
        two = uow.requisitions.candidate(TWO)
        uow.requisitions.save_candidate(replace(two, withdrawn_at=NOON))
        uow.commit()

    found = compared(open_uow)
    assert scorecards_in(found.file) == "all scorecards in"
    assert [(c.code, c.withdrawn) for c in found.candidates] == [("C-01", False), ("C-02", True)]


def test_a_brief_edited_after_the_kit_was_frozen_is_noticed(open_uow):
    assert compared(open_uow).kits_before_brief is False
    with open_uow() as uow:
        edited = PLANT | {Competency.GOVERNANCE: 15.0}
        uow.briefs.add(a_brief(revision=2, weights=edited))
        uow.commit()
    assert compared(open_uow).kits_before_brief is True
