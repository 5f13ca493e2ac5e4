"""A submitted sheet is locked; what changes is appended, with its reason beside it."""

import pytest

from assessment.domain.errors import Incomplete, InterviewClosed, Invalid, NotFound
from assessment.domain.ids import ItemId
from assessment.domain.permissions import Actor
from assessment.domain.rating import Kind, NotRated
from assessment.services.recording.amendments import (
    accept_proposed,
    amend,
    decline_proposed,
    open_proposals,
)
from assessment.services.recording.sheet_inbox import record_sheet_events
from assessment.services.recording.sheets import sheet
from assessment.services.store.page_token import PageToken
from tests.builders import SHEET, a_kit, an_interview, furnish
from tests.fakes import StoppedClock, fake_open_uow
from tests.unit.services.recording.test_sheets import COMPLETE, TWO_QUESTIONS, event

CLOCK = StoppedClock()
Q01 = ItemId("q01")
RATER = Actor(rater=SHEET.rater)


@pytest.fixture
def store():
    """A submitted sheet: a 3 on the first question, the second not asked."""
    made = fake_open_uow()
    furnish(made, an_interview(), kit=a_kit(questions=TWO_QUESTIONS))
    submitted = (*COMPLETE, event(5, "submit", value=True))
    record_sheet_events(
        made, CLOCK, sheet=SHEET, client="tab-1", events=submitted, token=PageToken()
    )
    return made


def card(store):
    return sheet(store, SHEET, by=RATER).card


def change(store, kind, value, *, item=Q01, because="because"):
    """The rater amends the scorecard."""
    amend(store, CLOCK, sheet=SHEET, kind=kind, item=item, value=value, because=because, by=RATER)


def accept(store, proposal, *, because="because"):
    accept_proposed(store, CLOCK, sheet=SHEET, entry=proposal, because=because, by=RATER)


def decline(store, proposal, *, because="because"):
    decline_proposed(store, CLOCK, sheet=SHEET, entry=proposal, because=because, by=RATER)


def propose(store, *events):
    taken = record_sheet_events(
        store, CLOCK, sheet=SHEET, client="tab-2", events=events, token=PageToken()
    )
    return [taken.ids[seq] for seq in taken.proposed]


def test_an_amendment_counts_and_keeps_its_reason(store):
    change(store, Kind.VERDICT, 4, because=" heard again  ")

    assert card(store).record(Q01).level == 4
    assert [(e.value, e.because) for e in card(store).amendments] == [(4, "heard again")]


@pytest.mark.parametrize("because", ["", "   \n"])
def test_an_amendment_without_a_reason_is_refused(store, because):
    with pytest.raises(Incomplete, match="Give a short reason"):
        change(store, Kind.VERDICT, 4, because=because)
    assert card(store).record(Q01).level == 3


def test_an_amendment_may_not_leave_the_sheet_incomplete(store):
    with pytest.raises(Incomplete, match="write down what you heard that makes this a 5"):
        change(store, Kind.VERDICT, 5, because="better")
    with pytest.raises(Incomplete, match="give a level"):
        change(store, Kind.VERDICT, None, because="no")
    assert card(store).record(Q01).level == 3


def test_evidence_first_and_then_the_level_it_carries(store):
    text = "priced the way out"
    change(store, Kind.EVIDENCE, text, because="my paper note")
    change(store, Kind.VERDICT, 5, because="as noted")

    assert (card(store).record(Q01).evidence, card(store).record(Q01).level) == (text, 5)


@pytest.mark.parametrize(
    ("kind", "item", "value"),
    [
        (Kind.VERDICT, "q09", 3),
        (Kind.VERDICT, "q01", 9),
        (Kind.SECONDS, "q01", 9),
        (Kind.SUBMIT, "", True),
        (Kind.EVIDENCE, "q01", "x" * 50_001),
    ],
)
def test_an_amendment_is_checked_like_everything_else(store, kind, item, value):
    with pytest.raises(Invalid):
        change(store, kind, value, item=ItemId(item))


def test_a_draft_is_changed_and_not_amended():
    draft = fake_open_uow()
    furnish(draft, an_interview(), kit=a_kit(questions=TWO_QUESTIONS))

    with pytest.raises(InterviewClosed, match="draft"):
        change(draft, Kind.VERDICT, 4)


def test_an_accepted_proposal_becomes_an_amendment(store):
    (proposal,) = propose(store, event(1, value=4))

    accept(store, proposal, because="the tablet had it")

    assert card(store).record(Q01).level == 4
    assert open_proposals(card(store)) == ()


def test_a_declined_proposal_leaves_the_sheet_and_is_settled(store):
    (proposal,) = propose(store, event(1, value="no_evidence"))

    decline(store, proposal, because="an older thought")

    assert card(store).record(Q01).level == 3
    assert open_proposals(card(store)) == ()
    assert [e.value for e in card(store).proposed] == [NotRated.NO_EVIDENCE]


def test_declining_what_the_sheet_had_no_value_for_sets_nothing(store):
    (proposal,) = propose(store, event(1, "evidence", "heard more"))

    decline(store, proposal, because="from another candidate")

    assert card(store).record(Q01).evidence == ""
    assert open_proposals(card(store)) == ()


def test_only_the_newest_proposal_of_a_key_is_to_be_decided(store):
    older, newer = propose(store, event(1, value=4), event(2, value=2))

    assert [e.id for e in open_proposals(card(store))] == [newer]
    with pytest.raises(NotFound, match="already been decided"):
        accept(store, older)


def test_a_proposal_is_decided_once(store):
    (proposal,) = propose(store, event(1, value=4))
    accept(store, proposal, because="the tablet had it")

    with pytest.raises(NotFound, match="already been decided"):
        accept(store, proposal, because="the tablet had it")
