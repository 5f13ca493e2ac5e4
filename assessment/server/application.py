"""Builds the application that Streamlit serves.

Streamlit finds an application by reading a script for a call of `st.App`, not by importing it. So
`app.py` here, for `levelset serve`, and the one at the top of the repository, for
`streamlit run app.py`, each make that call with `application_options`.
"""

import gc
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from assessment.domain.errors import StoreUnavailable
from assessment.server import broken_requests, json_log, log_privacy, sign_in, streamlit_settings
from assessment.server.request_log import RequestLog
from assessment.server.shutdown import ANNOUNCED, Shutdown
from assessment.services.access.sign_in_settings import SignInSettings
from assessment.services.reading.background import BACKGROUND
from assessment.ui.app_context import AppContext, install
from assessment.ui.printing import brief_routes, print_routes, report_routes
from assessment.ui.shared.address.url_prefix import url_prefix
from assessment.ui.shared.network import proxies
from assessment.ui.web.api import routes
from assessment.ui.web.assets import asset_routes
from assessment.ui.web.candidate_link import candidate_routes
from assessment.ui.web.downloads import download_routes
from assessment.ui.web.health import READINESS, health_routes
from assessment.ui.web.middleware import middleware
from assessment.ui.web.rater_link import rater_routes
from assessment.ui.web.sign_in import sign_in_routes
from db import served_at
from db.backup_rotation import BackupPlan, copy_now, in_background
from db.location import file_of
from db.opening import Store, open_store
from question_bank import BankError, load_banks
from question_bank.own import left_out

SHELL = Path(__file__).parents[1] / "ui" / "shell.py"
"""The script that Streamlit runs for every page."""

Lifespan = Callable[[Any], AbstractAsyncContextManager[dict[str, Any]]]


def application_options() -> dict[str, Any]:
    """Open the database, install the app context and return the arguments for `st.App`.

    Exits with one sentence where the bank or the database cannot be opened.
    """
    # Until the first st.navigation of a process, Streamlit treats a folder `pages` beside the
    # script as its own kind of pages, and /interview would run that file instead of the shell.
    PagesManager.uses_pages_directory = False
    log_privacy.install()
    broken_requests.install()
    as_json = json_log.wanted()
    if as_json:
        json_log.install()
    try:
        streamlit_settings.settle()
        settings = sign_in.settle()
        store = _open_store(settings)
    except SystemExit as refusal:
        if not as_json:
            raise
        json_log.tell(str(refusal.code))
        raise SystemExit(1) from refusal
    routes = _below_prefix(application_routes())
    logged = [Middleware(RequestLog, routes=routes)] if as_json else []
    return {
        "script_path": SHELL,
        **({"secrets": settings.for_streamlit()} if settings and settings.from_environment else {}),
        "routes": routes,
        "middleware": [*logged, *middleware()],
        "lifespan": _lifespan(store),
    }


def application_routes() -> list[Route]:
    """The routes beside Streamlit's own."""
    return [
        *routes(),
        *health_routes(),
        *asset_routes(),
        *print_routes(),
        *brief_routes(),
        *report_routes(),
        *download_routes(),
        *candidate_routes(),
        *rater_routes(),
        *sign_in_routes(),
    ]


def _below_prefix(routes: Sequence[Route]) -> list[Route]:
    """The same routes where Streamlit serves its pages; it moves only its own."""
    prefix = url_prefix()
    return [
        Route(f"{prefix}{route.path}", route.endpoint, methods=list(route.methods or ()))
        for route in routes
    ]


def _open_store(settings: SignInSettings | None) -> Store:
    try:
        bank, store = load_banks(), open_store()
    except (BankError, StoreUnavailable) as fault:
        raise SystemExit(f"Levelset cannot start. {fault}") from fault
    if bank.own and bank.own.problems:
        json_log.tell(left_out(bank.own))
    if store.caution:
        json_log.tell(store.caution)
    file = file_of(store.engine.url)
    install(
        AppContext(
            bank=bank,
            open_uow=store.open_uow,
            clock=lambda: datetime.now(UTC),
            database="SQLite on the computer that runs Levelset" if file else "PostgreSQL",
            back_up=partial(copy_now, file) if file else None,
            sign_in=settings,
        )
    )
    return store


def _lifespan(store: Store) -> Lifespan:
    @asynccontextmanager
    async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
        ending = Shutdown(_drain, announced=ANNOUNCED if proxies() else 0.0)
        ending.listen()
        pages = Thread(target=_import_pages, name="import-pages")
        pages.start()
        backup = in_background(store.engine.url, BackupPlan.of(os.environ))
        _say_where_else(store)
        with served_at.noted(store.engine.url, _own_address()):
            BACKGROUND.open()
            yield {}
        ending.requests_finished()
        BACKGROUND.close()
        pages.join()
        if backup:
            backup.join()
        store.close()

    return lifespan


def _drain() -> None:
    READINESS.draining = True


def _import_pages() -> None:
    """Import every page, pandas and the charts beside the first requests, which need not wait.

    Streamlit collects garbage after every run; freezing what is imported by now keeps that from
    scanning it each time.
    """
    import assessment.ui.shell  # noqa: F401, PLC0415  # as said above

    gc.collect()
    gc.freeze()


def _own_port() -> int:
    return int(st.get_option("server.port"))


def _own_address() -> str:
    return f"http://127.0.0.1:{_own_port()}{url_prefix()}"


def _say_where_else(store: Store) -> None:
    """Tells whoever starts a second server: what was typed under another address waits there."""
    if other := served_at.address_of(store.engine.url, own_port=_own_port()):
        json_log.tell(
            f"This database is already served at {other}. Open Levelset there, or stop that "
            "server. What was typed there and not saved yet is kept at that address."
        )
