"""What one event on the live screen costs the database, from the request to its answer."""

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette

from assessment.domain.rating import Kind
from assessment.services.access import tokens
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.web.api import routes
from db.unit_of_work import sql_unit_of_work
from tests.builders import SHEET, a_bank, furnish
from tests.fakes import StoppedClock
from tests.statements import statements
from tests.unit.ui.web.asgi import post

# The database's generation, the interview with its seats, the candidate, the kit's hash, whether
# the number was seen, what counts now with the end of the scorecard's chain, and the entry itself.
# PostgreSQL is also asked for the lock of the sheet; SQLite has one writer anyway.
EXPECTED = {"sqlite": 7, "postgresql": 8}

VALUES = {Kind.VERDICT: 4, Kind.EVIDENCE: "names the owner", Kind.SECONDS: 60}


@pytest.fixture
def send(engine: Engine):
    """Posts events of one page and gives the number of statements that took."""
    store = sql_unit_of_work(engine)
    furnish(store)
    app_context.install(AppContext(bank=a_bank(), open_uow=store, clock=StoppedClock()))
    app, token = Starlette(routes=routes()), tokens.token_for(store, SHEET)

    def sent(kind, *seqs):
        events = [
            {"seq": seq, "kind": kind, "item": f"q{seq:02}", "part": "", "value": VALUES[kind]}
            for seq in seqs
        ]
        body = {"box": SHEET.box, "client": "tab-1", "token": token, "events": events}
        with statements(engine) as seen:
            answer = post(app, "/api/events", body)
        assert len(answer.body["ids"]) == len(seqs), answer
        return len(seen)

    sent(Kind.VERDICT, 10)  # the first event of a kit also reads the kit, once for the process
    return sent


@pytest.mark.parametrize("kind", VALUES)
def test_every_event_costs_the_same_however_many_went_before(send, engine, kind):
    expected = EXPECTED[engine.dialect.name]

    assert [send(kind, 1), send(kind, 2), send(kind, 3)] == [expected] * 3


@pytest.mark.parametrize("kind", VALUES)
def test_three_events_in_one_request_cost_two_entries_more_than_one(send, engine, kind):
    assert send(kind, 1, 2, 3) == EXPECTED[engine.dialect.name] + 2


def test_a_repeat_is_answered_without_another_entry(send, engine):
    first = send(Kind.VERDICT, 1)

    assert send(Kind.VERDICT, 1) == first - 1
