"""A question that was asked though the kit does not have it: added to one rater's sheet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from assessment.domain.ids import ItemId
from assessment.domain.kit import AskedQuestion, KitItem

PREFIX = "a-"
"""What the item ids of added questions begin with; a kit's own are numbers."""


def item_of(question: str) -> ItemId:
    """The same for every rater, so that two who add one question to an interview rate one item."""
    return ItemId(f"{PREFIX}{question}")


def question_of(item: ItemId) -> str:
    """The question of an added item; `item_of` gives it back."""
    return item.removeprefix(PREFIX)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedQuestion:
    """An item beside the kit's, in the wording as it was asked, and why it was."""

    item: KitItem
    because: str

    def text(self) -> str:
        """As the log keeps it; `read` gives it back."""
        plain = {
            "because": self.because,
            "minutes": self.item.minutes,
            "asked": self.item.asked.document(),
        }
        return json.dumps(plain, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Self:
        return cls.of_document(json.loads(text))

    @classmethod
    def of_document(cls, plain: Mapping[str, Any]) -> Self:
        """Reads what any version wrote, as `AskedQuestion.from_document` does."""
        asked = AskedQuestion.from_document(plain["asked"])
        item = KitItem(id=item_of(asked.question), asked=asked, minutes=plain["minutes"])
        return cls(item=item, because=plain["because"])
