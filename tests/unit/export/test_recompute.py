"""Scores, coverage and ranks are recomputed even when somebody wrote the manifest anew."""

import pytest

from assessment.domain.permissions import OWNER
from assessment.export.verify import verify
from assessment.services.reading.exports import export_requisition
from tests.builders import REQUISITION, a_bank, a_debrief_record
from tests.fakes import StoppedClock
from tests.golden.small_requisition import small_kit, small_requisition
from tests.unit.export.repacking import changed, contents, forged, swapped, with_cell

GIVE = "ratings.csv and weights.csv give"


@pytest.fixture(scope="module")
def export():
    return exported(small_requisition())


def exported(open_uow):
    return export_requisition(open_uow, a_bank(), StoppedClock(), REQUISITION, by=OWNER)


def said(data):
    return [str(problem) for problem in verify(forged(data))]


def with_shortlist(export, row, **cells):
    for column, text in cells.items():
        export = changed(export, "shortlist.csv", with_cell(row, column, text))
    return export


def test_a_manifest_written_anew_over_untouched_files_is_no_problem(export):
    assert said(export) == []


@pytest.mark.parametrize(
    ("column", "text", "given"),
    [
        ("score_brief", "61", "57.5"),
        ("score_brief", "", "57.5"),
        ("coverage_plant", "0.75", "0.45"),
        ("provisional_plant", "false", "true"),
        ("s_execution", "0.62", "0.625"),
        ("s_portfolio", "0", "blank"),
        ("raters", "3", "2"),
        ("rated_items", "4", "3"),
        ("weights_hash", "000000000000", "6edbc7571aa0"),
        ("kit_hashes", "000000000000", small_kit().digest),
    ],
)
def test_a_number_that_does_not_follow_is_named_with_the_one_that_does(export, column, text, given):
    data = with_shortlist(export, 2, **{column: text})

    assert said(data) == [f"shortlist.csv:2:{column}: says {text or 'blank'}; {GIVE} {given}"]


@pytest.mark.parametrize("name", ["", "nan", "plants", "9" * 5000, "=1+1", "| |"])
@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("weights.csv", "profile"),
        ("weights.csv", "competency"),
        ("ratings.csv", "competency"),
        ("ratings.csv", "candidate"),
        ("shortlist.csv", "candidate"),
    ],
)
def test_a_name_that_is_none_of_ours_is_a_problem_and_breaks_nothing(export, file, column, name):
    assert said(changed(export, file, with_cell(2, column, name)))


def test_a_profile_that_nobody_weighs_by_is_named(export):
    data = changed(export, "weights.csv", with_cell(2, "profile", "plants"))

    told = "weights.csv:2:profile: 'plants' is not one of plant, enterprise, brief, equal"
    assert told in said(data)


def test_the_last_digit_of_a_sum_may_differ(export):
    data = with_shortlist(export, 2, score_plant="56.94444444444445", score_brief="57.50")

    assert said(data) == []


def test_a_sealed_candidate_is_no_disagreement_and_a_half_blank_one_is(export):
    sealed = with_shortlist(export, 3, recommendation="no")
    half = with_shortlist(export, 3, coverage_brief="0")

    assert said(sealed) == []
    assert [p.split(":")[:3] for p in said(half)][:2] == [
        ["shortlist.csv", "3", "raters"],
        ["shortlist.csv", "3", "rated_items"],
    ]


def test_a_candidate_opened_before_anybody_submitted_has_nothing_and_says_so():
    open_uow = small_requisition()
    with open_uow() as uow:
        uow.debriefs.add(a_debrief_record(kind="opened", candidate=f"{REQUISITION}.C-03"))
        uow.commit()

    assert said(exported(open_uow)) == []


def test_a_rank_without_its_range_is_named(export):
    data = with_shortlist(export, 2, rank_brief="1")

    assert said(data) == ["shortlist.csv:2:rank_brief: a rank is never given without its range"]


def test_a_rank_that_follows_from_the_scores_is_no_problem(export):
    data = with_shortlist(export, 2, rank_brief="1", rank_low_brief="1", rank_high_brief="2")

    assert said(data) == []


def test_a_rank_that_does_not_follow_is_named(export):
    data = with_shortlist(export, 2, rank_brief="2", rank_low_brief="1", rank_high_brief="2")

    assert said(data) == ["shortlist.csv:2:rank_brief: says 2; the scores give 1"]


