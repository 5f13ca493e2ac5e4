"""The shortlist that most reading is about."""

import pytest

from assessment.services.store.ports import OpenUnitOfWork
from tests.fakes import fake_open_uow
from tests.shortlist import a_shortlist


@pytest.fixture
def open_uow() -> OpenUnitOfWork:
    """Two candidates and a panel, and nothing rated yet; some modules have another store."""
    made = fake_open_uow()
    a_shortlist(made)
    return made
