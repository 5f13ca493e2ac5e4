"""A brief is saved as a revision; weights off the blend say why."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.errors import AssessmentError, NotAllowed
from assessment.domain.permissions import OWNER
from assessment.services.hiring import briefs
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import Competency
from tests.builders import NOON, PLANT, REQUISITION, a_bank, a_brief, a_requisition
from tests.fakes import StoppedClock, fake_open_uow

HEAVIER = PLANT | {Competency.EXECUTION: 40.0}


def a_store() -> OpenUnitOfWork:
    open_uow = fake_open_uow()
    with open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.commit()
    return open_uow


def test_each_save_is_a_revision_with_its_own_time():
    open_uow, clock = a_store(), StoppedClock()

    first = briefs.save(open_uow, clock, a_bank(), a_brief(revision=0), by=OWNER)
    clock.forward(60)
    second = briefs.save(
        open_uow, clock, a_bank(), replace(first, title="  Line\nMES engineer "), by=OWNER
    )

    assert first == a_brief(revision=1)
    assert second == replace(
        first, title="Line MES engineer", revision=2, saved_at=NOON + timedelta(minutes=1)
    )
    assert briefs.latest(open_uow, REQUISITION, by=OWNER) == second


def test_a_brief_made_from_an_older_revision_does_not_replace_the_later_one():
    open_uow, clock = a_store(), StoppedClock()
    first = briefs.save(open_uow, clock, a_bank(), a_brief(revision=0), by=OWNER)
    second = briefs.save(open_uow, clock, a_bank(), replace(first, title="Shift lead"), by=OWNER)

    with pytest.raises(NotAllowed) as caught:
        briefs.save(open_uow, clock, a_bank(), replace(first, title="MES engineer"), by=OWNER)

    assert str(caught.value) == "Revision 2 was saved in another window in the meantime."
    assert briefs.latest(open_uow, REQUISITION, by=OWNER) == second


def test_weights_follow_the_share_of_plant_and_enterprise():
    # Execution weighs 25 for the plant and 5 for the enterprise: a tenth of the way is 23.
    assert briefs.blended(a_bank(), 10)[Competency.EXECUTION] == 23


def test_an_edited_weight_keeps_its_reason_and_a_weight_on_the_blend_needs_none():
    reasons = {Competency.EXECUTION: " nights are unmanned ", Competency.BREADTH: "left over"}

    saved = briefs.save(
        a_store(), StoppedClock(), a_bank(), a_brief(weights=HEAVIER, rationale=reasons), by=OWNER
    )

    assert saved.weights == HEAVIER
    assert saved.rationale == {Competency.EXECUTION: "nights are unmanned"}
    assert briefs.edited(saved, a_bank()) == (Competency.EXECUTION,)


@pytest.mark.parametrize(
    ("brief", "sentence"),
    [
        (
            a_brief(weights=HEAVIER),
            (
                "the weight of execution is 40 instead of 25: give a short reason that the client "
                "would accept"
            ),
        ),
        (
            a_brief(weights=HEAVIER | {Competency.GOVERNANCE: 10.0}),
            (
                "the weight of execution is 40 instead of 25 and governance is 10 instead of 5: "
                "give a short reason for each that the client would accept"
            ),
        ),
        (
            a_brief(weights=PLANT | {Competency.EXECUTION: -1.0}),
            "the weight of execution is -1; write a number from 0 to 1000",
        ),
        (
            a_brief(weights={Competency.EXECUTION: 25.0}),
            (
                "The brief has no weight for placement, breadth, integration, performance, "
                "assurance, governance, portfolio."
            ),
        ),
        (
            a_brief(required_score=120.0),
            "The required score is a number from 0 to 100, not 120.",
        ),
        (
            replace(a_brief(), coverage_floor=75.0),
            "The coverage floor is a share from 0 to 100\u00a0%, not 75.",
        ),
        (replace(a_brief(), title=" "), "Give the role a title."),
        (replace(a_brief(), client=" "), "Name the client."),
        (replace(a_brief(), title="", client=" "), "Give the role a title. Name the client."),
        (
            a_brief(enterprise_share=101),
            "the enterprise share is a percentage from 0 to 100, not 101",
        ),
        (a_brief("NO-1"), "There is no role 'NO-1' in this database."),
    ],
)
def test_a_brief_that_cannot_be_saved_says_why_and_leaves_no_revision(brief, sentence):
    open_uow = a_store()

    with pytest.raises(AssessmentError) as caught:
        briefs.save(open_uow, StoppedClock(), a_bank(), brief, by=OWNER)

    assert str(caught.value) == sentence
    assert briefs.latest(open_uow, REQUISITION, by=OWNER) is None
