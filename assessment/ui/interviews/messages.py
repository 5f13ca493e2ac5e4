"""Calendar files and emails about one interview: to download and to copy. Nothing is sent."""

from zoneinfo import ZoneInfo, available_timezones

import streamlit as st

from assessment.domain.ids import InterviewId
from assessment.domain.permissions import Actor
from assessment.export.mail_text import (
    MailFacts,
    MailKind,
    candidate_mail,
    interviewer_mail,
)
from assessment.services.reading.calendar_events import Recipient
from assessment.services.reading.invitations import Invitation, read_invitation
from assessment.ui.app_context import AppContext
from assessment.ui.shared.wording import plain, zone, zone_name
from assessment.ui.web.downloads import calendar_address

RECIPIENTS = {Recipient.CANDIDATE: "Candidate", Recipient.INTERVIEWER: "Interviewers"}
KINDS = {
    MailKind.INVITATION: "Invitation",
    MailKind.CHANGE: "New time",
    MailKind.CANCELLATION: "Cancellation",
}


def messages(context: AppContext, interview: InterviewId, by: Actor) -> None:
    """For the candidate or the interviewers: a calendar file, and an email to copy."""
    found = read_invitation(context.open_uow, interview, by=by)
    st.markdown(
        "Levelset doesn't send email. Copy the text into your own email and attach the calendar "
        "file."
    )
    key = f"mail-{interview}"
    to = st.segmented_control(
        "For", list(RECIPIENTS), required=True, format_func=RECIPIENTS.__getitem__,
        default=Recipient.CANDIDATE, key=f"{key}-to",
    )  # fmt: skip
    recipient = to or Recipient.CANDIDATE
    label = "Calendar cancellation" if found.cancelled else "Calendar file"
    st.link_button(
        label, calendar_address(interview, recipient), icon=":material/event:", width="stretch"
    )
    kind = MailKind.CANCELLATION if found.cancelled else _kind(key)
    place = "" if found.cancelled else st.text_input(
        "Place or video link (optional)", key=f"{key}-place"
    )  # fmt: skip
    mail_for = candidate_mail if recipient is Recipient.CANDIDATE else interviewer_mail
    mail = mail_for(kind, _facts(found, _zone(found, key), place.strip()))
    if recipient is Recipient.CANDIDATE and found.email:
        st.caption("To")
        st.code(found.email, language=None)
    st.caption("Subject")
    st.code(mail.subject, language=None, wrap_lines=True)
    st.caption("Text")
    st.code(mail.body, language=None, wrap_lines=True)
    if recipient is Recipient.CANDIDATE and not found.name:
        st.caption(plain(f"{found.code} has no name here, so the greeting has none."))


def _kind(key: str) -> MailKind:
    kinds = [MailKind.INVITATION, MailKind.CHANGE]
    chosen = st.segmented_control(
        "Email", kinds, required=True, format_func=KINDS.__getitem__,
        default=MailKind.INVITATION, key=f"{key}-kind",
    )  # fmt: skip
    return chosen or MailKind.INVITATION


def _zone(found: Invitation, key: str) -> str:
    """The viewer's own, or that of somebody who reads it elsewhere."""
    own = zone_name(zone(), found.start)
    every = sorted({own, *available_timezones()})
    return st.selectbox("Time zone in the text", every, index=every.index(own), key=f"{key}-zone")


def _facts(found: Invitation, zone_chosen: str, place: str) -> MailFacts:
    there = zone() if zone_chosen == zone_name(zone(), found.start) else ZoneInfo(zone_chosen)
    return MailFacts(
        role=found.role,
        client=found.client,
        code=found.code,
        candidate_name=found.name,
        interviewers=found.interviewers,
        start=found.start.astimezone(there),
        zone=zone_chosen,
        minutes=found.minutes,
        place=place,
        sender=found.sender,
    )
