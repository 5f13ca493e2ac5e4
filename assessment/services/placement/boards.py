"""The placement board of an interview: what its page and the interviewer's screen show."""

from contextlib import suppress
from dataclasses import dataclass

from assessment.domain.audit import BOARD_OPENED
from assessment.domain.board import Board, BoardEntry, board_of
from assessment.domain.chain import board_box
from assessment.domain.deck import Deck
from assessment.domain.errors import AssessmentError, NotFound, no_such
from assessment.domain.ids import InterviewId
from assessment.domain.interview import Interview
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import Standing
from assessment.domain.requisition import Candidate
from assessment.services.access import tokens
from assessment.services.store.generation import generation_of
from assessment.services.store.lookups import the_candidate, the_interview
from assessment.services.store.permits import acting, permit_interview
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """One interview's board with all that either side's screen needs of it."""

    interview: Interview
    candidate: Candidate
    deck: Deck
    board: Board
    log: tuple[BoardEntry, ...]
    generation: str
    """Of the database that it was read from; the ids in `state` have a meaning only there."""

    @property
    def box(self) -> str:
        return box_of(self.interview.id)

    @property
    def state(self) -> dict[str, list[object]]:
        """What counts, as pages keep it: `kind|item|part` to value, id, epoch seconds, client."""
        counting = {e.key: e for e in self.log if e.standing is Standing.COUNTS}
        return {
            f"{kind}||{part}": [e.value, e.id, e.at.timestamp(), e.client]
            for (kind, part), e in counting.items()
        }


def box_of(interview: InterviewId) -> str:
    """`DEMO-PLANT.C-01.1:board`: how the browser's outbox names the board."""
    return board_box(interview)


def open_board(open_uow: OpenUnitOfWork, interview: InterviewId) -> BoardView:
    """The board as it stands; NotFound where the interview's kit has none."""
    with open_uow(read_only=True) as uow:
        return view(uow, interview)


def view(uow: UnitOfWork, interview: InterviewId) -> BoardView:
    """As `open_board`, inside a transaction that is already open."""
    found, deck = dealt(uow, interview)
    the_interview(uow, interview)  # one that was removed shows nothing
    if found.board_elsewhere:
        raise NotFound("The placement board of this interview is on another laptop. Do it there.")
    log = tuple(uow.boards.log(interview))
    return BoardView(
        interview=found,
        candidate=the_candidate(uow, found.candidate),
        deck=deck,
        board=board_of(log, deck.ids),
        log=log,
        generation=generation_of(uow),
    )


def code_of(open_uow: OpenUnitOfWork, interview: InterviewId, *, by: Actor) -> str:
    """What stands in the candidate's link: it opens this board and nothing else."""
    with acting(open_uow, by, read_only=True) as uow:
        permit_interview(uow, by, Action.SHARE_BOARD, interview)
    return tokens.board_code(open_uow, interview)


def interview_of(open_uow: OpenUnitOfWork, code: str) -> InterviewId | None:
    """The interview whose board `code` opens; None for anything else."""
    with open_uow(read_only=True) as uow:
        offered = [
            interview.id
            for requisition in uow.requisitions.all()
            if any(kit.deck for kit in uow.kits.of(requisition.id))
            for interview in uow.interviews.of_requisition(requisition.id)
        ]
    return tokens.board_opened_by(open_uow, code, offered)


def note_opened(open_uow: OpenUnitOfWork, interview: InterviewId) -> None:
    """Notes in the audit log that a browser was let in to this board."""
    with suppress(AssessmentError), open_uow() as uow:  # the exercise can be done anyway
        uow.journal.note(by=None, act=BOARD_OPENED, about=board_box(interview), detail="")
        uow.commit()


def dealt(uow: UnitOfWork, interview: InterviewId) -> tuple[Interview, Deck]:
    """Return an interview with the cards of its exercise; NotFound where its kit has none."""
    found = uow.interviews.find(interview)
    if found is None:
        raise no_such("interview", interview)
    kit = uow.kits.find(found.kit)
    if kit is None or kit.deck is None:
        raise NotFound(f"The kit of the interview {interview!r} has no placement exercise.")
    return found, kit.deck
