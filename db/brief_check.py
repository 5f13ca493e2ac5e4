"""Compares every saved brief with the digest that the audit log has of it.

Briefs have no chain of their own, and the log that notes them has one. A weight that somebody
changed in the database would change scores, and shows here.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select

from assessment.domain.brief_digest import digest_of_brief, read_noted
from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Action
from db.repositories.briefs import SqlBriefs
from db.tables import journal, requisitions


def changed_briefs(connection: Connection) -> Iterator[str]:
    """One sentence for each revision that isn't as it was saved.

    What an earlier version saved has no digest and is left out, and so is a role that was removed
    whole.
    """
    there = set(connection.scalars(select(requisitions.c.id)))
    for requisition, known in _noted(connection).items():
        if requisition in there:
            yield from _changed(connection, requisition, known)


def _noted(connection: Connection) -> Mapping[RequisitionId, Mapping[int, str]]:
    """Revision to digest, by requisition. A line that was changed may hold anything."""
    c, found = journal.c, defaultdict[RequisitionId, dict[int, str]](dict)
    query = select(c.about, c.detail).where(c.act == Action.EDIT_BRIEF.value).order_by(c.id)
    for about, detail in connection.execute(query):
        if isinstance(detail, str) and (read := read_noted(detail)):
            revision, digest = read
            found[about][revision] = digest
    return found


def _changed(
    connection: Connection, requisition: RequisitionId, known: Mapping[int, str]
) -> Iterator[str]:
    what = f"Brief of {requisition}:"
    try:
        briefs = SqlBriefs(connection).revisions(requisition)
        digests = {b.revision: digest_of_brief(b) for b in briefs}
    except (ValueError, TypeError, LookupError, AttributeError):  # no brief of ours reads so
        yield f"{what} a revision was changed: it holds what Levelset never writes."
        return
    for revision, digest in known.items():
        if revision not in digests:
            yield f"{what} revision {revision} is missing."
        elif digest and digests[revision] != digest:
            yield f"{what} revision {revision} was changed after it was saved."
    for revision in sorted(set(digests) - set(known)):
        if revision > min(known):
            yield f"{what} revision {revision} was not saved by Levelset."
