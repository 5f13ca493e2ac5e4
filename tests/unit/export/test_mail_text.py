"""Emails to copy: plain English, the time with its zone, and nothing that was recorded."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assessment.export.mail_text import (
    MailFacts,
    MailKind,
    candidate_mail,
    interviewer_mail,
    utc_offset,
)

FACTS = MailFacts(
    role="Plant MES engineer",
    client="Varnhold Coatings",
    code="C-04",
    candidate_name="Haruka Fujii",
    interviewers=("Ingrid Vaessen", "Declan Rooney"),
    start=datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Europe/Berlin")),
    zone="Europe/Berlin",
    minutes=50,
    place="Room 4",
    sender="Leyla Demirci",
)
WHEN = "Tuesday 1 December 2026, 10:00 to 10:50 (Europe/Berlin, UTC+1)"


def test_an_invitation_for_the_candidate():
    mail = candidate_mail(MailKind.INVITATION, FACTS)

    assert mail.subject == "Interview for Plant MES engineer at Varnhold Coatings"
    assert mail.body == (
        "Hello Haruka Fujii,\n\n"
        "Thank you for your interest in the Plant MES engineer role at Varnhold Coatings. We would "
        "like to invite you to an interview.\n\n"
        f"When: {WHEN}\n"
        "Where: Room 4\n"
        "With: Ingrid Vaessen, Declan Rooney\n\n"
        "We will talk about situations from daily work. You don't need to prepare anything.\n\n"
        "The calendar file is attached. If the time doesn't suit you, please reply to this "
        "email.\n\n"
        "Kind regards\nLeyla Demirci"
    )


@pytest.mark.parametrize("kind", MailKind)
def test_the_candidate_never_reads_the_code_and_interviewers_never_the_name(kind):
    for_candidate, for_others = candidate_mail(kind, FACTS), interviewer_mail(kind, FACTS)

    assert "C-04" not in for_candidate.subject + for_candidate.body
    assert "Fujii" not in for_others.subject + for_others.body
    assert "C-04" in for_others.subject
    assert all(WHEN in mail.body for mail in (for_candidate, for_others))


def test_what_is_not_known_is_left_out():
    bare = replace(FACTS, candidate_name="", place="", sender="", interviewers=())
    body = candidate_mail(MailKind.CHANGE, bare).body

    assert body.startswith("Hello,\n\nThe time of your interview")
    assert body.endswith("Kind regards")
    assert not any(word in body for word in ("Where:", "With:", "None"))


def test_a_cancellation_gives_no_reason_and_asks_for_nothing():
    mail = interviewer_mail(MailKind.CANCELLATION, FACTS)

    assert mail.subject == "Interview cancelled: C-04, Plant MES engineer"
    assert "Anything you typed is kept. You don't have to do anything." in mail.body


@pytest.mark.parametrize(
    ("zone", "month", "said"),
    [
        ("UTC", 12, "UTC"),
        ("Europe/Berlin", 7, "UTC+2"),
        ("America/St_Johns", 1, "UTC-3:30"),
        ("Asia/Kolkata", 1, "UTC+5:30"),
    ],
)
def test_an_offset_is_that_of_the_day(zone, month, said):
    assert utc_offset(datetime(2026, month, 1, tzinfo=ZoneInfo(zone))) == said
