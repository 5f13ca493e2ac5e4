"""The report of `levelset analyse`: each sentence follows from the table, and from nothing else."""

import re

import numpy as np
import pandas as pd
import pytest

from assessment.analysis.ratings_table import OPTIONS, ratings_table
from assessment.analysis.report import report
from assessment.analysis.results import analyse
from assessment.domain.errors import Invalid
from assessment.measurement import spreads
from assessment.scoring.columns import ANALYSED_COLUMNS
from assessment.scoring.reader import Columns, read_table
from tests.simulated import ratings

LEVELS = {"A": 4, "B": 3, "C": 2}


def a_panel(**options):
    chosen = {"candidates": 6, "items": 5, "asked": 5, "raters": 3, "each": 3} | options
    table = ratings(**chosen).table.sort_values(["candidate", "item", "rater"])
    table["level"] += 1
    return table


def a_table(rows):
    return pd.DataFrame(rows, columns=["candidate", "rater", "item", "level"])


def by_hand(raters=("R1", "R2"), candidates="ABC", items=6):
    """Levels that differ between candidates, and between one item and the next."""
    return a_table(
        (who, rater, f"q{n}", LEVELS[who] + (n % 2))
        for who in candidates
        for rater in raters
        for n in range(items)
    )


@pytest.fixture
def said(tmp_path):
    """The report of a table, as one line; non-breaking spaces are spaces."""

    def of(table, **options):
        file = tmp_path / "ratings.csv"
        table.to_csv(file, index=False)
        columns = Columns(ANALYSED_COLUMNS, OPTIONS, filled=ANALYSED_COLUMNS[:-1])
        found = analyse(ratings_table(read_table(file, columns), **options))
        return " ".join(report(found, file.name).split())

    return of


def test_a_strict_rater_is_named_in_plain_words(said):
    table = a_panel(candidates=30, severity_sd=0.0)
    strict = table["rater"] == "R001"
    table.loc[strict, "level"] = (table.loc[strict, "level"] - 1).clip(lower=1)

    found = said(table)

    told = re.search(
        r"Rater R001 is about (0\.\d) levels stricter than the panel \((0\.\d) to (\d\.\d)\)", found
    )
    size, low, high = map(float, told.groups())
    assert 0 < low < size < high
    assert "Krippendorff's alpha for ordered levels is 0." in found


def test_a_rater_whose_levels_are_noise_makes_intervals_too_narrow_in_words(said):
    table = a_panel(candidates=30)
    usual = said(table)
    own = table["rater"] == "R001"
    table.loc[own, "level"] = np.random.default_rng(1).integers(1, 6, own.sum())

    narrow = "The intervals are probably too narrow: "
    assert narrow not in usual
    assert (
        f"{narrow}the levels from rater R001 follow the candidates less than expected. The "
        "estimates don't allow for this, so the true order is less certain than shown."
    ) in said(table)


def test_raters_of_one_level_are_named_in_one_sentence(said):
    table = by_hand(raters=("R1", "R2", "R3"))
    table.loc[table["rater"] != "R3", "level"] = 3

    assert "rater R1 and rater R2 gave nearly every answer the same level" in said(table)


def test_a_rater_who_was_strict_only_with_some_moves_candidates_in_words(said):
    levels = {"A": 3, "B": 3, "C": 2, "D": 4}
    table = a_table(
        (who, rater, f"q{n}", level - (rater == "hard") + (n % 2) + (who == "B" and n < 2))
        for who, level in levels.items()
        for rater in (("hard", "soft") if who in "BCD" else ("soft", "mild"))
        for n in range(6)
    )

    found = said(table)

    assert "Allowing for raters and items moves B above A" in found
    assert "but they are still tied" in found


def test_what_only_the_classes_of_a_fine_scale_turn_round_is_not_put_down_to_raters(said):
    """By its classes of ten B is better, by its levels A; everybody rated both on everything."""
    levels = {"A": (54, 54), "B": (55, 45)}
    table = a_table(
        (who, rater, f"q{n}", levels[who][n % 2])
        for who in levels
        for rater in ("R1", "R2")
        for n in range(4)
    )

    found = said(table, scale=(0, 100))

    assert "- The levels are grouped into 11 classes for the estimates" in found
    assert "- Tier 1: B " in found
    assert "Allowing for" not in found


