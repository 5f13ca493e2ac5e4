"""Who may see whose ratings, and when: the table of the product's section 6.6, in one place."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.domain.ids import RaterId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.requisition import Reveal, SeatRole
from assessment.domain.scorecard import Scorecard
from assessment.domain.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who is looking. No rater: the owner of the database, who has the requisition but no seat."""

    rater: RaterId | None = None


OWNER = Viewer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far one candidate's scorecards are, over all of the candidate's interviews."""

    awaited: frozenset[SheetKey]
    """Sheets of the rating seats; observers and consultants are not waited for."""
    submitted: frozenset[SheetKey]
    opened_by_override: bool
    planned: bool = True
    """Whether there is an interview at all."""

    @property
    def open(self) -> bool:
        """Whether the debrief is open: every rating seat is in, or an override was logged."""
        return self.opened_by_override or self.complete

    @property
    def complete(self) -> bool:
        """Whether every rating seat is in."""
        return bool(self.awaited and self.awaited <= self.submitted)

    @property
    def sentence(self) -> str:
        """`2 of 3 scorecards in`, `1 of 1 scorecard in`."""
        if not self.awaited:
            return "no raters yet" if self.planned else "no interview planned"
        many = "" if len(self.awaited) == 1 else "s"
        return f"{len(self.awaited & self.submitted)} of {len(self.awaited)} scorecard{many} in"


@dataclass(frozen=True, slots=True)
class Sight:
    """What one viewer may see of one candidate."""

    progress: bool
    """Who has submitted."""
    others: bool
    """Others' ratings, evidence, scores, charts and exports."""


def progress(
    interviews: Iterable[Interview], scorecards: Iterable[Scorecard], *, opened_by_override: bool
) -> Progress:
    """The progress of one candidate from its interviews and the scorecards begun in them."""
    meetings = tuple(interviews)
    return Progress(
        awaited=frozenset(s for i in meetings for s in i.rating_sheets),
        submitted=frozenset(c.sheet for c in scorecards if c.status is Status.SUBMITTED),
        opened_by_override=opened_by_override,
        planned=bool(meetings),
    )


def sight(viewer: Viewer, state: Progress, reveal: Reveal) -> Sight:
    """What `viewer` may see of a candidate whose scorecards stand as `state` says."""
    if state.open:
        return Sight(progress=True, others=True)
    own = {sheet for sheet in state.awaited if sheet.rater == viewer.rater}
    if not own:
        return Sight(progress=True, others=False)
    done = own <= state.submitted
    return Sight(progress=done, others=done and reveal is Reveal.AFTER_OWN_SCORECARD)


def visible(scorecards: Iterable[Scorecard], viewer: Viewer, seen: Sight) -> tuple[Scorecard, ...]:
    """The scorecards of one candidate that `viewer` may read: never another's draft."""
    return tuple(
        card
        for card in scorecards
        if card.sheet.rater == viewer.rater or (seen.others and card.status is Status.SUBMITTED)
    )


def may_rate(role: SeatRole | None) -> bool:
    return role is not None and role.rates
