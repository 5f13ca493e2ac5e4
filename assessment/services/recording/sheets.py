"""A rater's scorecard while it is being filled in: what its page shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.domain.errors import no_such, not_a_rater
from assessment.domain.ids import ItemId, SheetKey, code_of
from assessment.domain.interview import Interview
from assessment.domain.kit import InterviewKit, KitItem
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import Entry, EntryKey, current
from assessment.domain.requisition import Candidate
from assessment.domain.scorecard import Scorecard, before_submitting, items_of, scorecard
from assessment.domain.visibility import may_rate
from assessment.services.store.generation import generation_of
from assessment.services.store.lookups import whereabouts
from assessment.services.store.permits import acting, permit_sheet
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """One rater's scorecard with everything that its screen shows."""

    interview: Interview
    candidate: Candidate
    title: str
    """Of the role."""
    rater: str
    """The name of whoever rates here."""
    kit: InterviewKit
    card: Scorecard
    counting: Mapping[EntryKey, Entry]
    missing: tuple[str, ...]
    """What keeps it from being submitted, one sentence each."""
    generation: str
    """Of the database that it was read from; the ids in `state` have a meaning only there."""
    asked: tuple[ItemId, ...]
    """In the order in which each was first asked."""
    elsewhere: str
    """Where the seat is, if another laptop writes on it; blank where it is here."""

    @property
    def items(self) -> tuple[KitItem, ...]:
        """The kit's, then those that were added."""
        return items_of(self.kit, self.card)

    @property
    def state(self) -> dict[str, list[object]]:
        """What counts, as pages keep it: `kind|item|part` to value, id, epoch seconds, client."""
        return {
            "|".join(key): [e.value, e.id, e.at.timestamp(), e.client]
            for key, e in self.counting.items()
        }

    @property
    def unrated(self) -> tuple[ItemId, ...]:
        """Items without a level and without a reason for none."""
        return tuple(i.id for i in self.items if self.card.record(i.id).verdict is None)


def meeting(uow: UnitOfWork, sheet: SheetKey) -> tuple[Interview, Candidate]:
    """The interview and candidate of a sheet whose rater has a rating seat there."""
    interview = uow.interviews.find(sheet.interview)
    if interview is None:
        raise no_such("interview", sheet.interview)
    if not may_rate(interview.role_of(sheet.rater)):
        raise not_a_rater(sheet.rater, code_of(interview.candidate))
    candidate = uow.requisitions.candidate(interview.candidate)
    if candidate is None:
        raise no_such("candidate", interview.candidate)
    return interview, candidate


def sheet(open_uow: OpenUnitOfWork, sheet: SheetKey, *, by: Actor) -> SheetView:
    """Everything that one rater's own screen shows of her sheet."""
    with acting(open_uow, by, read_only=True) as uow:
        permit_sheet(uow, by, Action.SEE_SCORECARD, sheet)
        return view(uow, sheet)


def view(uow: UnitOfWork, sheet: SheetKey) -> SheetView:
    """As `sheet`, inside a transaction that is already open."""
    interview, candidate = meeting(uow, sheet)
    kit = uow.kits.find(interview.kit)
    requisition = uow.requisitions.find(candidate.requisition)
    if kit is None or requisition is None:
        raise no_such("kit", interview.kit)
    kept, seat = uow.entries.newest(sheet), interview.seat_of(sheet.rater)
    card = scorecard(sheet, kept)
    return SheetView(
        interview=interview,
        candidate=candidate,
        title=requisition.title,
        rater=uow.people.raters().get(sheet.rater, sheet.rater),
        kit=kit,
        card=card,
        counting=current(kept),
        missing=before_submitting(card, kit),
        generation=generation_of(uow),
        asked=tuple(uow.entries.asked_order(sheet)),
        elsewhere=whereabouts(uow, sheet) if seat and seat.elsewhere else "",
    )
