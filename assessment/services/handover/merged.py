"""What became of a file that was merged."""

from dataclasses import dataclass

from assessment.domain.ids import SheetKey, candidate_in, code_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """One seat that came in or came back."""

    sheet: SheetKey
    """As this database names it."""
    came_in: bool
    """Whether this laptop is the one on which the interview is held; else it is home again."""
    again: bool
    """Whether everything in the file was here before."""
    finished: bool = False
    """Whether its scorecard is submitted."""
    added: int = 0
    """Entries that were not here before, of the scorecard and of the board."""
    proposed: int = 0
    """Of those, how many wait for a decision."""
    because: str = ""
    """Why new entries are kept as proposals; blank where they count."""
    left_out: int = 0
    """Unsaved reasons about proposed changes that the file does not hold."""

    @property
    def sentence(self) -> str:
        """What is said once it is done."""
        return f"{self._done}{self._missing}"

    @property
    def _missing(self) -> str:
        if not self.left_out:
            return ""
        if self.left_out == 1:
            what = "1 unsaved reason was left out: it is about a proposed change that isn't"
        else:
            what = f"{self.left_out} unsaved reasons were left out: their proposed changes aren't"
        return f" {what} in this file. What was typed is still on the other laptop."

    @property
    def _done(self) -> str:
        code = code_of(candidate_in(self.sheet.interview))
        if self.came_in and self.again:
            return f"The interview with {code} was here already. Nothing changed."
        if self.came_in:
            return f"The interview with {code} is here. {self.sheet.rater} can open it now."
        whose = f"the scorecard of {self.sheet.rater} for {code}"
        if self.again:
            return f"Everything in this return of {whose} was here already. Nothing changed."
        state = "submitted" if self.finished else "not submitted yet"
        entries = "1 entry" if self.added == 1 else f"{self.added} entries"
        said = f"Merged {entries}: {whose} is back, {state}."
        if self.because:
            return f"Merged {entries} of {whose} as proposals. {self.because}"
        return said
