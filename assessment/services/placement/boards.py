"""The placement board of an interview: takes in what its page sends, reads what it shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment.domain.board import (
    Board,
    BoardEntry,
    BoardKind,
    BoardValue,
    Placement,
    Stance,
    board_of,
)
from assessment.domain.deck import Deck
from assessment.domain.errors import AssessmentError, Invalid, NotFound
from assessment.domain.ids import InterviewId
from assessment.domain.interview import Interview
from assessment.domain.rating import Standing
from assessment.domain.requisition import Candidate
from assessment.services.access import tokens
from assessment.services.recording.event_parsing import (
    LARGEST_NUMBER,
    RawEvent,
    moment,
    one_of,
    plain,
    whole,
)
from assessment.services.recording.sheets import Refusal, Taken, as_sentence
from assessment.services.store.generation import Restored, epoch_of
from assessment.services.store.lookups import the_candidate, the_interview
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import cleaned
from question_bank import Cell

LONGEST_WORDS = 2_000
"""Characters of a convention in the candidate's own words: a page is an essay."""
FINISHED = (BoardKind.FINISH, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """One interview's board with all that either side's screen needs of it."""

    interview: Interview
    candidate: Candidate
    deck: Deck
    board: Board
    log: tuple[BoardEntry, ...]
    epoch: str
    """Of the database that it was read from; the ids in `state` mean something in it only."""

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
    return f"{interview}:board"


def open_board(open_uow: OpenUnitOfWork, interview: InterviewId) -> BoardView:
    """The board as it stands; NotFound where the interview's kit has none."""
    with open_uow(read_only=True) as uow:
        return view(uow, interview)


def view(uow: UnitOfWork, interview: InterviewId) -> BoardView:
    """As `open_board`, inside a transaction that is already open."""
    found, deck = _exercise(uow, interview)
    log = tuple(uow.boards.log(interview))
    return BoardView(
        interview=found,
        candidate=the_candidate(uow, found.candidate),
        deck=deck,
        board=board_of(log, deck.ids),
        log=log,
        epoch=epoch_of(uow),
    )


def code_of(open_uow: OpenUnitOfWork, interview: InterviewId) -> str:
    """What stands in the candidate's link: it opens this board and nothing else."""
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


def take_in(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    interview: InterviewId,
    client: str,
    events: Sequence[RawEvent],
    epoch: str = "",
) -> Taken:
    """Appends what the board's page sent, in order, in one transaction.

    A repeat gets its first answer again; one bad event is refused alone. What arrives after the
    finish is kept and moves nothing. Raises Restored as `interviews.take_in` does.
    """
    taken = Taken(at=clock())
    with open_uow() as uow:
        uow.boards.lock(interview)
        taken.epoch = epoch_of(uow)
        if epoch and epoch != taken.epoch:
            raise Restored(taken.epoch)
        table = _Table(uow, interview, client, taken.at)
        for raw in events:
            seq = raw.get("seq")
            number = seq if isinstance(seq, int) else None
            try:
                entry = table.take(raw)
            except AssessmentError as fault:
                taken.refused.append(Refusal(seq=number, why=as_sentence(fault)))
            else:
                taken.ids[entry.seq] = 0 if entry.standing is Standing.LATE else entry.id
        taken.submitted = FINISHED in table.counting
        uow.commit()
    return taken


class _Table:
    """One batch at work: what lay there before, read once, and what has been added since."""

    def __init__(self, uow: UnitOfWork, interview: InterviewId, client: str, now: datetime) -> None:
        self.uow, self.interview, self.client, self.now = uow, interview, client, now
        self.deck, self.closed = _dealt(uow, interview)
        log = uow.boards.log(interview) if self.deck else []
        self.counting = {e.key: e for e in log if e.standing is Standing.COUNTS}
        self.seen = {e.seq: e for e in log if e.client == client}

    def take(self, raw: RawEvent) -> BoardEntry:
        if self.deck is None:
            raise Invalid(self.closed)
        seq = whole(raw.get("seq"), "seq", 1, LARGEST_NUMBER)
        if seq in self.seen:
            return self.seen[seq]
        kind = one_of(BoardKind, raw.get("kind"), "{} is not something a board can record")
        part = plain(raw, "part")
        entry = BoardEntry(
            id=0,
            interview=self.interview,
            client=self.client,
            seq=seq,
            kind=kind,
            part=_part(kind, part, self.deck),
            value=_VALUES[kind](raw.get("value")),
            standing=self._standing((kind, part), seq),
            client_at=moment(raw.get("at")),
            at=self.now,
        )
        stored = self.seen[seq] = self.uow.boards.append(entry)
        if stored.standing is Standing.COUNTS:
            self.counting[stored.key] = stored
        return stored

    def _standing(self, key: tuple[BoardKind, str], seq: int) -> Standing:
        held = self.counting.get(key)
        overtaken = held is not None and held.client == self.client and held.seq > seq
        return Standing.LATE if overtaken or FINISHED in self.counting else Standing.COUNTS


def _exercise(uow: UnitOfWork, interview: InterviewId) -> tuple[Interview, Deck]:
    found = the_interview(uow, interview)
    kit = uow.kits.find(found.kit)
    if kit is None or kit.deck is None:
        raise NotFound(f"The kit of {interview} has no placement exercise.")
    return found, kit.deck


def _dealt(uow: UnitOfWork, interview: InterviewId) -> tuple[Deck | None, str]:
    """The deck on this board, and why nothing may be moved on it (blank: it may)."""
    try:
        found, deck = _exercise(uow, interview)
        candidate = the_candidate(uow, found.candidate)
    except NotFound as fault:
        return None, str(fault)
    if candidate.withdrawn_at:
        return None, f"{candidate.code} withdrew on {candidate.withdrawn_at:%d %B %Y}."
    return deck, ""


def _part(kind: BoardKind, part: str, deck: Deck) -> str:
    if kind is BoardKind.MOVE:
        if part not in deck.ids:
            raise Invalid(f"{part!r} is no card of this board")
    elif kind is BoardKind.FOOTPRINT:
        try:
            Cell.parse(part)
        except ValueError:
            raise Invalid(f"{part!r} is no cell of Level 3") from None
    elif part:
        raise Invalid(f"{kind}: {part!r} is not a part of it")
    return part


def _place(value: object) -> BoardValue:
    if value is None:
        return None
    if not isinstance(value, str):
        raise Invalid(f"{value!r:.60} is no place on the board")
    return Placement.parse(value).key


def _stance(value: object) -> BoardValue:
    if value is None:
        return None
    return one_of(Stance, value, "a convention is one of the four or blank, not {}")


def _words(value: object) -> BoardValue:
    if not isinstance(value, str):
        raise Invalid("own words are text")
    if len(value) > LONGEST_WORDS:
        raise Invalid(f"own words have at most {LONGEST_WORDS:,} characters, not {len(value):,}")
    return cleaned(value)


def _painted(value: object) -> BoardValue:
    if not isinstance(value, bool):
        raise Invalid(f"a cell is painted or not, not {value!r:.40}")
    return value


def _finish(value: object) -> BoardValue:
    if value is not True:
        raise Invalid("a board is finished or left alone")
    return True


_VALUES: Mapping[BoardKind, Callable[[object], BoardValue]] = {
    BoardKind.CONVENTION: _stance,
    BoardKind.WORDS: _words,
    BoardKind.MOVE: _place,
    BoardKind.FOOTPRINT: _painted,
    BoardKind.FINISH: _finish,
}
