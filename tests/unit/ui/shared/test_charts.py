"""A chart says in words and numbers what it shows, in either theme."""

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from assessment.ui.shared.chart_theme import FONT, PALETTES, config_of
from assessment.ui.shared.charts import Interval, Mark, description, lines, score_lines

MARKS = (
    Mark(label="C-01", score=78.16, hue="plant", words="highest execution 4.8"),
    Mark(label="C-02", score=61.0, hue="plant", provisional=True, words="coverage 58 %"),
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


@pytest.mark.parametrize("theme", list(PALETTES))
@pytest.mark.parametrize("colour", ["plant", "enterprise", "ink", "muted", "hatch"])
def test_everything_that_is_read_stands_out_from_the_paper(theme, colour):
    palette = PALETTES[theme]
    assert contrast(getattr(palette, colour), palette.paper) >= 4.5


@pytest.mark.parametrize("theme", list(PALETTES))
def test_levels_are_one_hue_from_light_to_dark_or_back(theme):
    steps = [luminance(c) for c in PALETTES[theme].ramp]
    assert steps in (sorted(steps), sorted(steps, reverse=True))


def test_the_chart_is_told_in_words():
    assert description(MARKS, 70.0) == (
        "Scores from 0 to 100. C-01: 78.2, highest execution 4.8; "
        "C-02: 61.0, provisional, coverage 58 %; C-03: no score, 2 of 3 scorecards in. The "
        "required score is 70."
    )


@pytest.mark.parametrize("theme", list(PALETTES))
def test_every_mark_has_its_number_and_a_provisional_one_is_hollow(theme):
    spec = score_lines(MARKS, required=70.0, chosen=theme).to_dict()
    (rows,) = [d for d in spec["datasets"].values() if len(d) == 3]
    paper, plant = PALETTES[theme].paper, PALETTES[theme].plant

    assert spec["description"] == description(MARKS, 70.0)
    assert [(r["number"], r["inside"], r["colour"]) for r in rows] == [
        ("78.2", plant, plant),
        ("61.0", paper, plant),
        ("", plant, plant),
    ]


def test_lines_keep_the_order_they_were_given_in_on_the_whole_scale():
    spec = score_lines(MARKS).to_dict()
    rail = spec["layer"][0]["encoding"]

    assert rail["y"]["sort"] == ["C-01", "C-02", "C-03"]
    assert rail["x"]["scale"]["domain"] == [0, 100]


def test_words_stand_in_a_column_of_their_own_right_of_the_scale():
    spec = score_lines(MARKS, required=70.0).to_dict()
    texts = {
        layer["encoding"]["text"]["field"]: layer
        for layer in spec["layer"]
        if layer["mark"]["type"] == "text"
    }
    (rows,) = [d for d in spec["datasets"].values() if len(d) == 3]

    # 21 letters of 6 pixels and a gap of 16 are 142; the words begin a gap behind the scale. Beside
    # a scale of less than 120 pixels there are none.
    end = "(width < 262 ? width : width - 142)"
    assert ends_of_scales(spec) == {end}
    assert texts["words"]["encoding"]["x"] == {"value": {"expr": f"width < 262 ? 0 : {end} + 16"}}
    assert texts["words"]["mark"]["opacity"] == {"expr": "width < 262 ? 0 : 1"}
    assert texts["words"]["mark"]["align"] == "left"
    assert [r["words"] for r in rows] == [
        "highest execution 4.8",
        "coverage 58 %",
        "2 of 3 scorecards in",
    ]


def test_without_words_the_scale_takes_the_whole_width():
    spec = score_lines([Mark(label="Plant", score=60.0)]).to_dict()

    assert ends_of_scales(spec) == {"width"}


def test_long_words_take_a_second_line_and_nothing_is_left_out():
    long = "withdrawn · 2 of 3 scorecards in · highest execution 4.8 · lowest governance 2.0"

    assert lines(long) == [
        "withdrawn · 2 of 3 scorecards in",
        "highest execution 4.8 · lowest governance 2.0",
    ]
    assert lines("provisional: coverage 55\u00a0%, execution and integration not assessed") == [
        "provisional: coverage 55\u00a0%,",
        "execution and integration not assessed",
    ]
    assert lines("") == []


def ends_of_scales(spec):
    found = [layer["encoding"].get("x", {}).get("scale") for layer in spec["layer"]]
    return {scale["rangeMax"]["expr"] for scale in found if scale}


def test_font_names_are_quoted_so_that_the_canvas_measures_in_the_font_it_draws():
    assert config_of("light")["font"] == FONT
    assert all(name.startswith('"') for name in FONT.split(", ") if " " in name)


def test_a_mark_leads_in_this_tab_to_what_is_behind_it():
    linked = [Mark(label="C-01", score=60.0, opens="/compare?candidate=C-01"), MARKS[2]]
    spec = score_lines(linked).to_dict()
    clicked = {
        layer["mark"]["type"]
        for layer in spec["layer"]
        if layer["encoding"].get("href") == {"field": "opens", "type": "nominal"}
    }

    assert clicked == {"point", "text"}
    assert spec["usermeta"]["embedOptions"]["loader"] == {"target": "_self"}


def test_a_chart_that_leads_nowhere_shows_no_hand():
    layers = score_lines(MARKS).to_dict()["layer"]

    assert not any("href" in layer["encoding"] for layer in layers)


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


def marks_of(spec, kind):
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def test_an_interval_is_a_line_with_a_notch_and_dashed_while_provisional():
    spec = score_lines(PLACED).to_dict()
    (rows,) = [d for d in spec["datasets"].values() if len(d) == 4]

    assert [(r["low"], r["estimate"], r["high"]) for r in rows][:2] == [(66, 76, 82), (57, 67, 75)]
    drawn = [
        m for m in marks_of(spec, "rule") if m["encoding"].get("x2", {}).get("field") == "high"
    ]
    assert [m["transform"][-1]["filter"] for m in drawn] == [
        "!datum.provisional",
        "datum.provisional",
    ]
    assert "strokeDash" in drawn[1]["mark"]
    (notch,) = marks_of(spec, "tick")
    assert notch["encoding"]["x"]["field"] == "estimate"


def test_groups_are_named_under_the_label_and_parted_by_a_line():
    spec = score_lines(PLACED).to_dict()
    (rows,) = [d for d in spec["datasets"].values() if len(d) == 4]

    assert [r["begins"] for r in rows] == [False, False, True, True]
    assert '"C-03": ["C-03", "tier 2"]' in spec["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]
    assert description(PLACED, None).startswith(
        "Scores from 0 to 100. C-01: 78.0, tier 1, rank 1; C-02: 65.0, tier 1;"
    )


def test_a_name_stands_beside_its_code_and_is_read_out_with_it():
    named = replace(PLACED[0], name='Ann "A" Lead')
    spec = score_lines([named, *PLACED[1:]]).to_dict()

    axis = spec["layer"][0]["encoding"]["y"]["axis"]
    shown = json.loads(axis["labelExpr"].removesuffix("[datum.label]"))
    assert shown["C-01"] == ['C-01 Ann "A" Lead', "tier 1"]
    assert spec["description"].startswith('Scores from 0 to 100. C-01 Ann "A" Lead: 78.0, tier 1')


def test_without_intervals_nothing_of_them_is_drawn():
    spec = score_lines(MARKS).to_dict()

    assert marks_of(spec, "tick") == []
    assert "labelExpr" not in spec["layer"][0]["encoding"]["y"]["axis"]


def test_three_lines_of_words_take_a_higher_row():
    long = "withdrawn · 2 of 3 scorecards in · estimate 76 (66–82) · rank 1 to 2 of 5 · highest one"

    assert score_lines(MARKS).to_dict()["height"] == {"step": 44}
    assert len(lines(long)) == 3
    spec = score_lines([Mark(label="C-01", score=60.0, words=long)]).to_dict()
    assert spec["height"] == {"step": 60}


def test_a_chart_that_is_drawn_again_shows_the_same_and_another_one_what_it_is_of():
    def script(labels):
        from assessment.ui.shared.charts import Mark, draw  # noqa: PLC0415  # AppTest's source

        for label in labels:
            draw([Mark(label=label, score=50.0, words="half")], required=60.0)

    page = AppTest.from_function(script, kwargs={"labels": ["C-01", "C-02", "C-01"]}).run()

    first, second, again = (each.proto for each in page.get("vega_lite_chart"))
    assert again.spec == first.spec
    assert [d.data.data for d in again.datasets] == [d.data.data for d in first.datasets]
    assert "C-02: 50.0, half" in json.loads(second.spec)["description"]
