"""Cards are found by every word and by where they belong, from the top of a board down."""

from dataclasses import replace

from question_bank import load_bank
from question_bank.card_finding import HOMES, find_cards, home
from tests.small_bank import a_bank, a_card

CARDS = (
    a_card("crd-001", place="none"),
    a_card("crd-002", place="3.production.tracking"),
    a_card("x-crd-001", place="3.production.dispatching"),
    a_card("crd-003", place="3.production.dispatching", statement="Print the canteen menu"),
    a_card("crd-004", place="3.supporting"),
    a_card("crd-005", place="0"),
    a_card("crd-006", place="4"),
)
BANK = replace(a_bank(), cards={c.id: c for c in CARDS})


def ids(**wanted: str) -> list[str]:
    return [card.id for card in find_cards(BANK, **wanted)]


def test_cards_stand_from_the_top_of_a_board_and_ones_own_come_last_in_an_activity():
    assert ids() == [
        *("crd-006", "crd-003", "x-crd-001", "crd-002"),
        *("crd-004", "crd-005", "crd-001"),
    ]


def test_a_place_is_a_level_or_inside_level_3_a_category():
    assert ids(place="production") == ["crd-003", "x-crd-001", "crd-002"]
    assert ids(place="supporting") == ["crd-004"]
    assert ids(place="2") == []


def test_every_word_has_to_stand_somewhere_on_the_card():
    assert ids(words="CANTEEN dispatching") == ["crd-003"]
    assert ids(words="canteen zeppelin") == []


def test_every_shipped_card_has_a_home_and_is_found_once():
    bank = load_bank()
    found = find_cards(bank)

    assert {c.id for c in found} == set(bank.cards)
    assert len(found) == len(bank.cards)
    assert {home(c) for c in found} == set(HOMES)
