"""The brief page, alone: what was typed and not saved is here again in a new window."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.errors import StoreUnavailable
from assessment.domain.permissions import Actor
from assessment.domain.requisition import SeatRole
from assessment.services.drafts import brief_drafts, reason_drafts
from assessment.services.hiring import briefs
from question_bank import CELLS, Competency
from tests.builders import NOON, REQUISITION, a_brief, a_panel_member
from tests.shortlist import LEAD, SECOND
from tests.ui.page_reading import choice, field_of, press, primaries, said, told, unescaped

OVERRIDE = "Override the weight of"
OPEN = "Open questions for the client"
NIGHTS = "Who owns nights?"
AGAIN = "Restored your unsaved draft from Mon 2 Mar 2026, 12:00."
FULL = "The database cannot be written: the disk is full."


def kept(preparing, author=None):
    return brief_drafts.kept(preparing.open_uow, REQUISITION, by=Actor(rater=author))


def counted_writes(preparing):
    """Lets the store of the desk note each transaction that may write."""
    whole, writes = preparing.open_uow, []

    def noting(*, read_only=False):
        if not read_only:
            writes.append(1)
        return whole(read_only=read_only)

    preparing.open_uow = noting
    return writes


def test_what_was_typed_is_here_again_in_a_new_window(preparing):
    page = preparing.with_requisition().page("brief", requisition=REQUISITION)
    field_of(page, "Role title").input(" ").run()
    field_of(page, OPEN).input(NIGHTS).run()
    field_of(page, "Target: share of enterprise work in the role").set_value(30).run()
    choice(page, OVERRIDE).set_value([Competency.EXECUTION]).run()
    field_of(page, "Weight of Execution").set_value(40.0).run()
    field_of(page, "Required score (optional)").set_value(65.0).run()
    assert AGAIN not in said(page)
    preparing.clock.forward(3600)

    page = preparing.page("brief", requisition=REQUISITION)

    assert AGAIN in said(page)
    assert "70\u00a0% plant, 30\u00a0% enterprise · not saved yet" in said(page)
    assert preparing.file().brief is None
    field_of(page, "Role title").input("MES engineer").run()
    field_of(page, "Why it differs from the blend").input("unmanned nights").run()
    press(page, "Save brief")
    brief = preparing.file().brief
    in_scope = {c: 1 for c in CELLS if c.operations_category == "production"}
    assert brief == a_brief(
        enterprise_share=30,
        cells=in_scope,
        weights=briefs.blended(preparing.bank, 30) | {Competency.EXECUTION: 40.0},
        rationale={Competency.EXECUTION: "unmanned nights"},
        required_score=65.0,
        to_clear_up=NIGHTS,
        saved_at=NOON + timedelta(hours=1),
    )


def test_a_reason_typed_before_its_weight_is_here_again(preparing):
    page = preparing.with_requisition().page("brief", requisition=REQUISITION)
    choice(page, OVERRIDE).set_value([Competency.EXECUTION]).run()
    field_of(page, "Why it differs from the blend").input("unmanned nights").run()

    page = preparing.page("brief", requisition=REQUISITION)

    assert field_of(page, "Weight of Execution").value == 25
    assert field_of(page, "Why it differs from the blend").value == "unmanned nights"


def test_only_a_run_that_changed_something_is_written(preparing):
    writes = counted_writes(preparing.with_requisition().with_brief())
    page = preparing.page("brief", requisition=REQUISITION)
    page.run()
    assert len(writes) == 0

    field_of(page, OPEN).input(NIGHTS).run()
    page.run()
    assert len(writes) == 1

    preparing.page("brief", requisition=REQUISITION).run()
    assert len(writes) == 1


@pytest.mark.parametrize("button", ["Save brief", "Discard changes"])
def test_what_was_saved_or_discarded_does_not_come_back(preparing, button):
    preparing.with_requisition().with_brief()
    page = preparing.page("brief", requisition=REQUISITION)
    field_of(page, OPEN).input(NIGHTS).run()
    page = preparing.page("brief", requisition=REQUISITION)

    press(page, button)

    assert kept(preparing) is None
    for window in (page, preparing.page("brief", requisition=REQUISITION)):
        assert (primaries(window), AGAIN in said(window)) == (["Build the kit"], False)


def offered(page):
    return [b.label for b in page.button if not b.disabled]


def test_a_first_brief_that_came_back_can_be_discarded(preparing):
    page = preparing.with_requisition().page("brief", requisition=REQUISITION)
    assert offered(page) == ["Save brief"]
    field_of(page, OPEN).input(NIGHTS).run()

    page = press(preparing.page("brief", requisition=REQUISITION), "Discard changes")

    assert field_of(page, OPEN).value == ""
    assert (kept(preparing), offered(page)) == (None, ["Save brief"])


def test_what_was_typed_back_does_not_come_back(preparing):
    page = preparing.with_requisition().with_brief().page("brief", requisition=REQUISITION)
    field_of(page, OPEN).input(NIGHTS).run()
    field_of(page, OPEN).input("").run()

    assert kept(preparing) is None
    assert AGAIN not in said(preparing.page("brief", requisition=REQUISITION))


def typed_over_what_another_saved(preparing):
    """An open point was typed, and a title saved meanwhile as revision 2; then a new window."""
    page = preparing.with_requisition().with_brief().page("brief", requisition=REQUISITION)
    field_of(page, OPEN).input(NIGHTS).run()
    later = replace(a_brief(), title="Shift lead")
    with preparing.open_uow() as uow:
        uow.people.add_rater(LEAD, "Ann Lead")
        uow.requisitions.seat(a_panel_member(LEAD, role=SeatRole.LEAD))
        uow.commit()
    briefs.save(preparing.open_uow, preparing.clock, preparing.bank, later, by=Actor(rater=LEAD))
    return preparing.page("brief", requisition=REQUISITION)


def test_words_that_came_back_to_a_later_revision_lead_to_the_choice(preparing):
    page = typed_over_what_another_saved(preparing)

    assert field_of(page, OPEN).value == NIGHTS
    assert AGAIN in said(page)
    assert primaries(page) == ["Save mine as revision 3"]
    press(page, "Save mine as revision 3")
    assert preparing.file().brief == replace(a_brief(), revision=3, to_clear_up=NIGHTS)
    assert kept(preparing) is None


def test_words_that_came_back_to_a_later_revision_can_be_discarded(preparing):
    page = typed_over_what_another_saved(preparing)

    press(page, "Discard mine and show revision 2")

    assert field_of(page, "Role title").value == "Shift lead"
    assert (primaries(page), kept(preparing)) == (["Build the kit"], None)


def test_a_window_that_typed_keeps_its_words_when_another_of_the_same_person_saved(preparing):
    one = preparing.with_requisition().with_brief().page("brief", requisition=REQUISITION)
    other = preparing.page("brief", requisition=REQUISITION)
    field_of(one, OPEN).input(NIGHTS).run()
    field_of(other, "Role title").input("Shift lead").run()
    press(other, "Save brief")
    assert kept(preparing) is None

    one.run()

    assert kept(preparing) == a_brief(to_clear_up=NIGHTS)
    again = preparing.page("brief", requisition=REQUISITION)
    assert field_of(again, OPEN).value == NIGHTS
    assert primaries(again) == ["Save mine as revision 3"]


def test_an_idle_window_leaves_alone_what_was_typed_in_another(preparing):
    idle = preparing.with_requisition().with_brief().page("brief", requisition=REQUISITION)
    page = preparing.page("brief", requisition=REQUISITION)
    field_of(page, OPEN).input(NIGHTS).run()

    idle.run()

    assert kept(preparing) == a_brief(to_clear_up=NIGHTS)


def test_everybody_gets_their_own_words_again(deciding):
    lead = deciding.page("brief", LEAD, requisition=REQUISITION)
    field_of(lead, OPEN).input(NIGHTS).run()

    for who, words in ((None, ""), (LEAD, NIGHTS)):
        page = deciding.page("brief", who, requisition=REQUISITION)
        assert field_of(page, OPEN).value == words

    press(page, "Save brief")
    assert kept(deciding, LEAD) is None


def test_who_may_not_change_the_brief_reads_it(deciding):
    page = deciding.page("brief", SECOND, requisition=REQUISITION)

    assert "Only the owner, a consultant or the lead can change it." in said(page)
    assert "Role brief for Brewery" in said(page)
    assert (list(page.text_input), list(page.button)) == ([], [])


def test_a_database_that_cannot_be_written_leaves_the_words_in_the_window(preparing):
    preparing.with_requisition().with_brief()
    whole, disk = preparing.open_uow, {"full": True}

    def perhaps(*, read_only=False):
        if disk["full"] and not read_only:
            raise StoreUnavailable(FULL)
        return whole(read_only=read_only)

    preparing.open_uow = perhaps
    page = preparing.page("brief", requisition=REQUISITION)
    field_of(page, OPEN).input(NIGHTS).run()

    assert [unescaped(w.value) for w in page.warning] == [
        f"Your draft is only kept in this window. {FULL}"
    ]
    assert field_of(page, OPEN).value == NIGHTS
    assert (primaries(page), kept(preparing)) == (["Save brief"], None)

    disk["full"] = False
    page.run()
    assert (list(page.warning), kept(preparing)) == ([], a_brief(to_clear_up=NIGHTS))


def test_a_discard_that_cannot_be_stored_is_said_and_loses_nothing(preparing):
    page = preparing.with_requisition().with_brief().page("brief", requisition=REQUISITION)
    field_of(page, OPEN).input(NIGHTS).run()
    whole = preparing.open_uow

    def read_only_disk(*, read_only=False):
        if not read_only:
            raise StoreUnavailable(FULL)
        return whole(read_only=True)

    preparing.open_uow = read_only_disk
    page = press(preparing.page("brief", requisition=REQUISITION), "Discard changes")

    assert told(page) == [FULL]
    assert field_of(page, OPEN).value == NIGHTS


def test_the_reason_of_a_weight_that_is_overridden_no_more_comes_back(preparing):
    page = preparing.with_requisition().page("brief", requisition=REQUISITION)
    choice(page, OVERRIDE).set_value([Competency.EXECUTION]).run()
    field_of(page, "Why it differs from the blend").input("unmanned nights").run()

    choice(page, OVERRIDE).set_value([]).run()
    assert "Your reason is kept for Execution." in page.caption[-1].value

    page = preparing.page("brief", requisition=REQUISITION)  # in a new window
    choice(page, OVERRIDE).set_value([Competency.EXECUTION]).run()
    assert field_of(page, "Why it differs from the blend").value == "unmanned nights"
    assert not any("is kept for" in c.value for c in page.caption)


def test_a_reason_typed_in_the_moment_before_its_weight_is_left_comes_back(preparing):
    page = preparing.with_requisition().page("brief", requisition=REQUISITION)
    choice(page, OVERRIDE).set_value([Competency.EXECUTION]).run()

    field_of(page, "Why it differs from the blend").input("unmanned nights")
    choice(page, OVERRIDE).set_value([]).run()  # both reach the server at once

    choice(page, OVERRIDE).set_value([Competency.EXECUTION]).run()
    assert field_of(page, "Why it differs from the blend").value == "unmanned nights"


@pytest.mark.parametrize("end", ["Save brief", "Discard changes"])
def test_saving_and_discarding_end_the_reasons_that_are_not_used(preparing, end):
    page = preparing.with_requisition().page("brief", requisition=REQUISITION)
    choice(page, OVERRIDE).set_value([Competency.EXECUTION]).run()
    field_of(page, "Why it differs from the blend").input("unmanned nights").run()
    choice(page, OVERRIDE).set_value([]).run()
    field_of(page, OPEN).input(NIGHTS).run()

    press(page, end)

    assert reason_drafts.kept(preparing.open_uow, REQUISITION, by=Actor(rater=None)) == {}
    choice(page, OVERRIDE).set_value([Competency.EXECUTION]).run()
    assert field_of(page, "Why it differs from the blend").value == ""
