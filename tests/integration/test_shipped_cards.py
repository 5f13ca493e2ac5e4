"""The keys of the shipped cards hold together: no alternate is idle, no other place is as good."""

import pytest

from assessment.domain.deck import DealtCard
from assessment.scoring.placement import card_points
from question_bank import load_bank
from tests.boards import EVERY_PLACE

CARDS = [DealtCard.of(card) for card in load_bank().active_cards]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_only_the_key_earns_everything(card):
    whole = [p for p in EVERY_PLACE if card_points(card, p).lost == 0]

    assert whole == [card.place]


@pytest.mark.parametrize("card", [c for c in CARDS if c.other_views], ids=lambda card: card.id)
def test_every_alternate_earns_more_somewhere_than_the_key_alone_would(card):
    earning = [card_points(card, place).view for place in EVERY_PLACE]

    assert [view for view in card.other_views if view not in earning] == []
