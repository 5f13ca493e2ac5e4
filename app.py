"""Entry point of `streamlit run app.py`: opens the store and serves the screens."""

import gc
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from assessment.domain.errors import StoreUnavailable
from assessment.ui.app_context import AppContext, install
from assessment.ui.printing import print_routes
from assessment.ui.web.api import routes
from assessment.ui.web.candidate_link import door_routes
from assessment.ui.web.middleware import middleware
from assessment.ui.web.rater_link import seat_routes
from db.backup_rotation import Plan, in_background
from db.opening import Store, open_store
from question_bank import BankError, load_banks
from question_bank.own import left_out

SHELL = Path(__file__).parent / "assessment" / "ui" / "shell.py"


def build() -> Store:
    """Open the store and install the app context; exit with one sentence if that fails."""
    try:
        bank, store = load_banks(), open_store()
    except (BankError, StoreUnavailable) as fault:
        raise SystemExit(f"Levelset cannot start. {fault}") from fault
    if bank.own and bank.own.problems:
        sys.stderr.write(f"{left_out(bank.own)}\n")
    if store.caution:
        sys.stderr.write(f"{store.caution}\n")
    install(AppContext(bank=bank, open_uow=store.open_uow, clock=lambda: datetime.now(UTC)))
    return store


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    # Streamlit collects garbage after every run; what is imported by now need not be seen again.
    import assessment.ui.shell  # noqa: F401, PLC0415  # imports every page, pandas and the charts

    gc.collect()
    gc.freeze()
    backup = in_background(store.engine.url, Plan.of(os.environ))
    yield {}
    if backup:
        backup.join()
    store.close()


# Until the first st.navigation of a process, Streamlit takes a folder `pages` beside the script for
# its own kind of pages: opened first, /interview would run that file instead of the shell.
PagesManager.uses_pages_directory = False
store = build()
doors = [*routes(), *print_routes(), *door_routes(), *seat_routes()]
app = st.App(SHELL, routes=doors, middleware=middleware(), lifespan=lifespan)
