"""What an access report has of the person, the interviews, the debrief and what came of them."""

from collections.abc import Callable, Iterator
from datetime import datetime

from assessment.domain.attachment import Attachment
from assessment.domain.audit import BACKED_UP, EXPORTED
from assessment.domain.ids import CandidateId
from assessment.domain.rating import Recommendation
from assessment.domain.removal import RemovalRecord
from assessment.report.access_report import AccessSection, Held, Record, Value
from assessment.services.reading.access_source import AccessSource
from assessment.services.store.audit_log import JournalLine


def typed(key: str, label: str, value: str) -> Held:
    """What somebody wrote."""
    return Held(key=key, label=label, value=value or None, typed=True)


def held(key: str, label: str, value: Value) -> Held:
    return Held(key=key, label=label, value=None if value == "" else value)


def moment(at: datetime) -> str:
    """`2 March 2026, 12:30` in UTC, as a heading has it."""
    return f"{at.day} {at:%B %Y, %H:%M}"


def person(source: AccessSource) -> AccessSection:
    own, role = source.candidate, source.requisition
    values = (
        held("name", "Name", source.name),
        held("email", "Email", source.contact.email),
        held("reference", "Reference", source.contact.reference),
        held("code", "Code", own.code),
        held("role", "Role", role.id),
        held("role_title", "Title of the role", role.title),
        held("client", "Client", role.client),
        held("added_at", "Added", own.added_at),
        held("withdrawn_at", "Withdrawn", own.withdrawn_at),
        typed("withdrawn_because", "Reason for withdrawing", own.withdrawn_because),
        held("anonymised_at", "Anonymised", own.anonymised_at),
    )
    records = [Record(heading="This person", values=values)]
    if former := source.former:
        records.append(
            Record(
                heading="Previous name",
                values=(
                    held("former_name", "Previous name", former.name),
                    held("changed_at", "Changed", former.at),
                    held("changed_by", "Changed by", source.who(former.by)),
                    typed("changed_because", "Reason", former.because),
                ),
            )
        )
    records.append(_retention(source))
    records += [_file(source, attachment) for attachment in source.files]
    return AccessSection(
        key="person",
        title="The person",
        about="The name is kept apart from everything else, which is kept under the code. Attached "
        "files are named here, and are in the “files” folder next to this page.",
        records=tuple(records),
    )


def _file(source: AccessSource, attachment: Attachment) -> Record:
    return Record(
        heading=f"File {attachment.id}",
        values=(
            typed("file_name", "Name of the file", attachment.name),
            held("file_kind", "Kind", attachment.kind.value),
            held("file_size", "Bytes", attachment.size),
            held("file_digest", "SHA-256", attachment.digest),
            held("file_added_at", "Added", attachment.added_at),
            held("file_added_by", "Added by", source.who(attachment.added_by)),
        ),
    )


def _retention(source: AccessSource) -> Record:
    """For how long the role's candidates are kept, and a word on this one."""
    values = [
        held("period_months", "Kept for, in months after the decision", source.period.months),
        typed("period_because", "Reason for the period", source.period.reason),
    ]
    if word := source.longer:
        values += [
            held("kept_until", "Kept longer, until", word.until.isoformat()),
            held("kept_by", "Kept longer by", source.who(word.by)),
            held("kept_at", "Recorded", word.at),
            typed("kept_because", "Reason for keeping it longer", word.because),
        ]
    return Record(heading="How long this is kept", values=tuple(values))


def interviews(source: AccessSource) -> AccessSection:
    return AccessSection(
        key="interviews",
        title="Interviews",
        about="Planned interviews, who was to be there, and links that opened a scorecard.",
        records=(*_meetings(source), *_links(source), *_removals(source)),
    )


def _meetings(source: AccessSource) -> Iterator[Record]:
    for interview in source.interviews:
        seats = tuple(f"{source.who(s.rater)}, {s.role}" for s in interview.seats)
        yield Record(
            heading=f"Interview {interview.id}",
            values=(
                held("planned_at", "Planned for", interview.planned_at),
                held("kit", "Questions", interview.kit),
                held("seats", "Interviewers", seats),
                held("removed", "Cancelled", interview.removed),
            ),
        )


def _links(source: AccessSource) -> Iterator[Record]:
    for sheet, link in source.links.items():
        yield Record(
            heading=f"Link to the scorecard of {source.who(sheet.rater)} in {sheet.interview}",
            values=(
                held("issued_at", "Issued", link.issued_at),
                held("issued_by", "Issued by", source.who(link.issued_by)),
                held("ends_at", "Ends", link.ends_at),
                held("revoked_at", "Revoked", link.revoked_at),
            ),
        )


def _removals(source: AccessSource) -> Iterator[Record]:
    for gone in source.removals:
        yield Record(
            heading=f"{gone.subject}: {_what_happened(source, gone)}",
            values=(
                held("removed_at", "When", gone.at),
                held("removed_by", "By", source.who(gone.by)),
                typed("removed_because", "Reason", gone.because),
            ),
        )


