"""What people typed into forms and did not save yet, in every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.draft_form import DraftField, DraftForm
from assessment.domain.errors import NotFound
from assessment.domain.ids import CandidateId
from tests.builders import (
    CANDIDATE,
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    an_interview,
    furnish,
)

OTHER = CandidateId("MES-1.C-02")
NOTE = DraftForm(candidate=CANDIDATE, author=RATER, name="note")
FINAL = replace(NOTE, name="final")


def words(form=NOTE, field="note", text="Heard twice. 同样 🙂"):
    return DraftField(form=form, field=field, text=text, kept_at=NOON)


def test_a_field_says_what_was_typed_last_in_the_order_of_forms_and_fields(any_store):
    furnish(any_store)
    reasons, choice = words(FINAL, "reasons"), words(FINAL, "choice", "yes")
    later = replace(words(), text="", kept_at=NOON + timedelta(seconds=1))
    with any_store() as uow:
        for typed in (words(), reasons, choice, later):
            uow.drafts.keep(typed)
        uow.commit()

    with any_store(read_only=True) as uow:
        assert uow.drafts.of(CANDIDATE, RATER) == [choice, reasons, later]


def test_words_are_told_apart_by_candidate_and_keeper(any_store):
    furnish(any_store, an_interview(), an_interview("MES-1.C-02.1"))
    owners = words(replace(NOTE, author=None), text="the owner's")
    others = words(replace(NOTE, candidate=OTHER), text="of another candidate")
    with any_store() as uow:
        for typed in (words(), owners, others):
            uow.drafts.keep(typed)

        assert uow.drafts.of(CANDIDATE, RATER) == [words()]
        assert uow.drafts.of(CANDIDATE, None) == [owners]
        assert uow.drafts.of(OTHER, RATER) == [others]
        assert uow.drafts.of(CANDIDATE, OTHER_RATER) == []
        assert uow.drafts.every(CANDIDATE) == [owners, words()]


def test_dropping_ends_the_fields_that_are_named_or_the_whole_form(any_store):
    furnish(any_store)
    reasons, choice = words(FINAL, "reasons"), words(FINAL, "choice", "yes")
    owners = words(replace(FINAL, author=None))
    with any_store() as uow:
        for typed in (words(), reasons, choice, owners):
            uow.drafts.keep(typed)

        uow.drafts.drop(FINAL, ["choice", "never typed"])
        uow.drafts.drop(NOTE, [])
        assert uow.drafts.of(CANDIDATE, RATER) == [reasons, words()]

        uow.drafts.drop(FINAL)
        uow.drafts.drop(FINAL)
        assert uow.drafts.of(CANDIDATE, RATER) == [words()]
        assert uow.drafts.of(CANDIDATE, None) == [owners]


def test_words_need_their_candidate(any_store):
    with any_store() as uow, pytest.raises(NotFound):
        uow.drafts.keep(words())


def test_a_draft_about_a_requisition_stands_apart_from_those_about_its_candidates(any_store):
    furnish(any_store)
    brief = DraftForm(name="brief", author=RATER, requisition=REQUISITION)
    with any_store() as uow:
        uow.drafts.keep(words())
        uow.drafts.keep(words(brief, "brief", "{}"))

        assert uow.drafts.of(REQUISITION, RATER) == [words(brief, "brief", "{}")]
        uow.drafts.drop(brief)
        assert uow.drafts.of(REQUISITION, RATER) == []
        assert uow.drafts.of(CANDIDATE, RATER) == [words()]


def test_a_draft_about_a_requisition_needs_it(any_store):
    brief = DraftForm(name="brief", author=None, requisition=REQUISITION)
    with any_store() as uow, pytest.raises(NotFound):
        uow.drafts.keep(words(brief, "brief", "{}"))


@pytest.mark.parametrize("subjects", [{}, {"candidate": CANDIDATE, "requisition": REQUISITION}])
def test_a_form_is_about_one_thing(subjects):
    with pytest.raises(ValueError, match="either a candidate or a requisition"):
        DraftForm(name="note", author=None, **subjects)
