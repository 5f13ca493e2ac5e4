"""The brief page, alone: blends, weights by hand, and what is not saved yet."""

from dataclasses import replace

from assessment.domain.permissions import OWNER
from assessment.services.hiring import briefs
from question_bank import CELLS, Competency
from tests.builders import (
    PLANT,
    REQUISITION,
    a_brief,
    a_question,
    bank_of,
)
from tests.ui.page_reading import choice, field_of, press, primaries, said, told

OVERRIDE = "Override the weight of"
OPEN = "Open questions for the client"


def test_a_first_brief_begins_with_production_and_is_saved_in_one_press(preparing):
    page = preparing.with_requisition().page("brief", requisition=REQUISITION)
    assert primaries(page) == ["Save brief"]
    assert "Plant · not saved yet" in said(page)

    press(page, "Save brief")

    brief = preparing.file().brief
    in_scope = {c: 1 for c in CELLS if c.operations_category == "production"}
    assert brief == replace(a_brief(), cells=in_scope)
    assert primaries(page) == ["Build the kit"]
    assert "Plant · revision 1, saved Mon 2 Mar 2026, 12:00" in said(page)


def test_a_kit_in_preparation_is_opened_and_not_built_again(preparing):
    preparing.with_requisition().with_brief().with_draft()

    page = preparing.page("brief", requisition=REQUISITION)

    assert primaries(page) == ["Go to the kit"]


def test_a_bank_without_a_question_for_the_brief_is_said_on_the_brief(preparing):
    preparing.with_requisition().with_brief()
    preparing.bank = bank_of([a_question("gov-001", competency=Competency.PORTFOLIO)])
    page = preparing.page("brief", requisition=REQUISITION)

    press(page, "Build the kit")

    assert told(page) == ["No question in the bank suits this brief."]
    assert primaries(page) == ["Build the kit"]


def test_the_blend_follows_the_slider_and_a_weight_by_hand_says_why(preparing):
    page = preparing.with_requisition().page("brief", requisition=REQUISITION)

    field_of(page, "Target: share of enterprise work in the role").set_value(30).run()
    choice(page, OVERRIDE).set_value([Competency.EXECUTION]).run()
    field_of(page, "Weight of Execution").set_value(40.0).run()
    press(page, "Save brief")
    assert told(page) == [
        (
            "The weight of execution is 40 instead of 19: give a short reason that the client "
            "would accept."
        )
    ]

    field_of(page, "Why it differs from the blend").input("unmanned nights").run()
    press(page, "Save brief")

    # 70 % of the plant's weights and 30 % of the enterprise's, execution aside.
    brief = preparing.file().brief
    assert brief.enterprise_share == 30
    assert list(brief.weights.values()) == [20, 40, 11.5, 18.5, 8.5, 8.5, 9.5, 4.5]
    assert brief.rationale == {Competency.EXECUTION: "unmanned nights"}
    assert "70\u00a0% plant, 30\u00a0% enterprise · revision 1" in said(page)


def test_unticking_by_hand_goes_back_to_the_blend(preparing):
    preparing.with_requisition()
    by_hand = a_brief(
        weights=PLANT | {Competency.EXECUTION: 40.0},
        rationale={Competency.EXECUTION: "unmanned nights"},
    )
    briefs.save(preparing.open_uow, preparing.clock, preparing.bank, by_hand, by=OWNER)
    page = preparing.page("brief", requisition=REQUISITION)
    assert field_of(page, "Weight of Execution").value == 40

    choice(page, OVERRIDE).set_value([]).run()
    press(page, "Save brief")

    brief = preparing.file().brief
    assert (brief.revision, brief.weights, brief.rationale) == (2, PLANT, {})


def test_changes_wait_until_they_are_saved_or_discarded(preparing):
    page = preparing.with_requisition().with_brief().page("brief", requisition=REQUISITION)
    assert primaries(page) == ["Build the kit"]

    field_of(page, "Open questions for the client").input("Who owns nights?").run()
    assert primaries(page) == ["Save brief"]
    assert "with unsaved changes" in said(page)

    press(page, "Discard changes")
    assert field_of(page, "Open questions for the client").value == ""
    assert preparing.file().brief.revision == 1


def two_windows(preparing):
    """One window wrote an open point; the other saved a title meanwhile, as revision 2."""
    page = preparing.with_requisition().with_brief().page("brief", requisition=REQUISITION)
    briefs.save(
        preparing.open_uow,
        preparing.clock,
        preparing.bank,
        replace(a_brief(), title="Shift lead"),
        by=OWNER,
    )
    field_of(page, OPEN).input("Who owns nights?").run()
    return page


def test_a_brief_saved_in_another_window_is_not_replaced_unseen(preparing):
    page = two_windows(preparing)

    warned = (
        "Revision 2 was saved in another window in the meantime. Your changes are still "
        "here but not saved yet."
    )
    assert [w.value for w in page.warning] == [warned]
    assert field_of(page, OPEN).value == "Who owns nights?"
    assert primaries(page) == ["Save mine as revision 3"]

    press(page, "Save mine as revision 3")
    assert preparing.file().brief == replace(a_brief(), revision=3, to_clear_up="Who owns nights?")
    assert (primaries(page), list(page.warning)) == (["Build the kit"], [])


def test_what_another_window_saved_can_be_shown_instead(preparing):
    page = two_windows(preparing)

    press(page, "Discard mine and show revision 2")

    assert field_of(page, OPEN).value == ""
    assert field_of(page, "Role title").value == "Shift lead"
    assert primaries(page) == ["Build the kit"]
    assert preparing.file().brief.revision == 2


def test_a_save_pressed_just_after_another_windows_saves_nothing_and_keeps_what_was_typed(
    preparing,
):
    page = preparing.with_requisition().with_brief().page("brief", requisition=REQUISITION)
    field_of(page, OPEN).input("Who owns nights?").run()
    briefs.save(
        preparing.open_uow,
        preparing.clock,
        preparing.bank,
        replace(a_brief(), title="Shift lead"),
        by=OWNER,
    )

    press(page, "Save brief")

    assert preparing.file().brief == replace(a_brief(), revision=2, title="Shift lead")
    assert field_of(page, OPEN).value == "Who owns nights?"
    assert primaries(page) == ["Save mine as revision 3"]


def test_a_window_in_which_nothing_was_typed_shows_what_another_saved(preparing):
    page = preparing.with_requisition().with_brief().page("brief", requisition=REQUISITION)
    briefs.save(
        preparing.open_uow,
        preparing.clock,
        preparing.bank,
        replace(a_brief(), title="Shift lead"),
        by=OWNER,
    )

    page.run()

    assert field_of(page, "Role title").value == "Shift lead"
    assert (primaries(page), list(page.warning)) == (["Build the kit"], [])


def test_a_brief_with_other_weights_than_a_frozen_kit_says_so(preparing):
    preparing.with_requisition().with_brief().with_kit()
    page = preparing.page("brief", requisition=REQUISITION)
    assert not page.info

    briefs.save(
        preparing.open_uow,
        preparing.clock,
        preparing.bank,
        replace(a_brief(), enterprise_share=100, weights=briefs.blended(preparing.bank, 100)),
        by=OWNER,
    )
    page = preparing.page("brief", requisition=REQUISITION)

    (told,) = page.info
    assert told.value.startswith(
        "Locked with different weights than the brief has now: K1 (Mon 2 Mar 2026)."
    )
