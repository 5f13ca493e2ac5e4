"""Erasing what is known of a person: the one exception to logs that are only ever appended to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessment.domain.ids import CandidateId, RaterId


class Erasure(StrEnum):
    """How much goes. The value stands in the audit log."""

    ERASE = "erase"
    """Everything: the name, interviews, scorecards, boards, the debrief. Only the code is left, in
    the audit log, and it is never given to anybody else."""
    ANONYMISE = "anonymise"
    """The name and every word. Levels, boards and decisions stay for statistics, under the code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRecord:
    """What the audit log keeps of an erasure."""

    candidate: CandidateId
    how: Erasure
    at: datetime
    by: RaterId | None
    """None: the owner of the database."""

    @property
    def refusal(self) -> str:
        """What somebody reads who brings a file about this person."""
        day = f"{self.at.day} {self.at:%B %Y}"
        return (
            f"The data of {self.candidate.rpartition('.')[2]} was erased on {day}, so nothing of "
            "this file was kept. Delete the file, and erase the candidate on the laptop that it "
            "came from."
        )

    @property
    def sentence(self) -> str:
        """What somebody reads who still holds words about this person."""
        day = f"{self.at.day} {self.at:%B %Y}"
        return (
            f"The data of {self.candidate.rpartition('.')[2]} was erased on {day}, so nothing more "
            "about this candidate is kept. What you typed since then is gone too."
        )
