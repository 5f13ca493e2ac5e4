"""A refusal is about the action that was refused, and one thing is refused in one sentence."""

from pathlib import Path

import pytest

import assessment
from assessment.domain.errors import AssessmentError, NotAllowed, no_such
from assessment.domain.permissions import OWNER, RULES, Action, Actor, CandidateState, Role
from assessment.services.store.permits import acting, permit, permit_anywhere, permit_candidate
from tests.builders import CANDIDATE, NOON, RATER, REQUISITION, a_candidate, furnish
from tests.fakes import fake_open_uow

SOURCES = Path(assessment.__file__).parent
REFUSED_ONCE_WITHDRAWN = {
    Action.WITHDRAW_CANDIDATE: "C-01 already withdrew on 2 March 2026.",
    Action.PLAN_INTERVIEW: "C-01 has withdrawn, so nobody can plan an interview.",
    Action.SHARE_BOARD: "C-01 has withdrawn, so nobody can give out the link of a placement board.",
    Action.RESTORE_CANDIDATE: "C-01 has not been removed.",
    Action.RECORD_OUTCOME: "C-01 has withdrawn, so there is no hire to follow.",
}


def a_store():
    open_uow = fake_open_uow()
    furnish(open_uow)
    return open_uow


def asked_by_owner():
    return {
        action
        for action, rule in RULES.items()
        if CandidateState.WITHDRAWN not in rule.candidate and Role.ADMINISTRATOR in rule.roles
    }


def test_every_action_that_a_withdrawal_ends_has_its_sentence():
    assert asked_by_owner() == set(REFUSED_ONCE_WITHDRAWN)


@pytest.mark.parametrize(("action", "sentence"), REFUSED_ONCE_WITHDRAWN.items())
def test_what_a_withdrawal_ends_is_named(action, sentence):
    open_uow = a_store()
    with open_uow() as uow:
        uow.requisitions.save_candidate(a_candidate(withdrawn_at=NOON))
        uow.commit()

    with pytest.raises(AssessmentError) as refused, acting(open_uow, OWNER) as uow:
        permit_candidate(uow, OWNER, action, CANDIDATE)

    assert str(refused.value) == sentence


def test_who_can_be_asked_is_one_person_or_one_of_several():
    open_uow, by = a_store(), Actor(rater=RATER)

    with pytest.raises(NotAllowed) as one, acting(open_uow, by) as uow:
        permit_anywhere(uow, by, Action.MANAGE_DEMO)
    with pytest.raises(NotAllowed) as several, acting(open_uow, by) as uow:
        permit(uow, by, Action.EDIT_BRIEF, REQUISITION)

    assert str(one.value) == "Only the owner can load or remove the demo. Ask the owner."
    assert str(several.value) == (
        "Only the owner, a consultant or the lead can change the brief. Ask one of them."
    )


def test_an_address_that_names_nothing_is_not_a_blank_name():
    assert str(no_such("kit", "MES-1.K9")) == "There is no kit 'MES-1.K9' in this database."
    assert str(no_such("kit", "")) == "The address doesn't say which kit. Open it from its list."


@pytest.mark.parametrize("words", ["} in this database.", "is not a rater in"])
def test_what_is_not_there_is_worded_in_one_place(words):
    files = [f for f in SOURCES.rglob("*.py") if words in f.read_text("utf-8")]

    assert [f.relative_to(SOURCES).as_posix() for f in files] == ["domain/errors.py"]
