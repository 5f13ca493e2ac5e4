"""One rater's sheet, read: its own numbers, the anchor behind each level, and who may read it."""

import pytest

from assessment.comparison.profiles import Profile
from assessment.domain.decision import DebriefKind
from assessment.domain.deviations import OffKit
from assessment.domain.errors import NotFound, NotOnPanel, Sealed
from assessment.domain.ids import InterviewId, SheetKey
from assessment.domain.permissions import Actor
from assessment.domain.rating import Kind, NotRated, Standing
from assessment.domain.status import Status
from assessment.services.reading.scorecards import read_scorecard, readable
from assessment.services.reading.visible_ratings import read_requisition
from question_bank import Cell
from tests.builders import a_bank, a_debrief_record, an_entry
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    MES_1,
    OBSERVER,
    ONE,
    OTHER,
    SECOND,
    STRANGER,
    THIRD,
    fill,
    fill_all,
)


def read(open_uow, sheet, rater):
    return read_scorecard(open_uow, a_bank(), MES_1, sheet, by=Actor(rater=rater))


def test_a_rater_reads_her_own_sheet_before_she_has_written_a_word(open_uow):
    view = read(open_uow, SheetKey(FIRST, LEAD), LEAD)

    assert (view.own, view.card.status, view.card.rated) == (True, Status.DRAFT, 0)
    assert view.scores.by_profile[Profile.PLANT].score is None
    assert len(view.gaps) == 12


def test_a_draft_shows_its_writer_her_own_numbers(open_uow):
    # placement 0.5 of 20, execution 1.0 of 25: 100 * 35 / 45
    sheet = fill(open_uow, LEAD, verdicts={"q01": 3, "q02": 5}, submit=False)

    plant = read(open_uow, sheet, LEAD).scores.by_profile[Profile.PLANT]
    assert plant.score == pytest.approx(100 * 35 / 45)
    assert (plant.coverage, plant.provisional) == (0.45, True)


def test_the_numbers_are_of_this_sheet_alone(open_uow):
    sheet = fill(open_uow, LEAD, verdicts=dict.fromkeys(EVENLY, 4))
    fill(open_uow, SECOND, verdicts=dict.fromkeys(EVENLY, 2))
    fill(open_uow, THIRD)

    assert read(open_uow, sheet, None).scores.by_profile[Profile.EQUAL].score == 75


def test_every_question_is_listed_also_those_without_a_level(open_uow):
    sheet = fill(open_uow, LEAD, verdicts={"q02": NotRated.NOT_ASKED}, submit=False)

    answers = read(open_uow, sheet, LEAD).answers
    assert [a.number for a in answers] == list(range(1, 11))
    assert (answers[0].record.verdict, answers[1].record.verdict) == (None, NotRated.NOT_ASKED)
    assert (answers[0].anchor, answers[1].anchor) == ("", "")


def test_the_anchor_of_the_level_stands_beside_it(open_uow):
    sheet = fill(open_uow, LEAD, verdicts={"q01": 5, "q02": 4, "q03": 2}, submit=False)

    anchors = [a.anchor for a in read(open_uow, sheet, LEAD).answers[:3]]
    three, five = "Names the queue and who owns it.", "Weighs setup, due date and genealogy."
    assert anchors == [
        five,
        f"Between 3 ({three}) and 5 ({five})",
        f"Between 1 (Describes the screen only.) and 3 ({three})",
    ]


def test_wrong_beliefs_are_told_in_words(open_uow):
    sheet = fill(open_uow, LEAD, submit=False)
    with open_uow() as uow:
        heard = an_entry(value=True, kind=Kind.BELIEF, item="q02", part="1", sheet=sheet, seq=99)
        uow.entries.append(heard)
        uow.commit()

    answers = read(open_uow, sheet, LEAD).answers
    assert {a.number: a.beliefs for a in answers if a.beliefs} == {2: ("the PLC schedules",)}


def test_the_grid_shows_the_cells_this_sheet_touched(open_uow):
    sheet = fill(open_uow, LEAD, verdicts={"q02": 4}, submit=False)

    cells = read(open_uow, sheet, LEAD).cells
    assert {cell: value.value for cell, value in cells.items()} == {
        Cell.parse("production.dispatching"): 0.75
    }


