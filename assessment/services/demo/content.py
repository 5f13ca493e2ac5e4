"""What the demo files may say, and how they are read: strictly, each fault with file and line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from assessment.domain.board import Stance
from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.errors import Invalid
from assessment.domain.rating import Level, NotRated, Recommendation
from assessment.domain.requisition import SeatRole
from assessment.domain.role import Emphasis
from question_bank import BankError, Competency, OrganisationalScope, strict_yaml
from question_bank.model import Industry

T = TypeVar("T")

FOLDERS = ("plant", "enterprise")
SATURDAY = 5

Words = Annotated[str, Field(min_length=1)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Texts = Annotated[tuple[str, ...], Field(strict=False)]
Numbers = Annotated[tuple[Annotated[int, Field(ge=0)], ...], Field(strict=False)]


class _Content(BaseModel):
    """Strict and frozen, as the bank's own content is."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class When(_Content):
    """A moment before the demo is loaded, so that the story is always of the last two weeks."""

    working_days_before: Annotated[int, Field(ge=1, le=10)]
    at: Clock

    def before(self, now: datetime) -> datetime:
        """The moment itself; weekends are skipped, as nobody interviews then."""
        day, left = now.astimezone(UTC).date(), self.working_days_before
        while left:
            day -= timedelta(days=1)
            left -= day.weekday() < SATURDAY
        return datetime.combine(day, time.fromisoformat(self.at), tzinfo=UTC)


class RaterText(_Content):
    id: Words
    name: Words
    role: Annotated[SeatRole, Field(strict=False)]


class PeopleText(_Content):
    raters: Annotated[tuple[RaterText, ...], Field(strict=False, min_length=1)]
    candidates: Mapping[str, Words]
    """Code to name."""


class EditText(_Content):
    weight: float
    rationale: Words


class AnswerText(_Content):
    chosen: Texts
    note: str = ""


class BriefText(_Content):
    requisition: Words
    opened: When
    title: Words
    client: Words
    enterprise_share: int
    organisational_scope: Annotated[OrganisationalScope, Field(strict=False)]
    industry: Annotated[Industry, Field(strict=False)]
    required_score: float
    cells: Mapping[str, Emphasis]
    edits: Mapping[Annotated[Competency, Field(strict=False)], EditText] = {}
    to_clear_up: Words
    role: Words | None = None
    """The role of the catalogue that it began with."""
    answers: Mapping[str, AnswerText] = {}
    """What the client answered, by question."""


class KitText(_Content):
    minutes: int
    frozen: When
    questions: Annotated[tuple[str, ...], Field(strict=False, min_length=1)]
    cards: Texts = ()
    """Of the placement exercise; none without one."""


class NoteText(_Content):
    """What one rater noted on one item; no level and no reason while it is still open."""

    level: Level | None = None
    not_rated: Annotated[NotRated | None, Field(strict=False)] = None
    evidence: str = ""
    probes: Numbers = ()
    beliefs: Numbers = ()
    seconds: Annotated[int, Field(ge=0)] = 0


class SheetText(_Content):
    """How one rater closed the sheet."""

    recommendation: Annotated[Recommendation, Field(strict=False)]
    reasons: Words
    submitted_after: Annotated[int, Field(ge=60, le=480)]
    """Minutes from the beginning of the interview."""


class InterviewText(_Content):
    """One candidate's interview: item to rater to note, and the sheets that were submitted."""

    candidate: Words
    heard: When
    answers: Mapping[str, Mapping[str, NoteText]]
    sheets: Mapping[str, SheetText]


class BoardText(_Content):
    """What one candidate did on the board of the interview."""

    candidate: Words
    begun: Clock
    """On the day of the interview."""
    minutes: Annotated[int, Field(ge=1, le=30)]
    convention: Annotated[Stance, Field(strict=False)]
    words: str = ""
    moves: Annotated[
        tuple[Annotated[tuple[str, str | None], Field(strict=False)], ...],
        Field(strict=False, min_length=1),
    ]
    """Card and place, or null for back; in the order of thought, second thoughts included."""
    footprint: Texts
    """Cells, as `production.dispatching`."""
    finished: bool = True


class RecordText(_Content):
    by: Words
    kind: Annotated[DebriefKind, Field(strict=False)]
    item: str | None = None
    level: Level | None = None
    recommendation: Annotated[Recommendation | None, Field(strict=False)] = None
    decision: Annotated[Decision | None, Field(strict=False)] = None
    text: Words


class DebriefText(_Content):
    candidate: Words
    held: When
    records: Annotated[tuple[RecordText, ...], Field(strict=False, min_length=1)]


class PracticeText(_Content):
    """One rater's first round: how far each level is from the key, in the order of the round."""

    rater: Words
    begun: When
    apart: Annotated[tuple[Annotated[int, Field(ge=-4, le=4)], ...], Field(strict=False)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequisitionText:
    """One folder: an opening with everything that was heard for it."""

    folder: str
    brief: BriefText
    kit: KitText
    interviews: tuple[InterviewText, ...]
    debriefs: tuple[DebriefText, ...]
    boards: tuple[BoardText, ...]

    def board_of(self, candidate: str) -> BoardText | None:
        return next((b for b in self.boards if b.candidate == candidate), None)

    def file_of(self, candidate: str) -> str:
        """Where the interview of `candidate` stands: `plant/c-01.yaml`."""
        return f"{self.folder}/{candidate.lower()}.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoText:
    people: PeopleText
    practice: tuple[PracticeText, ...]
    requisitions: tuple[RequisitionText, ...]


def shipped() -> Path:
    """The folder of the demo that comes with Levelset."""
    return Path(str(files("assessment.services.demo")))


def read(root: Path) -> DemoText:
    """The demo in `root`. Raises Invalid with every fault of the first file that has one."""
    people = _read(root, "people.yaml", TypeAdapter(PeopleText))
    return DemoText(
        people=people,
        practice=_read_any(root, "practice.yaml", TypeAdapter(tuple[PracticeText, ...])),
        requisitions=tuple(_requisition(root, f, people.candidates) for f in FOLDERS),
    )


def _requisition(root: Path, folder: str, candidates: Mapping[str, str]) -> RequisitionText:
    return RequisitionText(
        folder=folder,
        brief=_read(root, f"{folder}/brief.yaml", TypeAdapter(BriefText)),
        kit=_read(root, f"{folder}/kit.yaml", TypeAdapter(KitText)),
        interviews=tuple(_interviews(root, folder, candidates)),
        debriefs=_read_any(root, f"{folder}/debriefs.yaml", TypeAdapter(tuple[DebriefText, ...])),
        boards=_read_any(root, f"{folder}/boards.yaml", TypeAdapter(tuple[BoardText, ...])),
    )


def _interviews(root: Path, folder: str, candidates: Mapping[str, str]) -> Iterator[InterviewText]:
    shape = TypeAdapter(InterviewText)
    for code in candidates:
        name = f"{folder}/{code.lower()}.yaml"
        found = _read(root, name, shape)
        if found.candidate != code:
            raise Invalid(f"{name}: the candidate should be {code}, not {found.candidate}.")
        yield found


def _read_any(root: Path, name: str, shape: TypeAdapter[tuple[T, ...]]) -> tuple[T, ...]:
    return _read(root, name, shape) if (root / name).exists() else ()


def _read(root: Path, name: str, shape: TypeAdapter[T]) -> T:
    try:
        return strict_yaml.read(root / name, shape)[0]
    except BankError as fault:
        lines = (f"{name}:{p.line}: {p.message}" for p in fault.problems)
        raise Invalid("\n".join(lines)) from fault
