"""What a client pack is made from, and what was made of its typed texts so far."""

import json
from dataclasses import dataclass
from datetime import datetime

from assessment.domain.draft_form import DraftForm
from assessment.domain.ids import CandidateId, RequisitionId
from assessment.domain.pack_texts import FORM, field_of
from assessment.domain.permissions import Action, Actor
from assessment.report.pseudonyms import pseudonyms
from assessment.report.redaction import typed_texts
from assessment.report.source import ReportSource
from assessment.services.reading.comparisons import compare
from assessment.services.reading.report_source import CODES, PeopleLabels, source_of
from assessment.services.reading.visible_ratings import RequisitionFile, requisition_file
from assessment.services.store.blindness import everybody
from assessment.services.store.permits import permit
from assessment.services.store.ports import UnitOfWork
from question_bank import QuestionBank

SALT = "salt"


@dataclass(frozen=True, slots=True)
class KeptWording:
    """What the draft holds of one text."""

    digest: str
    text: str
    decided: bool
    together: bool = False
    """Included as it was, in one decision with others in which nothing was recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything that review and pack are made from, read in one transaction."""

    file: RequisitionFile
    source: ReportSource
    names: tuple[str, ...]
    kept: dict[str, KeptWording]
    salt: str


def read_pack(
    uow: UnitOfWork, bank: QuestionBank, at: datetime, wanted: RequisitionId, by: Actor
) -> Pack:
    permit(uow, by, Action.EXPORT, wanted)
    file = requisition_file(uow, wanted, by=by)
    drafts = [f for f in uow.drafts.of(wanted, by.author) if f.form == form_of(wanted, by)]
    stored = {f.field: f.text for f in drafts}
    source = source_of(compare(uow, file, bank), CODES, at)
    kept = {
        text.key: KeptWording(**json.loads(stored[field_of(text.key)]))
        for text in typed_texts(source)
        if field_of(text.key) in stored
    }
    return Pack(
        file=file,
        source=source,
        names=_names(uow, file),
        kept=kept,
        salt=stored.get(SALT, wanted),
    )


def _names(uow: UnitOfWork, file: RequisitionFile) -> tuple[str, ...]:
    """Names and codes of every interviewer and of this role's candidates.

    Of candidates, former names, email addresses and references, too.
    """
    found = [*uow.people.raters().values()]
    people = everybody(uow)  # what is hidden must not leave for a client either
    found += people.candidate_names(file.requisition.id).values()
    former = (people.former_name(c.candidate.id) for c in file.candidates)
    found += [name.name for name in former if name]
    for contact in people.contacts(file.requisition.id).values():
        found += [contact.email, contact.reference]
    found += [c.candidate.code for c in file.candidates]
    found += uow.people.raters()
    return tuple(filter(None, found))


def form_of(wanted: RequisitionId, by: Actor) -> DraftForm:
    return DraftForm(name=FORM, author=by.author, requisition=wanted)


def candidates_in(pack: Pack) -> dict[CandidateId, str]:
    made = pseudonyms(pack.salt, [c.candidate.id for c in pack.file.candidates], "Candidate")
    return {CandidateId(i): p for i, p in made.items()}


def raters_in(pack: Pack) -> dict[str, str]:
    file = pack.file
    part = {str(member.rater) for member in file.panel}
    for candidate in file.candidates:
        part |= {str(card.sheet.rater) for card in candidate.scorecards}
        part |= {str(r.by) for r in candidate.debrief if r.by}
    return pseudonyms(pack.salt, sorted(part), "Interviewer")


def labels_of(pack: Pack) -> PeopleLabels:
    candidates, raters = candidates_in(pack), raters_in(pack)
    return PeopleLabels(
        candidate=lambda own, _: candidates[own],
        names={},
        rater=lambda rater: raters.get(str(rater), "An interviewer"),
    )


def places_in(source: ReportSource) -> dict[str, str]:
    """Key of a text to where it stands."""
    places = {source.title.key: "Role title", source.client.key: "Client"}
    for c in source.candidates:
        for question in c.questions:
            about = f"{c.code} · {question.title.text}"
            places[question.title.key] = f"{c.code} · title of an added question"
            places[question.prompt.key] = f"{about} · wording of an added question"
            for one in question.heard:
                places[one.evidence.key] = f"{about} · note by {one.rater}"
        for said in c.recommendations:
            places[said.text.key] = f"{c.code} · reasons of {said.who} for {said.verdict}"
        for said in filter(None, (c.final, c.decision, *c.agreed, *c.notes)):
            what = said.verdict or "note"
            about = f" · {said.about}" if said.about else ""
            places[said.text.key] = f"{c.code} · debrief · {what} by {said.who or 'owner'}{about}"
    return places