def test_what_another_tab_still_held_is_proposed(open_uow):
    sheet = fill(open_uow, LEAD)
    with open_uow() as uow:
        late = an_entry(5, item="q01", sheet=sheet, seq=99, standing=Standing.PROPOSED)
        uow.entries.append(late)
        uow.commit()

    view = read(open_uow, sheet, LEAD)
    assert [p.value for p in view.proposals] == [5]
    assert view.answers[0].record.verdict == 3


def test_where_it_left_the_kit_stands_on_the_sheet_and_keeps_nothing_back(open_uow):
    asked = {"q02": 3, "q01": 3} | EVENLY | {"q09": NotRated.NOT_ASKED}
    sheet = fill(open_uow, LEAD, verdicts=asked, submit=False)

    view = read(open_uow, sheet, LEAD)
    assert [(d.kind, d.number, d.after, d.explained) for d in view.off_kit] == [
        (OffKit.ORDER, 1, 2, False),
        (OffKit.SKIPPED, 9, None, False),
    ]
    assert [gap.kind for gap in view.gaps] == [Kind.RECOMMENDATION, Kind.REASONS]


@pytest.mark.parametrize("rater", [None, SECOND, OBSERVER])
def test_others_scorecards_are_sealed_until_the_debrief(open_uow, rater):
    sheet = fill(open_uow, LEAD)

    with pytest.raises(Sealed, match="Ann Lead's scorecard for C-01 is hidden"):
        read(open_uow, sheet, rater)


def test_the_sentence_of_a_sealed_scorecard_says_no_more_than_may_be_known(open_uow):
    sheet = fill(open_uow, LEAD)

    with pytest.raises(Sealed, match="hidden until you submit your own"):
        read(open_uow, sheet, SECOND)
    with pytest.raises(Sealed, match=r"1 of 3 scorecards in\."):
        read(open_uow, sheet, OBSERVER)


@pytest.mark.parametrize("rater", [None, SECOND, OBSERVER])
def test_once_open_everybody_with_a_seat_reads_it(open_uow, rater):
    fill_all(open_uow)

    view = read(open_uow, SheetKey(FIRST, LEAD), rater)
    assert (view.own, view.card.status) == (False, Status.SUBMITTED)


def test_after_an_override_a_draft_is_still_its_writers(open_uow):
    sheet = fill(open_uow, LEAD, submit=False)
    with open_uow() as uow:
        uow.debriefs.add(a_debrief_record(DebriefKind.OPENED, candidate=ONE))
        uow.commit()

    with pytest.raises(Sealed, match="Ann Lead has not submitted a scorecard for C-01"):
        read(open_uow, sheet, None)


def test_somebody_without_a_seat_is_told_nothing(open_uow):
    fill_all(open_uow)

    with pytest.raises(NotFound, match="There is no role 'MES-1' in this database"):
        read(open_uow, SheetKey(FIRST, LEAD), STRANGER)


def test_a_seat_that_does_not_rate_has_no_sheet(open_uow):
    with pytest.raises(NotOnPanel, match="Dana Observer is not a rater in this interview"):
        read(open_uow, SheetKey(FIRST, OBSERVER), None)


def test_an_unknown_interview_is_named(open_uow):
    with pytest.raises(NotFound, match=r"no interview 'MES-1\.C-09\.1' in this database"):
        read(open_uow, SheetKey(InterviewId("MES-1.C-09.1"), LEAD), LEAD)


def test_the_list_holds_her_own_sheets_and_what_is_open(open_uow):
    fill_all(open_uow, FIRST)
    fill(open_uow, LEAD, OTHER)

    def sheets(rater):
        return readable(read_requisition(open_uow, MES_1, by=Actor(rater=rater)))

    everybodys = tuple(SheetKey(FIRST, r) for r in (LEAD, SECOND, THIRD))
    assert sheets(None) == everybodys
    assert sheets(SECOND) == (*everybodys, SheetKey(OTHER, SECOND))
    with pytest.raises(NotFound):
        sheets(STRANGER)
