"""Panel, alone over a store in memory: how interviewers rate, and nobody's ratings too early."""

import pytest

from assessment.domain.decision import DebriefKind
from tests.builders import a_debrief_record, a_requisition
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    OBSERVER,
    ONE,
    OTHER,
    SECOND,
    THIRD,
    fill,
    fill_all,
)
from tests.ui.deciding_pages import DecidingPages, relaxed
from tests.ui.page_reading import drawn, said

MIXED = {f"q{n:02}": 1 + n % 5 for n in range(1, 11)}
NARROW = "The intervals on Compare are probably too narrow"
LATER = "will appear here once a candidate's debrief is open."


def differing(deciding):
    """Two candidates; the second interviewer is a level or two below the others."""
    lower = {item: max(1, level - 2) for item, level in MIXED.items()}
    for interview in (FIRST, OTHER):
        for rater in (LEAD, THIRD):
            fill(deciding.open_uow, rater, interview, MIXED)
        fill(deciding.open_uow, SECOND, interview, lower)


def test_strictness_levels_and_agreement_are_told_in_the_order_of_the_panel(deciding):
    differing(deciding)
    page = deciding.page("panel", requisition="MES-1")

    assert "3 interviewers, in panel order, for 2 of 2 candidates." in said(page)
    words = drawn(page)
    assert words.index("Ann Lead") < words.index("Ben Second") < words.index("Cem Third")
    assert " levels stricter (" in words.partition("Ben Second")[2].partition("Cem Third")[0]
    assert "Placement | 2 | 33\u00a0%" in words
    assert "Every pair of interviewers has at least 2 candidates in common" in said(page)
    assert NARROW not in said(page)


def test_a_scorecard_of_one_level_is_mentioned_with_its_candidate(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("panel", requisition="MES-1")

    assert drawn(page).count("C-01: level 3 on 10 of 10 questions.") == 3


def test_a_panel_whose_intervals_are_too_narrow_is_told_so(deciding):
    for interview in (FIRST, OTHER):
        fill_all(deciding.open_uow, interview)

    told = said(deciding.page("panel", requisition="MES-1")).replace("\\", "")

    assert NARROW in told
    assert "and Cem Third gave nearly every answer the same level, whoever the candidate" in told


@pytest.mark.parametrize("viewer", [None, LEAD, SECOND, THIRD, OBSERVER])
def test_before_the_debrief_nobody_learns_anything_from_it(deciding, viewer):
    fill(deciding.open_uow, LEAD, FIRST, MIXED)
    fill(deciding.open_uow, SECOND, FIRST, MIXED)
    page = deciding.page("panel", viewer, requisition="MES-1")

    assert LATER in said(page)
    assert "uses the scale" not in drawn(page)
    assert "levels 1 to 5" not in drawn(page) + said(page)


def test_a_sealed_candidate_is_left_out_and_that_is_said(deciding):
    fill_all(deciding.open_uow, FIRST)
    fill(deciding.open_uow, LEAD, OTHER, MIXED)
    page = deciding.page("panel", SECOND, requisition="MES-1")

    assert "for 1 of 2 candidates. The others aren't included." in said(page)
    assert "levels 1 to 5" not in drawn(page)
    assert "not known yet" in drawn(page)


def test_a_relaxed_role_shows_it_to_whoever_has_submitted(deciding):
    relaxed(deciding)
    fill(deciding.open_uow, LEAD, FIRST, MIXED)
    fill(deciding.open_uow, SECOND, FIRST, MIXED)

    assert "for 1 of 2 candidates" in said(deciding.page("panel", LEAD, requisition="MES-1"))
    assert LATER in said(deciding.page("panel", THIRD, requisition="MES-1"))


def test_one_interviewer_alone_is_compared_with_nobody(deciding):
    fill(deciding.open_uow, LEAD, FIRST, MIXED)
    with deciding.open_uow() as uow:
        uow.debriefs.add(a_debrief_record(DebriefKind.OPENED, candidate=ONE))
        uow.commit()
    page = deciding.page("panel", requisition="MES-1")

    assert "One interviewer so far" in said(page)
    assert "not known yet" in drawn(page)
    assert "No answer has levels from two interviewers yet." in drawn(page)


def test_without_a_role_the_page_leads_to_one():
    deciding = DecidingPages()
    assert "you don't have one yet" in said(deciding.page("panel"))
    with deciding.open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.commit()
    assert LATER in said(deciding.page("panel", requisition="MES-1"))


def test_evenly_rated_candidates_show_full_agreement(deciding):
    for interview in (FIRST, OTHER):
        for rater in (LEAD, SECOND, THIRD):
            fill(deciding.open_uow, rater, interview, EVENLY | {"q01": 4})

    words = drawn(deciding.page("panel", requisition="MES-1"))

    assert "Placement | 2 | 100\u00a0% | 100\u00a0% | too few answers" in words
    assert "not clearly stricter or more generous" in words
