"""`check` names what a loadable bank should do better; each remark is on the line to change."""

import pytest

from question_bank.quality import check
from tests.unit.question_bank.folders import (
    ANSWERS,
    EXEMPLAR,
    EXEMPLAR_HOME,
    HOME,
    QUESTION,
    a_folder,
    changed,
    put,
)


def remarks(root):
    """`path:line: message`, as for a folder of one's own."""
    return [f"{p.path.relative_to(root)}:{p.line}: {p.message}" for p in check(root)]


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


def test_a_word_about_the_person_is_named_in_any_text(tmp_path):
    text = changed("  - Who may overrule that?", "  - Would a young Dutch engineer overrule that?")

    assert remarks_on(tmp_path, text) == [
        '21: "young" speaks of the person; the question has to do without it',
        '21: "Dutch" speaks of the person; the question has to do without it',
    ]


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
    text = changed("Describes only the screen; no queue and no owner", "Waits for the day", text)
    text = changed("Moves orders to another line and names", "Asks planning for a list and", text)
    text = changed("Waits for the day", "Waits for the planner of the day shift", text)
    put(root, "production/dispatching/prd-dsp-002.yaml", text)

    assert remarks(root) == [
        f"production/dispatching/prd-dsp-002.yaml:{line}: the {noun} is word for word the one at "
        f"prd-dsp-001.yaml:{line}"
        for line, noun in ((4, "title"), (16, "prompt"), (29, "anchor"))
    ]


PROMPT = """  A line goes down mid-shift with forty released work orders queued to it.
  Talk me through what the dispatch list should do, and who decides.
"""


def test_a_prompt_that_cannot_be_followed_by_ear_is_named(tmp_path):
    spoken = """  Characterise the organisational prerequisites of institutionalised dispatching
  capabilities, including responsibilities, escalation and accountability considerations.
"""

    # 14 words in one sentence, 55 syllables: 206.835 - 1.015 * 14 - 84.6 * 55 / 14
    assert remarks_on(tmp_path, changed(PROMPT, spoken)) == [
        (
            "16: the prompt is hard to follow by ear: reading ease -139.7 of at least 60; "
            "take shorter words and sentences"
        )
    ]


def test_sentences_too_long_for_the_ear_are_named(tmp_path):
    spoken = """  The line stops at two with all its jobs still on the list, and half of them are
  due by noon, so who may move them, and to which line, and who has to know of it?
"""

    assert remarks_on(tmp_path, changed(PROMPT, spoken)) == [
        (
            "16: the sentences of the prompt have 37.0 words on average; "
            "at most 22 can be followed by ear"
        )
    ]


@pytest.mark.parametrize(
    ("minutes", "points", "said"),
    [
        # Prompt and probes are 36 words, 0.3 minutes; each point takes half a minute to two.
        (3, 5, None),
        (6, 3, None),
        (7, 3, "14: 7 minutes are not plausible: {asking} 3 points to listen for take 1.5 to 6"),
        (3, 6, "14: 3 minutes are not plausible: {asking} 6 points to listen for take 3 to 12"),
    ],
)
def test_minutes_that_do_not_fit_what_is_listened_for_are_named(tmp_path, minutes, points, said):
    more = "".join(f"  - also point {n} of them\n" for n in range(points - 3))
    text = changed("minutes: 5", f"minutes: {minutes}")
    text = changed("  - a named owner\n", f"  - a named owner\n{more}", text)
    expected = [said.format(asking="asking takes 0.3 and")] if said else []

    assert remarks_on(tmp_path, text) == expected


def test_what_tempts_a_rater_is_read_for_personal_words_as_well(tmp_path):
    root = a_folder(tmp_path)
    tempting = "\n    tempting:\n      level: 4\n      why: The man speaks well.\n"
    text = changed(
        "    reason: Weighs them all.\n", f"    reason: Weighs them all.{tempting}", EXEMPLAR
    )
    put(root, EXEMPLAR_HOME, text)

    assert remarks(root) == [
        'exemplars/prd-dsp-001.yaml:13: "man" speaks of the person; the answer has to do without it'
    ]


def test_answers_speak_of_work_and_in_words_of_their_own(tmp_path):
    root = a_folder(tmp_path)
    put(root, EXEMPLAR_HOME, changed("from the fitters", "from him and the fitters", EXEMPLAR))
    other = changed("prd-dsp-001", "prd-dsp-002")
    for old, new in (
        ("A line goes down\n", "Sixty pallets in the wrong aisle\n"),
        (PROMPT, "  Sixty pallets stand in the wrong aisle. What is moved first, and by whom?\n"),
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
            "Keeps the gate shut until all is counted.",
        ),
    ):
        other = changed(old, new, other)
    put(root, "production/dispatching/prd-dsp-002.yaml", other)
    copied = changed(ANSWERS[0], "Well, " + "we carry and we count, " * 8, EXEMPLAR)
    put(root, "exemplars/prd-dsp-002.yaml", changed("prd-dsp-001", "prd-dsp-002", copied))

    assert remarks(root) == [
        'exemplars/prd-dsp-001.yaml:9: "him" speaks of the person; the answer has to do without it',
        "exemplars/prd-dsp-002.yaml:13: the answer is word for word the one at prd-dsp-001.yaml:13",
    ]


def test_a_retired_question_keeps_the_words_it_was_asked_with(tmp_path):
    text = changed("Describes only", "Describes some of")
    text = changed("status: active", "status: retired", text)

    assert remarks_on(tmp_path, text) == []


def test_a_draft_is_held_to_the_same_wording(tmp_path):
    text = changed("Describes only", "Describes some of")
    text = changed("status: active", "status: draft", text)

    assert remarks_on(tmp_path, text) == [
        '27: the anchor says "some": describe what is heard instead of judging it'
    ]
