"""Two addresses for whoever watches over several servers: is it alive, and may it be sent requests.

Neither says a name, a version or a place. A device without a link may ask as well: a proxy's own
question comes from nobody's device.
"""

import asyncio
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assessment.domain.errors import StoreUnavailable
from assessment.services.store.generation import current_generation
from assessment.ui import app_context

LIVE, READY = "/api/health/live", "/api/health/ready"
PATIENCE = 3.0
"""Seconds that the database has to answer; one that takes longer cannot store a rating either."""
NO_STORE = {"Cache-Control": "no-store"}


class Readiness:
    """Whether this process may be sent requests: it isn't about to end, and its database answers.

    However many ask, the database is asked one question at a time.
    """

    def __init__(self, ask: Callable[[], bool], patience: float = PATIENCE) -> None:
        """`ask` returns whether the database answers; it is called in a thread."""
        self._ask, self._patience = ask, patience
        self._asking: asyncio.Task[bool] | None = None
        self.draining = False

    async def state(self) -> str:
        """`ready`, `draining` or `no database`."""
        if self.draining:
            return "draining"
        return "ready" if await self._database_answers() else "no database"

    async def _database_answers(self) -> bool:
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(run_in_threadpool(self._ask))
        done, _ = await asyncio.wait({self._asking}, timeout=self._patience)
        return any(task.result() for task in done)


def _database_answers() -> bool:
    try:
        current_generation(app_context.current().open_uow)
    except StoreUnavailable:
        return False
    return True


READINESS = Readiness(_database_answers)
"""Of this process."""


def health_routes() -> list[Route]:
    """For `st.App`."""
    return [Route(LIVE, live, methods=["GET"]), Route(READY, ready, methods=["GET"])]


async def live(_request: Request) -> Response:
    """200 as long as this process answers at all; the database isn't asked."""
    return JSONResponse({"status": "live"}, headers=NO_STORE)


async def ready(_request: Request) -> Response:
    """200 where requests may be sent here, 503 where the database is away or the process ends."""
    state = await READINESS.state()
    return JSONResponse({"status": state}, 200 if state == "ready" else 503, headers=NO_STORE)
