"""A copy of a role has what was prepared, and nobody's name or rating."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.brief_digest import noted
from assessment.domain.brief_origin import BriefOrigin, ClientAnswer
from assessment.domain.errors import Incomplete, Invalid, NotAllowed
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.requisition import Reveal, SeatRole
from assessment.domain.retention import RetentionPeriod
from assessment.services.hiring import candidates
from assessment.services.hiring.blind_mode import hide_names, show_names
from assessment.services.hiring.retention import change_retention
from assessment.services.kits.duplicating import duplicate
from assessment.services.reading.visible_ratings import read_requisition
from tests.builders import (
    CANDIDATE,
    REQUISITION,
    a_brief,
    a_panel_member,
    a_requisition,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.exercise import a_kit_with_a_board
from tests.fakes import StoppedClock, fake_open_uow

CLOCK = StoppedClock()
ANSWERED = BriefOrigin(answers={"night": ClientAnswer(chosen=("line",), note="the filler")})


@pytest.fixture
def store():
    made = fake_open_uow()
    seats = (a_seat("R-01", SeatRole.LEAD), a_seat("R-02"))
    furnish(made, an_interview(seats=seats), kit=a_kit_with_a_board())
    with made() as uow:
        uow.requisitions.save(replace(a_requisition(), reveal=Reveal.AFTER_OWN_SCORECARD))
        uow.briefs.add(a_brief(revision=2, to_clear_up="Who owns nights?", origin=ANSWERED))
        uow.entries.append(an_entry())
        uow.commit()
    candidates.rename_candidate(made, CLOCK, candidate=CANDIDATE, name="Ada", by=OWNER)
    return made


def copied(store, *, client="Brewery", by=OWNER):
    return duplicate(
        store, CLOCK, requisition=REQUISITION, title="Night engineer", client=client, by=by
    )


def test_the_copy_has_brief_panel_rule_and_the_newest_kit_as_a_draft(store):
    made = copied(store)

    file = read_requisition(store, made.id, by=OWNER)
    kit = a_kit_with_a_board()
    with store(read_only=True) as uow:
        draft = uow.kits.draft(made.id)
    assert (made.id, made.title, made.reveal) == (
        "ROLE-001", "Night engineer", Reveal.AFTER_OWN_SCORECARD,
    )  # fmt: skip
    assert [(m.rater, m.role) for m in file.panel] == [
        ("R-01", SeatRole.LEAD), ("R-02", SeatRole.INTERVIEWER),
    ]  # fmt: skip
    assert (file.brief.revision, file.brief.title) == (1, "Night engineer")
    assert file.brief.weights == a_brief().weights
    assert (file.brief.to_clear_up, file.brief.origin) == ("Who owns nights?", ANSWERED)
    assert (draft.minutes, draft.cards) == (kit.minutes, tuple(kit.deck.ids))
    assert set(draft.questions) <= {i.asked.question for i in kit.items}
    assert file.kits == {}


def test_the_copy_has_no_candidates_and_no_word_about_any(store):
    made = copied(store)

    assert read_requisition(store, made.id, by=OWNER).candidates == ()
    with store(read_only=True) as uow:
        assert uow.people.candidate_names(made.id) == {}
        assert uow.interviews.of_requisition(made.id) == []
    assert len(read_requisition(store, REQUISITION, by=OWNER).candidates) == 1


def test_the_copy_hides_names_from_now_on_where_the_source_does(store):
    assert copied(store).blind_since is None
    hide_names(store, CLOCK, requisition=REQUISITION, by=OWNER)
    later = StoppedClock(CLOCK.at + timedelta(days=30))

    made = duplicate(
        store, later, requisition=REQUISITION, title="Night engineer", client="Brewery", by=OWNER
    )

    assert read_requisition(store, made.id, by=OWNER).requisition.blind_since == later.at
    with store(read_only=True) as uow:
        said = [(x.act, x.about, x.detail) for x in uow.journal.lines()]
    assert (Action.CHANGE_BLIND.value, made.id, "on") in said
    show_names(store, requisition=REQUISITION, reason="Nobody is considered.", by=OWNER)
    assert copied(store).blind_since is None


def test_the_copy_keeps_data_as_long_and_for_the_same_reason(store):
    def period_of(role):
        with store(read_only=True) as uow:
            return uow.retention.period(role)

    usual = copied(store)
    assert period_of(usual.id) == RetentionPeriod(requisition=usual.id)
    change_retention(store, requisition=REQUISITION, months=2, reason="Agreed so.", by=OWNER)

    made = copied(store)

    assert period_of(made.id) == RetentionPeriod(requisition=made.id, months=2, reason="Agreed so.")


def test_what_a_client_said_stays_with_that_client(store):
    made = copied(store, client="Dairy")

    brief = read_requisition(store, made.id, by=OWNER).brief
    assert (brief.client, brief.to_clear_up, brief.origin) == ("Dairy", "", BriefOrigin())


def test_a_consultant_has_a_seat_on_the_copy_and_both_roles_log_it(store):
    with store() as uow:
        uow.people.add_rater("R-07", "Vos")
        uow.requisitions.seat(a_panel_member("R-07", role=SeatRole.CONSULTANT))
        uow.commit()

    made = copied(store, by=Actor(rater="R-07"))

    with store(read_only=True) as uow:
        said = [(x.by, x.act, x.about, x.detail) for x in uow.journal.lines()[-3:]]
        brief = noted(uow.briefs.latest(made.id))
        assert "R-07" in {m.rater for m in uow.requisitions.panel(made.id)}
    assert said == [
        ("R-07", Action.CREATE_REQUISITION.value, made.id, "from MES-1"),
        ("R-07", Action.EDIT_BRIEF.value, made.id, brief),
        ("R-07", Action.DUPLICATE_REQUISITION.value, "MES-1", f"as {made.id}"),
    ]


def test_a_lead_or_a_bad_form_makes_nothing(store):
    with pytest.raises(NotAllowed, match="Only the owner or a consultant can duplicate this role"):
        copied(store, by=Actor(rater="R-01"))
    with pytest.raises(Incomplete, match="Name the client"):
        copied(store, client=" ")
    with pytest.raises(Invalid, match="The reference MES-1 is already used"):
        duplicate(
            store, CLOCK, requisition=REQUISITION, title="T", client="C", reference="mes-1",
            by=OWNER,
        )  # fmt: skip

    with store(read_only=True) as uow:
        assert [r.id for r in uow.requisitions.all()] == [REQUISITION]
