"""Column types that say once what a kind of value may be."""

from datetime import UTC, datetime
from enum import Enum as PythonEnum
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Integer
from sqlalchemy.types import TypeDecorator, TypeEngine

BigNumber = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits on both; SQLite only numbers rows by itself where the type reads INTEGER."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: goes in aware, comes out in UTC. A naive one is refused, not guessed at."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone; the store takes aware times")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(kinds: type[PythonEnum], name: str) -> TypeEngine[Any]:
    """Text that names a member of `kinds`, with the CHECK constraint `name` to keep it so."""
    return Enum(
        kinds,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [m.value for m in members],
    )
