"""The entry that screens and exports call."""

import numpy as np
import pandas as pd
import pytest

from assessment.domain.errors import Invalid
from assessment.measurement import shortlist as scoring
from assessment.measurement.history import History
from assessment.measurement.observations import observations
from assessment.measurement.priors import shortlist_priors
from assessment.measurement.shortlist import board_level, shortlist_estimates
from tests.simulated import competencies, ratings

WEIGHTS = {"plant": {"d0": 80.0, "d1": 20.0}, "enterprise": {"d0": 20.0, "d1": 80.0}}


@pytest.fixture(scope="module")
def shortlist():
    table = ratings(candidates=5, asked=10, raters=3, each=3, seed=8).table
    return observations(table, dimensions=competencies())


@pytest.fixture(scope="module")
def estimates(shortlist):
    return shortlist_estimates(shortlist, WEIGHTS)


def test_every_profile_has_a_row_for_each_candidate(estimates, shortlist):
    for profile in WEIGHTS:
        table = estimates.profiles[profile].table
        assert tuple(table["candidate"]) == shortlist.candidates
        assert ((table["low"] < table["estimate"]) & (table["estimate"] < table["high"])).all()
        assert ((table["low"] >= 0) & (table["high"] <= 100)).all()
        assert ((table["rank_low"] <= table["rank"]) & (table["rank"] <= table["rank_high"])).all()
        assert table["tier"].min() == 1
        assert not table["provisional"].any()


def test_estimates_follow_the_rubric_score(estimates, shortlist):
    x = pd.DataFrame({"c": shortlist.candidate, "d": shortlist.item_dimension[shortlist.item]})
    x["value"] = shortlist.level / 4
    means = x.pivot_table("value", "c", "d").to_numpy()
    rubric = 100 * means @ [0.8, 0.2]

    found = estimates.profiles["plant"].table["estimate"]

    assert np.corrcoef(found, rubric)[0, 1] > 0.95
    assert abs(found - rubric).max() < 12


def test_the_same_table_gives_the_same_numbers(estimates, shortlist):
    again = shortlist_estimates(shortlist, WEIGHTS)

    for profile in WEIGHTS:
        pd.testing.assert_frame_equal(
            again.profiles[profile].table, estimates.profiles[profile].table
        )


def test_how_many_draws_are_worked_on_at_a_time_makes_no_difference(shortlist, monkeypatch):
    few = []
    for at_once in (4_000, 999):  # the last part is a short one
        monkeypatch.setattr(scoring, "AT_ONCE", at_once)
        few.append(shortlist_estimates(shortlist, WEIGHTS).profiles["plant"].draws)

    assert len(few[0]) == 4_000
    np.testing.assert_array_equal(*few)


def test_differences_are_of_joint_draws(estimates):
    first, second = estimates.candidates[:2]
    there = estimates.between_candidates("plant", first, second)
    back = estimates.between_candidates("plant", second, first)

    assert there.above == pytest.approx(1 - back.above)
    assert there.above == pytest.approx(estimates.profiles["plant"].above.loc[first, second])
    assert there.low < there.estimate < there.high
    wide = estimates.profiles["plant"].table.set_index("candidate")
    apart = (wide["high"] - wide["low"])[[first, second]]
    assert there.high - there.low < np.hypot(*apart) * 1.05

    fit = estimates.between_profiles(first, "plant", "enterprise")
    assert fit.low < fit.estimate < fit.high


def test_a_gap_between_weightings_is_worked_out_once_for_each_candidate(estimates):
    first, second = estimates.candidates[:2]
    gap = estimates.between_profiles(first, "plant", "enterprise")

    assert estimates.between_profiles(first, "plant", "enterprise") is gap
    assert estimates.between_profiles(first, "enterprise", "plant").estimate == -gap.estimate
    assert estimates.between_profiles(second, "plant", "enterprise") != gap


def test_a_candidate_below_the_floor_is_apart():
    table = ratings(candidates=5, asked=10, raters=3, each=3, seed=8).table
    of = competencies()
    half = (table["candidate"] == "C00002") & table["item"].map(of).eq("d0")
    data = observations(table[~half], dimensions=of)

    plant = shortlist_estimates(data, WEIGHTS).profiles["plant"]
    row = plant.table.set_index("candidate").loc["C00002"]

    assert row["provisional"]
    assert row["coverage"] == pytest.approx(0.2)
    assert row[["rank", "rank_low", "rank_high", "tier"]].isna().all()
    assert row["low"] < row["estimate"] < row["high"]  # of the competency that was rated
    assert "C00002" not in plant.above
    assert sorted(plant.table["rank"].dropna()) == [1, 2, 3, 4]


def test_nothing_that_counts_is_missing_and_never_zero():
    table = ratings(candidates=4, seed=8).table
    data = observations(table, dimensions=competencies(), candidates=["D-unheard"])

    found = shortlist_estimates(data, WEIGHTS).profiles["plant"].table.set_index("candidate")

    assert found.loc["D-unheard", ["estimate", "low", "high", "rank", "tier"]].isna().all()
    assert found.loc["D-unheard", "coverage"] == 0


