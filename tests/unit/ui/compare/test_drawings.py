"""What the deciding pages draw: any text stays text, and every level keeps its number."""

from assessment.comparison.score_gap import Contribution, Parting
from assessment.domain.rating import NotRated
from assessment.ui.compare.score_table import shares, signed
from assessment.ui.shared.drawing.html import shade
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.evidence import minutes
from question_bank import Competency

parts = Macros("shared/drawing/templates/parts.html.j2")


def test_a_long_note_opens_at_a_click_and_nothing_of_it_is_lost():
    note = "word " * 2000
    drawn = parts("long_text", note)

    assert drawn.startswith('<details class="lv-said"><summary>word')
    assert note in drawn


def test_a_short_note_stands_as_it_is():
    assert parts("long_text", "moved 12 orders") == '<div class="lv-said">moved 12 orders</div>'


def test_a_chip_shows_the_level_and_words_where_there_is_none():
    assert parts("level_chip", 4) == '<b class="lv-chip s4">4</b>'
    assert parts("level_chip", NotRated.NOT_ASKED) == '<span class="lv-none">not asked</span>'
    assert parts("level_chip", None) == '<span class="lv-none">no level yet</span>'


def test_a_value_takes_the_shade_of_the_nearest_level():
    # levels 1, 2.4, 2.6, 3.5 (between 3 and 4: the higher), 5
    assert [shade(v) for v in (0, 0.35, 0.4, 0.625, 1)] == [1, 2, 3, 4, 5]


def test_time_reads_as_minutes():
    assert [minutes(s) for s in (0, 59, 160, 3600)] == ["", "0:59", "2:40", "60:00"]


def test_the_parts_of_a_gap_are_signed_and_the_smallest_left_out():
    def part(competency, points):
        return Contribution(
            competency=competency, value=0.5, plant=5.0, enterprise=20.0, points=points
        )

    gap = Parting(
        plant=77.0,
        enterprise=59.0,
        contributions=(
            part(Competency.GOVERNANCE, -7.2),
            part(Competency.BREADTH, 0.6),
            part(Competency.PLACEMENT, 0.04),
        ),
    )

    assert shares(gap) == "governance −7.2 · breadth +0.6"
    assert [signed(p) for p in (-0.04, 0.0, 3.24)] == ["0.0", "0.0", "+3.2"]
