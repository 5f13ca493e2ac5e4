"""The scatter and the tornado: drawn from the numbers, with the same in words, in both themes."""

import json

import pytest

from assessment.measurement.sensitivity import Sensitivity, Top, Turn, WeightChange
from assessment.ui.compare.scatter import PlottedCandidate, description, scatter
from assessment.ui.compare.what_changes import described, tornado_chart
from assessment.ui.shared.chart_theme import PALETTES
from assessment.ui.shared.charts import Interval

POINTS = (
    PlottedCandidate(
        code="C-01",
        plant=79.6,
        enterprise=65.3,
        provisional=False,
        opens="/compare?candidate=C-01",
        across=Interval(67.0, 77.0, 82.0),
        up=Interval(59.0, 70.0, 79.0),
    ),
    PlottedCandidate(
        code="C-06",
        plant=70.9,
        enterprise=71.4,
        provisional=True,
        opens="",
        across=None,
        up=None,
    ),
)
CODES = {"1": "C-01", "2": "C-02"}
NOW, OTHER = (Top(frozenset(n), frozenset("12"), frozenset("12")) for n in "12")
KNOWN = Sensitivity(
    NOW,
    (
        WeightChange("execution", 25.0, Turn(23.0, OTHER), Turn(90.0, OTHER)),
        WeightChange("breadth", 10.0, None, None),
    ),
)


def rows_of(spec):
    return [row for table in spec["datasets"].values() for row in table]


def test_the_scatter_is_told_in_words_with_both_intervals():
    assert description(POINTS) == (
        "Plant score across, enterprise score upwards, each from 0 to 100. C-01: plant 79.6 "
        "(interval 67 to 82), enterprise 65.3 (interval 59 to 79); C-06: plant 70.9, enterprise "
        "71.4, provisional."
    )


@pytest.mark.parametrize("theme", list(PALETTES))
def test_every_point_is_labelled_and_a_provisional_one_is_hollow(theme):
    spec = scatter(POINTS, theme).to_dict()
    dots = [r for r in rows_of(spec) if "code" in r]

    assert spec["description"] == description(POINTS)
    assert [(d["code"], d["inside"]) for d in dots] == [
        ("C-01", PALETTES[theme].ink),
        ("C-06", PALETTES[theme].paper),
    ]
    assert {(r["plant"], r["enterprise"]) for r in rows_of(spec) if "code" not in r} >= {
        (0, 0),
        (100, 100),
    }
    assert '"text": {"field": "code"' in json.dumps(spec)


def test_the_tornado_says_where_each_weight_turns_the_top():
    assert described(KNOWN, CODES) == (
        "Weights that would change the top, the smallest change first. execution now 25: at 23 "
        "C-02 has the highest score; at 90 C-02 has the highest score."
    )


@pytest.mark.parametrize("theme", list(PALETTES))
def test_the_tornado_draws_only_weights_that_matter_and_keeps_words_on_the_paper(theme):
    spec = tornado_chart(KNOWN, CODES, theme).to_dict()

    assert [(r["turns"], r["way"], r["side"]) for r in rows_of(spec)] == [
        (23.0, "lower", "left"),
        (90.0, "higher", "right"),
    ]
    assert {r["competency"] for r in rows_of(spec)} == {"Execution"}
