"""Exemplar answers are three to a question, of known level, and in step with its revision."""

import pytest

from question_bank import BankError, Temptation, load_bank
from tests.unit.question_bank.folders import (
    ANSWERS,
    CARD,
    CARD_HOME,
    EXEMPLAR,
    EXEMPLAR_HOME,
    HOME,
    a_folder,
    changed,
    put,
)


def problems(root):
    with pytest.raises(BankError) as caught:
        load_bank(root)
    return [f"{p.path.relative_to(root)}:{p.line}: {p.message}" for p in caught.value.problems]


def a_practice_folder(tmp_path, text=EXEMPLAR):
    root = a_folder(tmp_path)
    put(root, EXEMPLAR_HOME, text)
    return root


def test_exemplars_stand_beside_the_questions_under_their_ids(tmp_path):
    root = a_practice_folder(tmp_path)
    put(root, CARD_HOME, CARD)

    bank = load_bank(root)

    assert (list(bank.questions), list(bank.cards)) == (["prd-dsp-001"], ["crd-001"])
    assert list(bank.exemplars) == ["prd-dsp-001"]
    exemplar = bank.exemplars["prd-dsp-001"]
    assert (exemplar.question, exemplar.revision) == ("prd-dsp-001", 1)
    assert [(a.level, a.answer) for a in exemplar.answers] == list(
        zip((1, 3, 5), ANSWERS, strict=True)
    )
    assert exemplar.answers[0].reason == "Waits for a list."


HARD = changed(
    "    reason: Waits for a list.\n",
    "    reason: Waits for a list.\n"
    "    hard: true\n"
    "    tempting:\n"
    "      level: 3\n"
    "      why: Calm and fluent.\n",
    EXEMPLAR,
)
"""The first answer, of level 1, marked as hard to rate."""


def test_an_answer_may_name_the_level_that_it_tempts_a_rater_to_give(tmp_path):
    first, second, _ = load_bank(a_practice_folder(tmp_path, HARD)).exemplars["prd-dsp-001"].answers

    assert first.hard
    assert first.tempting == Temptation(level=3, why="Calm and fluent.")
    assert (second.hard, second.tempting) == (False, None)


def test_a_bank_may_do_without_exemplars(tmp_path):
    assert load_bank(a_folder(tmp_path)).exemplars == {}


FAULTS = [
    ("level: 3", "level: 6", "8: answers.1.level: should be 1, 2, 3, 4 or 5, not 6"),
    ("level: 3", "level: yes", "8: answers.1.level: should be a whole number, not True"),
    ("    reason: Waits for a list.\n", "", "4: answers.0.reason: is missing"),
    ("Waits for a list.", '"  "', "7: answers.0.reason: is blank"),
    ("revision: 1", "revision: 0", "2: revision: should be greater than or equal to 1, not 0"),
    (ANSWERS[0], "I would wait.", "5: answers.0.answer: has 3 of at least 40 words"),
    (ANSWERS[0], "wait " * 201, "5: answers.0.answer: has 201 words; at most 200 are taken"),
    (ANSWERS[2], ANSWERS[1], "3: answers: the same answer stands here twice"),
    (
        f"  - level: 1\n    answer: >-\n      {ANSWERS[0]}\n    reason: Waits for a list.\n",
        "",
        "3: answers: has 2 of at least 3 entries",
    ),
    ("question: prd-dsp-001", "question: prd-dsp-002", "{elsewhere}"),
    ("revision: 1\n", "revision: 1\ncard: crd-001\n", "3: card: is not a key that belongs here"),
]


HARD_FAULTS = [
    (
        "      level: 3\n",
        "      level: 1\n",
        "9: answers.0.tempting: names the answer's own level, 1",
    ),
    (
        "      level: 3\n",
        "      level: 6\n",
        "10: answers.0.tempting.level: should be 1, 2, 3, 4 or 5, not 6",
    ),
    ("      why: Calm and fluent.\n", "", "9: answers.0.tempting.why: is missing"),
    ("Calm and fluent.", '"  "', "11: answers.0.tempting.why: is blank"),
    ("hard: true", "hard: 1", "8: answers.0.hard: should be a valid boolean, not 1"),
    (
        "    tempting:\n      level: 3\n      why: Calm and fluent.\n",
        "",
        "8: answers.0.hard: needs tempting: the level a rater would give instead, and why",
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), HARD_FAULTS)
def test_each_fault_of_a_temptation_is_told_with_its_line(tmp_path, old, new, said):
    assert problems(a_practice_folder(tmp_path, changed(old, new, HARD))) == [
        f"{EXEMPLAR_HOME}:{said}"
    ]


@pytest.mark.parametrize(("old", "new", "said"), FAULTS)
def test_each_fault_of_an_exemplar_is_told_with_its_line(tmp_path, old, new, said):
    elsewhere = (
        "1: the file is prd-dsp-001.yaml but the question is prd-dsp-002",
        "1: there is no question prd-dsp-002",
    )
    expected = elsewhere if said == "{elsewhere}" else (said,)

    assert problems(a_practice_folder(tmp_path, changed(old, new, EXEMPLAR))) == [
        f"{EXEMPLAR_HOME}:{line}" for line in expected
    ]


def test_a_new_revision_of_the_question_asks_for_its_answers_to_be_read_again(tmp_path):
    root = a_practice_folder(tmp_path)
    put(root, HOME, changed("revision: 1", "revision: 2"))

    assert problems(root) == [
        (
            f"{EXEMPLAR_HOME}:2: answers revision 1 of prd-dsp-001, which is now at 2: "
            "read the answers against the new anchors"
        )
    ]


def test_a_fault_of_the_question_is_not_told_of_its_answers_as_well(tmp_path):
    root = a_practice_folder(tmp_path)
    put(root, HOME, changed("minutes: 5", "minutes: 11"))

    assert problems(root) == [f"{HOME}:14: minutes: should be less than or equal to 10, not 11"]


def test_the_folder_of_exemplars_holds_nothing_else(tmp_path):
    root = a_practice_folder(tmp_path)
    put(root, "exemplars/deep/prd-dsp-001.yaml", EXEMPLAR)
    put(root, "exemplars/notes.txt", "to do")

    assert problems(root) == [
        (
            "exemplars/deep/prd-dsp-001.yaml:1: an exemplar lies in the folder of exemplars "
            "itself, not below it"
        ),
        "exemplars/notes.txt:1: only exemplar files belong into the folder of exemplars",
    ]


def test_the_version_changes_with_any_word_of_an_answer(tmp_path):
    first = load_bank(a_practice_folder(tmp_path)).version
    put(tmp_path, EXEMPLAR_HOME, changed("and until then we wait", "and we wait", EXEMPLAR))

    assert load_bank(tmp_path).version != first
