"""The identity of a database: a random id that stays with its content.

A restored backup keeps it, and one from before there was an id gets that of the database which it
replaces, so that returns still find their way home. A copy of the database file has the same id as
the original; see `services.handover.returning` for what that means.
"""

import secrets

from assessment.services.store.ports import UnitOfWork

KEY = "database_id"
"""Its setting."""


def identity_of(uow: UnitOfWork) -> str:
    """The id of this database; made at its first use, in a transaction that can be written."""
    found = uow.settings.get(KEY)
    if found is None:
        found = secrets.token_hex(8)
        uow.settings.put(KEY, found)
    return found