def _what_happened(source: AccessSource, gone: RemovalRecord) -> str:
    """`cancelled` for an interview; a seat has its interviewer's name."""
    if gone.rater:
        return f"{source.who(gone.rater)} removed from the interview"
    return "removed" if gone.subject == source.candidate.id else "cancelled"


def debrief(source: AccessSource) -> AccessSection:
    records = []
    for said in source.debrief:
        kind = said.kind.value.replace("_", " ")
        chosen = Recommendation(said.recommendation).label if said.recommendation else ""
        records.append(
            Record(
                heading=f"{kind.capitalize()}, {moment(said.at)}",
                values=(
                    held("kind", "Kind", kind),
                    held("at", "When", said.at),
                    held("by", "By", source.who(said.by)),
                    held("interview", "Interview", said.interview or ""),
                    held("item", "Question", said.item or ""),
                    held("level", "Agreed level", said.level),
                    held("recommendation", "Recommendation", chosen),
                    held("decision", "Decision", said.decision.label if said.decision else ""),
                    typed("text", "Text", said.text),
                ),
            )
        )
    return AccessSection(
        key="debrief",
        title="Debrief and decision",
        about="What the interviewers said and settled together. People decide; nothing is computed "
        "into a decision.",
        records=tuple(records),
    )


def outcomes(source: AccessSource) -> AccessSection:
    records = []
    for line in source.outcomes:
        what = f"After {line.month} months" if line.month else "First day"
        levels = tuple(f"{c.capitalize()}: {level}" for c, level in line.levels.items())
        records.append(
            Record(
                heading=f"{what}, recorded {moment(line.at)}",
                values=(
                    held("kind", "Kind", line.kind.value),
                    held("at", "Recorded", line.at),
                    held("by", "Recorded by", source.who(line.by)),
                    held("started_on", "First day in the job", line.started_on),
                    held("month", "Months after that", line.month),
                    held("in_role", "Still in the job", line.in_role),
                    held(
                        "mismatch",
                        "How the job turned out",
                        line.mismatch.label if line.mismatch else "",
                    ),
                    held("levels", "Levels that the manager gave", levels or None),
                    typed("text", "Note", line.text),
                ),
            )
        )
    return AccessSection(
        key="outcomes",
        title="After the hire",
        about="The first day, and what the manager said after 3, 6 and 12 months.",
        records=tuple(records),
    )


def drafts(source: AccessSource) -> AccessSection:
    """Unsaved input, and the wordings that a client pack would use."""
    forms = [(f"Unsaved: {f.form.name}, {f.field}", f) for f in source.drafts]
    forms += [("Wording for the client pack", f) for f in source.pack_texts]
    return AccessSection(
        key="drafts",
        title="Typed and not saved yet",
        about="Forms about this person that somebody filled in and did not save, and wordings that "
        "were prepared for a client.",
        records=tuple(
            Record(
                heading=heading,
                values=(
                    held("by", "Typed by", source.who(f.form.author)),
                    held("kept_at", "Kept", f.kept_at),
                    typed("text", "Text", f.text),
                ),
            )
            for heading, f in forms
        ),
    )


def exports(source: AccessSource) -> AccessSection:
    """What left the database with this person in it: exports of the whole role are no less so."""
    own, since = source.candidate, source.candidate.added_at
    told = [
        line
        for line in source.lines
        if line.act in {EXPORTED, BACKED_UP}
        and line.at >= since
        and line.about == own.requisition
        and _may_hold(line, own.code)
    ]
    return AccessSection(
        key="exports",
        title="Exported",
        about="Files of the whole role made since this person was added, and reports on this "
        "person. Ratings that were hidden from whoever exported are not in them. Levelset doesn't "
        "know what happened to a file afterwards.",
        records=tuple(_line(source, line) for line in told),
    )


def _may_hold(line: JournalLine, code: str) -> bool:
    """Reports on one candidate end with the code, before `, with names`."""
    _, of, whom = line.detail.partition(",")[0].rpartition(" of ")
    return not of or whom == code


def audit_log(source: AccessSource) -> AccessSection:
    own = is_about(source.candidate.id)
    return AccessSection(
        key="audit_log",
        title="Audit log",
        about="Who did what about this person, and when.",
        records=tuple(_line(source, line) for line in source.lines if own(line)),
    )


def is_about(candidate: CandidateId) -> Callable[[JournalLine], bool]:
    """Whether a line is about a candidate or its interviews."""
    return lambda line: line.about == candidate or line.about.startswith(f"{candidate}.")


def _line(source: AccessSource, line: JournalLine) -> Record:
    return log_line(line, source.who(line.by))


def log_line(line: JournalLine, who: str) -> Record:
    """One line of the audit log."""
    return Record(
        heading=f"{line.act.capitalize()}, {moment(line.at)}",
        values=(
            held("at", "When", line.at),
            held("by", "By", who),
            held("act", "What", line.act),
            held("about", "About", line.about),
            held("detail", "Details", line.detail),
            typed("because", "Reason", line.because),
        ),
    )
