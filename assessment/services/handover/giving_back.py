"""Make the file that brings a seat home, on the laptop on which the interview was held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assessment import version
from assessment.domain.board import BoardEntry
from assessment.domain.draft_form import proposal_in
from assessment.domain.errors import NotAllowed
from assessment.domain.handover import Handover, HandoverDirection
from assessment.domain.ids import SheetKey, candidate_in
from assessment.domain.kit import InterviewKit
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import Entry, Kind, Standing
from assessment.export.handover_file import BOARD, DRAFTS, ENTRIES, return_bytes
from assessment.export.handover_papers import BoardRow, DraftRow, EntryRow, ReturnPaper
from assessment.services.handover.content import content_digest
from assessment.services.store.identity import identity_of
from assessment.services.store.lookups import the_kit
from assessment.services.store.permits import acting, note_act, permit_interview
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """A seat on its way home, with the file that takes it there."""

    handover: Handover
    file: bytes
    entries: int
    submitted: bool


def give_back(open_uow: OpenUnitOfWork, clock: Clock, *, sheet: SheetKey, by: Actor) -> GivenBack:
    """Ends writing on this seat here: what a page still sends is kept as a proposal.

    Asked again it gives a file with everything that is here by then.
    """
    with acting(open_uow, by) as uow:
        interview, candidate = permit_interview(uow, by, Action.RETURN_INTERVIEW, sheet.interview)
        if by.rater not in {None, sheet.rater}:
            raise NotAllowed(f"Only {sheet.rater} or the owner can return this scorecard.")
        uow.entries.lock(sheet)
        now = clock()
        there = _came(uow, sheet)
        handover = replace(there, returned_at=there.returned_at or now)
        uow.handovers.put(handover)
        own, kit = identity_of(uow), the_kit(uow, candidate.requisition, interview.kit)
        log = uow.entries.history(sheet)
        file = _file(uow, own, handover, kit, log, now)
        note_act(uow, by, Action.RETURN_INTERVIEW, interview.id, _detail(own, handover, log))
        uow.commit()
    done = any(e.kind is Kind.SUBMIT and e.standing is Standing.COUNTS for e in log)
    return GivenBack(handover=handover, file=file, entries=len(log), submitted=done)


def _came(uow: UnitOfWork, sheet: SheetKey) -> Handover:
    came = [h for h in uow.handovers.of([sheet.interview]) if h.direction is HandoverDirection.IN]
    there = next((h for h in reversed(came) if h.sheet == sheet), None)
    if there is None:
        raise NotAllowed(f"The scorecard of {sheet.rater} did not come from another laptop.")
    return there


def _file(  # everything that a return holds
    uow: UnitOfWork,
    own: str,
    handover: Handover,
    kit: InterviewKit,
    log: Sequence[Entry],
    now: datetime,
) -> bytes:
    sheet = handover.sheet
    paper = ReturnPaper(
        interview=sheet.interview,
        rater=handover.their_rater,
        kit=kit.id,
        kit_digest=kit.digest,
        returned_at=handover.returned_at or now,
    )
    about = {
        "handover": handover.id,
        "home": handover.other,
        "written_by": own,
        "made_at": now,
        "levelset_version": version(),
    }
    board = uow.boards.log(sheet.interview) if handover.board else []
    rows: dict[str, Sequence[EntryRow | BoardRow | DraftRow]] = {
        ENTRIES: [_entry_row(e) for e in log],
        BOARD: [_board_row(e) for e in board],
        DRAFTS: _drafts(uow, sheet, log),
    }
    return return_bytes(about, paper, rows)


def _detail(own: str, handover: Handover, log: Sequence[Entry]) -> str:
    """`R-01, 9f2c…, 41 entries, content 7d1e…`: an audit of both databases finds one digest."""
    there = SheetKey(handover.sheet.interview, handover.their_rater)
    content = content_digest(own, [replace(e, sheet=there) for e in log])
    return f"{handover.sheet.rater}, {handover.id}, {len(log)} entries, content {content[:16]}"


def _entry_row(entry: Entry) -> EntryRow:
    return EntryRow(
        id=entry.id,
        client=entry.client,
        seq=entry.seq,
        kind=entry.kind.value,
        item=entry.item,
        part=entry.part,
        value=entry.value,
        over=entry.over,
        standing=entry.standing,
        because=entry.because,
        client_at=entry.client_at,
        at=entry.at,
    )


def _board_row(entry: BoardEntry) -> BoardRow:
    return BoardRow(
        client=entry.client,
        seq=entry.seq,
        kind=entry.kind.value,
        part=entry.part,
        value=entry.value,
        standing=entry.standing,
        client_at=entry.client_at,
        at=entry.at,
    )


def _drafts(uow: UnitOfWork, sheet: SheetKey, log: Sequence[Entry]) -> list[DraftRow]:
    """What the rater typed into forms about this candidate and did not save.

    A proposal of another interview goes home with the return of that one.
    """
    here = {None, *(e.id for e in log)}
    kept = uow.drafts.of(candidate_in(sheet.interview), sheet.rater)
    return [
        DraftRow(form=f.form.name, field=f.field, text=f.text, kept_at=f.kept_at)
        for f in kept
        if proposal_in(f.form.name) in here
    ]
