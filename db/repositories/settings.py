"""Small values that belong to the database."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select

from assessment.services.access.tokens import KEY as SIGNING_KEY
from db.repositories import writing
from db.signing_key import SigningKey, note
from db.tables import settings

_GET = select(settings.c.value).where(settings.c.key == bindparam("key"))


class SqlSettings:
    """All but the signing key are rows; that one is a file, so that no copy of the data has it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._key = SigningKey(connection.engine.url)

    def get(self, key: str) -> str | None:
        if key == SIGNING_KEY:
            return self._key.read()
        return self._connection.execute(_GET, {"key": key}).scalar_one_or_none()

    def put(self, key: str, value: str) -> None:
        if key == SIGNING_KEY:
            note(self._connection, self._key.create(value))
            return
        writing.put(self._connection, settings, {"key": key}, {"value": value}, name=key)

    def drop(self, key: str) -> None:
        writing.remove(self._connection, settings, settings.c.key == key, name=key)

    def all(self) -> Mapping[str, str]:
        query = select(settings.c.key, settings.c.value).order_by(settings.c.key)
        return {row.key: row.value for row in self._connection.execute(query)}
