"""Several databases that hand seats of interviews to each other."""

from dataclasses import dataclass, field

from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER
from assessment.domain.requisition import SeatRole
from assessment.services.handover.content import content_digest
from assessment.services.handover.giving_back import give_back
from assessment.services.handover.handing_over import hand_over, take_back
from assessment.services.handover.merged import Merged
from assessment.services.handover.merging import merge
from assessment.services.hiring.candidates import rename_candidate
from assessment.services.placement.board_inbox import record_board_events
from assessment.services.recording.inbox import BatchResult
from assessment.services.recording.sheet_inbox import record_sheet_events
from assessment.services.store.identity import identity_of
from assessment.services.store.page_token import PageToken
from assessment.services.store.ports import OpenUnitOfWork
from tests.builders import CANDIDATE, INTERVIEW, SHEET, a_kit, a_question, a_seat, an_interview
from tests.builders import furnish as furnished
from tests.exercise import a_kit_with_a_board
from tests.fakes import StoppedClock

FIRST, SECOND, THIRD = (SheetKey(INTERVIEW, rater) for rater in ("R-01", "R-02", "R-03"))
NAMES = {"R-01": "Ada Lead", "R-02": "Bo Mill", "R-03": "Cy Home"}
QUESTIONS = (a_question("prd-dsp-001"), a_question("plc-001", title="MES or MOM"))


@dataclass
class Laptop:
    """One database with its clock."""

    store: OpenUnitOfWork
    clock: StoppedClock = field(default_factory=StoppedClock)

    def hand_over(self, sheet: SheetKey = SHEET) -> bytes:
        return hand_over(self.store, self.clock, sheet=sheet, by=OWNER).file

    def take_back(self, sheet: SheetKey = SHEET, reason: str = "It was stolen.") -> None:
        take_back(self.store, self.clock, sheet=sheet, reason=reason, by=OWNER)

    def give_back(self, sheet: SheetKey = SHEET) -> bytes:
        return give_back(self.store, self.clock, sheet=sheet, by=OWNER).file

    def merge(self, file: bytes) -> Merged:
        return merge(self.store, self.clock, file, by=OWNER)

    def write(
        self, *events: dict[str, object], sheet: SheetKey = SHEET, client: str = "tab-1"
    ) -> BatchResult:
        self.clock.forward(1)
        return record_sheet_events(
            self.store, self.clock, sheet=sheet, client=client, events=events, token=PageToken()
        )

    def place(self, *events: dict[str, object], client: str = "tablet") -> BatchResult:
        return record_board_events(
            self.store, self.clock, interview=INTERVIEW, client=client, events=events
        )

    def log(self, sheet: SheetKey = SHEET) -> list[tuple[object, ...]]:
        with self.store(read_only=True) as uow:
            return [(e.kind, e.item, e.value, e.standing) for e in uow.entries.history(sheet)]

    def content(self) -> str:
        """Of every scorecard and the board."""
        with self.store() as uow:
            logs = [e for s in (FIRST, SECOND, THIRD) for e in uow.entries.history(s)]
            return content_digest(identity_of(uow), logs, uow.boards.log(INTERVIEW))

    def identity(self) -> str:
        with self.store() as uow:
            own = identity_of(uow)
            uow.commit()
        return own

    def acts(self) -> list[tuple[str, str, str]]:
        with self.store(read_only=True) as uow:
            return [(line.act, line.about, line.because) for line in uow.journal.lines()]


def a_home(store: OpenUnitOfWork, *, board: bool = False) -> Laptop:
    """One interview of three raters with two questions, and a candidate with a name."""
    seats = (a_seat("R-01", SeatRole.LEAD), a_seat("R-02"), a_seat("R-03"))
    kit = a_kit_with_a_board() if board else a_kit(questions=QUESTIONS)
    furnished(store, an_interview(seats=seats), kit=kit, names=NAMES)
    home = Laptop(store)
    rename_candidate(store, home.clock, candidate=CANDIDATE, name="Grace Hopper", by=OWNER)
    home.identity()
    return home


def event(
    seq: int = 1, kind: str = "verdict", value: object = 3, item: str = "q01", **more: object
) -> dict[str, object]:
    """As a live page writes it; kinds of the whole scorecard get a blank item."""
    whole = kind in {"recommendation", "reasons", "submit"}
    told = {"seq": seq, "kind": kind, "item": "" if whole else item, "part": "", "value": value}
    return told | {"base": 0, "at": 1_772_452_800_000} | more


COMPLETE = (
    event(1, value=4),
    event(2, "evidence", "Moved twelve orders."),
    event(3, value="not_asked", item="q02"),
    event(4, "recommendation", "yes"),
    event(5, "reasons", "Knows the floor."),
    event(6, "submit", value=True),
)
"""A whole scorecard."""
