"""The placement exercise on the kit page: added, dealt anew, taken out, frozen, printed."""

import json
import re
from dataclasses import replace
from functools import cache
from html import unescape
from operator import attrgetter

import pytest
from streamlit.testing.v1 import AppTest

from assessment.domain.ids import InterviewId
from assessment.domain.kit import TALK_ITEM
from assessment.domain.permissions import OWNER
from assessment.planning import alternatives
from assessment.services.hiring import scheduling
from assessment.services.kits import kits
from assessment.services.placement import boards
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.printing.sheets import kit_page
from assessment.ui.shared.question_view import described
from question_bank import load_bank
from question_bank.model import Basis
from tests.builders import NOON, REQUISITION, a_brief
from tests.ui.page_reading import checked, field_of, press, said, told, unescaped
from tests.ui.preparing_pages import PreparingPages
from tests.unit.ui.printing.test_sheets import articles, body, lines_of

shipped = cache(load_bank)


@pytest.fixture
def preparing():
    return PreparingPages(bank=shipped()).with_requisition().with_brief().with_draft(minutes=30)


def drafted(preparing):
    return kits.drafted(preparing.open_uow, preparing.clock, preparing.bank, REQUISITION, by=OWNER)


def with_exercise(preparing, minutes=90):
    """Added to a kit of 30 minutes in an interview that has more, which then has `minutes`."""
    kits.change_minutes(preparing.open_uow, requisition=REQUISITION, minutes=90, by=OWNER)
    kits.add_exercise(preparing.open_uow, preparing.bank, requisition=REQUISITION, by=OWNER)
    kits.change_minutes(preparing.open_uow, requisition=REQUISITION, minutes=minutes, by=OWNER)
    return preparing.page("kit", requisition=REQUISITION)


def test_an_exercise_is_offered_with_what_it_takes_and_counts_in_the_minutes(preparing):
    page = preparing.page("kit", requisition=REQUISITION)
    before = drafted(preparing)
    assert "The board takes 10 minutes and the discussion 5." in said(page)
    assert field_of(page, "Cards").value == 12

    field_of(page, "Cards").set_value(10)
    press(page, "Add exercise")

    after = drafted(preparing)
    assert len(after.draft.cards) == 10
    assert before.minutes_left < 15
    assert 0 <= after.minutes_left < 5  # no question takes less
    assert after.planned_minutes == after.plan.planned_minutes + 15
    kept, gone = list(after.draft.questions), before.draft.questions[:]
    assert kept == [q for q in gone if q in kept]
    # the talk about the board is a question too
    questions = f"{len(kept) + 1} questions and a board"
    assert f"{questions}, {after.planned_minutes} of 30 minutes · not locked yet" in said(page)
    told_of = page.session_state["notice"]
    assert told_of.startswith(f"The exercise takes 15 of the 30 minutes. {len(kept)} question")
    assert all(f"({q})" in told_of for q in gone if q not in kept)


def test_an_exercise_that_fits_takes_no_question_out(preparing):
    before = drafted(preparing).draft.questions
    kits.change_minutes(preparing.open_uow, requisition=REQUISITION, minutes=60, by=OWNER)
    press(preparing.page("kit", requisition=REQUISITION), "Add exercise")

    assert drafted(preparing).draft.questions == before


def a_swap(preparing):
    """A question of the draft, and one that could stand in for it without any loss."""
    taken = drafted(preparing).draft.questions
    counts = attrgetter("competency", "cells", "type", "target_level", "minutes")
    return next(
        (mine, other.id)
        for mine in taken
        for other in alternatives(preparing.bank.questions[mine], a_brief(), preparing.bank, taken)
        if counts(other) == counts(preparing.bank.questions[mine])
    )


def test_a_rebuild_keeps_what_still_fits_and_says_what_changed(preparing):
    swapped, other = a_swap(preparing)
    kits.swap(
        preparing.open_uow,
        preparing.bank,
        requisition=REQUISITION,
        question=swapped,
        instead=other,
        by=OWNER,
    )
    changed = drafted(preparing).draft.questions
    page = press(preparing.page("kit", requisition=REQUISITION), "Rebuild the kit")
    assert set(drafted(preparing).draft.questions) == set(changed)
    assert page.session_state["notice"] == "No questions changed."

    kits.change_minutes(preparing.open_uow, requisition=REQUISITION, minutes=45, by=OWNER)
    page = press(preparing.page("kit", requisition=REQUISITION), "Rebuild the kit")
    longer = drafted(preparing).draft.questions
    assert set(changed) < set(longer)
    added = [q for q in longer if q not in changed]
    assert page.session_state["notice"].startswith(f"{len(changed)} questions kept. Added: ")
    assert all(f"({q})" in page.session_state["notice"] for q in added)


