"""The database generation: it changes when the database is created or restored.

Places in the log have a meaning within one generation only; after a restore they are given again.
"""

import secrets
from datetime import datetime

from assessment.domain.errors import AssessmentError
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork

KEY = "store_epoch"
"""Its setting: epoch seconds of its start, a dot, and a random part."""


class Restored(AssessmentError):
    """The page was opened in another generation: the log places that it holds are outdated."""

    def __init__(self, generation: str) -> None:
        super().__init__("The database was restored from a backup: reload the page.")
        self.generation = generation


def new_generation(now: datetime) -> str:
    return f"{int(now.timestamp())}.{secrets.token_hex(8)}"


def current_generation(open_uow: OpenUnitOfWork) -> str:
    """Return the generation that the database is in now."""
    with open_uow(read_only=True) as uow:
        return generation_of(uow)


def generation_of(uow: UnitOfWork) -> str:
    """Return the generation that this transaction is in; blank in a store that has none."""
    return uow.settings.get(KEY) or ""
