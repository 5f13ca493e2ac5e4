"""Search over everything that somebody may see, in what `visible_ratings` lets them read.

There is no index beside the logs: what isn't in the viewer's files can't be found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from assessment.domain.decision import DebriefRecord
from assessment.domain.ids import CandidateId, InterviewId, RaterId, RequisitionId
from assessment.domain.permissions import Action, Actor, may_ever
from assessment.domain.scorecard import Scorecard
from assessment.services.reading.visible_ratings import (
    CandidateFile,
    RequisitionFile,
    rater_names,
    seen_by,
)
from assessment.services.store.permits import acting, role_anywhere
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork
from question_bank import QuestionBank
from question_bank.finding import QuestionFilter, find

FEWEST_CHARACTERS = 2
MOST_WORDS = 12
SHOWN = 10
"""Hits of one kind that are returned; the rest is counted."""
BEFORE, AFTER = 50, 110
"""Characters of a long text around the first word found."""


class HitKind(StrEnum):
    """In the order in which they are shown."""

    ROLE = "role"
    CANDIDATE = "candidate"
    INTERVIEW = "interview"
    EVIDENCE = "evidence"
    DEBRIEF = "debrief"
    QUESTION = "question"


class Hit(NamedTuple):
    """One thing that was found, and what opens it."""

    kind: HitKind
    strong: str
    """`C-04`, a question's id, a role's reference."""
    text: str
    state: str = ""
    requisition: RequisitionId | None = None
    candidate: CandidateId | None = None
    interview: InterviewId | None = None
    rater: RaterId | None = None


class HitGroup(NamedTuple):
    """The hits of one kind."""

    hits: tuple[Hit, ...]
    more: int
    """How many there are beside those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Role:
    """One role with the names that the viewer may read."""

    file: RequisitionFile
    names: Mapping[CandidateId, str]
    contacts: Mapping[CandidateId, str]
    raters: Mapping[RaterId, str]


def search(
    open_uow: OpenUnitOfWork, bank: QuestionBank, typed: str, *, by: Actor
) -> dict[HitKind, HitGroup]:
    """Everything in which all the words stand, in large letters or small, by kind.

    Blank for fewer than `FEWEST_CHARACTERS` characters.
    """
    words = tuple(typed.casefold().split()[:MOST_WORDS])
    if len("".join(words)) < FEWEST_CHARACTERS:
        return {}
    with acting(open_uow, by, read_only=True) as uow:
        roles = [_role(uow, file) for file in seen_by(uow, by)]
        reads_bank = may_ever(Action.SEE_BANK, role_anywhere(uow, by))
    hits = list(chain.from_iterable(_hits(role, words) for role in roles))
    if reads_bank and by.link is None:
        hits += _questions(bank, typed)
    found = {kind: [hit for hit in hits if hit.kind is kind] for kind in HitKind}
    return {
        kind: HitGroup(tuple(own[:SHOWN]), max(0, len(own) - SHOWN))
        for kind, own in found.items()
        if own
    }


def _role(uow: UnitOfWork, file: RequisitionFile) -> _Role:
    own = file.requisition.id
    there = {c.candidate.id for c in file.candidates}
    names = uow.people.candidate_names(own) if file.may(Action.SEE_NAMES) else {}
    contacts = uow.people.contacts(own) if file.may(Action.RENAME_CANDIDATE) else {}
    return _Role(
        file=file,
        names={c: name for c, name in names.items() if c in there},
        contacts={c: f"{k.reference} {k.email}".strip() for c, k in contacts.items() if c in there},
        raters=rater_names(uow, file),
    )


def _hits(role: _Role, words: Sequence[str]) -> Iterator[Hit]:
    found = role.file.requisition
    if _has(words, found.id, found.title, found.client):
        state = "archived" if found.archived_at else ""
        text = f"{found.title} · {found.client}"
        yield Hit(HitKind.ROLE, found.id, text, state, requisition=found.id)
    for candidate in role.file.candidates:
        yield from _about(role, candidate, words)


def _about(role: _Role, file: CandidateFile, words: Sequence[str]) -> Iterator[Hit]:
    own, title = file.candidate, role.file.requisition.title
    name, contact = role.names.get(own.id, ""), role.contacts.get(own.id, "")
    if _has(words, own.code, own.id, name, contact):
        state = "withdrawn" if own.withdrawn_at else ""
        text = " · ".join(filter(None, (name, contact, title)))
        yield Hit(HitKind.CANDIDATE, own.code, text, state, own.requisition, own.id)
    for interview in file.interviews:
        people = ", ".join(role.raters.get(s.rater, s.rater) for s in interview.seats)
        if _has(words, own.code, name, interview.id, people, title):
            yield Hit(
                HitKind.INTERVIEW, own.code, " · ".join(filter(None, (name, title, people))),
                requisition=own.requisition, candidate=own.id, interview=interview.id,
            )  # fmt: skip
    for card in file.scorecards:
        yield from _evidence(role, file, card, words)
    for record in file.debrief:
        yield from _debrief(role, file, record, words)


def _evidence(
    role: _Role, file: CandidateFile, card: Scorecard, words: Sequence[str]
) -> Iterator[Hit]:
    """What was heard and why somebody is recommended, as far as the viewer may read it."""
    meetings = {i.id: i for i in file.interviews}
    meeting = meetings.get(card.sheet.interview)
    titles = {i.id: i.asked.title for i in role.file.items_of(meeting, card)} if meeting else {}
    said = [(titles.get(item, ""), record.evidence) for item, record in card.items.items()]
    for title, text in [*said, ("Reasons", card.reasons)]:
        if text and _has(words, text):
            who = role.raters.get(card.sheet.rater, card.sheet.rater)
            yield Hit(
                HitKind.EVIDENCE, file.candidate.code, _around(text, words),
                " · ".join(filter(None, (title, who))), file.candidate.requisition,
                file.candidate.id, card.sheet.interview, card.sheet.rater,
            )  # fmt: skip


def _debrief(
    role: _Role, file: CandidateFile, record: DebriefRecord, words: Sequence[str]
) -> Iterator[Hit]:
    if record.text and _has(words, record.text):
        who = role.raters.get(record.by, record.by) if record.by else "Owner"
        yield Hit(
            HitKind.DEBRIEF, file.candidate.code, _around(record.text, words), who,
            file.candidate.requisition, file.candidate.id,
        )  # fmt: skip


def _questions(bank: QuestionBank, typed: str) -> Iterator[Hit]:
    for question in find(bank, QuestionFilter(text=typed)):
        yield Hit(HitKind.QUESTION, question.id, question.title, question.competency.value)


def _has(words: Sequence[str], *texts: str) -> bool:
    whole = "\n".join(texts).casefold()
    return all(word in whole for word in words)


def _around(text: str, words: Sequence[str]) -> str:
    """The part of `text` around the first word that is found, on one line."""
    flat = " ".join(text.split())
    places = [at for word in words if (at := flat.casefold().find(word)) >= 0]
    start = max(0, min(places, default=0) - BEFORE)
    part = flat[start : start + BEFORE + AFTER]
    return f"{'… ' if start else ''}{part}{' …' if start + len(part) < len(flat) else ''}"
