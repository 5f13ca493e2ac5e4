"""The placement cards on the bank page: by place, with key, other views, basis and status."""

from dataclasses import replace

import pytest

from question_bank import Activity, Alternate, QuestionStatus
from question_bank.model import Basis
from tests.small_bank import a_bank, a_card
from tests.ui.bank.test_page import Shelf, address
from tests.ui.page_reading import checked, choice, drawn, field_of, press, said

PRACTICE = "Professional practice"
INTERLOCK = Alternate(functional_level=2, points=0.4, reason="the interlock may run below")


@pytest.fixture
def shelf():
    sourced = {"sources": ("OPC-L",), "basis": Basis.SOURCE}
    cards = (
        a_card(near=(Activity.EXECUTION_MANAGEMENT,)),
        a_card("crd-002", alternates=(INTERLOCK,), statement="Block step 7").model_copy(
            update=sourced
        ),
        a_card("crd-003", place="4", statement="Quote a price", status=QuestionStatus.RETIRED),
        a_card("x-crd-001", place="none", statement="Host the message broker", revision=2),
    )
    bank = replace(
        a_bank(), cards={c.id: c for c in cards}, sources={"OPC-L": "The functional levels"}
    )
    return Shelf(bank)


def test_every_card_stands_under_its_place_with_what_it_rests_on(shelf):
    page = shelf.page(show="cards")

    assert "**4 of 4** · 1 based on published sources, 3 on practice" in said(page)
    assert drawn(page).replace(
        " | Card | Expected place | Accepted alternatives | Sources", ""
    ) == " | ".join(
        (
            *("Level 4", "1 card", "Quote a price"),
            *("crd-003 · revision 1 · general · retired", "Level 4", "none", PRACTICE),
            *("Level 3 · production", "2 cards", "Hand job 88 to the crew of press 5"),
            *("crd-001 · revision 1 · general · active", "Production · dispatching"),
            *("half credit for execution management", "none", PRACTICE, "Block step 7"),
            *("crd-002 · revision 1 · general · active", "Production · dispatching"),
            *("Whose work it is.", "40\u00a0% credit for Level 2: the interlock may run below"),
            *("OPC-L", "The functional levels"),
            *("No level", "1 card", "Host the message broker"),
            *("x-crd-001 · own · revision 2 · general · active", "No level", "none", PRACTICE),
        )
    )


def test_the_choice_stands_in_the_address_and_questions_need_none(shelf):
    page = shelf.page()
    assert "Hand job 88" not in drawn(page)

    page = checked(choice(page, "Show").set_value("cards").run())
    assert address(page) == {"show": "cards"}
    assert "Hand job 88" in drawn(page)

    page = checked(choice(page, "Show").set_value("questions").run())
    assert address(page) == {}


def test_cards_are_narrowed_by_words_and_place_in_the_address(shelf):
    page = shelf.page(show="cards")

    page = checked(field_of(page, "Search").set_value("FUNCTIONAL  interlock").run())
    assert "**1 of 4** · 1 based on published sources, 0 on practice" in said(page)
    assert "Block step 7" in drawn(page)

    page = checked(field_of(page, "Expected place").select("4").run())
    assert address(page) == {"show": "cards", "find": "FUNCTIONAL  interlock", "place": "4"}
    assert "**0 of 4** Clear the filters or search for fewer words." in said(page)

    page = press(page, "Clear filters")
    assert address(page) == {"show": "cards"}
    assert "**4 of 4**" in said(page)


def test_many_cards_are_folded_under_their_places(shelf):
    many = [a_card(f"crd-{n:03}", place="4" if n % 2 else "2") for n in range(1, 17)]
    shelf.bank = replace(shelf.bank, cards={c.id: c for c in many})

    assert folds(shelf.page(show="cards")) == [False, False]
    assert folds(shelf.page(show="cards", place="4")) == [True]


def test_a_bank_without_cards_says_what_will_stand_there(shelf):
    shelf.bank = replace(shelf.bank, cards={})

    page = shelf.page(show="cards")

    assert "Placement cards will appear here once the bank has some." in said(page)


def folds(page):
    """Whether each place stands open."""
    bodies = "".join(e.proto.body for e in page.get("html"))
    return [part.startswith(" open>") for part in bodies.split("<details")[1:]]
