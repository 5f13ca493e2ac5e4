"""What is known of a question before it is asked: where it was asked, and which kit has it."""

from collections.abc import Iterable
from datetime import datetime

from assessment.domain.ids import KitId, short
from assessment.domain.kit import AskedQuestion, InterviewKit
from assessment.services.kits.exposure import Asking, Ledger
from assessment.ui.shared.wording import joined, local


def question_notes(
    questions: Iterable[AskedQuestion],
    ledger: Ledger,
    kits: Iterable[InterviewKit],
    *,
    now: datetime,
    beside: KitId | None = None,
) -> dict[str, str]:
    """By question: `asked at this client on 3 March 2026, also in K1`; nothing where nothing is.

    The kit `beside` is the one looked at: what was asked in it is no news.
    """
    asked_in = {short(kit.id): {i.asked.question for i in kit.items} for kit in kits}
    notes = {}
    for asked in questions:
        when = asked_when(ledger.latest(asked.question, beside=beside), now)
        others = [name for name, held in asked_in.items() if asked.question in held]
        also = f"also in {joined(others)}" if others else ""
        if note := ", ".join(filter(None, [when, also])):
            notes[asked.question] = note
    return notes


def asked_when(asking: Asking | None, now: datetime) -> str:
    """`asked at this client on 3 March 2026`, or that it is planned; blank when it never was."""
    if asking is None:
        return ""
    here = local(asking.at)
    when = f"{here.day} {here:%B %Y}"
    verb = "asked" if asking.at <= now else "to be asked"
    return f"{verb} at this client on {when}"
