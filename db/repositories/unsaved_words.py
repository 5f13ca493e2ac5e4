"""What each person typed into a form and did not save yet: one row per field."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, select

from assessment.domain.draft_fields import Form, Words
from assessment.domain.ids import CandidateId, RaterId
from db.repositories import writing
from db.tables import unsaved_words

c = unsaved_words.c


class SqlUnsavedWords:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, words: Words) -> None:
        form = words.form
        key = {"candidate": form.candidate, "keeper": form.keeper or "", "form": form.name}
        writing.put(
            self._connection,
            unsaved_words,
            {**key, "field": words.field},
            {"text": words.text, "kept_at": words.kept_at},
            name=f"something typed about {form.candidate}",
        )

    def of(self, candidate: CandidateId, keeper: RaterId | None) -> list[Words]:
        query = select(unsaved_words).where(_by(candidate, keeper)).order_by(c.form, c.field)
        found = self._connection.execute(query).mappings()
        return [_words(row, keeper) for row in found]

    def drop(self, form: Form, fields: Collection[str] | None = None) -> None:
        which = and_(_by(form.candidate, form.keeper), c.form == form.name)
        if fields is not None:
            which = and_(which, c.field.in_(fields))
        writing.remove(self._connection, unsaved_words, which, name=form.name)


def _by(candidate: CandidateId, keeper: RaterId | None) -> ColumnElement[bool]:
    return and_(c.candidate == candidate, c.keeper == (keeper or ""))


def _words(row: RowMapping, keeper: RaterId | None) -> Words:
    form = Form(candidate=row["candidate"], keeper=keeper, name=row["form"])
    return Words(form=form, field=row["field"], text=row["text"], kept_at=row["kept_at"])
