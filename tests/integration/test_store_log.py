"""The log's tables themselves: what they refuse, and how they find what counts."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import event, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from assessment.domain.ids import SheetKey
from assessment.domain.rating import Kind
from db.repositories import locking
from db.repositories.entries import SqlEntries
from db.tables import entries
from db.types import UtcDateTime
from db.unit_of_work import sql_unit_of_work
from tests.builders import (
    INTERVIEW,
    NOON,
    OTHER_RATER,
    RATER,
    SHEET,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)

OTHER_SHEET = SheetKey(INTERVIEW, OTHER_RATER)


@pytest.fixture
def store(engine):
    open_uow = sql_unit_of_work(engine)
    furnish(open_uow, an_interview(seats=(a_seat(RATER), a_seat(OTHER_RATER))))
    return open_uow


def a_row(**changes):
    row = {
        "interview": INTERVIEW,
        "rater": RATER,
        "client": "tab-1",
        "seq": 1,
        "kind": "verdict",
        "item": "q01",
        "part": "",
        "base": 0,
        "standing": "counts",
        "because": "",
        "at": "2026-03-02 12:00:00",
    } | changes
    names = ", ".join(f'"{n}"' for n in row)
    values = ", ".join(f":{n}" for n in row)
    return text(f"insert into entries ({names}) values ({values})"), row  # noqa: S608  # our own names


REFUSED = {
    "ck_entries_level_or_reason": {"level": 3, "not_rated_reason": "not_asked"},
    "ck_entries_level_on_the_scale": {"level": 6},
    "ck_entries_kind_known": {"kind": "hunch"},
    "ck_entries_reason_known": {"not_rated_reason": "was_late"},
    "ck_entries_standing_known": {"standing": "perhaps"},
    "ck_entries_value_fits_kind": {"level": 3, "text": "and words"},
}


@pytest.mark.parametrize(("constraint", "changes"), REFUSED.items(), ids=REFUSED)
def test_the_table_itself_refuses_what_a_rating_cannot_be(store, engine, constraint, changes):
    statement, row = a_row(**changes)

    with engine.begin() as connection, pytest.raises(IntegrityError, match=constraint):
        connection.execute(statement, row)


def test_text_without_a_text_is_refused(store, engine):
    statement, row = a_row(kind="evidence")

    with (
        engine.begin() as connection,
        pytest.raises(IntegrityError, match="ck_entries_value_fits_kind"),
    ):
        connection.execute(statement, row)


def test_a_time_without_a_zone_is_refused(store):
    naive = datetime(2026, 3, 2, 12, 0)  # noqa: DTZ001  # the bad input

    with pytest.raises(StatementError, match="no time zone"), store() as uow:
        uow.entries.append(an_entry(at=naive))


def test_times_are_kept_in_utc(store, engine):
    with store() as uow:
        uow.entries.append(an_entry())
        uow.commit()

    with engine.connect() as connection:
        assert connection.execute(select(entries.c.at)).scalar_one() == NOON
    assert isinstance(entries.c.at.type, UtcDateTime)


def test_three_thousand_versions_of_a_text_cost_one(store, engine):
    version = an_entry("said", kind=Kind.EVIDENCE)
    with engine.begin() as connection:
        log = SqlEntries(connection)
        template = log.append(version)
        row = dict(connection.execute(select(entries)).mappings().one())
        del row["id"]
        more = [row | {"seq": seq, "place": seq, "text": f"said {seq}"} for seq in range(2, 3001)]
        connection.execute(insert(entries), more)

    with store(read_only=True) as uow:
        (newest,) = uow.entries.newest(SHEET)
        by_key = uow.entries.current(SHEET, [template.key])
        (of_sheet,) = uow.entries.newest_of([INTERVIEW])[SHEET]
        history = uow.entries.history(SHEET)

    assert newest == replace(template, id=newest.id, seq=3000, value="said 3000")
    assert by_key == {template.key: newest}
    assert of_sheet == newest
    assert len(history) == 3000


def test_what_counts_is_found_in_the_index_without_reading_the_texts(sqlite_engine):
    furnish(sql_unit_of_work(sqlite_engine))
    asked = []
    with sqlite_engine.connect() as connection:
        event.listen(
            connection,
            "before_cursor_execute",
            lambda _c, _cursor, statement, values, *_: asked.append((statement, values)),
        )
        log = SqlEntries(connection)
        log.newest(SHEET)
        log.newest_of([INTERVIEW])
        log.added_in([INTERVIEW])
        log.current(SHEET, [an_entry().key])
        queries = [(said, values) for said, values in asked if said.startswith("SELECT")]
        plans = [
            " / ".join(row[-1] for row in connection.exec_driver_sql(f"explain query plan {q}", v))
            for q, v in queries
        ]

    assert len(plans) == 4
    for plan in plans:
        assert "USING COVERING INDEX ix_entries_newest" in plan
        assert "SCAN entries" not in plan


def test_on_postgresql_a_locked_sheet_holds_others_and_leaves_other_sheets_free(postgres_engine):
    store = sql_unit_of_work(postgres_engine)
    furnish(store, an_interview(seats=(a_seat(RATER), a_seat(OTHER_RATER))))

    def free(sheet):
        with postgres_engine.connect() as connection:
            query = text("select pg_try_advisory_xact_lock(:key)")
            return connection.execute(query, {"key": locking.number_of(sheet.box)}).scalar_one()

    with store() as uow:
        uow.entries.append(an_entry())  # appending locks, so that ids rise with commits

        assert not free(SHEET)
        assert free(OTHER_SHEET)
        uow.commit()
        assert free(SHEET)
