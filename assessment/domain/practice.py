"""Rater practice: written answers of known level, rated before the key is shown."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessment.domain.errors import Invalid
from assessment.domain.ids import RaterId
from question_bank import Competency

QUESTIONS = range(4, 13)
"""How many questions a round may have."""
ANSWERS_EACH = 2
"""To each question: one in each half of the round, so that they aren't compared."""
MONTHS = range(1, 37)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRule:
    """How long a round is, what meets the standard, and how long that holds.

    The defaults: eight questions are one for each competency, 16 answers in about 25 minutes. In
    simulation, 80 % within one level and 30 % on the key's level are met by 93 in 100 raters of the
    usual strictness and care, by 1 or 2 in 100 who guess, and by nobody who gives one level to all.
    A year, because strictness drifts slowly.
    """

    questions: int = 8
    near_percent: int = 80
    same_percent: int = 30
    months: int = 12

    def checked(self) -> "PracticeRule":
        """Invalid says which value is off, and what may stand there."""
        if self.questions not in QUESTIONS:
            raise Invalid(
                f"A round has {QUESTIONS[0]} to {QUESTIONS[-1]} questions, not {self.questions}."
            )
        for what, percent in (
            ("within one level", self.near_percent),
            ("on the key's level", self.same_percent),
        ):
            if not 0 <= percent <= 100:
                raise Invalid(
                    f"The share of answers {what} is from 0 to 100\u00a0%, not {percent}\u00a0%."
                )
        if self.same_percent > self.near_percent:
            raise Invalid(
                f"Every answer on the key's level is also within one level of it, so the first "
                f"share ({self.same_percent}\u00a0%) can't be above the second "
                f"({self.near_percent}\u00a0%)."
            )
        if self.months not in MONTHS:
            raise Invalid(
                f"Practice holds for {MONTHS[0]} to {MONTHS[-1]} months, not {self.months}."
            )
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeAnswer:
    """One answer of a round, with the wording and the key as they were when it began."""

    question: str
    revision: int
    competency: Competency
    title: str
    prompt: str
    handout: str | None
    anchors: Mapping[int, str]
    answer: str
    key: int
    """The level that the answer's author gave it, 1 to 5."""
    reason: str
    tempting: int | None = None
    """The wrong level that a rater is most likely to give."""
    tempting_why: str = ""


class PracticeKind(StrEnum):
    STARTED = "started"
    RATED = "rated"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeEvent:
    """A line of a rater's practice log; never changed, only followed by a newer one."""

    id: int = 0
    """The place in the log; given by the store."""
    rater: RaterId
    round: int
    """1 for the rater's first."""
    kind: PracticeKind
    at: datetime
    place: int | None = None
    """Which answer was rated, from 0."""
    level: int | None = None
    rule: PracticeRule | None = None
    """Of a start."""
    answers: tuple[PracticeAnswer, ...] = ()
    """Of a start: what is rated, in the order in which it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRound:
    """One rater's round, as its events leave it."""

    rater: RaterId
    number: int
    started_at: datetime
    rule: PracticeRule
    answers: tuple[PracticeAnswer, ...]
    levels: Mapping[int, int]
    """Place to the level that counts: the newest before the end."""
    finished_at: datetime | None = None

    @property
    def open_place(self) -> int | None:
        """The first answer without a level; None once all have one."""
        return next((n for n in range(len(self.answers)) if n not in self.levels), None)

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Key and level of every rated answer, in the order of the round."""
        return tuple((self.answers[n].key, level) for n, level in sorted(self.levels.items()))

    @property
    def met(self) -> bool:
        """Whether a finished round meets the rule it began with."""
        if self.finished_at is None or not self.answers:
            return False
        apart = [abs(key - level) for key, level in self.pairs]
        whole = len(self.answers)
        near, same = sum(d <= 1 for d in apart), sum(d == 0 for d in apart)
        enough = 100 * near >= self.rule.near_percent * whole
        return enough and 100 * same >= self.rule.same_percent * whole

    @property
    def valid_until(self) -> datetime | None:
        """When practice is due again; None where the standard wasn't met."""
        if self.finished_at is None or not self.met:
            return None
        return months_after(self.finished_at, self.rule.months)


def rounds_of(events: Iterable[PracticeEvent]) -> list[PracticeRound]:
    """One rater's rounds, oldest first, from the events in log order."""
    found: dict[int, list[PracticeEvent]] = {}
    for event in events:
        found.setdefault(event.round, []).append(event)
    return [_round(found[number]) for number in sorted(found)]


def _round(events: Sequence[PracticeEvent]) -> PracticeRound:
    start = next(e for e in events if e.kind is PracticeKind.STARTED)
    levels: dict[int, int] = {}
    finished = None
    for event in events:
        if event.kind is PracticeKind.FINISHED:
            finished = event.at
            break
        if event.place is not None and event.level is not None:
            levels[event.place] = event.level
    return PracticeRound(
        rater=start.rater,
        number=start.round,
        started_at=start.at,
        rule=start.rule or PracticeRule(),
        answers=start.answers,
        levels=levels,
        finished_at=finished,
    )


def valid_until(rounds: Iterable[PracticeRound]) -> datetime | None:
    """The latest day until which any of these rounds holds."""
    return max((r.valid_until for r in rounds if r.valid_until), default=None)


def months_after(moment: datetime, months: int) -> datetime:
    """The same day so many months later, or the last day of a shorter month."""
    index = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(index, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
