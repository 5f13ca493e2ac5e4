"""A chart says in words and numbers what it shows, in either theme."""

import re
from dataclasses import replace

import pytest

from assessment.ui.shared.drawing.charts import Interval, Mark, description, score_lines
from assessment.ui.shared.drawing.html import DRAWINGS

MARKS = (
    Mark(label="C-01", score=78.16, hue="plant", words="highest execution 4.8"),
    Mark(label="C-02", score=61.0, hue="plant", provisional=True, words="coverage 58\u00a0%"),
    Mark(label="C-03", score=None, hue="plant", words="2 of 3 scorecards in"),
)


def luminance(colour):
    """WCAG 2: 0.2126 R + 0.7152 G + 0.0722 B of the linear channels."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(theme):
    """The custom properties of drawings in a theme: those of dark replace those of light."""
    dark = r"\.lv-(?:grid|draw)\.dark \{([^}]*)\}"
    rules = re.findall(r"\.lv-(?:grid|draw) \{([^}]*)\}", DRAWINGS)
    rules += re.findall(dark, DRAWINGS) if theme == "dark" else []
    return dict(re.findall(r"--([\w-]+):(#[0-9A-F]{6});", " ".join(rules)))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["plant", "enterprise", "ink", "soft", "frame"])
def test_everything_that_is_read_stands_out_from_the_paper(theme, colour):
    found = colours(theme)
    assert contrast(found[colour], found["sheet"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_levels_are_one_hue_from_light_to_dark_or_back(theme):
    found = colours(theme)
    steps = [luminance(found[f"s{level}"]) for level in range(1, 6)]
    assert steps in (sorted(steps), sorted(steps, reverse=True))


def test_the_chart_is_told_in_words():
    assert description(MARKS, 70.0) == (
        "Scores from 0 to 100. C-01: 78.2, highest execution 4.8; "
        "C-02: 61.0, provisional, coverage 58\u00a0%; C-03: no score, 2 of 3 scorecards in. The "
        "required score is 70."
    )


def places(marks, kind, **options):
    """Where the marks of a kind stand, line by line; None where a line has none."""
    found = [
        re.search(rf'class="{kind}" style="([^"]*)"', line) for line in lines(marks, **options)
    ]
    return [match and match[1] for match in found]


def lines(marks, **options):
    """The lines of the marks, without the ends of the scale."""
    parts = str(score_lines(marks, **options)).split('<div class="lv-line ')[1:]
    return [part for part in parts if not part.startswith("lv-ends")]


def test_every_mark_has_its_number_at_its_place_and_a_provisional_one_is_hollow():
    assert places(MARKS, "dot") == ["left:78.16%", "left:61.00%", None]
    first, second, third = lines(MARKS)
    assert '<b style="left:78.16%">78.2</b>' in first
    assert '<b style="left:61.00%">61.0</b>' in second
    assert "<b " not in third
    assert [line.split('"')[0] for line in (first, second, third)] == [
        "plant",
        "plant provisional",
        "plant",
    ]


def test_the_chart_is_read_out_in_words():
    (spoken,) = re.findall(r'role="figure" aria-label="([^"]*)"', str(score_lines(MARKS)))

    assert spoken == description(MARKS, None)


def test_lines_keep_the_order_they_were_given_in():
    backwards = tuple(reversed(MARKS))

    assert [re.search(r"C-0\d", line)[0] for line in lines(backwards)] == ["C-03", "C-02", "C-01"]


def test_the_scale_is_the_whole_one_and_says_what_is_required():
    drawing = str(score_lines(MARKS, required=70.0))

    assert re.findall(r'<em style="left:([\d.]+)%">(\d+)</em>', drawing) == [
        (f"{n}.00", str(n)) for n in (0, 25, 50, 75, 100)
    ]
    assert ">required score 70</em>" in drawing
    assert places(MARKS, "asked", required=70.0) == ["left:70.00%"] * 3
    assert "asked" not in str(score_lines(MARKS))


@pytest.mark.parametrize(("required", "side"), [(0.0, "early"), (50.0, ""), (100.0, "late")])
def test_the_required_score_is_named_within_the_drawing(required, side):
    assert f'<em class="{side}" style="left:{required:.2f}%">' in str(
        score_lines(MARKS, required=required)
    )


def test_words_stand_whole_beside_the_scale_and_nothing_stands_where_there_are_none():
    long = "withdrawn · 2 of 3 scorecards in · highest execution 4.8 · lowest governance 2.0"
    (line,) = lines([Mark(label="C-01", score=60.0, words=long)])
    (bare,) = lines([Mark(label="Plant", score=60.0)])

    assert f'<span class="lv-beside">{long}</span>' in line
    assert "lv-beside" not in bare


def test_a_line_leads_in_this_tab_to_what_is_behind_it():
    linked = [Mark(label="C-01", score=60.0, opens="/compare?candidate=C-01"), MARKS[2]]
    first, second = lines(linked)

    assert 'href="/compare?candidate=C-01"' in first
    assert "target" not in first
    assert "href" not in second


PLACED = (
    Mark(label="C-01", score=78.0, interval=Interval(66, 76, 82), group="tier 1", words="rank 1"),
    Mark(label="C-02", score=65.0, interval=Interval(57, 67, 75), group="tier 1"),
    Mark(label="C-03", score=52.0, interval=Interval(42, 52, 61), group="tier 2"),
    Mark(
        label="C-04",
        score=71.0,
        interval=Interval(55, 68, 78),
        group="not placed",
        provisional=True,
    ),
)


def test_an_interval_is_a_line_with_a_notch():
    assert places(PLACED, "range") == [
        "left:66.00%;width:16.00%",
        "left:57.00%;width:18.00%",
        "left:42.00%;width:19.00%",
        "left:55.00%;width:23.00%",
    ]
    assert places(PLACED, "notch") == [f"left:{n}.00%" for n in (76, 67, 52, 68)]
    assert places(MARKS, "range") == places(MARKS, "notch") == [None] * 3


def test_groups_are_named_under_the_label_and_parted_by_a_line():
    begins = ["parted" in line.partition(">")[0] for line in lines(PLACED)]

    assert begins == [False, False, True, True]
    assert "<small>tier 2</small>" in lines(PLACED)[2]
    assert description(PLACED, None).startswith(
        "Scores from 0 to 100. C-01: 78.0, tier 1, rank 1; C-02: 65.0, tier 1;"
    )


def test_a_name_stands_beside_its_code_and_is_read_out_with_it():
    named = replace(PLACED[0], name='Ann "A" Lead')
    first = lines([named, *PLACED[1:]])[0]

    assert 'C-01 <span class="lv-name">Ann &#34;A&#34; Lead</span>' in first
    assert (
        description([named], None)
        == 'Scores from 0 to 100. C-01 Ann "A" Lead: 78.0, tier 1, rank 1.'
    )