def test_what_is_still_open_is_told_with_the_minutes_that_the_board_leaves(preparing):
    page = with_exercise(preparing, minutes=48)
    # questions of 30 minutes and a board of 15 leave 3
    assert drafted(preparing).minutes_left == 3
    assert "not enough time (3 min left" in said(page).replace("\\", "").lower()


def test_head_and_coverage_count_alike_before_and_after_freezing(preparing):
    page = with_exercise(preparing)
    count = f"{len(drafted(preparing).plan.questions) + 1} questions"
    assert f"{count} and a board, " in said(page)
    assert f" {count}: " in said(page)

    press(page, "Lock the kit")

    assert f"{count} and a board, " in said(page)
    assert f" {count}: " in said(page)


def test_an_interview_too_short_for_board_and_questions_is_not_frozen(preparing):
    page = with_exercise(preparing, minutes=30)
    press(page, "Lock the kit")

    taking = drafted(preparing).planned_minutes
    (why,) = told(page)
    assert why == (
        f"The questions and the placement exercise take {taking} minutes and the interview has 30: "
        "remove a question, make the interview longer, or choose Rebuild the kit for questions "
        "that fit with the board."
    )
    assert preparing.file().kits == {}


def test_assembling_anew_leaves_room_for_the_board(preparing):
    page = with_exercise(preparing, minutes=40)
    cards = drafted(preparing).draft.cards

    press(page, "Rebuild the kit")

    assert drafted(preparing).draft.cards == cards
    assert 0 <= drafted(preparing).minutes_left < 5  # no question takes less
    assert 20 < drafted(preparing).plan.planned_minutes <= 25


def test_the_cards_are_listed_and_their_keys_lie_behind_a_fold(preparing):
    page = with_exercise(preparing)
    first = preparing.bank.cards[drafted(preparing).draft.cards[0]]
    assert first.statement.split()[0] in said(page)
    (fold,) = page.expander
    assert fold.label == "Answer key (not for the candidate)"
    assert len(fold.markdown[0].value.splitlines()) == 12


def test_another_deal_has_other_cards_and_the_exercise_can_be_taken_out(preparing):
    page = with_exercise(preparing)
    first = set(drafted(preparing).draft.cards)

    press(page, "Draw new cards")
    second = set(drafted(preparing).draft.cards)
    assert (len(second), first & second) == (12, set())

    press(page, "Remove exercise")
    assert drafted(preparing).draft.cards == ()
    assert "Draw new cards" not in [b.label for b in page.button]


def test_a_card_that_the_bank_lost_is_named(preparing):
    with_exercise(preparing)
    lost = drafted(preparing).draft.cards[0]
    left = {c: card for c, card in preparing.bank.cards.items() if c != lost}
    preparing.bank = replace(preparing.bank, cards=left)

    page = preparing.page("kit", requisition=REQUISITION)

    warned = page.warning[0].value.replace("\\", "")
    assert warned == f"The bank no longer has the card {lost}: draw new cards."
    press(page, "Lock the kit")
    assert told(page) == [warned]


def test_a_frozen_kit_shows_its_deck_and_the_talk_is_its_last_question(preparing):
    page = with_exercise(preparing)
    press(page, "Lock the kit")

    (kit,) = preparing.file().kits.values()
    assert kit.items[-1].id == TALK_ITEM
    assert "12 cards, with the answer keys from when the kit was locked." in said(page)
    assert page.expander[0].label == "Answer key (not for the candidate)"


def rests(page):
    """What is said of each card behind its key."""
    lines = unescaped(page.expander[0].markdown[0].value).splitlines()
    return [line.rpartition(" Based on ")[2] or line for line in lines]


def test_each_key_says_what_it_rests_on_before_and_after_freezing(preparing):
    page = with_exercise(preparing)
    cards = [preparing.bank.cards[c] for c in drafted(preparing).draft.cards]
    expected = [
        "; ".join(
            [
                *["professional practice"] * (card.basis is Basis.PRACTICE),
                *(preparing.bank.sources[key] for key in card.sources),
            ]
        )
        + "."
        for card in cards
    ]
    assert rests(page) == expected
    assert len(set(expected)) > 1

    press(page, "Lock the kit")
    assert rests(page) == expected


