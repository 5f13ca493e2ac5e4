"""A dealt card keeps the key it was dealt with, whatever the bank says later."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.deck import DealtCard, Deck
from assessment.domain.ids import CardId
from question_bank import Activity, Alternate
from tests.boards import EVERY_PLACE, a_dealt_card, a_view, at
from tests.small_bank import a_card

CARD = a_card(
    place="3.quality.tracking",
    near=(Activity.DATA_COLLECTION,),
    alternates=(
        Alternate(functional_level=4, points=0.3, reason="in some plants it is done there"),
        Alternate(activity=Activity.TRACKING, points=0.9, reason="the same work elsewhere"),
    ),
)


def test_a_dealt_card_has_all_that_scoring_needs():
    dealt = DealtCard.of(CARD)

    assert dealt.id == "crd-001"
    assert dealt.statement == CARD.statement
    assert dealt.place == at("3.quality.tracking")
    assert dealt.near == (Activity.DATA_COLLECTION,)
    assert [v.points for v in dealt.other_views] == [0.3, 0.9]
    assert dealt.dispute == "whose work it is"


def test_a_deck_reads_back_from_its_document():
    deck = Deck((DealtCard.of(CARD), a_dealt_card("crd-002", "none")))

    assert Deck.from_document(deck.document()) == deck
    assert deck.ids == ("crd-001", "crd-002")
    assert deck.card(CardId("crd-002")) == a_dealt_card("crd-002", "none")
    assert deck.card(CardId("crd-003")) is None


def test_a_key_that_a_later_version_wrote_beside_ours_is_left_alone():
    document = a_dealt_card().document() | {"colour": "blue"}

    assert DealtCard.from_document(document) == a_dealt_card()


def test_an_alternate_asks_for_nothing_that_it_does_not_name():
    tracking = a_view(activity=Activity.TRACKING)

    assert [place.key for place in EVERY_PLACE if tracking.agrees(place)] == [
        f"3.{category}.tracking"
        for category in ("production", "maintenance", "quality", "inventory")
    ]
    assert [place.key for place in EVERY_PLACE if a_view("2").agrees(place)] == ["2"]


@given(st.sampled_from(EVERY_PLACE), st.sampled_from(EVERY_PLACE))
def test_an_alternate_for_a_whole_place_is_met_there_and_nowhere_else(one, other):
    assert a_view(one.key).agrees(other) == (one == other)
