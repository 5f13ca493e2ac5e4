"""A probe with the words of level 3 or 5 gives the answer away and is named."""

import pytest

from question_bank.content_words import rare_stems, subject_words
from question_bank.quality import check
from tests.unit.question_bank.folders import HOME, a_folder, changed, put

PROBE = "  - What if nobody is there?"


def remarks(tmp_path, text):
    root = a_folder(tmp_path)
    put(root, HOME, text)
    return [f"{p.line}: {p.message}" for p in check(root)]


# The anchors: 3 "Moves orders to another line and names who decides."
#              5 "Weighs setup, due date and genealogy against each other."
@pytest.mark.parametrize(
    ("probe", "words"),
    [
        ("What if the setups differ?", "setups"),
        ("Line 5 needs a setup and has no genealogy. What now?", "setup, genealogy"),
        ("How do you weigh one against the other?", "weigh"),
    ],
)
def test_a_probe_with_words_of_level_five_is_named(tmp_path, probe, words):
    assert remarks(tmp_path, changed(PROBE, f"  - {probe}")) == [
        (
            f'20: the probe gives away level 5: "{words}" is in that anchor and not in the '
            "prompt; ask in neutral words, such as Who decides?"
        )
    ]


def test_a_probe_with_words_of_level_three_is_named(tmp_path):
    text = changed("Moves orders to another line", "Reroutes orders to another line")

    (said,) = remarks(tmp_path, changed(PROBE, "  - Could it be rerouted?", text))

    assert said.startswith('20: the probe gives away level 3: "rerouted"')


@pytest.mark.parametrize(
    "probe",
    [
        "Who decides when the order moves?",  # words of any question about a plant
        "Who reads the dispatch list mid-shift?",  # words of the prompt
        "Walk me through the first hour.",
    ],
)
def test_a_neutral_probe_draws_no_remark(tmp_path, probe):
    assert remarks(tmp_path, changed(PROBE, f"  - {probe}")) == []


def test_what_the_handout_shows_is_not_given_away_by_a_probe(tmp_path):
    text = changed(PROBE, "  - What if the setups differ?")
    assert len(remarks(tmp_path, text)) == 1

    shown = changed("probes:\n", "handout: Setup of line 5 is 20 minutes\nprobes:\n", text)

    assert remarks(tmp_path, shown) == []


def test_a_probe_of_a_variant_is_held_against_the_prompt_of_the_variant(tmp_path):
    told = (
        "variants:\n  batch:\n    prompt: Reactor 3 stops in phase 7 with six lots behind it. "
        "{}\n    probes:\n      - What if the setup differs?\n      - Who may say so?\n"
        "listen_for:\n"
    )

    found = remarks(tmp_path, changed("listen_for:\n", told.format("What happens to them?")))
    assert [said.partition(";")[0] for said in found] == [
        '26: the probe gives away level 5: "setup" is in that anchor and not in the prompt'
    ]
    known = told.format("Their setup takes an hour. What happens to them?")
    assert remarks(tmp_path, changed("listen_for:\n", known)) == []


def test_stems_are_the_same_for_every_form_of_a_word():
    assert rare_stems("Sampling the samples as sampled") == {"sampl"}
    assert rare_stems("Who decides which record is on line 4?") == set()
    assert subject_words("What is the dew point of Line 7, then?") == ["dew", "point", "line"]
