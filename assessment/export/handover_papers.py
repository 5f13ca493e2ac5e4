"""What the members of a handover's file hold: its manifest, its papers, and rows of three logs."""

from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from assessment.domain.rating import Standing
from assessment.domain.requisition import Reveal, SeatRole
from assessment.export.manifest import canonical, digest


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
    handover: str
    """The same in the file that went out and in every return."""
    home: str
    """Identity of the database that the seat belongs to."""
    written_by: str
    """Identity of the database that made this file."""
    made_at: AwareDatetime
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
    created_at: AwareDatetime
    candidate: str
    candidate_name: str
    added_at: AwareDatetime
    interview: str
    planned_at: AwareDatetime
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
    frozen_at: AwareDatetime
    digest: str
    document: dict[str, Any]


class ReturnPaper(PlainPaper):
    """What the rows of a return are about, in the names of the database that handed over."""

    interview: str
    rater: str
    kit: str
    kit_digest: str
    returned_at: AwareDatetime


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
    client_at: AwareDatetime | None
    at: AwareDatetime


class BoardRow(PlainPaper):
    """One entry of the placement board's log."""

    client: str
    seq: int
    kind: str
    part: str
    value: str | bool | None
    standing: Standing
    client_at: AwareDatetime | None
    at: AwareDatetime


class DraftRow(PlainPaper):
    """One field of a form that was filled in and not saved."""

    form: str
    field: str
    text: str
    kept_at: AwareDatetime