def test_a_card_that_the_bank_lost_or_changed_since_freezing_says_so(preparing):
    press(with_exercise(preparing), "Lock the kit")
    (kit,) = preparing.file().kits.values()
    lost, newer = kit.deck.ids[:2]
    cards = {c: card for c, card in preparing.bank.cards.items() if c != lost}
    practice = {"revision": 7, "basis": Basis.PRACTICE, "sources": ()}
    preparing.bank = replace(
        preparing.bank, cards=cards | {newer: cards[newer].model_copy(update=practice)}
    )

    found = rests(preparing.page("kit", requisition=REQUISITION))

    assert found[0].endswith("The bank no longer has this card.")
    assert found[1] == "professional practice, as of revision 7."


def test_the_candidates_own_board_is_told_the_statements_and_no_more(preparing):
    preparing.with_people()
    press(with_exercise(preparing), "Lock the kit")
    (kit,) = preparing.file().kits.values()
    rater, candidate = preparing.file().panel[0].rater, preparing.file().candidates[0].candidate.id
    scheduling.plan_interviews(
        preparing.open_uow, times={candidate: NOON}, kit=kit.id, seats=[rater], by=OWNER
    )
    preparing.interview = InterviewId(f"{candidate}.1")

    page = checked(
        AppTest.from_function(_board, kwargs={"preparing": preparing}, default_timeout=60).run()
    )

    (board,) = page.get("bidi_component")
    told = json.loads(board.proto.json)["cards"]
    assert told == [{"id": c.id, "statement": c.statement} for c in kit.deck.cards]
    assert said(page) == ""


def _board(preparing):
    from assessment.services.placement import boards  # noqa: PLC0415  # AppTest runs this source alone
    from assessment.ui.placement.board import placement_board  # noqa: PLC0415

    placement_board(boards.open_board(preparing.open_uow, preparing.interview), token="")


def test_the_kit_on_paper_has_a_page_for_the_board_before_the_talk(preparing):
    press(with_exercise(preparing), "Lock the kit")
    (kit,) = preparing.file().kits.values()
    app_context.install(
        AppContext(bank=preparing.bank, open_uow=preparing.open_uow, clock=preparing.clock)
    )

    html = body(kit_page, f"kit={kit.id}")

    pages = articles(html)
    assert len(pages) == len(kit.items) + 1
    board, talk = lines_of(unescape(pages[-2])), lines_of(pages[-1])
    assert board[:6] == [
        "Placement exercise",
        f"12 cards, before question {len(kit.items)}",
        "10 min, took ____",
        "Where does each of these belong?",
        "Card",
        "Placed",
    ]
    for number, card in enumerate(kit.deck.cards, 1):
        assert f"{number}. {card.statement}" in board
        assert card.place.label in board
    assert talk[:2] == [str(len(kit.items)), described(kit.items[-1].asked, preparing.bank)]
    assert re.findall(r"<h([12])", html)[:2] == ["1", "2"]


def test_the_interviews_page_gives_the_candidates_link_where_the_kit_has_a_board(preparing):
    preparing.with_people()
    press(with_exercise(preparing), "Lock the kit")
    (kit,) = preparing.file().kits
    rater, candidate = preparing.file().panel[0].rater, preparing.file().candidates[0].candidate.id
    scheduling.plan_interviews(
        preparing.open_uow, times={candidate: NOON}, kit=kit, seats=[rater], by=OWNER
    )

    page = preparing.page("interviews", requisition=REQUISITION)

    code = boards.code_of(preparing.open_uow, InterviewId(f"{candidate}.1"), by=OWNER)
    addresses = {link.label: link.url for link in links(page)}
    assert addresses["Candidate's board"] == f"http://localhost/c/{code}"


def test_without_an_exercise_no_board_is_offered(preparing):
    preparing.with_people()
    page = preparing.page("kit", requisition=REQUISITION)
    press(page, "Lock the kit")
    (kit,) = preparing.file().kits
    rater, candidate = preparing.file().panel[0].rater, preparing.file().candidates[0].candidate.id
    scheduling.plan_interviews(
        preparing.open_uow, times={candidate: NOON}, kit=kit, seats=[rater], by=OWNER
    )

    page = preparing.page("interviews", requisition=REQUISITION)

    without = ["Add to calendar", "Scorecard on paper", "Open notice to candidates"]
    assert [link.label for link in links(page)] == without


def links(page):
    return [element.proto for element in page.get("link_button")]
