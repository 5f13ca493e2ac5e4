"""Practice, alone over a store in memory: one's own rounds, and the owner's rules."""

import pytest

from assessment.domain.permissions import Actor
from assessment.domain.practice import PracticeRule
from assessment.services.practice.rounds import begin, finish, rate, read_practice
from assessment.services.practice.rules import StrictnessSources, read_rule, read_sources
from tests.practising import HER, a_practice_bank
from tests.shortlist import LEAD, OBSERVER, SECOND, fill_all
from tests.ui.deciding_pages import DecidingPages
from tests.ui.page_reading import drawn, field_of, press, primaries, said, told

ME = Actor(rater=HER)
HIDDEN = ("Why the key is", "Fits the anchor of level", "you ")


@pytest.fixture
def pages():
    made = DecidingPages(bank=a_practice_bank())
    with made.open_uow() as uow:
        uow.people.add_rater(HER, "Ann Lead")
        uow.people.add_rater("R-02", "Ben Second")
        uow.commit()
    return made


def practised(pages, *, off=0, by=ME):
    number = begin(pages.open_uow, pages.bank, pages.clock, by=by)
    for place, answer in enumerate(read_practice(pages.open_uow, by=by).round(number).answers):
        level = min(5, max(1, answer.key + off))
        rate(pages.open_uow, pages.clock, number=number, place=place, level=level, by=by)
    finish(pages.open_uow, pages.clock, number=number, by=by)


def test_a_level_is_stored_when_it_is_pressed_and_the_key_stays_hidden(pages):
    page = pages.page("practice", HER)
    assert primaries(page) == ["Begin practice"]
    page = press(page, "Begin practice")
    assert "**Answer 1 of 16**" in said(page)
    assert primaries(page) == []

    page = press(page, "Level 4")

    assert dict(read_practice(pages.open_uow, by=ME).open.levels) == {0: 4}
    assert "You chose level 4. It's saved" in said(page)
    assert primaries(page) == ["Next answer"]
    assert not any(word in drawn(page) for word in HIDDEN)
    page = press(press(page, "Next answer"), "Level 2")
    assert dict(read_practice(pages.open_uow, by=ME).open.levels) == {0: 4, 1: 2}
    assert "**Answer 1 of 16**" in said(press(page, "Previous answer"))


def test_after_a_reload_it_goes_on_at_the_first_answer_without_a_level(pages):
    begin(pages.open_uow, pages.bank, pages.clock, by=ME)
    for place in (0, 1, 3):
        rate(pages.open_uow, pages.clock, number=1, place=place, level=3, by=ME)

    assert "**Answer 3 of 16**" in said(pages.page("practice", HER))
    assert "**Answer 9 of 16**" in said(pages.page("practice", HER, round="1", answer="9"))
    for odd in ("0", "17", "x", "²"):
        page = pages.page("practice", HER, round="1", answer=odd)
        assert "**Answer 3 of 16**" in said(page)


def test_a_skipped_answer_is_found_again_and_only_then_the_round_ends(pages):
    begin(pages.open_uow, pages.bank, pages.clock, by=ME)
    for place in range(1, 16):
        rate(pages.open_uow, pages.clock, number=1, place=place, level=3, by=ME)

    page = pages.page("practice", HER, round="1", answer="16")
    assert primaries(page) == ["Go to the answer without a level"]
    page = press(page, "Go to the answer without a level")
    assert "**Answer 1 of 16**" in said(page)
    page = press(page, "Level 3")
    assert primaries(page) == ["Finish and see the key"]
    page = press(page, "Finish and see the key")
    assert "**Why the key is" in said(page)
    assert read_practice(pages.open_uow, by=ME).open is None


