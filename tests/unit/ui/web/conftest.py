"""What the routes serve in most of these tests."""

import pytest

from assessment.services.store.ports import OpenUnitOfWork
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from tests.builders import a_bank, an_interview, furnish
from tests.exercise import a_kit_with_a_board
from tests.fakes import StoppedClock, fake_open_uow


@pytest.fixture
def store() -> OpenUnitOfWork:
    """An interview with a board, in the running app; some modules have another one."""
    made = fake_open_uow()
    furnish(made, an_interview(), kit=a_kit_with_a_board())
    app_context.install(AppContext(bank=a_bank(), open_uow=made, clock=StoppedClock()))
    return made