def test_panels_that_share_nobody_are_named_with_what_links_them(said):
    one, other = a_panel(seed=1), a_panel(seed=2)
    other["candidate"], other["rater"] = "X" + other["candidate"], "X" + other["rater"]
    by_items = said(pd.concat([one, other]))
    other["item"] = "X" + other["item"]
    by_nothing = said(pd.concat([one, other]))

    named = "2 panels share no candidate (R000, R001, R002; XR000, XR001, XR002)."
    assert f"{named} Only the items that they share link them." in by_items
    assert f"{named} They have no items in common either, so nothing links them." in by_nothing
    for found in (by_items, by_nothing):
        share = re.search(r"the ratings remove (\d+) % of the doubt about which panel", found)
        assert 0 <= int(share[1]) < 90
    assert "share no candidate" not in said(one)


def test_what_falls_short_of_being_sure_never_reads_as_sure(said):
    """Found with a chance of 0.947, which two digits would make 95."""
    found = said(by_hand())
    assert "A is clearly above B: the chance is more than 99 in 100." in found

    close = by_hand(candidates="AB", items=2)
    close.loc[close["candidate"] == "B", "level"] = [4, 4, 3, 4]
    found = said(close)
    chance = re.search(
        r"A and B cannot be told apart: the chance that A is above B is (\d+)", found
    )
    assert 50 <= int(chance[1]) < 95
    assert "clearly above" not in found


def test_one_candidate_is_in_no_tier(said):
    found = said(by_hand(candidates="A"))

    assert "There is only one candidate, so there is nobody to compare with. - A " in found
    assert "ier" not in found.split("## Raters")[0].replace("earlier", "")


def test_one_rater_is_not_taken_for_an_average_one(said):
    found = said(by_hand(raters=("R1",)))

    assert "The estimate is the level to expect from this rater on an average item." in found
    assert "severity and agreement cannot be measured" in found
    assert "The intervals do not include how strict this rater is." in found
    assert "average rater" not in found


@pytest.mark.parametrize(
    ("levels", "why"),
    [
        ([("A", "R1", 3), ("B", "R2", 4)], "No answer was rated twice"),
        ([("A", "R1", 5), ("A", "R2", 4), ("B", "R1", 2)], "Only one answer was rated twice"),
        (
            [(who, rater, 3) for who in "AB" for rater in ("R1", "R2")],
            "All levels of the answers that were rated twice are the same",
        ),
    ],
)
def test_why_agreement_cannot_be_measured_is_true(said, levels, why):
    table = a_table([(who, rater, "q1", level) for who, rater, level in levels])

    assert f"{why}, so agreement cannot be measured." in said(table)


def test_two_answers_are_too_few_for_an_interval(said):
    table = a_table(
        [("A", "R1", "q", 4), ("A", "R2", "q", 5), ("B", "R1", "q", 2), ("B", "R2", "q", 1)]
    )

    found = said(table)

    assert "Only 2 answers have two ratings or more. That is too few for an interval" in found
    assert "With two raters, agreement says more about these two" in found


def test_why_the_spread_of_answers_is_assumed_is_true(said):
    alone = said(by_hand(raters=("R1",)))
    assert "No answer was rated twice, so how far the answers of one candidate differ" in alone

    shared = said(a_panel(candidates=30))
    assert "Raters of one answer heard the same words" in shared
    assert "The spread of answers is estimated: 0." in shared
    assert "No answer was rated twice" not in shared


def test_a_spread_that_the_ratings_do_not_settle_is_not_said_to_lack_second_ratings(
    said, monkeypatch
):
    def unsettled(_data):
        raise Invalid("not settled")

    monkeypatch.setattr(spreads, "_estimated", unsettled)
    found = said(a_panel())

    assert "The ratings do not settle the spread of answers; the usual 0.60 logits" in found
    assert "No answer was rated twice" not in found


def test_spreads_are_told_in_levels_too(said):
    found = said(by_hand())

    assert re.search(r"a usual spread of 0\.50 logits \(about 0\.\d levels\) is assumed", found)


def test_the_best_level_is_named_from_the_right_end(said):
    table = by_hand()

    assert "The scale runs from 1 to 5; 5 is best." in said(table)
    assert "The scale runs from 1 to 5; 1 is best." in said(table, reverse=True)
    table["level"] -= 1
    assert "The scale runs from 0 to 4; 0 is best." in said(table, scale=(0, 4), reverse=True)


def test_no_path_of_a_computer_is_in_the_report(said, tmp_path):
    table = by_hand().astype({"level": float})
    table.loc[0, "level"] = 3.5

    found = said(table)

    assert "- 1 level is between two steps, such as 3.5 in row 2; used as written." in found
    assert str(tmp_path) not in found


def test_names_are_shown_as_text(said):
    table = a_panel()
    table["candidate"] = table["candidate"].replace("C00000", "![x](http://a.example)")

    found = said(table)

    assert "![x]" not in found
    assert "http:\\//a.example" in found
