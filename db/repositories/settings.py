"""Small values that belong to the database."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select

from db.repositories import writing
from db.tables import settings

_GET = select(settings.c.value).where(settings.c.key == bindparam("key"))


class SqlSettings:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        return self._connection.execute(_GET, {"key": key}).scalar_one_or_none()

    def put(self, key: str, value: str) -> None:
        writing.put(self._connection, settings, {"key": key}, {"value": value}, name=key)

    def drop(self, key: str) -> None:
        writing.remove(self._connection, settings, settings.c.key == key, name=key)

    def all(self) -> Mapping[str, str]:
        query = select(settings.c.key, settings.c.value).order_by(settings.c.key)
        return {row.key: row.value for row in self._connection.execute(query)}
