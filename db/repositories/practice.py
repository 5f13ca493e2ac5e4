"""The raters' practice log."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, insert, select

from assessment.domain.ids import RaterId
from assessment.domain.practice import (
    PracticeAnswer,
    PracticeEvent,
    PracticeKind,
    PracticeRule,
)
from db.repositories import writing
from db.tables import practice_events

c = practice_events.c
_RULE = TypeAdapter(PracticeRule)
_ANSWERS = TypeAdapter(tuple[PracticeAnswer, ...])


class SqlPractice:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, event: PracticeEvent) -> None:
        row = {
            "rater": event.rater,
            "round": event.round,
            "kind": event.kind,
            "place": event.place,
            "level": event.level,
            "document": _document(event),
            "at": event.at,
        }
        with writing.refusing(
            f"Round {event.round} is already {event.kind}.",
            f"There is no interviewer {event.rater} in this database.",
        ):
            self._connection.execute(insert(practice_events), row)

    def of(self, rater: RaterId) -> list[PracticeEvent]:
        query = select(practice_events).where(c.rater == rater).order_by(c.id)
        return [_event(row) for row in self._connection.execute(query).mappings()]

    def forget(self, rater: RaterId) -> None:
        writing.remove(self._connection, practice_events, c.rater == rater, name=rater)


def _document(event: PracticeEvent) -> dict[str, Any] | None:
    if event.kind is not PracticeKind.STARTED:
        return None
    return {
        "rule": _RULE.dump_python(event.rule or PracticeRule(), mode="json"),
        "answers": _ANSWERS.dump_python(event.answers, mode="json"),
    }


def _event(row: RowMapping) -> PracticeEvent:
    document = row["document"] or {}
    rule = document.get("rule")
    return PracticeEvent(
        id=row["id"],
        rater=row["rater"],
        round=row["round"],
        kind=row["kind"],
        at=row["at"],
        place=row["place"],
        level=row["level"],
        rule=None if rule is None else _RULE.validate_python(rule),
        answers=_ANSWERS.validate_python(document.get("answers", ())),
    )