def test_a_finished_round_shows_key_reason_anchors_and_the_pattern(pages):
    practised(pages, off=-1)
    page = pages.page("practice", HER, round="1")

    assert "You gave the key's level on" in said(page)
    assert "levels stricter (" in said(page)
    assert "Why 2 is tempting:" in said(page)
    heads = [e.label for e in page.expander]
    assert len(heads) == 17
    assert "1 level stricter" in heads[0]
    assert "same level" in heads[-2]
    assert "Your results aren't used anywhere else." in said(page)
    words = drawn(page)
    assert "How often each level was given" in words
    assert words.index("Placement") < words.index("Portfolio")


def test_a_round_of_somebody_else_or_of_nobody_is_not_there(pages):
    practised(pages)

    for who, number in ((SECOND, "1"), (HER, "2")):
        page = pages.page("practice", who, round=number)
        assert told(page) == [f"There is no practice round {number} of yours."]


def test_the_start_says_until_when_it_holds_and_lists_ones_own_rounds(pages):
    practised(pages)
    page = pages.page("practice", HER)

    assert "Your practice is valid until Tue 2 Mar 2027." in said(page)
    assert "Round 1, Mon 2 Mar 2026: your levels and the key" in said(page)
    assert [b.label for b in page.button] == ["Practise again"]
    other = pages.page("practice", "R-02")
    assert "no practice that meets the standard yet" in said(other)
    assert "Round 1" not in said(other)


def test_the_owner_sets_the_rules_and_rates_nothing(pages):
    page = pages.page("practice")
    assert "Choose a person under *Viewing as* to practise." in said(page)
    field_of(page, "Months until practice is due again").set_value(6)
    press(page, "Save rules")

    assert read_rule(pages.open_uow, by=Actor()) == PracticeRule(months=6)
    page = pages.page("practice")
    field_of(page, "Answers on the key's level, at least (%)").set_value(95)
    page = press(page, "Save rules")
    assert "can't be above the second (80\u00a0%)" in told(page)[0]
    assert field_of(page, "Answers on the key's level, at least (%)").value == 95


def test_a_bank_without_written_answers_says_so(pages):
    bare = DecidingPages(open_uow=pages.open_uow)

    page = press(bare.page("practice", HER), "Begin practice")
    assert told(page) == ["The question bank has no written answers to practise with."]


def test_panel_tells_owner_and_consultant_who_has_practised_and_others_nothing(deciding):
    fill_all(deciding.open_uow)
    deciding.bank = a_practice_bank()
    practised(deciding, by=Actor(rater=LEAD))

    words = drawn(deciding.page("panel", requisition="MES-1"))
    own = words.partition("Only the interviewer sees the results.")[2]
    assert "Ann Lead | practised, valid until Tue 2 Mar 2027" in own
    assert "Ben Second | practice is due" in own
    for viewer in (LEAD, SECOND, OBSERVER):
        page = deciding.page("panel", viewer, requisition="MES-1")
        assert "practised" not in drawn(page)
        assert "Practise rating written answers" in said(page)


def test_the_switches_of_strictness_are_the_owners_and_said_to_all(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("panel", requisition="MES-1")
    (practice,) = [c for c in page.checkbox if c.label == "Use finished practice"]
    assert practice.value is False
    practice.check()
    press(page, "Save for all roles")

    found = read_sources(deciding.open_uow, by=Actor())
    assert found == StrictnessSources(history=True, practice=True)
    page = deciding.page("panel", LEAD, requisition="MES-1")
    assert not page.checkbox
    assert "finished practice is used, with less weight" in said(page)


def test_today_has_practice_as_one_row_for_people_who_rate(deciding):
    deciding.bank = a_practice_bank()
    assert "Practice" not in drawn(deciding.page("today"))
    row = "Practice | Rate 16 written answers, then see the key | due"
    assert row in drawn(deciding.page("today", LEAD))

    begin(deciding.open_uow, deciding.bank, deciding.clock, by=Actor(rater=LEAD))
    assert "0 of 16 rated" in drawn(deciding.page("today", LEAD))
    practised(deciding, by=Actor(rater=LEAD))
    assert "valid until Tue 2 Mar 2027" in drawn(deciding.page("today", LEAD))
