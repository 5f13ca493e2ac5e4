"""The frozen plan for one interview: ordered questions, minutes, and the wording to be asked."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Self, cast

from pydantic import BaseModel, BeforeValidator, TypeAdapter

from assessment.domain.deck import DealtCard, Deck
from assessment.domain.ids import ItemId, KitId, RequisitionId
from assessment.domain.role import Weights
from assessment.domain.stored_values import (
    OrNothing,
    StoredCell,
    StoredNumber,
    StoredTexts,
    StoredWhole,
)
from question_bank import Activity, Competency, OperationsCategory, Question

BOARD_ITEM = ItemId("board")
"""The board of an interview among its items: rated by its fraction, not by a person."""
TALK_ITEM = ItemId("talk")
"""What is asked about two cards of the board: rated like any question."""
BOARD_MINUTES = 10
"""For a deck of twelve, without the talk about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question's wording at the moment its kit was frozen; edits in the bank do not reach it."""

    question: str
    revision: StoredWhole
    title: str
    competency: Competency
    operations_category: Annotated[OperationsCategory | None, OrNothing]
    activity: Annotated[Activity | None, OrNothing]
    functional_level: str
    target_level: str
    type: str
    prompt: str
    probes: StoredTexts
    listen_for: StoredTexts
    anchors: Mapping[int, str]
    """Level to observable behaviour; 1, 3 and 5 are always there."""
    wrong_beliefs: StoredTexts
    accepted_positions: StoredTexts
    cells: Annotated[tuple[StoredCell, ...], BeforeValidator(tuple)]
    handout: str | None = None
    """The text of the card shown to the candidate; None where the question has no card."""

    @classmethod
    def of(cls, question: Question) -> Self:
        """The wording of `question` as it stands in the bank now."""
        return cls(
            question=question.id,
            revision=question.revision,
            title=question.title,
            competency=question.competency,
            operations_category=question.operations_category,
            activity=question.activity,
            functional_level=str(question.functional_level),
            target_level=question.target_level.value,
            type=question.type.value,
            prompt=question.prompt,
            probes=question.probes,
            listen_for=question.listen_for,
            anchors={a.level: a.behaviour for a in question.anchors},
            wrong_beliefs=question.wrong_beliefs,
            accepted_positions=question.accepted_positions,
            cells=question.cells,
            handout=question.handout,
        )

    def document(self) -> dict[str, Any]:
        """Plain values for storage; `from_document` reads them back."""
        plain = cast("dict[str, Any]", _ASKED.dump_python(self, mode="json"))
        if self.handout is None:  # a kit without handouts keeps the hash it always had
            del plain["handout"]
        return plain

    @staticmethod
    def from_document(plain: Mapping[str, Any]) -> "AskedQuestion":
        """Reads what any version wrote: keys it does not know are left alone.

        ValueError or TypeError where a key is missing or of another type.
        """
        return _ASKED.validate_python(plain)


_ASKED = TypeAdapter(AskedQuestion)


@dataclass(frozen=True, slots=True, kw_only=True)
class KitItem:
    """One slot in a kit: which question, how many minutes, how much it weighs in its competency."""

    id: ItemId
    asked: AskedQuestion
    minutes: StoredWhole
    weight: StoredNumber = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KitDraft:
    """A kit still being composed: question ids in order. One per requisition; freezing ends it."""

    requisition: RequisitionId
    minutes: int
    questions: tuple[str, ...]
    cards: tuple[str, ...] = ()
    """Of the placement exercise, in the order in which they are shown; blank without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewKit:
    """A frozen kit: wording, weights and hash can no longer change."""

    id: KitId
    requisition: RequisitionId
    minutes: int
    items: tuple[KitItem, ...]
    weights: Weights
    """The brief's weights at freezing, so that a later edit of the brief is noticed."""
    bank_version: str
    frozen_at: datetime
    digest: str
    """`kit_hash` in exports: SHA-256 over `contents()`, twelve hex digits."""
    deck: Deck | None = None
    """Of the placement exercise; None without one."""

    def item(self, item: ItemId) -> KitItem | None:
        return next((i for i in self.items if i.id == item), None)

    @property
    def planned_minutes(self) -> int:
        return planned_minutes(self.items, self.deck)


def planned_minutes(items: Iterable[KitItem], deck: Deck | None) -> int:
    """What the questions take, and the board."""
    return sum(i.minutes for i in items) + (BOARD_MINUTES if deck else 0)


def contents(
    minutes: int, items: tuple[KitItem, ...], weights: Weights, deck: Deck | None = None
) -> dict[str, Any]:
    """What the hash covers: minutes, every item with its wording, the weights, and the deck."""
    plain: dict[str, Any] = {
        "minutes": minutes,
        "weights": {str(c): w for c, w in sorted(weights.items())},
        "items": [
            {"id": i.id, "minutes": i.minutes, "weight": i.weight, "asked": i.asked.document()}
            for i in items
        ],
    }
    return plain | ({"deck": deck.document()} if deck else {})


def digest_of(plain: Mapping[str, Any]) -> str:
    """Twelve hex digits of SHA-256 over the canonical JSON of `plain`."""
    canonical = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


class KitDocument(BaseModel):
    """What `contents` gave of a frozen kit; keys of later versions are left alone."""

    minutes: int
    weights: Mapping[Competency, StoredNumber]
    items: tuple[KitItem, ...]
    deck: tuple[DealtCard, ...] | None = None

    def kit(  # what stands beside the contents
        self,
        *,
        id: KitId,  # noqa: A002  # the kit's own name for it
        requisition: RequisitionId,
        bank_version: str,
        frozen_at: datetime,
        digest: str,
    ) -> InterviewKit:
        """The kit with these contents."""
        return InterviewKit(
            id=id,
            requisition=requisition,
            minutes=self.minutes,
            items=self.items,
            weights=dict(self.weights),
            bank_version=bank_version,
            frozen_at=frozen_at,
            digest=digest,
            deck=None if self.deck is None else Deck(self.deck),
        )
