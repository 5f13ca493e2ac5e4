"""The demo's scores from its exported ratings and weights, by the rules of README.txt alone."""

import csv
import io
import math
from collections import defaultdict
from statistics import fmean

import pytest

from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import OWNER
from assessment.export.archive import packed
from assessment.export.verify import verify
from assessment.services.demo import load
from assessment.services.reading.exports import export_requisition
from question_bank import load_bank
from tests.fakes import StoppedClock, fake_open_uow
from tests.unit.export.repacking import contents

PROFILES = ("plant", "enterprise", "brief", "equal")


@pytest.fixture(scope="module")
def exported():
    """The files of each demo requisition's export."""
    bank, clock, open_uow = load_bank(), StoppedClock(), fake_open_uow()
    load(open_uow, bank, clock, by=OWNER)
    return {
        name: contents(export_requisition(open_uow, bank, clock, RequisitionId(name), by=OWNER))
        for name in ("DEMO-PLANT", "DEMO-ENTERPRISE")
    }


def rows_of(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))


def is_board(row):
    return not (row["scorecard_status"] or row["rater"] or row["level"])


def competency_values(ratings, candidate):
    """Rules 1 to 3: which rows count, what an item is worth, and what a competency is."""
    values, weights = defaultdict(list), {}
    for row in ratings:
        counts = row["scorecard_status"] == "submitted" or is_board(row)
        if row["candidate"] == candidate and counts and row["value"]:
            item = row["competency"], row["interview"], row["item"]
            values[item].append(float(row["value"]))
            weights[item] = float(row["item_weight"])
    found = {}
    for competency in {item[0] for item in values}:
        items = [item for item in values if item[0] == competency]
        points = sum(weights[item] * fmean(values[item]) for item in items)
        found[competency] = points / sum(weights[item] for item in items)
    return found


def score_and_coverage(found, weights):
    """Rule 4."""
    rated = sum(weights[c] for c in found)
    if not rated:
        return None, 0.0
    return 100 * sum(weights[c] * s for c, s in found.items()) / rated, rated / sum(
        weights.values()
    )


def by_hand(files):
    """Score and coverage of every candidate under every profile."""
    ratings, weights = rows_of(files, "ratings.csv"), defaultdict(dict)
    for row in rows_of(files, "weights.csv"):
        weights[row["profile"]][row["competency"]] = float(row["weight"])
    return {
        (candidate, profile): score_and_coverage(
            competency_values(ratings, candidate), weights[profile]
        )
        for candidate in {row["candidate"] for row in ratings}
        for profile in PROFILES
    }


def as_exported(files):
    """The same from the shortlist, without the candidates that are still hidden."""
    return {
        (row["candidate"], p): (
            float(row[f"score_{p}"]) if row[f"score_{p}"] else None,
            float(row[f"coverage_{p}"]),
        )
        for row in rows_of(files, "shortlist.csv")
        for p in PROFILES
        if row["raters"]
    }


@pytest.mark.parametrize("requisition", ["DEMO-PLANT", "DEMO-ENTERPRISE"])
def test_the_rules_of_the_readme_give_the_shortlist(exported, requisition):
    files = exported[requisition]
    hand, kept = by_hand(files), as_exported(files)

    assert any(is_board(row) for row in rows_of(files, "ratings.csv"))
    assert hand.keys() == kept.keys()
    for who in kept:
        assert all(map(math.isclose, hand[who], kept[who])), who


@pytest.mark.parametrize("requisition", ["DEMO-PLANT", "DEMO-ENTERPRISE"])
def test_everybody_who_is_ranked_has_an_estimate_in_its_interval_and_a_rank_in_its_range(
    exported, requisition
):
    files = exported[requisition]
    rows = [row for row in rows_of(files, "shortlist.csv") if row["raters"]]
    for row in rows:
        for p in PROFILES:
            assert float(row[f"low_{p}"]) < float(row[f"estimate_{p}"]) < float(row[f"high_{p}"])
            places = [row[f"{n}_{p}"] for n in ("rank_low", "rank", "rank_high")]
            if row[f"provisional_{p}"] == "true":
                assert places == ["", "", ""]
            else:
                assert sorted(places, key=int) == places
                assert row[f"tier_{p}"]
    assert verify(packed(files)) == ()


def test_the_readme_says_that_a_finished_board_counts(exported):
    told = " ".join(exported["DEMO-PLANT"]["README.txt"].decode().split())

    assert (
        'Use only rows with a "value": those with scorecard_status "submitted", and those of '
        "finished placement boards, which have no scorecard_status."
    ) in told
    assert "A board counts like any other item of its competency, which is placement." in told
