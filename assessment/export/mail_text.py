"""Emails about an interview, as texts to copy: invitation, change and cancellation.

Nothing is sent. A text holds what its reader has to know and nothing that was recorded: no kit, no
rating, no note, and no reason for a cancellation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

EXPECT = "We will talk about situations from daily work. You don't need to prepare anything."
REPLY = "The calendar file is attached. If the time doesn't suit you, please reply to this email."


class MailKind(StrEnum):
    INVITATION = "invitation"
    CHANGE = "change"
    CANCELLATION = "cancellation"


class Mail(NamedTuple):
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFacts:
    """What an email about one interview is made from."""

    role: str
    client: str
    code: str
    """The candidate's; in texts for interviewers only, because emails leave this computer."""
    candidate_name: str
    """Blank where it isn't known; in texts for the candidate only."""
    interviewers: Sequence[str]
    start: datetime
    """In the time zone in which it is said."""
    zone: str
    minutes: int
    place: str = ""
    """Where, or the link of a video call; blank where nobody said."""
    sender: str = ""

    @property
    def when(self) -> str:
        """`Tuesday 1 December 2026, 10:00 to 10:50 (Europe/Berlin, UTC+1)`."""
        end = self.start + timedelta(minutes=self.minutes)
        day = f"{self.start:%A} {self.start.day} {self.start:%B %Y}"
        return f"{day}, {self.start:%H:%M} to {end:%H:%M} ({self._zone})"

    @property
    def _zone(self) -> str:
        offset = utc_offset(self.start)
        return self.zone if self.zone in {offset, "UTC"} else f"{self.zone}, {offset}"


def utc_offset(moment: datetime) -> str:
    """`UTC`, `UTC+1`, `UTC+5:30`."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}{f':{rest:02}' if rest else ''}"


def candidate_mail(kind: MailKind, facts: MailFacts) -> Mail:
    """What the candidate gets."""
    at_client = f"{facts.role} at {facts.client}"
    role = f"{facts.role} role at {facts.client}"
    if kind is MailKind.CANCELLATION:
        said = (
            f"We have to cancel your interview for the {role} on {facts.when}. We are sorry "
            "for the inconvenience and will be in touch about what comes next."
        )
        subject = f"Your interview for {at_client} is cancelled"
        return Mail(subject, _letter(facts.candidate_name, [said], facts.sender))
    details = _details(facts, with_code=False)
    if kind is MailKind.CHANGE:
        subject = f"New time for your interview for {at_client}"
        said = f"The time of your interview for the {role} has changed. The new details:"
        return Mail(subject, _letter(facts.candidate_name, [said, details, REPLY], facts.sender))
    said = (
        f"Thank you for your interest in the {role}. We would like to invite you to an interview."
    )
    parts = [said, details, EXPECT, REPLY]
    return Mail(f"Interview for {at_client}", _letter(facts.candidate_name, parts, facts.sender))


def interviewer_mail(kind: MailKind, facts: MailFacts) -> Mail:
    """What everybody with a seat in the interview gets."""
    about = f"{facts.code}, {facts.role}"
    if kind is MailKind.CANCELLATION:
        said = (
            f"The interview with {facts.code} for {facts.role} ({facts.client}) on {facts.when} is "
            "cancelled. Anything you typed is kept. You don't have to do anything."
        )
        return Mail(f"Interview cancelled: {about}", _letter("", [said], facts.sender))
    subject, first = (
        ("Interview", "You are interviewing a candidate. Here are the details:")
        if kind is MailKind.INVITATION
        else ("New interview time", "The time of this interview has changed. The new details:")
    )
    last = (
        "The questions are in Levelset under Interviews. Please submit your scorecard before you "
        "talk about the candidate with the others."
    )
    parts = [first, _details(facts, with_code=True), last, "The calendar file is attached."]
    return Mail(f"{subject}: {about}", _letter("", parts, facts.sender))


def _details(facts: MailFacts, *, with_code: bool) -> str:
    lines = [
        f"Candidate: {facts.code}" if with_code else "",
        f"Role: {facts.role}, {facts.client}" if with_code else "",
        f"When: {facts.when}",
        f"Where: {facts.place}" if facts.place else "",
        f"With: {', '.join(facts.interviewers)}" if facts.interviewers else "",
    ]
    return "\n".join(filter(None, lines))


def _letter(name: str, parts: Sequence[str], sender: str) -> str:
    greeting = f"Hello {name}," if name else "Hello,"
    end = f"Kind regards\n{sender}" if sender else "Kind regards"
    return "\n\n".join(filter(None, [greeting, *parts, end]))
