"""A role on the shared server and a page, for tests that write a brief in a browser."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from assessment.services.store.ports import OpenUnitOfWork
from db.opening import open_store
from tests.builders import a_requisition
from tests.ui.serving import Server


@pytest.fixture
def store(request: pytest.FixtureRequest, shared_server: Server) -> Iterator[OpenUnitOfWork]:
    """Where the requisition `ROLE` of the test's module is, without a brief."""
    opened = open_store(shared_server.database_url)
    with opened.open_uow() as uow:
        uow.requisitions.add(a_requisition(request.module.ROLE))
        uow.commit()
    yield opened.open_uow
    opened.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context().new_page()
