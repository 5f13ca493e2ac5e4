"""Anchors differ in what is done: degrees and single words tell no two levels apart."""

import pytest

from question_bank.quality import check
from question_bank.quality_anchors import overlap
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
