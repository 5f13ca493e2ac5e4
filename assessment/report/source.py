"""What a report is composed from: plain values, with every text that somebody typed marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment.comparison.cells import CellValue
from assessment.comparison.profiles import Profile
from assessment.comparison.score_gap import Parting
from assessment.domain.requisition import Reveal
from assessment.domain.role import Emphasis, Weights
from assessment.measurement.role import Estimate
from assessment.scoring.shortlist import Scores
from question_bank import Cell, Competency


@dataclass(frozen=True, slots=True)
class FreeText:
    """A text that may hold names: typed by somebody, unless it is the question bank's."""

    key: str
    """Names the text in a review; never shown."""
    text: str
    typed: bool = True


BLANK = FreeText("", "", typed=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One rater on one question."""

    rater: str
    level: int | None
    not_rated: str
    """The reason for having no level; blank with one."""
    evidence: FreeText
    beliefs: tuple[str, ...]
    """Wrong beliefs that were heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSource:
    """One question that was asked, and what each rater recorded."""

    title: FreeText
    prompt: FreeText
    competency: Competency
    heard: tuple[Heard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody recommended, decided, agreed on or noted."""

    who: str
    """Code, pseudonym or name; blank for the owner of the database."""
    verdict: str
    """`strong yes`, `Offer`, `level 4`; blank for a note."""
    about: str
    """The question that it is about; blank for the candidate as a whole."""
    text: FreeText
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSource:
    """One candidate as the viewer may see it."""

    id: str
    code: str
    """Code or pseudonym."""
    name: str
    """Blank unless names were asked for."""
    withdrawn: bool
    sealed: str
    """Why the ratings are hidden; blank once they may be seen."""
    so_far: str
    """`2 of 3 scorecards in`; blank once every one is in."""
    scores: Scores | None
    parting: Parting | None
    estimates: Mapping[str, Estimate]
    mismatch: str
    cells: Mapping[Cell, CellValue]
    placement: tuple[str, ...]
    """Sentences about the placement board, and about what the value of placement stands on."""
    questions: tuple[QuestionSource, ...]
    recommendations: tuple[Statement, ...]
    final: Statement | None
    decision: Statement | None
    agreed: tuple[Statement, ...]
    notes: tuple[Statement, ...]

    @property
    def label(self) -> str:
        return f"{self.code} {self.name}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSource:
    """A question of the role's kits, whoever was asked."""

    title: FreeText
    prompt: FreeText
    competency: Competency


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSource:
    """One role with its candidates in the order of their codes."""

    requisition: str
    title: FreeText
    client: FreeText
    target: str
    """`70 % plant, 30 % enterprise`; blank without a brief."""
    profiles: Mapping[Profile, Weights]
    labels: Mapping[Profile, str]
    required_score: float | None
    floor: float
    wanted: Mapping[Cell, Emphasis]
    reveal: Reveal
    candidates: tuple[CandidateSource, ...]
    asked: tuple[AskedSource, ...]
    placed: Mapping[Profile, int]
    """How many candidates have a rank under each profile."""
    caveats: tuple[str, ...]
    """What the estimates rest on, and which panels share nobody."""
    too_narrow: str
    """That the intervals are probably too narrow, and why; mostly blank."""
    made_at: datetime
    made_with: str

    @property
    def leading(self) -> Profile:
        """The profile that the report answers under: the brief's, else the plant's."""
        return Profile.BRIEF if Profile.BRIEF in self.profiles else Profile.PLANT

    @property
    def active(self) -> tuple[CandidateSource, ...]:
        return tuple(c for c in self.candidates if not c.withdrawn)
