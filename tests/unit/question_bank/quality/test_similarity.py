"""Questions that read alike are named with their likeness, whatever their numbers."""

import subprocess
import sys

import pytest

from question_bank.quality import check
from question_bank.quality.similarity import alike
from tests.unit.question_bank.folders import HOME, a_folder, changed, put

OTHER = "production/dispatching/prd-dsp-002.yaml"

APART = (
    ("prd-dsp-001", "prd-dsp-002"),
    ("A line goes down\n", "Sixty pallets in the wrong aisle\n"),
    (
        "A line goes down mid-shift with forty released work orders queued to it.",
        "Sixty pallets stand in the wrong aisle when the night crew arrives.",
    ),
    (
        "Talk me through what the dispatch list should do, and who decides.",
        "Which of them move first, and who says so?",
    ),
    (
        "Describes only the screen; no queue and no owner.",
        "Sends all hands to carry pallets about.",
    ),
    (
        "Moves orders to another line and names who decides.",
        "Asks which of the trucks leaves first.",
    ),
    (
        "Weighs setup, due date and genealogy against each other.",
        "Keeps the gate shut until each place is counted.",
    ),
)


def remarks_on_two(tmp_path, *changes):
    """What is said of the second question, changed from the first one by `changes`."""
    root = a_folder(tmp_path)
    text = (root / HOME).read_text("utf-8")
    for old, new in changes:
        text = changed(old, new, text)
    put(root, OTHER, text)
    return [f"{p.path.relative_to(root)}:{p.line}: {p.message}" for p in check(root)]


def test_two_questions_with_words_of_their_own_draw_no_remark(tmp_path):
    assert remarks_on_two(tmp_path, *APART) == []


def test_a_prompt_with_other_nouns_and_numbers_is_named_with_its_likeness(tmp_path):
    prompt = (
        "A press goes down mid-shift with sixty released work orders queued to it.",
        "Talk me through what the dispatch list should do, and who decides it.",
    )
    changes = [*APART[:2], *zip((old for old, _ in APART[2:4]), prompt, strict=True), *APART[4:]]

    assert remarks_on_two(tmp_path, *changes) == [
        (
            f"{OTHER}:16: the prompt reads like the one at prd-dsp-001.yaml:16: "
            "similarity 0.79, and 0.50 is the limit"
        )
    ]


def test_anchors_taken_over_in_other_words_are_named_with_their_likeness(tmp_path):
    anchors = (
        "Describes just the screen; neither queue nor owner.",
        "Moves the orders to a second line, and names who decides.",
        "Weighs setup, due date and lot history against each other.",
    )
    changes = [*APART[:4], *zip((old for old, _ in APART[4:]), anchors, strict=True)]

    assert remarks_on_two(tmp_path, *changes) == [
        (
            f"{OTHER}:26: the anchors read like the ones at prd-dsp-001.yaml:26: "
            "similarity 0.77, and 0.50 is the limit"
        )
    ]


@pytest.mark.parametrize("texts", [[], ["one text"], ["what and the", "who of 12"]])
def test_nothing_to_compare_is_no_likeness(texts):
    assert list(alike(texts)) == []


def test_numbers_do_not_set_two_texts_apart():
    texts = ["Line 4 stops at 14:20", "Line 5 stops at 03:00", "A pallet waits"]

    assert [(a.one, a.other, round(a.figure, 6)) for a in alike(texts)] == [(0, 1, 1.0)]


SLOW = {"sklearn", "scipy", "pandas", "numpy"}
"""Importing them takes longer than reading and checking all of the bank."""


def modules_after(told):
    """The modules that another Python has once it has done what it is told."""
    told += "; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True, text=True)
    return set(done.stdout.split())


def test_loading_a_bank_does_not_wait_for_what_only_the_check_needs():
    loaded = modules_after("import question_bank; question_bank.load_bank()")

    assert not loaded & {*SLOW, "snowballstemmer"}


def test_a_check_imports_nothing_slow(tmp_path):
    root = a_folder(tmp_path)

    run = f"app(['check', {str(root)!r}], standalone_mode=False)"
    checked = modules_after(f"from question_bank.command import app; {run}")

    assert "question_bank.quality.similarity" in checked
    assert not checked & SLOW
