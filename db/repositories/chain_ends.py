"""How the chains of one log end, as far as a transaction knows without asking again."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, RowMapping, Select, select

from assessment.domain.chain import EMPTY, Head
from assessment.domain.ids import RequisitionId
from db.repositories import locking
from db.tables import candidates, interviews

K = TypeVar("K")
"""What names one chain of the log."""


class ChainEnds(Generic[K]):
    """Locks chains and remembers how they end. What is known holds as long as its transaction."""

    def __init__(
        self,
        connection: Connection,
        last: Select[Any],
        *,
        box: Callable[[K], str],
        of: Callable[[K], Mapping[str, str]],
    ) -> None:
        """`last` selects place and digest of the last row of the chain with the parameters `of`.

        `box` is what writers of the chain wait for.
        """
        self._connection, self._last, self._box, self._of = connection, last, box, of
        self._held: set[tuple[object, K]] = set()
        self._heads: dict[tuple[object, K], Head] = {}

    def lock(self, key: K) -> None:
        """Holds other writers of this chain until the transaction ends."""
        if self._now(key) in self._held:
            return
        locking.hold(self._connection, self._box(key))  # may be what begins the transaction
        self._held.add(self._now(key))

    def is_alone(self, key: K) -> bool:
        """Whether nobody else can append to the chain until this transaction ends."""
        return self._connection.dialect.name == "sqlite" or self._now(key) in self._held

    def know(self, key: K, head: Head) -> None:
        """Notes how the chain ends, which was read or written while nobody else could append."""
        self._heads[self._now(key)] = head

    def head(self, key: K) -> Head:
        """Place and digest of the last row."""
        if known := self._heads.get(self._now(key)):
            return known
        row = self._connection.execute(self._last, self._of(key)).mappings().one_or_none()
        return head_of(row) if row else EMPTY

    def _now(self, key: K) -> tuple[object, K]:
        return self._connection.get_transaction(), key


def head_of(row: RowMapping | Mapping[Any, Any]) -> Head:
    """The end of a chain whose last row is `row`."""
    return Head(row["place"], row["digest"]) if row["place"] else EMPTY


def interviews_of(requisition: RequisitionId) -> Select[Any]:
    """The ids of a role's interviews, whose chains are the role's."""
    return (
        select(interviews.c.id)
        .join(candidates, candidates.c.id == interviews.c.candidate)
        .where(candidates.c.requisition == requisition)
    )
