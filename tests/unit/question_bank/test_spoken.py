"""Reading aloud is counted by rule, and the rules agree with words counted by ear."""

import pytest

from question_bank.spoken import (
    minutes,
    reading_ease,
    sentence_length,
    sentences,
    syllables,
    words,
)

COUNTED_BY_EAR = {
    1: "the line lines stopped moved rule rules scale queue use year good through don't crane's",
    2: "table tables batches started rarely doing doesn't someone sometimes release statement any "
    "value create quarter station special litres centre warehouse business million mended",
    3: "element management manual period tomorrow several area database replacement performance "
    "quality maintenance customer technician everything dispatching",
    4: "material continuous situation evaluate variation supervisor inventory operator",
    5: "genealogy representative laboratory",
    6: "accountability availability responsibility",
}


@pytest.mark.parametrize(
    ("word", "heard"),
    [(word, heard) for heard, listed in COUNTED_BY_EAR.items() for word in listed.split()],
)
def test_a_word_has_the_syllables_that_are_heard(word, heard):
    assert syllables(word) == heard


@pytest.mark.parametrize(
    ("word", "heard"),
    [("OEE", 3), ("ERPs", 3), ("WMS", 5), ("CMMS", 4), ("LIMS", 1), ("14", 2), ("07:30", 4)],
)
def test_letters_that_are_spelled_and_digits_are_heard_one_by_one(word, heard):
    # W is "double-u", three syllables; LIMS is said as a word.
    assert syllables(word) == heard


def test_a_number_is_one_word_and_a_hyphen_parts_two():
    assert words("Half-finished: 1.2 tonnes at 07:30, the crew's 3rd.") == [
        *("Half", "finished", "1.2", "tonnes", "at", "07:30", "the", "crew's", "3rd"),
    ]


def test_a_colon_ends_a_unit_of_thought_and_a_decimal_point_does_not():
    told = 'At 07:30 line 4 stops: a jam. "Run or stop?" What do you answer, at 1.5 tonnes an hour?'

    assert sentences(told) == [
        *("At 07:30 line 4 stops:", "a jam.", '"Run or stop?'),
        "What do you answer, at 1.5 tonnes an hour?",
    ]


def test_the_reading_ease_is_fleschs():
    text = "The line stops at noon. Who decides what is moved to another line?"

    # 13 words in 2 sentences, 5 + 11 syllables: 206.835 - 1.015 * 13 / 2 - 84.6 * 16 / 13
    assert sentence_length(text) == 6.5
    assert reading_ease(text) == pytest.approx(96.1144, abs=1e-4)


def test_what_holds_no_word_is_no_burden():
    assert (reading_ease("..."), sentence_length("...")) == (100.0, 0.0)


def test_reading_takes_a_minute_for_130_words():
    assert minutes("one two three " * 20, "four " * 5) == 0.5
