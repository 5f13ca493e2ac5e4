"""Phrases that sound odd or old are named in every text, each with what to write instead."""

import pytest

from question_bank import BankError
from question_bank.loader import read_folder
from question_bank.plain_words import read, shipped, uses
from question_bank.quality import check, review
from question_bank.quality.floors import SHIPPED
from tests.unit.question_bank.folders import (
    CARD,
    CARD_HOME,
    EXEMPLAR,
    EXEMPLAR_HOME,
    HOME,
    SCALE,
    a_folder,
    changed,
    put,
)

WORDS = shipped()


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.example)
def test_each_entry_finds_its_example_and_not_what_it_recommends(word):
    kind = word.only[0] if word.only else "prompt"

    assert word.write in {found.write for found in uses(word.example, kind)}
    assert word.write not in {found.write for found in uses(word.write, kind)}


@pytest.mark.parametrize(
    "text",
    [
        "The amendment is recommended.",
        "A mailbox takes the email.",
        "Spare parts the line needs are in bin 4.",
        "The parts from cell 14 are on hold.",
        "The crew goes around the table; the round trip takes an hour.",
        "The order stands at line 4.",
        "Which lives are at risk?",
    ],
)
def test_words_that_only_look_alike_are_left_alone(text):
    assert list(uses(text, "prompt")) == []


@pytest.mark.parametrize(
    ("kind", "found"), [("behaviour", ["is not asked"]), ("prompt", []), ("probes", [])]
)
def test_an_entry_may_apply_to_some_texts_only(kind, found):
    assert [use.said for use in uses("What came before is not asked.", kind)] == found


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("A line goes down\n", "A line is mended\n", 4),
        ("released work orders queued to it.", "released orders that came by mail.", 16),
        ("probes:\n", "handout: The dearer one\nprobes:\n", 19),
        ("Who may overrule that?", "Who is told of that?", 21),
        ("a named owner", "whoever owns it", 23),
        ("no queue and no owner.", "the queue is not asked for.", 27),
        ("All replanning belongs to ERP", "Whoever plans also dispatches", 31),
    ],
)
def test_every_text_of_a_question_is_read(tmp_path, old, new, line):
    root = a_folder(tmp_path)
    put(root, HOME, changed(old, new))

    (problem,) = check(root)

    assert problem.line == line
    assert "sounds odd or old: write " in problem.message


def test_the_message_has_the_words_and_what_to_write(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, changed("A line goes down\n", "The line was Mended\n"))

    assert [f"{p.path.name}:{p.line}: {p.message}" for p in check(root)] == [
        'prd-dsp-001.yaml:4: "Mended" sounds odd or old: write repair or fix'
    ]


def test_cards_and_exemplar_answers_are_read_too(tmp_path):
    root = a_folder(tmp_path)
    put(root, CARD_HOME, changed("who hands out the job", "whoever hands out the job", CARD))
    put(root, EXEMPLAR_HOME, changed("Waits for a list.", "The list is mended.", EXEMPLAR))

    assert sorted((p.path.name, p.message.partition(":")[0]) for p in check(root)) == [
        ("crd-001.yaml", '"whoever" sounds odd or old'),
        ("prd-dsp-001.yaml", '"mended" sounds odd or old'),
    ]


def test_the_words_of_a_whole_bank_are_read(tmp_path):
    root = a_folder(tmp_path, scale=SCALE.replace("As heard.", "As mended.", 1))

    found = [p for p in review(root, read_folder(root), SHIPPED) if p.path.name == "scale.yaml"]

    assert [p.message for p in found] == ['"mended" sounds odd or old: write repair or fix']


def test_a_retired_question_keeps_its_words(tmp_path):
    root = a_folder(tmp_path)
    text = changed("status: active", "status: retired")
    put(root, HOME, changed("A line goes down\n", "A line is mended\n", text))

    assert check(root) == ()


def test_a_pattern_that_is_none_is_told_at_its_line(tmp_path):
    path = put(tmp_path, "words.yaml", "- pattern: '(mend'\n  write: repair\n  example: mend\n")

    with pytest.raises(BankError) as caught:
        read(path)

    (problem,) = caught.value.problems
    assert (problem.line, problem.message[:36]) == (1, "0.pattern: is no regular expression:")
