"""What a kit gains with a placement exercise: its deck, the talk about it, and the minutes."""

from collections.abc import Collection, Iterable

from assessment.domain.deck import DealtCard, Deck
from assessment.domain.errors import Incomplete, Invalid
from assessment.domain.kit import (
    BOARD_MINUTES,
    TALK_ITEM,
    AskedQuestion,
    InterviewKit,
    KitDraft,
    KitItem,
)
from assessment.domain.role import RoleBrief
from assessment.planning import deal
from question_bank import QuestionBank
from question_bank.model import Industry


def dealt(bank: QuestionBank, kept: KitDraft) -> Deck | None:
    """The draft's cards with their keys of today; Invalid where the bank lost one since."""
    offered = {card.id: card for card in bank.active_cards}
    if gone := [card for card in kept.cards if card not in offered]:
        raise Invalid(f"The bank no longer has the card {', '.join(gone)}: draw new cards.")
    cards = tuple(DealtCard.of(offered[card]) for card in kept.cards)
    return Deck(cards) if cards else None


def deal_cards(
    bank: QuestionBank, brief: RoleBrief, size: int, avoid: Collection[str]
) -> tuple[str, ...]:
    """A deck for the role's industry, to the blueprint of all decks: they ask as much of everybody.

    The cards to avoid come in only where the bank has no others.
    """
    made = deal(bank.active_cards, brief.industry, size=size, avoid=frozenset(avoid))
    return tuple(card.id for card in made.cards)


def cards_in(kits: Iterable[InterviewKit]) -> frozenset[str]:
    """The cards of these kits' decks."""
    return frozenset(card for kit in kits if kit.deck for card in kit.deck.ids)


def talk_item(bank: QuestionBank, industry: Industry = Industry.GENERAL) -> KitItem:
    """What is asked about two cards of the board, after it, as it is told in `industry`."""
    if bank.exercise is None:
        raise Incomplete(
            "This bank has no question for discussing the board: add exercise.yaml to it."
        )
    talk = bank.exercise.told_in(industry)
    return KitItem(id=TALK_ITEM, asked=AskedQuestion.of(talk), minutes=talk.minutes)


def exercise_minutes(bank: QuestionBank) -> int:
    """What the board and the talk about it take of an interview."""
    return BOARD_MINUTES + (bank.exercise.minutes if bank.exercise else 0)
