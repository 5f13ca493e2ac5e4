"""How many statements one rating costs the database, from the request to its answer."""

from datetime import UTC, datetime

from starlette.applications import Starlette

from assessment.domain.ids import SheetKey
from assessment.services.access import tokens
from assessment.ui import app_context
from assessment.ui.web.api import routes
from db.opening import Store
from question_bank import load_bank
from tests.statements import statements
from tests.unit.ui.web.asgi import post


def queries_per_event(store: Store, sheet: SheetKey) -> int:
    """For the second rating of a sheet: the first also reads its kit, once for the process."""
    app_context.install(
        app_context.AppContext(
            bank=load_bank(), open_uow=store.open_uow, clock=lambda: datetime.now(UTC)
        )
    )
    app, token = Starlette(routes=routes()), tokens.token_for(store.open_uow, sheet)
    for seq in (1, 2):
        event = {"seq": seq, "kind": "verdict", "item": "q01", "part": "", "value": 1 + seq}
        body = {"box": sheet.box, "client": "count", "token": token, "events": [event]}
        with statements(store.engine) as seen:
            answer = post(app, "/api/events", body)
        if str(seq) not in answer.body["ids"]:
            raise RuntimeError(f"the rating was not stored: {answer}")
    return len(seen)
