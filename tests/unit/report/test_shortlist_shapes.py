"""The report on shortlists that the demo does not have: tied, withdrawn, long."""

from dataclasses import replace

import pytest

from assessment.domain.ids import InterviewId
from assessment.domain.rating import NotRated
from assessment.report.document import ReportTable
from assessment.report.side_by_side import ABREAST
from question_bank import Cell
from tests.builders import NOON, a_brief, an_interview, furnish
from tests.fakes import fake_open_uow
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    NAMES,
    ONE,
    OTHER,
    PANEL,
    SECOND,
    THIRD,
    TWO,
    a_shortlist,
    fill,
    fill_all,
)
from tests.unit.report.reporting import headings, made, pictures, texts

NARROW = "The intervals are probably too narrow: R-01, R-02 and R-03 gave nearly every answer"


@pytest.fixture
def open_uow():
    return fake_open_uow()


def said(open_uow, candidate=""):
    return "\n".join(texts(made(open_uow, candidate)))


def both_rated(open_uow):
    a_shortlist(open_uow)
    fill_all(open_uow, FIRST)
    fill_all(open_uow, OTHER)


def test_intervals_that_are_too_narrow_are_called_so_in_both_reports(open_uow):
    both_rated(open_uow)

    assert NARROW in said(open_uow)
    assert NARROW in said(open_uow, "C-01")


def test_a_withdrawn_candidate_is_in_a_group_of_its_own_and_in_no_tier(open_uow):
    both_rated(open_uow)
    with open_uow() as uow:
        two = uow.requisitions.candidate(TWO)
        uow.requisitions.save_candidate(replace(two, withdrawn_at=NOON))
        uow.commit()

    told = said(open_uow)
    assert "C-02 (withdrawn)\nWithdrawn, and in no tier." in told
    assert "Ranks also count C-02, who has withdrawn." in told
    assert "cannot be told apart" not in told.partition("Weights")[0]
    assert all("withdrawn" in picture for picture in pictures(made(open_uow)))


def test_why_nobody_is_compared_is_told(open_uow):
    both_rated(open_uow)
    for code, why in (
        (TWO, "Nobody can be ranked yet. Ranking takes at least two candidates."),
        (ONE, "Every candidate has withdrawn, so nobody is compared."),
    ):
        with open_uow() as uow:
            gone = uow.requisitions.candidate(code)
            uow.requisitions.save_candidate(replace(gone, withdrawn_at=NOON))
            uow.commit()
        assert why in said(open_uow)


def test_without_a_score_no_table_of_dashes_and_no_way_to_read_it_is_printed(open_uow):
    a_shortlist(open_uow)
    for meeting in (FIRST, OTHER):
        for rater in (LEAD, SECOND, THIRD):
            fill(open_uow, rater, meeting, dict.fromkeys(EVENLY, NotRated.NO_EVIDENCE))

    told = said(open_uow)
    assert "Nobody has rated C-01 yet. Nobody has rated C-02 yet." in told
    assert "The dot is the score" not in told
    assert "Scores" not in told


def test_without_an_interval_there_is_no_word_of_one(open_uow):
    a_shortlist(open_uow)
    fill_all(open_uow, FIRST)

    told = said(open_uow).partition("How these results were made")[0]
    assert "The dot is the score" in told
    assert "interval of the estimate" not in told


def test_cells_stand_side_by_side(open_uow):
    both_rated(open_uow)

    assert "Evidence by ISA-95 cell" in headings(made(open_uow))
    told = said(open_uow)
    assert "Production: dispatching · essential\n3.0\n3.0" in told


def test_cells_of_the_role_that_nobody_was_asked_about_are_named_in_one_sentence(open_uow):
    both_rated(open_uow)
    with open_uow() as uow:
        missed = {Cell.parse("quality.tracking"): 1, Cell.parse("inventory.tracking"): 2}
        uow.briefs.add(a_brief("MES-1", revision=2, cells=missed))
        uow.commit()

    told = said(open_uow)
    assert "no question covered: inventory: tracking · essential." in told


def test_many_candidates_go_into_several_tables_of_columns_that_are_wide_enough(open_uow):
    meetings = [InterviewId(f"MES-1.C-{n:02}.1") for n in range(1, 9)]
    furnish(open_uow, *(an_interview(i, seats=PANEL) for i in meetings), names=NAMES)
    for meeting in meetings:
        fill_all(open_uow, meeting)

    tables = [b for b in made(open_uow).blocks if isinstance(b, ReportTable)]
    beside = [t for t in tables if t.columns[0].head in {"Competency", "Cell"}][:4]
    assert [len(t.columns) - 1 for t in beside] == [ABREAST, 2, ABREAST, 2]
    assert {c.width for t in beside for c in t.columns[1:]} == {12}
    assert all(sum(c.width for c in t.columns) == 100 for t in tables)