def test_ranges_are_widened_to_hold_the_rank_by_rubric_score(shortlist, estimates):
    table = estimates.profiles["plant"].table
    turned = dict(zip(table["candidate"], 6 - table["rank"], strict=True))

    found = shortlist_estimates(shortlist, WEIGHTS, rubric_ranks={"plant": turned})
    after = found.profiles["plant"].table

    assert dict(zip(after["candidate"], after["rank"], strict=True)) == turned
    assert ((after["rank_low"] <= after["rank"]) & (after["rank"] <= after["rank_high"])).all()
    assert found.profiles["enterprise"].table["rank"].tolist() == (
        estimates.profiles["enterprise"].table["rank"].tolist()
    )


def test_a_kit_says_which_items_count_and_how_much(shortlist, estimates):
    easy = max(
        shortlist.items,
        key=lambda i: shortlist.level[shortlist.item == shortlist.items.index(i)].mean(),
    )

    found = shortlist_estimates(shortlist, WEIGHTS, kit={easy: 1.0})
    plain = estimates.profiles["plant"].table["estimate"]

    assert found.profiles["plant"].table["estimate"].mean() > plain.mean()
    with pytest.raises(Invalid, match="The kit's item nowhere is not among the items"):
        shortlist_estimates(shortlist, WEIGHTS, kit={"nowhere": 1.0})


@pytest.mark.parametrize(
    ("fraction", "level"), [(0.0, 0), (0.124, 0), (0.125, 1), (0.5, 2), (0.875, 4), (1.0, 4)]
)
def test_a_board_enters_as_the_nearest_level_and_halves_go_up(fraction, level):
    assert board_level(fraction, 4) == level


def test_a_board_raises_the_one_who_did_well():
    table = ratings(candidates=2, seed=3, asked=4).table
    boards = pd.DataFrame(
        {"candidate": ["C00000", "C00001"], "item": "board", "rater": None, "level": [4, 0]}
    )
    of = competencies() | {"board": "d0"}
    plain = shortlist_estimates(observations(table, dimensions=of), WEIGHTS)
    with_boards = shortlist_estimates(
        observations(pd.concat([table, boards]), dimensions=of), WEIGHTS
    )

    before, after = (
        each.between_candidates("plant", "C00000", "C00001").estimate
        for each in (plain, with_boards)
    )
    assert after > before


def test_history_makes_questions_known_and_leaves_unknown_ones_as_they_are():
    earlier = observations(ratings(candidates=80, items=8, asked=8, each=3, seed=11).table)
    table = ratings(candidates=4, items=9, asked=9, seed=12).table
    data = observations(table)

    history = History.of(earlier)
    known, default = history.priors(data), shortlist_priors(data)

    doubt = np.sqrt(np.diag(np.linalg.inv(known.threshold_precision)).reshape(9, 4).mean(axis=1))
    before = np.sqrt(np.diag(np.linalg.inv(default.threshold_precision)).reshape(9, 4).mean(axis=1))
    assert (doubt[:8] < before[:8] / 2).all()
    assert "q008" not in history.items
    assert known.thresholds[8].mean() == 0
    difficulty = ratings(candidates=80, items=8, asked=8, each=3, seed=11).difficulty
    assert np.corrcoef(known.thresholds[:8].mean(axis=1), difficulty)[0, 1] > 0.9


def test_what_is_known_of_raters_is_used_only_when_asked_for():
    truth = ratings(candidates=80, items=8, asked=8, each=3, seed=11, severity_sd=0.9)
    earlier = observations(truth.table)
    data = observations(ratings(candidates=4, items=8, asked=8, seed=12).table)

    history = History.of(earlier)
    plain = history.priors(data)
    known = history.priors(data, raters=history.rater_priors(data))

    assert not plain.severity.any()
    assert np.corrcoef(known.severity, truth.severity)[0, 1] > 0.95
    assert (known.severity_sd < plain.severity_sd).all()


def test_unknown_questions_are_taken_to_be_as_hard_as_the_known_ones_on_average():
    """Where everybody did well before, nobody is thought able only for unknown questions."""
    able = ratings(candidates=12, items=8, asked=8, each=3, seed=11).table
    able["level"] = (able["level"] + 2).clip(upper=4)
    data = observations(ratings(candidates=4, items=9, asked=9, seed=12).table)

    known = History.of(observations(able)).priors(data)

    assert known.thresholds[:8].mean() == pytest.approx(0, abs=1e-9)
    assert known.thresholds[8].mean() == 0
    assert known.ability_mean.mean() > 0.8


def test_few_earlier_candidates_say_nothing_of_how_far_candidates_spread():
    few = observations(ratings(candidates=5, items=8, asked=8, each=3, seed=11).table)

    assert History.of(few).people.sd == 1.0
    assert History.of(few).people.answer_sd == 0.6