def test_a_provisional_score_has_no_rank(export):
    data = with_shortlist(export, 2, rank_plant="1", rank_low_plant="1", rank_high_plant="1")

    assert said(data) == ["shortlist.csv:2:rank_plant: says 1; the scores give no rank"]


def test_a_rank_outside_its_own_range_is_named(export):
    data = with_shortlist(export, 2, rank_brief="1", rank_low_brief="2", rank_high_brief="3")

    assert said(data) == ["shortlist.csv:2:rank_brief: 1 is outside its range 2 to 3"]


def test_an_estimate_without_its_interval_is_named(export):
    data = with_shortlist(export, 2, estimate_brief="58", low_brief="49")

    assert said(data) == [
        "shortlist.csv:2:estimate_brief: an estimate is never given without its interval"
    ]


def test_an_estimate_outside_its_interval_is_named(export):
    data = with_shortlist(export, 2, estimate_brief="58", low_brief="59", high_brief="66.5")

    assert said(data) == ["shortlist.csv:2:estimate_brief: 58 is outside its interval 59 to 66.5"]


def test_an_estimate_in_its_interval_is_no_problem(export):
    data = with_shortlist(export, 2, estimate_brief="58.25", low_brief="49", high_brief="66.5")

    assert said(data) == []


def test_ratings_of_somebody_who_is_not_on_the_shortlist_are_named(export):
    data = changed(export, "shortlist.csv", with_cell(2, "candidate", "C-09"))

    assert said(data)[0] == "ratings.csv:2:candidate: C-01 has no row in shortlist.csv"


@pytest.mark.parametrize(
    ("row", "old", "new", "problem"),
    [
        (5, "both,1,4,0.75", "both,1,6,0.75", "level: the level 6 is off the scale 1 to 5"),
        (5, "both,1,4,0.75", "both,1,x,0.75", "level: 'x' is not a number"),
        (5, "both,1,4,0.75", "both,1,4,", "value: level 4 makes 0.75, not nothing"),
        (5, "both,1,4,0.75", "both,1,,1.5", "value: 1.5 is not between 0 and 1"),
        (7, "R-02,submitted,q03", "R-02,submitted,q01", "item: R-02 rates MES-1.C-01.1/q01"),
    ],
)
def test_ratings_that_make_no_sense_are_named(export, row, old, new, problem):
    data = changed(export, "ratings.csv", swapped(old, new))

    [named] = [p for p in said(data) if p.startswith("ratings.csv")]
    assert named.startswith(f"ratings.csv:{row}:{problem}")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("equal,breadth,1", "equal,breadth,-1", "weights.csv:28:weight: every weight is a number"),
        ("equal,breadth,1", "equal,breadth,", "weights.csv:28:weight: every weight is a number"),
        (
            "equal,breadth,1",
            "equal,execution,1",
            "weights.csv:28:competency: equal weighs execution",
        ),
    ],
)
def test_weights_that_make_no_sense_are_named(export, old, new, problem):
    named = said(changed(export, "weights.csv", swapped(old, new)))

    assert [p for p in named if p.startswith(problem)]


def test_weights_that_are_all_zero_are_named_and_nothing_breaks(export):
    def weightless(data):
        return data.replace(b"brief,placement,40", b"brief,placement,0").replace(
            b"brief,execution,60", b"brief,execution,0"
        )

    named = said(changed(export, "weights.csv", weightless))

    assert "weights.csv: all weights of brief are zero" in named


def test_the_floor_of_the_brief_travels_with_the_export(export):
    assert b'"coverage_floor": 0.75' in contents(export)["manifest.json"]


def test_a_finished_board_counts_by_its_value(export):
    # One more item of placement with x = 0.8 and no rater: s_placement (0.5 + 0.8) / 2 = 0.65.
    def with_board(data):
        row = data.split(b"\r\n")[4].replace(b"R-02", b"").replace(b"q01", b"board")
        return data + row.replace(b",4,0.75,", b",,0.8,") + b"\r\n"

    data = changed(export, "ratings.csv", with_board)

    assert f"shortlist.csv:2:s_placement: says 0.5; {GIVE} 0.65" in said(data)
    assert "raters" not in {p.column for p in verify(forged(data))}
