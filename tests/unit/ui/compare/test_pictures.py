"""The scatter and the tornado: drawn from the numbers, with the same in words."""

import re
from dataclasses import replace

from assessment.measurement.sensitivity import Sensitivity, Top, Turn, WeightChange
from assessment.ui.compare.scatter import PlottedCandidate, description, scatter
from assessment.ui.compare.what_changes import described, drawn
from assessment.ui.shared.drawing.charts import Interval

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


def test_the_scatter_is_told_in_words_with_both_intervals():
    assert description(POINTS) == (
        "Plant score across, enterprise score upwards, each from 0 to 100. C-01: plant 79.6 "
        "(interval 67 to 82), enterprise 65.3 (interval 59 to 79); C-06: plant 70.9, enterprise "
        "71.4, provisional."
    )


def test_every_point_stands_where_its_scores_are_with_its_code_and_both_intervals():
    drawing = scatter(POINTS)

    assert f'role="figure" aria-label="{description(POINTS)}"' in drawing
    assert re.findall(r'class="(spot[^"]*)"[^>]*style="([^"]*)"><b>([^<]*)', drawing) == [
        ("spot", "left:79.60%;bottom:65.30%", "C-01"),
        ("spot unsure", "left:70.90%;bottom:71.40%", "C-06"),
    ]
    assert re.findall(r'<i class="([^"]*)" style="([^"]*)"', drawing) == [
        ("wide", "left:67.00%;width:15.00%;bottom:65.30%"),
        ("tall", "bottom:59.00%;height:20.00%;left:79.60%"),
    ]


def test_points_that_lie_on_one_another_share_a_label():
    def labels(*codes):
        points = [replace(POINTS[0], code=c, plant=79.6 - n / 4) for n, c in enumerate(codes)]
        return re.findall(r"<b>([^<]*)</b></a>", scatter([*points, POINTS[1]]))

    assert labels("C-01") == ["C-01"]
    assert labels("C-01", "C-02") == ["C-01 and C-02"]
    assert labels("C-01", "C-02", "C-03") == ["C-01 and 2 others"]
    assert scatter([POINTS[0]] * 3).count('class="spot"') == 3


def test_a_point_leads_in_this_tab_to_what_is_behind_it_and_out_of_the_way_of_the_tab_key():
    linked, sealed = re.findall(r"<[^>]*spot[^>]*>", scatter(POINTS))

    assert linked.startswith('<a class="spot" tabindex="-1" href="/compare?candidate=C-01"')
    assert "target" not in linked
    assert sealed.startswith("<span")


def test_an_interval_of_a_provisional_candidate_is_dashed():
    unsure = replace(POINTS[1], across=Interval(60.0, 70.0, 80.0))

    assert '<i class="wide unsure"' in scatter([unsure])


def test_without_a_point_there_is_no_picture():
    assert scatter([]) == ""


def test_the_tornado_says_where_each_weight_turns_the_top():
    assert described(KNOWN, CODES) == (
        "Weights that would change the top, the smallest change first. execution now 25: at 23 "
        "C-02 has the highest score; at 90 C-02 has the highest score."
    )


def test_the_tornado_draws_only_weights_that_matter():
    drawing = drawn(KNOWN, CODES)

    assert f'role="img" aria-label="{described(KNOWN, CODES)}"' in drawing
    assert re.findall(r"<b>([^<]*)</b>", drawing) == ["Execution"]
    assert re.findall(r'<i(?: class="([^"]*)")? style="([^"]*)"', drawing) == [
        ("", "left:23.00%;right:75.00%"),
        ("", "left:25.00%;right:10.00%"),
        ("now", "left:25.00%"),
        ("end lower", "left:23.00%"),
        ("end", "left:90.00%"),
    ]


def test_words_beside_a_mark_run_towards_the_middle_of_the_paper():
    assert re.findall(r"<p[^>]*>[^<]*", drawn(KNOWN, CODES)) == [
        '<p class="back" style="margin-right:10.00%">90: C-02 has the highest score',
        '<p style="margin-left:23.00%">23: C-02 has the highest score',
    ]
