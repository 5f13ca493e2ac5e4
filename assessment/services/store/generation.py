"""Which life of the database this is: one begins when it is made, another at each restore.

Places in the log mean something within one epoch only: after a restore they are given again.
"""

import secrets
from datetime import datetime

from assessment.domain.errors import AssessmentError
from assessment.services.store.ports import UnitOfWork

KEY = "store_epoch"
"""Its setting: epoch seconds of the beginning, a dot, and what makes it this one."""


class Restored(AssessmentError):
    """The page was opened in another epoch: what it knows of the log no longer holds."""

    def __init__(self, epoch: str) -> None:
        super().__init__("The database was restored from a back-up: reload the page.")
        self.epoch = epoch


def new_epoch(now: datetime) -> str:
    return f"{int(now.timestamp())}.{secrets.token_hex(8)}"


def epoch_of(uow: UnitOfWork) -> str:
    """The epoch that this transaction is in; blank in a store that has none."""
    return uow.settings.get(KEY) or ""
