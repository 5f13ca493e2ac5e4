"""Anchors differ in what is done: degrees and single words tell no two levels apart."""

import pytest

from question_bank.quality import check
from question_bank.quality.anchors import overlap
from question_bank.quality.floors import SHIPPED
from tests.unit.question_bank.folders import HOME, a_folder, changed, put

SCREEN = "Describes only the screen; no queue and no owner."
WEIGHS = "Weighs setup, due date and genealogy against each other."


def remarks_on(tmp_path, text):
    root = a_folder(tmp_path)
    put(root, HOME, text)
    return [f"{p.line}: {p.message}" for p in check(root)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Names the queue and the owner of the list.",
            "Precisely names the queue and the full owner of the list.",
        ),
        (
            "Partly weighs setup against due date.",
            "Weighs setup very thoroughly against due date.",
        ),
    ],
)
def test_anchors_that_differ_in_degree_alone_are_named(tmp_path, one, other):
    text = changed(WEIGHS, other, changed(SCREEN, one))

    assert remarks_on(tmp_path, text) == [
        "29: the anchors 1 and 5 differ only in words of degree; let them differ in kind"
    ]


def test_anchors_told_apart_by_a_single_word_are_named(tmp_path):
    one = "Names the queue, the owner of the list and the rule for the next order."
    text = changed(SCREEN, one)
    text = changed(WEIGHS, one.replace("order", "job"), text)

    # 11 different words each, 10 of them shared: 2 * 10 / (11 + 11)
    assert remarks_on(tmp_path, text) == [
        (
            "29: the anchors 1 and 5 have 0.91 of their words in common, where 0.85 is the limit; "
            "let them differ in kind"
        )
    ]


def test_an_anchor_that_adds_an_act_differs_in_kind(tmp_path):
    one = "Moves orders to another line and names who decides, and takes it back when line 4 runs."

    assert remarks_on(tmp_path, changed(WEIGHS, one)) == []


def test_the_overlap_counts_each_word_once():
    # {names, the, queue} and {names, the, owner, of, queue}: 2 * 3 / 8
    assert overlap("Names the queue", "names the owner of the queue") == 0.75


# Length, and the levels of a shipped question.

LADDER = (
    f'  - {{level: 1, behaviour: "{SCREEN}"}}\n'
    '  - {level: 2, behaviour: "Moves all orders to line 5 by due date alone."}\n'
    '  - {level: 3, behaviour: "Moves orders to another line and names who decides."}\n'
    '  - {level: 5, behaviour: "At least two of: weighs setup; keeps lots; dates the return."}\n'
)


def ladder_on(tmp_path, anchors):
    """What the levels of a shipped question are told."""
    root = a_folder(tmp_path)
    text = (root / HOME).read_text("utf-8")
    start, end = text.index("  - {level: 1"), text.index("wrong_beliefs")
    put(root, HOME, text[:start] + anchors + text[end:])
    found = check(root, SHIPPED)
    return [f"{p.line}: {p.message}" for p in found if p.path.name == "prd-dsp-001.yaml"]


def test_an_anchor_too_long_to_be_read_in_a_glance_is_named(tmp_path):
    words = "a b c d e f g h i j " * 4

    assert remarks_on(tmp_path, changed(WEIGHS, words + "k")) == [
        "29: the anchor 5 has 41 words; at most 40 are taken"
    ]
    assert remarks_on(tmp_path, changed(WEIGHS, words)) == []


def test_a_whole_ladder_draws_no_remark(tmp_path):
    assert ladder_on(tmp_path, LADDER) == []


def test_a_shipped_question_without_level_two_is_named(tmp_path):
    without = "".join(line for line in LADDER.splitlines(keepends=True) if "level: 2" not in line)

    assert ladder_on(tmp_path, without) == [
        "26: no anchor for level 2; the shipped bank describes 1, 2, 3 and 5"
    ]


@pytest.mark.parametrize(
    ("five", "said"),
    [
        (
            "Weighs setup and genealogy and dates the return.",
            "level 5 does not say how many of its points are needed; write At least two of: …",
        ),
        (
            "At least two of: weighs setup; keeps lots; dates the return; asks sales.",
            "level 5 lists 4 points; at most 3 are taken",
        ),
    ],
)
def test_level_five_says_how_many_of_three_points_are_needed(tmp_path, five, said):
    told = LADDER.replace("At least two of: weighs setup; keeps lots; dates the return.", five)

    assert ladder_on(tmp_path, told) == [f"30: {said}"]


def test_ones_own_questions_may_leave_out_level_two(tmp_path):
    root = a_folder(tmp_path)

    assert check(root) == ()
