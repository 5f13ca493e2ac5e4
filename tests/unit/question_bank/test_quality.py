"""`check` names what a loadable bank should do better; each remark is on the line to change."""

import pytest

from question_bank.quality import check
from question_bank.taxonomy import CELLS, Competency
from tests.unit.question_bank.folders import HOME, QUESTION, a_folder, changed, put


def remarks(root, *, holes=False):
    """`path:line: message`; the holes that any one-question bank has are left out unless asked."""
    return [
        f"{p.path.relative_to(root)}:{p.line}: {p.message}"
        for p in check(root)
        if holes or p.path != root
    ]


def remarks_on(tmp_path, text):
    root = a_folder(tmp_path)
    put(root, HOME, text)
    return [line.removeprefix(f"{HOME}:") for line in remarks(root)]


def test_the_small_question_draws_no_remark(tmp_path):
    assert remarks_on(tmp_path, QUESTION) == []


@pytest.mark.parametrize(
    "word",
    [
        "good",
        "understanding",
        "understands",
        "strong",
        "excellent",
        "deep",
        "solid",
        "some",
        "basic",
        "clear",
        "appropriate",
        "adequate",
        "knows",
        "familiar",
        "aware",
        "Clear",
    ],
)
def test_an_anchor_that_judges_is_named(tmp_path, word):
    text = changed("Describes only the screen;", f"Gives {word} words on the screen;")

    assert remarks_on(tmp_path, text) == [
        f'27: the anchor says "{word}": describe what is heard instead of judging it'
    ]


def test_a_word_that_only_contains_a_judging_word_is_no_judgement(tmp_path):
    text = changed("Describes only the screen;", "Clears the basics of the solidified goods;")

    assert remarks_on(tmp_path, text) == []


def test_judging_words_are_allowed_outside_anchors(tmp_path):
    assert remarks_on(tmp_path, changed("a rule for the order", "a clear rule, a good one")) == []


@pytest.mark.parametrize(
    "word",
    [
        *("she", "His", "men", "woman", "guys", "husband", "married", "pregnant", "children"),
        *("young", "how old", "your age", "your family", "their health", "sick", "disability"),
        *("nationality", "native speaker", "foreigners", "religion", "German", "Indian"),
    ],
)
def test_a_word_about_the_person_is_named_in_any_text(tmp_path, word):
    text = changed("  - Who may overrule that?", f"  - Would {word} overrule that?")

    assert remarks_on(tmp_path, text) == [
        f'21: "{word}" speaks of the person; the question has to do without it'
    ]


@pytest.mark.parametrize(
    "words",
    [
        "the product family of this lot",
        "the health of the pump",
        "the parent lot and its child lots",
        "an old script on that server",
        "whether they polish the surface",
        "a shelf age over the limit",
    ],
)
def test_technical_senses_of_such_words_stay_allowed(tmp_path, words):
    assert remarks_on(tmp_path, changed("a rule for the order", words)) == []


def test_nearly_empty_texts_are_named(tmp_path):
    text = changed(
        'behaviour: "Describes only the screen; no queue and no owner."', "behaviour: Very weak."
    )
    text = changed("  - Who may overrule that?", "  - And why?", text)
    text = changed("All replanning belongs to ERP", "ERP replans", text)

    assert remarks_on(tmp_path, text) == [
        '21: "And why?" is nearly empty: 2 of at least 3 words',
        '27: "Very weak." is nearly empty: 2 of at least 6 words',
        '31: "ERP replans" is nearly empty: 2 of at least 3 words',
    ]


def test_the_same_anchor_at_two_levels_is_named(tmp_path):
    text = changed(
        "Weighs setup, due date and genealogy against each other.",
        "moves orders to another line, and names who decides",
    )

    assert remarks_on(tmp_path, text) == [
        "29: the anchor is word for word the one at prd-dsp-001.yaml:28"
    ]


def test_texts_taken_over_from_another_question_are_named(tmp_path):
    root = a_folder(tmp_path)
    text = changed("prd-dsp-001", "prd-dsp-002")
    text = changed("Describes only the screen", "Reads out what the list shows", text)
    text = changed("names who decides", "names the one who decides", text)
    put(root, "production/dispatching/prd-dsp-002.yaml", text)

    assert remarks(root) == [
        f"production/dispatching/prd-dsp-002.yaml:{line}: the {noun} is word for word the one at "
        f"prd-dsp-001.yaml:{line}"
        for line, noun in ((4, "title"), (16, "prompt"), (29, "anchor"))
    ]


def test_a_retired_question_keeps_the_words_it_was_asked_with(tmp_path):
    text = changed("Describes only", "Describes some of")
    text = changed("status: active", "status: retired", text)

    assert remarks_on(tmp_path, text) == []


def test_a_bank_with_holes_is_told_each_of_them(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, changed("type: situational", "type: knowledge"))
    # The question touches its own cell and, across its boundary, production.detailed_scheduling.
    touched = {"production.dispatching", "production.detailed_scheduling"}

    assert remarks(root, holes=True) == [
        *(
            f".:1: no active question measures {c}"
            for c in Competency
            if c is not Competency.EXECUTION
        ),
        *(
            f".:1: no active question touches the cell {cell.key}"
            for cell in CELLS
            if cell.key not in touched
        ),
        ".:1: 0 of 1 active questions are situational: fewer than half",
        ".:1: holds no active placement card; cards belong into the folder cards",
    ]


def test_holes_are_not_told_while_a_file_cannot_be_read(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, changed("Describes only", "Describes some of"))
    put(root, "governance/gov-001.yaml", "")

    assert remarks(root, holes=True) == [
        "governance/gov-001.yaml:1: is empty",
        f'{HOME}:27: the anchor says "some": describe what is heard instead of judging it',
    ]
