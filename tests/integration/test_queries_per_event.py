"""What one event costs the database does not grow with the log, the kit or the batch."""

import pytest
from sqlalchemy import event

from assessment.services.interviews import take_in
from assessment.services.tokens import opens, token_for
from db.unit_of_work import sql_unit_of_work
from tests.builders import SHEET, furnish
from tests.fakes import StoppedClock


@pytest.fixture
def store(sqlite_engine):
    opened = sql_unit_of_work(sqlite_engine)
    furnish(opened)
    token_for(opened, SHEET)  # the key that signs is made once in a database's life
    return opened


@pytest.fixture
def asked(sqlite_engine):
    """Every statement from here on."""
    statements = []
    event.listen(
        sqlite_engine, "before_cursor_execute", lambda _c, _u, said, *_: statements.append(said)
    )
    return statements


def send(store, *seqs):
    events = [
        {"seq": seq, "kind": "verdict", "item": f"q{1 + seq % 10:02}", "part": "", "value": 3}
        for seq in seqs
    ]
    take_in(store, StoppedClock(), sheet=SHEET, client="tab-1", events=events)


@pytest.mark.parametrize(
    ("seqs", "queries"),
    [
        # begin, epoch, interview with seats, candidate, kit, seen, current: seven; then one each.
        ((1001,), 8),
        ((1001, 1002, 1003), 10),
        ((1,), 7),  # a repeat is only looked up
    ],
)
def test_an_event_costs_one_statement_on_top_of_seven_per_batch(store, asked, seqs, queries):
    send(store, *range(1, 201))
    asked.clear()

    send(store, *seqs)

    assert len(asked) == queries


def test_a_token_costs_one_query(store, asked):
    opens(store, "0" * 64, SHEET)

    assert [said.split()[0] for said in asked] == ["BEGIN", "SELECT"]
