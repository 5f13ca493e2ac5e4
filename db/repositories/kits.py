"""Kits: the draft being composed, and the frozen ones with the wording they froze."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select

from assessment.domain.ids import KitId, RequisitionId
from assessment.domain.kit import InterviewKit, KitDocument, KitDraft, contents
from db.repositories import writing
from db.tables import kit_drafts, kits

_HEAD = select(*(column for column in kits.c if column.name != "document")).where(
    kits.c.id == bindparam("id")
)
_HEADS = (
    select(*(column for column in kits.c if column.name != "document"))
    .where(kits.c.requisition == bindparam("requisition"))
    .order_by(kits.c.number)
)
_DOCUMENT = select(kits.c.document).where(kits.c.id == bindparam("id"))

MOST_KNOWN = 100
_known: dict[tuple[object, ...], InterviewKit] = {}
"""Kits read before, by everything but their document, whose hash is part of that: a frozen kit
never changes, and every note that arrives asks for one."""


class SqlKits:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save_draft(self, draft: KitDraft) -> None:
        writing.put(
            self._connection,
            kit_drafts,
            {"requisition": draft.requisition},
            {
                "minutes": draft.minutes,
                "questions": list(draft.questions),
                "cards": list(draft.cards),
            },
            name=f"a kit draft for {draft.requisition}",
        )

    def draft(self, requisition: RequisitionId) -> KitDraft | None:
        query = select(kit_drafts).where(kit_drafts.c.requisition == requisition)
        row = self._connection.execute(query).mappings().one_or_none()
        if row is None:
            return None
        return KitDraft(
            requisition=row["requisition"],
            minutes=row["minutes"],
            questions=tuple(row["questions"]),
            cards=tuple(row["cards"] or ()),
        )

    def drop_draft(self, requisition: RequisitionId) -> None:
        which = kit_drafts.c.requisition == requisition
        writing.remove(self._connection, kit_drafts, which, name=requisition)

    def add(self, kit: InterviewKit) -> None:
        writing.add(self._connection, kits, _row(kit), name=f"the kit {kit.id}")

    def find(self, kit: KitId) -> InterviewKit | None:
        head = self._connection.execute(_HEAD, {"id": kit}).mappings().one_or_none()
        return self._known(head) if head else None

    def of(self, requisition: RequisitionId) -> list[InterviewKit]:
        heads = self._connection.execute(_HEADS, {"requisition": requisition}).mappings().all()
        return [self._known(head) for head in heads]

    def _known(self, head: RowMapping) -> InterviewKit:
        name = tuple(head.values())
        if (known := _known.get(name)) is not None:
            return known
        document = self._connection.execute(_DOCUMENT, {"id": head["id"]}).scalar_one()
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        return _known.setdefault(name, _kit(head, document))


def _row(kit: InterviewKit) -> Mapping[str, Any]:
    return {
        "id": kit.id,
        "requisition": kit.requisition,
        "document": contents(kit.minutes, kit.items, kit.weights, kit.deck),
        "bank_version": kit.bank_version,
        "frozen_at": kit.frozen_at,
        "digest": kit.digest,
    }


def _kit(row: RowMapping, document: Mapping[str, Any]) -> InterviewKit:
    found = KitDocument.model_validate(document)
    return found.kit(
        id=row["id"],
        requisition=row["requisition"],
        bank_version=row["bank_version"],
        frozen_at=row["frozen_at"],
        digest=row["digest"],
    )
