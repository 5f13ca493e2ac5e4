"""What the members of a handover's file hold: its manifest, its papers, and rows of three logs."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from assessment.domain.rating import Standing
from assessment.domain.requisition import Reveal, SeatRole
from assessment.export.manifest import canonical, digest

YEARS = range(2000, 2200)
"""In which anything that was handed over can have happened or be planned."""


def _in_those_years(at: datetime) -> datetime:
    if at.year not in YEARS:
        raise ValueError("no year of ours")
    return at


def _as_far_as_it_is_one(at: datetime | None) -> datetime | None:
    """None for a browser's time that has no place in UTC, at the very ends of the calendar."""
    try:
        return at.astimezone(UTC) if at else None
    except OverflowError:
        return None


Identity = Annotated[str, Field(pattern=r"^[0-9a-f]{16,64}$")]
"""Of a database or of a handover: as `secrets.token_hex` writes it."""
Moment = Annotated[AwareDatetime, AfterValidator(_in_those_years)]
BrowserMoment = Annotated[AwareDatetime | None, AfterValidator(_as_far_as_it_is_one)]


class Way(StrEnum):
    """Which way a file goes."""

    HANDOVER = "handover"
    """To the laptop on which the interview is held."""
    RETURN = "return"
    """Home, with what was written there."""


class PlainPaper(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class MemberDigest(PlainPaper):
    digest: str
    rows: list[str] = []
    """Of each line, in the members that have a row on each."""


class HandoverManifest(PlainPaper):
    """What the file is, and what it holds; `digest` covers everything else in it."""

    format: str
    version: int
    direction: Way
    handover: Identity
    """The same in the file that went out and in every return."""
    home: Identity
    """Identity of the database that the seat belongs to."""
    written_by: Identity
    """Identity of the database that made this file."""
    made_at: Moment
    levelset_version: str
    files: dict[str, MemberDigest]
    digest: str = ""

    def own_digest(self) -> str:
        return digest(canonical(self.model_dump(mode="json", exclude={"digest"})))


class SeatPaper(PlainPaper):
    rater: str
    role: SeatRole
    name: str


class MeetingPaper(PlainPaper):
    """One interview as the seat that is handed over may know it: nobody's ratings."""

    requisition: str
    title: str
    client: str
    reveal: Reveal
    created_at: Moment
    candidate: str
    candidate_name: str
    added_at: Moment
    interview: str
    planned_at: Moment
    kit: str
    seats: list[SeatPaper]
    rater: str
    """Whose seat it is."""
    board: bool
    """Whether the placement board goes with the seat."""


class KitPaper(PlainPaper):
    """A locked kit with its wording; `digest` is the hash that it was locked with."""

    id: str
    bank_version: str
    frozen_at: Moment
    digest: str
    document: dict[str, Any]


class ReturnPaper(PlainPaper):
    """What the rows of a return are about, in the names of the database that handed over."""

    interview: str
    rater: str
    kit: str
    kit_digest: str
    returned_at: Moment


class EntryRow(PlainPaper):
    """One entry of the scorecard's log. `id` and `over` are places in the log that it left."""

    id: int
    client: str
    seq: int
    kind: str
    item: str
    part: str
    value: str | bool | int | None
    over: int | None
    standing: Standing
    because: str
    client_at: BrowserMoment
    at: Moment


class BoardRow(PlainPaper):
    """One entry of the placement board's log."""

    client: str
    seq: int
    kind: str
    part: str
    value: str | bool | None
    standing: Standing
    client_at: BrowserMoment
    at: Moment


class DraftRow(PlainPaper):
    """One field of a form that was filled in and not saved."""

    form: str
    field: str
    text: str
    kept_at: Moment
