"""What becomes of every table when a candidate's data is erased or anonymised."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, Update, delete, select, update

from assessment.domain.board import BoardKind
from assessment.domain.erasure import Erasure, ErasureRecord
from assessment.domain.ids import CandidateId, InterviewId
from assessment.domain.pack_texts import FORM, fields_about
from assessment.domain.permissions import Action
from assessment.domain.rating import Kind
from db.repositories.journal import SqlJournal
from db.tables import (
    attachments,
    board_entries,
    candidates,
    contacts,
    debrief_records,
    drafts,
    entries,
    former_names,
    interviews,
    journal,
    kept_longer,
    metadata,
    outcome_records,
    people,
    removals,
    seat_links,
)

Erased = Sequence[tuple[CandidateId, Erasure]]
"""Who was erased, and how much of the data went, oldest first."""
NAMED = (people.c.subject, removals.c.subject)
"""Columns that hold the id of a candidate or an interview without being foreign keys."""


class SqlErasures:
    def __init__(self, connection: Connection, log: SqlJournal) -> None:
        self._connection, self._log = connection, log
        self.done: list[tuple[CandidateId, Erasure]] = []
        """By this unit of work."""

    def erase(self, candidate: CandidateId) -> None:
        self._log.erase_reasons(candidate)
        held = self._interviews(candidate)
        self._unsay_in_packs(candidate, held)
        for table in reversed(metadata.sorted_tables):
            for which in about(table, candidate, held):
                self._connection.execute(delete(table).where(which))
        self._connection.execute(delete(candidates).where(candidates.c.id == candidate))
        self.done.append((candidate, Erasure.ERASE))

    def anonymise(self, candidate: CandidateId, *, at: datetime) -> None:
        self._log.erase_reasons(candidate)
        held = self._interviews(candidate)
        self._unsay_in_packs(candidate, held)
        for statement in _wordless(candidate, held, at):
            self._connection.execute(statement)
        for table in (people, former_names, contacts, attachments, drafts, kept_longer):
            for which in about(table, candidate, held):
                self._connection.execute(delete(table).where(which))
        self.done.append((candidate, Erasure.ANONYMISE))

    def find(self, candidate: CandidateId) -> ErasureRecord | None:
        c = journal.c
        rows = self._connection.execute(_erasures(c.at, c.by, c.detail).where(c.about == candidate))
        row = next(reversed(rows.all()), None)
        if row is None:
            return None
        how = Erasure(row.detail)
        return ErasureRecord(candidate=candidate, how=how, at=row.at, by=row.by)

    def candidates(self) -> list[CandidateId]:
        return list(dict.fromkeys(candidate for candidate, _ in erasures_in(self._connection)))

    def _unsay_in_packs(self, candidate: CandidateId, held: Sequence[InterviewId]) -> None:
        """The wording of these texts for clients: fields of forms about the requisition."""
        c = entries.c
        noted = select(c.interview, c.rater, c.item).where(c.interview.in_(held)).distinct()
        said = select(debrief_records.c.id).where(debrief_records.c.candidate == candidate)
        fields = fields_about(
            [(i, r, item) for i, r, item in self._connection.execute(noted)],
            self._connection.scalars(said),
        )
        own = select(candidates.c.requisition).where(candidates.c.id == candidate)
        d = drafts.c
        for field in sorted(fields):  # one by one: SQLite takes so many values in a statement
            named = (d.subject == own.scalar_subquery(), d.form == FORM, d.field == field)
            self._connection.execute(delete(drafts).where(*named))

    def _interviews(self, candidate: CandidateId) -> list[InterviewId]:
        query = select(interviews.c.id).where(interviews.c.candidate == candidate)
        return list(self._connection.scalars(query))


def erasures_in(connection: Connection) -> Erased:
    """Every erasure that the audit log has, oldest first."""
    rows = connection.execute(_erasures(journal.c.about, journal.c.detail))
    return [(CandidateId(candidate), Erasure(how)) for candidate, how in rows]


def _erasures(*columns: ColumnElement[Any]) -> Select[Any]:
    """These columns of each line about an erasure, oldest first.

    The check of the chains reads a log that somebody may have changed: a line that names no kind of
    erasure is left out, and no column is read that isn't needed.
    """
    c = journal.c
    kinds = c.detail.in_([how.value for how in Erasure])
    return select(*columns).where(c.act == Action.ERASE_CANDIDATE.value, kinds).order_by(c.id)


def about(
    table: Table, candidate: CandidateId, held: Sequence[InterviewId]
) -> Iterator[ColumnElement[bool]]:
    """For each column that names a candidate or an interview: the rows about this one.

    `held` are the candidate's interviews. The columns are found by their foreign keys, so that a
    table that is added later is not forgotten.
    """
    for column in table.columns:
        keys = {key.column.table.name for key in column.foreign_keys}
        if candidates.name in keys:
            yield column == candidate
        elif interviews.name in keys:
            yield column.in_(held)
        elif any(column is named for named in NAMED):
            yield (column == candidate) | column.in_(held)


def _wordless(
    candidate: CandidateId, held: Sequence[InterviewId], at: datetime
) -> Collection[Update]:
    """Texts and their salts; without a salt nobody can try words out against a digest.

    The wording of a question that somebody added is the bank's, and stays.
    """
    own = entries.c.interview.in_(held) & (entries.c.kind != Kind.ADDED)
    words = board_entries.c.interview.in_(held) & (board_entries.c.kind == BoardKind.WORDS)
    said = debrief_records.c.candidate == candidate
    subject = (removals.c.subject == candidate) | removals.c.subject.in_(held)
    one, open_link = candidates.c.id == candidate, seat_links.c.revoked_at.is_(None)
    return (
        update(entries).where(own, entries.c.text.is_not(None)).values(text=""),
        update(entries).where(own).values(because="", salt=None),
        update(board_entries).where(words).values(value="", salt=None),
        update(debrief_records).where(said).values(text="", salt=None),
        update(outcome_records).where(outcome_records.c.candidate == candidate).values(text=""),
        update(removals).where(subject).values(because=""),
        update(seat_links).where(seat_links.c.interview.in_(held), open_link).values(revoked_at=at),
        update(candidates).where(one, candidates.c.withdrawn_at.is_(None)).values(withdrawn_at=at),
        update(candidates).where(one).values(withdrawn_because="", anonymised_at=at),
    )
