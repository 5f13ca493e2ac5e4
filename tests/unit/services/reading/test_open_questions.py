"""What would settle it: the closest two of the shortlist, and only questions that fit the role."""

from dataclasses import replace

from assessment.comparison.profiles import Profile
from assessment.domain.permissions import Actor
from assessment.domain.rating import NotRated
from assessment.services.reading.comparisons import read_comparison
from assessment.services.reading.open_questions import closest, unasked, would_settle
from question_bank import Cell, Competency, QuestionStatus
from question_bank.model import Industry
from tests.builders import NOON, PLANT, a_bank, a_brief, a_candidate
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    MES_1,
    OTHER,
    SECOND,
    THIRD,
    TWO,
    fill,
    fill_all,
)
from tests.small_bank import a_question

DISPATCHING, TRACKING = (Cell.parse(f"production.{a}") for a in ("dispatching", "tracking"))
FURTHER = (
    a_question("prd-dsp-009", cell=DISPATCHING, minutes=6),
    a_question("prd-dsp-008", cell=DISPATCHING, minutes=5),
    a_question("gov-009", competency=Competency.GOVERNANCE),
    a_question("prd-trk-009", cell=TRACKING),
    a_question("prd-dsp-007", cell=DISPATCHING, status=QuestionStatus.RETIRED),
    a_question("prd-dsp-006", cell=DISPATCHING, industries=(Industry.REGULATED,)),
    a_question("ptf-009", competency=Competency.PORTFOLIO),
    a_question("prd-dsp-005", cell=DISPATCHING).model_copy(update={"similar_to": ("prd-dsp-001",)}),
)


def a_larger_bank():
    small = a_bank()
    return replace(small, questions=small.questions | {q.id: q for q in FURTHER})


def compared(open_uow, bank=None):
    return read_comparison(open_uow, bank or a_larger_bank(), MES_1, by=Actor())


def everybody(open_uow, interview, verdicts=EVENLY):
    for rater in (LEAD, SECOND, THIRD):
        fill(open_uow, rater, interview, verdicts)


def offered(open_uow, weights=PLANT):
    found = compared(open_uow)
    return [q.id for q in unasked(found.file, found.candidates, a_larger_bank(), weights)]


def test_only_questions_that_fit_the_role_and_were_not_asked(open_uow):
    """The brief covers dispatching alone; retired, similar and other industries' are left out."""
    fill_all(open_uow, FIRST)
    fill_all(open_uow, OTHER)

    assert offered(open_uow) == ["prd-dsp-008", "prd-dsp-009", "gov-009"]
    assert "ptf-009" in offered(open_uow, PLANT | {Competency.PORTFOLIO: 5.0})


def test_what_the_kit_has_and_nobody_asked_is_still_open(open_uow):
    skipped = EVENLY | {"q02": NotRated.NOT_ASKED}
    everybody(open_uow, FIRST, skipped)
    everybody(open_uow, OTHER, skipped)
    assert "prd-dsp-001" in offered(open_uow)

    everybody(open_uow, OTHER, EVENLY | {"q02": NotRated.NO_EVIDENCE})
    assert "prd-dsp-001" not in offered(open_uow)


def test_two_who_answered_alike_are_what_is_to_be_settled(open_uow):
    fill_all(open_uow, FIRST)
    fill_all(open_uow, OTHER)
    found = would_settle(compared(open_uow), a_larger_bank(), Profile.PLANT)

    assert {found.first.code, found.second.code} == {"C-01", "C-02"}
    assert found.raters == 3
    halves = [half for _, half in found.questions]
    assert found.half > halves[0] > halves[-1] > 0
    # The dispatching questions measure execution, which weighs 25 of 100, and governance 5.
    assert found.questions[0][0].id == "prd-dsp-008"
    assert 0 <= found.told_apart <= 1


def test_a_clear_order_has_nothing_to_settle(open_uow):
    everybody(open_uow, FIRST, dict.fromkeys(EVENLY, 5))
    everybody(open_uow, OTHER, dict.fromkeys(EVENLY, 2))

    assert would_settle(compared(open_uow), a_larger_bank(), Profile.PLANT) is None


def test_without_estimates_or_with_one_in_the_running_there_is_no_pair(open_uow):
    fill_all(open_uow, FIRST)
    assert closest(compared(open_uow), Profile.PLANT) is None

    fill_all(open_uow, OTHER)
    with open_uow() as uow:
        uow.requisitions.save_candidate(a_candidate(TWO, withdrawn_at=NOON))
        uow.commit()
    assert closest(compared(open_uow), Profile.PLANT) is None


def test_a_bank_without_a_further_question_offers_none(open_uow):
    fill_all(open_uow, FIRST)
    fill_all(open_uow, OTHER)
    found = would_settle(compared(open_uow), a_bank(), Profile.PLANT)

    assert found.questions == ()


def test_a_brief_without_cells_takes_questions_of_every_cell(open_uow):
    fill_all(open_uow, FIRST)
    fill_all(open_uow, OTHER)
    with open_uow() as uow:
        uow.briefs.add(a_brief(revision=2, cells={}))
        uow.commit()

    assert "prd-trk-009" in offered(open_uow)
