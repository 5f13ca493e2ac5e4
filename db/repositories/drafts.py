"""Forms that people filled in and did not save yet: one row per field."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, select

from assessment.domain.draft_form import DraftField, DraftForm
from assessment.domain.ids import RaterId
from db.repositories import writing
from db.tables import drafts

c = drafts.c


class SqlDrafts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, field: DraftField) -> None:
        form = field.form
        key = {"subject": form.subject, "author": form.author or "", "form": form.name}
        about = {"candidate": form.candidate, "requisition": form.requisition}
        writing.put(
            self._connection,
            drafts,
            {**key, "field": field.field},
            {**about, "text": field.text, "kept_at": field.kept_at},
            name=f"a draft about {form.subject}",
        )

    def of(self, subject: str, author: RaterId | None) -> list[DraftField]:
        query = select(drafts).where(_by(subject, author)).order_by(c.form, c.field)
        found = self._connection.execute(query).mappings()
        return [_field(row, author) for row in found]

    def every(self, subject: str) -> list[DraftField]:
        query = select(drafts).where(c.subject == subject).order_by(c.author, c.form, c.field)
        found = self._connection.execute(query).mappings()
        return [_field(row, RaterId(row["author"]) or None) for row in found]

    def drop(self, form: DraftForm, fields: Collection[str] | None = None) -> None:
        which = and_(_by(form.subject, form.author), c.form == form.name)
        if fields is not None:
            which = and_(which, c.field.in_(fields))
        writing.remove(self._connection, drafts, which, name=form.name)


def _by(subject: str, author: RaterId | None) -> ColumnElement[bool]:
    return and_(c.subject == subject, c.author == (author or ""))


def _field(row: RowMapping, author: RaterId | None) -> DraftField:
    form = DraftForm(
        name=row["form"],
        author=author,
        candidate=row["candidate"],
        requisition=row["requisition"],
    )
    return DraftField(form=form, field=row["field"], text=row["text"], kept_at=row["kept_at"])
