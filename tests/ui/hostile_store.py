"""The demo with hostile text in every place where a person may have written something."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, select, text, update

from db.opening import Store
from db.tables import (
    board_entries,
    briefs,
    candidates,
    debrief_records,
    drafts,
    entries,
    interviews,
    journal,
    kept_longer,
    kits,
    outcome_records,
    people,
    requisitions,
    retention_periods,
)
from question_bank import QuestionBank

MARK = "m4rk"
HOSTILE = (
    f"![{MARK}](http://evil.example/{MARK}.png) [{MARK}](http://evil.example) "
    f'<img src="http://evil.example/{MARK}.svg" onerror="{MARK}()"> :red[{MARK}] '
    f":material/home: :smile: **{MARK}** $x^{{{MARK}}}$ `{MARK}` | {MARK} &lt;{MARK}&gt; "
    f"www.evil.example {MARK}@evil.example\n# {MARK}\n\n- {MARK}\n\n{MARK}\n===\n"
)
"""Whatever Markdown, HTML, a mail program or Streamlit would make more of than letters."""

WRITTEN = {
    requisitions: ("title", "client"),
    candidates: ("withdrawn_because",),
    people: ("name",),
    briefs: ("title", "client", "to_clear_up"),
    debrief_records: ("text",),
    outcome_records: ("text",),
    journal: ("about", "detail", "because"),
    kept_longer: ("because",),
    retention_periods: ("reason",),
}
"""Columns that hold what people wrote, by table."""


def hostile(number: object = "") -> str:
    """The same text, told apart by `number` where two may not be equal."""
    return f"{HOSTILE}{number}"


def spoil(engine: Engine) -> None:
    """Overwrites what people wrote in the whole database."""
    with engine.begin() as connection:
        for table, columns in WRITTEN.items():
            for (row,) in connection.execute(text(f"select rowid from {table.name}")).all():  # noqa: S608  # our own tables
                for column in columns:
                    connection.execute(
                        text(f"update {table.name} set {column} = :said where rowid = :row"),  # noqa: S608  # as above
                        {"said": hostile(row), "row": row},
                    )
        _spoil_the_rest(connection)


def _spoil_the_rest(connection: Connection) -> None:
    """Texts that stand beside other values, or inside a document."""
    worded = entries.c.kind.in_(["evidence", "reasons", "deviation"])
    connection.execute(update(entries).where(worded).values(text=HOSTILE))
    first = select(entries.c.id).where(entries.c.kind == "verdict").limit(20)
    connection.execute(update(entries).where(entries.c.id.in_(first)).values(because=HOSTILE))
    said = board_entries.c.kind == "words"
    connection.execute(update(board_entries).where(said).values(value=HOSTILE))
    for row in connection.execute(select(kits)).mappings().all():
        changed = spoiled_document(row["document"])
        connection.execute(update(kits).where(kits.c.id == row["id"]).values(document=changed))
    for brief in connection.execute(select(briefs)).mappings().all():
        told = dict.fromkeys(brief["weights"], HOSTILE)
        mine = briefs.c.requisition == brief["requisition"]
        made_from = spoiled_origin(brief["origin"])
        connection.execute(update(briefs).where(mine).values(rationale=told, origin=made_from))


def spoiled_origin(origin: Any) -> Any:  # any JSON
    """What a brief was made from, with hostile names, reasons and words of the client."""
    start = origin["start"]
    start |= {key: dict.fromkeys(start[key], HOSTILE) for key in ("reasons", "rationale")}
    start |= {"name": HOSTILE, "title": HOSTILE, "asks": [HOSTILE]}
    for answer in origin["answers"].values():
        answer["note"] = HOSTILE
    return origin


FREE = frozenset(
    ("title", "prompt", "statement", "dispute", "reason", "behaviour", "handout", "text")
)
LISTED = frozenset({"probes", "listen_for", "wrong_beliefs", "accepted_positions"})


def spoiled_document(value: Any, key: str = "") -> Any:  # any JSON
    """A kit's document with hostile wording; ids, numbers and names of enums stay."""
    if isinstance(value, Mapping):
        return {k: spoiled_document(v, k) for k, v in value.items()}
    if isinstance(value, list):
        if key in LISTED:
            return [
                hostile(n) if isinstance(v, str) else spoiled_document(v, key)
                for n, v in enumerate(value)
            ]
        return [spoiled_document(v, key) for v in value]
    return HOSTILE if isinstance(value, str) and key in FREE else value


def add_what_the_demo_lacks(store: Store) -> None:
    """Unsaved drafts, an outcome, a candidate who withdrew, an interview that nobody began."""
    now = datetime(2026, 11, 30, tzinfo=UTC)
    with store.engine.begin() as connection:
        for form, fields in {
            "note": ("text",),
            "final": ("text", "recommendation"),
            "amendment": ("because", "evidence"),
        }.items():
            for field in fields:
                connection.execute(
                    drafts.insert().values(
                        subject="DEMO-PLANT.C-02",
                        author="",
                        form=form,
                        field=field,
                        candidate="DEMO-PLANT.C-02",
                        text=HOSTILE,
                        kept_at=now,
                    )
                )
        for month in (None, 3):
            said = {"kind": "outcome", "month": month, "in_role": True}
            began = {"kind": "started", "started_on": date(2026, 7, 1)}
            about = {"candidate": "DEMO-PLANT.C-01", "at": now, "levels": {}, "text": ""}
            row = about | (said if month else began)
            connection.execute(outcome_records.insert().values(**row))
        word = {"until": date(2028, 1, 1), "because": "", "at": now}
        kept = {"candidate": "DEMO-PLANT.C-01", **word}
        connection.execute(kept_longer.insert().values(**kept))
        period = {"requisition": "DEMO-PLANT", "months": 12, "reason": ""}
        connection.execute(retention_periods.insert().values(**period))
        gone = candidates.c.id == "DEMO-ENTERPRISE.C-06"
        connection.execute(update(candidates).where(gone).values(withdrawn_at=now))
        one = connection.execute(select(interviews)).mappings().first()
        assert one is not None
        made = {**one, "id": "DEMO-PLANT.C-01.2", "planned_at": now}
        connection.execute(interviews.insert().values(**made))
        connection.execute(
            text(
                "insert into seats select 'DEMO-PLANT.C-01.2', rater, role, position from seats "
                "where interview = 'DEMO-PLANT.C-01.1'"
            )
        )


def spoiled_bank(bank: QuestionBank) -> QuestionBank:
    """The bank as somebody's own questions could make it: every wording hostile."""
    questions = {
        id_: q.model_copy(
            update={
                "title": hostile(n),
                "prompt": hostile(n),
                "probes": tuple(hostile(p) for p, _ in enumerate(q.probes)),
                "listen_for": tuple(hostile(p) for p, _ in enumerate(q.listen_for)),
                "wrong_beliefs": tuple(hostile(p) for p, _ in enumerate(q.wrong_beliefs)),
                "anchors": tuple(a.model_copy(update={"behaviour": HOSTILE}) for a in q.anchors),
            }
        )
        for n, (id_, q) in enumerate(bank.questions.items())
    }
    cards = {
        id_: c.model_copy(update={"statement": hostile(n), "dispute": HOSTILE})
        for n, (id_, c) in enumerate(bank.cards.items())
    }
    return replace(bank, questions=questions, cards=cards)
