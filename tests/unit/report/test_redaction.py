"""What may tell who somebody is, is found; what was not reviewed as it stands, stays out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.report.redaction import marked, recognised, suggested

NAMES = ("Zoë Quill", "May Park", "藤井 遥", "ليلى حداد", "C-01", "R-02", "Jean-Luc O'Neil")


def found(text):
    return [(text[one.start : one.end], one.kind) for one in recognised(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoë Quill asked.", [("Zoë Quill", "name")]),
        ("zoë  quill asked", [("zoë  quill", "name")]),
        ("Quill's line stops", [("Quill", "name")]),
        ("it may stop; May said so", [("May", "name")]),
        ("藤井さんは 遥", [("藤井", "name")]),
        ("藤井遥が", [("藤井遥", "name")]),
        ("قالت ليلى ذلك", [("ليلى", "name")]),
        ("Luc and O'Neil", [("Luc", "name"), ("O'Neil", "name")]),
        ("write to a.b+c@mail.example.org.", [("a.b+c@mail.example.org", "e-mail")]),
        ("see https://x.example/u?id=7 now", [("https://x.example/u?id=7", "link")]),
        ("call +49 (171) 234-5678", [("+49 (171) 234-5678", "phone number")]),
        ("call 555-123-4567", [("555-123-4567", "phone number")]),
        ("C-01 and C-011, R-02", [("C-01", "code"), ("R-02", "code")]),
    ],
)
def test_what_may_tell_who_somebody_is_is_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Parking", "on 2026-03-02 12:00 lot 4471", "S-77 and 40 of 400", "the Quillon valve", ""],
)
def test_ordinary_words_numbers_and_dates_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomasz was fine", ["tomasz"]),
        ("TOMASZ, Tomasz", ["TOMASZ", "Tomasz"]),
        ("müller, muller, Mueller, MÜLLER", ["müller", "muller", "Mueller", "MÜLLER"]),
        ("Mu\u0308ller's line", ["Mu\u0308ller"]),
        ("lukasz and Zolc", ["lukasz", "Zolc"]),
        ("it may stop, and May too", ["May"]),
        ("he will; Will did", ["Will"]),
        ("grosse and Groß", ["grosse", "Groß"]),
        ("the muller valves, mullers", ["muller"]),
        ("reference app/2231x, not 2231x", ["app/2231x"]),
        ("nothing of it", []),
    ],
)
def test_a_name_in_another_spelling_is_marked_for_the_reviewer(text, expected):
    names = ("Tomasz Müller", "Łukasz Żółć", "May Will", "Jo Große", "Ed Groß", "APP/2231x")

    assert [text[one.start : one.end] for one in marked(text, names)] == expected


def test_a_suggestion_takes_possible_names_out_as_well():
    assert suggested("tomasz held the line", ["Tomasz Żak"]) == "[name] held the line"
    assert recognised("tomasz held the line", ["Tomasz Żak"]) == ()


def test_a_suggestion_names_what_was_taken_out():
    assert suggested("Ask Zoë Quill (a@b.example) in May", NAMES) == (
        "Ask [name] ([e-mail]) in [name]"
    )


@given(st.text(), st.lists(st.sampled_from([*NAMES, "a@b.example", "+49 171 2345678"]), max_size=4))
def test_nothing_recognisable_is_left_in_a_suggestion(text, parts):
    said = suggested(" ".join([text, *parts]), NAMES)

    assert [one for one in recognised(said, NAMES) if one.kind != "link"] == []


@pytest.mark.parametrize("name", ["Kim Ola", "Straße Weg", "İpek Öz", "ſam Oak", "Ann May"])
@pytest.mark.parametrize("change", [str, str.lower, str.upper, str.title, str.swapcase])
def test_a_whole_name_is_found_as_a_pattern_without_case_finds_it(name, change):
    """A look for the first word in small letters spares most patterns, and never a match."""
    for text in (change(name), f"{change(name)} sam OAK", "\u212aim ola asked", "straſse weg"):
        there = re.search(rf"(?i:(?<!\w){name}(?!\w))", text) is not None
        said = [f for f in recognised(text, [name]) if " " in text[f.start : f.end]]
        assert bool(said) == there, text
