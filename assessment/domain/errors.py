"""Errors a person at the screen can put right.

AssessmentError
  x NotFound            nothing has this name
  x NotAllowed          this person may not do or see it
      x SignedOut       nobody is signed in in this browser (any more)
      x NotOnPanel      this rater has no seat here
      x Sealed          others' ratings are hidden until the debrief opens
  x InterviewClosed     the scorecard was submitted, or the candidate withdrew
  x Incomplete          something is missing before this step
  x Invalid             a value that the rules do not know
      x BadTable        a file's faults, each with row and column (assessment.domain.faults)
  x StoreUnavailable    the database cannot be written or read as it is
BankError               for content authors (question_bank)
"""

from typing import NamedTuple


class Denial(NamedTuple):
    """What somebody may not do, for the journal."""

    action: str
    about: str


class AssessmentError(Exception):
    """Says in one sentence what is wrong and what to do; pages show it as it is."""

    denial: Denial | None = None
    """Set where a permission was missing; what isn't anybody's to see reads like `NotFound`."""


class NotFound(AssessmentError):
    pass


def no_such(kind: str, name: str) -> NotFound:
    """The one sentence for what is not there, whoever looked for it: `kind` is a noun."""
    if not name:
        return NotFound(f"The address doesn't say which {kind}. Open it from its list.")
    return NotFound(f"There is no {kind} {name!r} in this database.")


class NotAllowed(AssessmentError):
    pass


class SignedOut(NotAllowed):
    pass


class NotOnPanel(NotAllowed):
    pass


def not_a_rater(name: str, code: str) -> NotOnPanel:
    """For somebody without a rating seat in an interview with the candidate `code`."""
    return NotOnPanel(f"{name} is not a rater in this interview with {code}.")


class Sealed(NotAllowed):
    pass


class InterviewClosed(AssessmentError):
    pass


class Incomplete(AssessmentError):
    pass


class Invalid(AssessmentError):
    pass


class StoreUnavailable(AssessmentError):
    """`place` is the part of the sentence that says where on this computer the trouble is."""

    def __init__(self, told: str, *, place: str = "") -> None:
        super().__init__(told)
        self.place = place

    @property
    def without_place(self) -> str:
        """The sentence for other people's screens, which learn no path of this computer."""
        return str(self).replace(f" {self.place}", "") if self.place else str(self)
