"""Kits with a placement exercise, for tests."""

from dataclasses import replace

from assessment.domain.deck import Deck
from assessment.domain.kit import InterviewKit, contents, digest_of
from tests.boards import a_dealt_card
from tests.builders import KIT, a_kit


def a_deck(cards: int = 1) -> Deck:
    """Cards `crd-001` and on, each with a statement of its own."""
    return Deck(
        tuple(
            a_dealt_card(f"crd-{n:03}", statement=f"Hand job {80 + n} to the crew of press {n}")
            for n in range(1, cards + 1)
        )
    )


def a_kit_with_a_board(kit: str = KIT, deck: Deck | None = None) -> InterviewKit:
    """The ten questions of `a_kit`, and a board; the digest is right."""
    plain, dealt = a_kit(kit), deck or a_deck()
    covered = contents(plain.minutes, plain.items, plain.weights, dealt)
    return replace(plain, deck=dealt, digest=digest_of(covered))
