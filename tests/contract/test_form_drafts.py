"""What people typed into forms and did not save yet, in every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.draft_fields import Form, Words
from assessment.domain.errors import NotFound
from assessment.domain.ids import CandidateId
from tests.builders import CANDIDATE, NOON, OTHER_RATER, RATER, an_interview, furnish

OTHER = CandidateId("MES-1.C-02")
NOTE = Form(candidate=CANDIDATE, keeper=RATER, name="note")
FINAL = replace(NOTE, name="final")


def words(form=NOTE, field="note", text="Heard twice. 同样 🙂"):
    return Words(form=form, field=field, text=text, kept_at=NOON)


def test_a_field_says_what_was_typed_last_in_the_order_of_forms_and_fields(any_store):
    furnish(any_store)
    reasons, choice = words(FINAL, "reasons"), words(FINAL, "choice", "yes")
    later = replace(words(), text="", kept_at=NOON + timedelta(seconds=1))
    with any_store() as uow:
        for typed in (words(), reasons, choice, later):
            uow.words.keep(typed)
        uow.commit()

    with any_store(read_only=True) as uow:
        assert uow.words.of(CANDIDATE, RATER) == [choice, reasons, later]


def test_words_are_told_apart_by_candidate_and_keeper(any_store):
    furnish(any_store, an_interview(), an_interview("MES-1.C-02.1"))
    owners = words(replace(NOTE, keeper=None), text="the owner's")
    others = words(replace(NOTE, candidate=OTHER), text="of another candidate")
    with any_store() as uow:
        for typed in (words(), owners, others):
            uow.words.keep(typed)

        assert uow.words.of(CANDIDATE, RATER) == [words()]
        assert uow.words.of(CANDIDATE, None) == [owners]
        assert uow.words.of(OTHER, RATER) == [others]
        assert uow.words.of(CANDIDATE, OTHER_RATER) == []


def test_dropping_ends_the_fields_that_are_named_or_the_whole_form(any_store):
    furnish(any_store)
    reasons, choice = words(FINAL, "reasons"), words(FINAL, "choice", "yes")
    owners = words(replace(FINAL, keeper=None))
    with any_store() as uow:
        for typed in (words(), reasons, choice, owners):
            uow.words.keep(typed)

        uow.words.drop(FINAL, ["choice", "never typed"])
        uow.words.drop(NOTE, [])
        assert uow.words.of(CANDIDATE, RATER) == [reasons, words()]

        uow.words.drop(FINAL)
        uow.words.drop(FINAL)
        assert uow.words.of(CANDIDATE, RATER) == [words()]
        assert uow.words.of(CANDIDATE, None) == [owners]


def test_words_need_their_candidate(any_store):
    with any_store() as uow, pytest.raises(NotFound):
        uow.words.keep(words())


def test_words_about_a_candidate_go_with_it_and_no_others(any_store):
    furnish(any_store, an_interview(), an_interview("MES-1.C-02.1"))
    others = words(replace(NOTE, candidate=OTHER))
    with any_store() as uow:
        uow.words.keep(words())
        uow.words.keep(words(replace(NOTE, keeper=None)))
        uow.words.keep(others)

        uow.requisitions.remove_candidate(CANDIDATE)
        uow.commit()

    with any_store(read_only=True) as uow:
        assert uow.words.of(CANDIDATE, RATER) == uow.words.of(CANDIDATE, None) == []
        assert uow.words.of(OTHER, RATER) == [others]
