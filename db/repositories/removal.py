"""A requisition taken out whole, table by table, so that no foreign key is left hanging."""

from sqlalchemy import Connection, select

from assessment.domain.errors import no_such
from assessment.domain.handover import lender_key
from assessment.domain.ids import RequisitionId
from db.repositories import writing
from db.tables import (
    attachments,
    board_entries,
    briefs,
    candidates,
    contacts,
    debrief_records,
    drafts,
    entries,
    former_names,
    handovers,
    interviews,
    kept_longer,
    kit_drafts,
    kits,
    outcome_records,
    panel_members,
    people,
    removals,
    requisitions,
    retention_periods,
    seat_links,
    seats,
    settings,
)


def remove_requisition(connection: Connection, requisition: RequisitionId) -> None:
    """Delete the requisition with its candidates, interviews, ratings, boards, kits and briefs."""
    own = select(candidates.c.id).where(candidates.c.requisition == requisition)
    held = select(interviews.c.id).where(interviews.c.candidate.in_(own))
    for table, which in (
        (drafts, drafts.c.candidate.in_(own)),
        (drafts, drafts.c.requisition == requisition),
        (kept_longer, kept_longer.c.candidate.in_(own)),
        (outcome_records, outcome_records.c.candidate.in_(own)),
        (debrief_records, debrief_records.c.candidate.in_(own)),
        (board_entries, board_entries.c.interview.in_(held)),
        (entries, entries.c.interview.in_(held)),
        (handovers, handovers.c.interview.in_(held)),
        (seat_links, seat_links.c.interview.in_(held)),
        (seats, seats.c.interview.in_(held)),
        (interviews, interviews.c.candidate.in_(own)),
        (kits, kits.c.requisition == requisition),
        (kit_drafts, kit_drafts.c.requisition == requisition),
        (retention_periods, retention_periods.c.requisition == requisition),
        (briefs, briefs.c.requisition == requisition),
        (panel_members, panel_members.c.requisition == requisition),
        (people, people.c.subject.in_(own)),
        (former_names, former_names.c.subject.in_(own)),
        (attachments, attachments.c.candidate.in_(own)),
        (contacts, contacts.c.candidate.in_(own)),
        (removals, removals.c.requisition == requisition),
        (candidates, candidates.c.requisition == requisition),
        (settings, settings.c.key == lender_key(requisition)),
    ):
        writing.remove(connection, table, which, name=requisition)
    which = requisitions.c.id == requisition
    if not writing.remove(connection, requisitions, which, name=requisition):
        raise no_such("role", requisition)
