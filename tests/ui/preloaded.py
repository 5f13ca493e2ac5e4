"""What every server process of the tests has before it begins: libraries, pages, the shipped bank.

The fork server imports this module once, and each server that is forked off it goes on from here.
None of it changes while tests run.
"""

import gc
from importlib import import_module

from question_bank import load_bank
from tests import kept_once  # noqa: F401  # the bank that is read here is every server's
from tests.installed_components import look_once

LIBRARIES = (
    "anyio._backends._asyncio",
    "streamlit.web.cli",
    "streamlit.web.server.starlette.starlette_agent_routes",
    "uvicorn.lifespan.on",
    "uvicorn.protocols.http.h11_impl",
    "uvicorn.protocols.websockets.websockets_sansio_impl",
)
OURS = ("assessment.server.application", "assessment.ui.shell", "db.backup_rotation")

for name in (*LIBRARIES, *OURS):
    import_module(name)

look_once()
load_bank()

gc.collect()
gc.freeze()  # no process that is forked off looks through all this again
