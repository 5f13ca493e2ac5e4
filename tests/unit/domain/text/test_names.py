"""Which spellings are one name, which are refused, and which are two people."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.text.names import difference, lookalike, tidy

SAME_TO_THE_EYE = [
    "Anna\u00a0Berg",
    "Anna  Berg",
    " Anna Berg ",
    "Anna\u2003Berg",
    "Anna\u202fBerg",
    "Anna\nBerg",
    "Anna\r\nBerg",
    "Anna\tBerg",
    "Anna \u200bBerg",
    "An\u200bna Berg",
    "\ufeffAnna Berg",
    "An\u00adna Berg",
    "Anna Berg\u200e",
    "\u202aAnna Berg\u202c",
    "\u2066Anna Berg\u2069",
    "Anna\u2060 Berg",
    "Anna Berg\ufe0f",
    "Anna Berg\U000e0100",
    "An\u200dna Berg",
    "An\u200cna Berg",
    "Anna\u3000Berg",
    "Anna\u2028Berg",
    "Anna\x00 Berg",
    "Anna\x1f Berg",
    "Anna\u2800Berg",
    "\u3164Anna Berg",
    "Anna\u034f Berg",
    "Anna Berg\u180e",
]


@pytest.mark.parametrize("spelling", SAME_TO_THE_EYE, ids=ascii)
def test_what_nobody_sees_makes_no_other_name(spelling):
    assert tidy(spelling) == "Anna Berg"


@pytest.mark.parametrize(
    "name",
    [
        "علی\u200cرضا",  # the non-joiner shapes the word
        "क्\u200dष",
        "\U0001f469\u200d\U0001f4bb",  # one picture of several
        "\u2764\ufe0f\u200d\U0001f525",
        "葛\U000e0100城",  # the form of the character that this family writes
        "\u182d\u180b\u182d",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "Ngũgĩ wa Thiong'o",
        "محمد عبد الله",
        "王小明",
    ],
    ids=ascii,
)
def test_what_changes_how_a_name_is_drawn_is_kept(name):
    assert tidy(name) == name


def test_a_selector_without_a_use_is_dropped():
    assert tidy("\u2764\ufe0f") == "\u2764"
    assert tidy("C\ufe0f-01") == "C-01"
    assert tidy("\u0645\u200c") == "\u0645"  # nothing stands behind it


@given(st.text())
def test_tidying_twice_changes_nothing_more(name):
    assert tidy(tidy(name)) == tidy(name)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Anna", "anna", "differ only in case"),
        ("STRAUẞ", "Strauß", "differ only in case"),
        ("ΟΔΟΣ", "οδος", "differ only in case"),
        ("Zoë", unicodedata.normalize("NFD", "Zoë"), "differ only in their Unicode form"),
        ("Ａnna", "Anna", "differ only in their Unicode form"),
        ("q²", "q2", "differ only in their Unicode form"),
        ("ﬁt", "fit", "differ only in their Unicode form"),
        ("Ⅳ", "IV", "differ only in their Unicode form"),
        ("ｑ1", "Q1", "differ only in case and Unicode form"),
        ("C-04", "C\u201104", "look alike and are written with different characters"),
        ("C-04", "C–04", "look alike and are written with different characters"),
        ("O'Brien", "O’Brien", "look alike and are written with different characters"),
        ("علی\u200cرضا", "علیرضا", "look alike and are written with different characters"),
    ],
)
def test_what_a_reader_could_take_for_one_is_told(one, other, how):
    assert lookalike(one) == lookalike(other)
    assert difference(one, other) == how


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Strauß", "Strauss"),
        ("STRAUSS", "Strauß"),
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Anna Berg", "AnnaBerg"),
        ("C-01", "C01"),
        ("Ł", "L"),
    ],
)
def test_other_letters_are_other_people(one, other):
    assert lookalike(one) != lookalike(other)
