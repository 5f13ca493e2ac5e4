"""The kit page: its mix, its parallel forms, and what was asked at the client before."""

from datetime import timedelta

from assessment.domain.rating import Kind
from question_bank import Competency
from tests.builders import (
    NOON,
    REQUISITION,
    a_kit,
    a_question,
    an_added_question,
    an_entry,
    an_interview,
    bank_of,
    furnish,
)
from tests.ui.page_reading import choice, field_of, press, primaries, said, told
from tests.ui.preparing_pages import PreparingPages

MIX = "Situational or past behaviour (%)"
BREADTH = {"competency": Competency.BREADTH}


def captions(page) -> list[str]:
    return [c.value.replace("\\", "") for c in page.caption]


def test_the_mix_is_set_on_the_page_and_kept_for_the_next_kit():
    preparing = PreparingPages().with_requisition().with_brief()
    page = preparing.page("kit", requisition=REQUISITION)
    assert field_of(page, MIX).value == 60

    field_of(page, MIX).set_value(100)
    press(page, "Build the kit")

    assert "6 questions: 6 situational." in said(page)
    assert "100\u00a0% must be situational or about past behaviour:** Performance." in said(page)
    assert field_of(page, MIX).value == 100

    field_of(page, MIX).set_value(60).run()
    press(page, "Rebuild the kit")
    assert "7 questions: 6 situational, 1 knowledge." in said(page)


def test_a_mix_that_leaves_nothing_to_ask_is_refused_in_one_sentence():
    preparing = PreparingPages().with_requisition().with_brief()
    preparing.bank = bank_of([a_question("gov-001", competency=Competency.PORTFOLIO)])
    page = preparing.page("kit", requisition=REQUISITION)

    press(page, "Build the kit")

    assert told(page) == ["No question in the bank suits this brief."]
    assert primaries(page) == ["Build the kit"]


def test_a_question_says_when_the_client_heard_it_and_which_kit_has_it():
    preparing = PreparingPages().with_requisition().with_brief()
    kit = a_kit(questions=[preparing.bank.questions["prd-dsp-001"]])
    furnish(
        preparing.open_uow, an_interview(kit=kit.id, planned_at=NOON - timedelta(days=3)), kit=kit
    )
    preparing.with_draft(minutes=10)

    page = preparing.page("kit", requisition=REQUISITION)

    # The essential cell has no other question: it is asked again, and the page says so.
    assert "asked at this client on 27 February 2026, also in K1" in captions(page)
    line = next(m for m in said(page).splitlines() if "recently asked" in m).replace("\\", "")
    assert line == (
        "- A line goes down (prd-dsp-001) was recently asked at this client, and there is no "
        "unused replacement."
    )


def test_a_question_added_in_an_interview_was_heard_by_the_client_though_no_kit_has_it():
    preparing = PreparingPages().with_requisition().with_brief()
    kit = a_kit(questions=[preparing.bank.questions["plc-001"]])
    furnish(
        preparing.open_uow, an_interview(kit=kit.id, planned_at=NOON - timedelta(days=3)), kit=kit
    )
    added = an_added_question(preparing.bank.questions["prd-dsp-001"])
    with preparing.open_uow() as uow:
        uow.entries.append(an_entry(added.text(), kind=Kind.ADDED, item=added.item.id))
        uow.commit()
    preparing.with_draft(minutes=10)

    page = preparing.page("kit", requisition=REQUISITION)

    assert "asked at this client on 27 February 2026" in captions(page)


def test_an_interview_to_come_is_told_as_one():
    preparing = PreparingPages().with_requisition().with_brief()
    kit = a_kit(questions=[preparing.bank.questions["prd-dsp-001"]])
    furnish(
        preparing.open_uow, an_interview(kit=kit.id, planned_at=NOON + timedelta(days=3)), kit=kit
    )
    preparing.with_draft(minutes=10)

    page = preparing.page("kit", requisition=REQUISITION)

    assert "to be asked at this client on 5 March 2026, also in K1" in captions(page)


def test_a_parallel_form_is_made_of_a_frozen_kit_and_frozen_as_the_next():
    preparing = PreparingPages().with_requisition().with_brief()
    preparing.bank = bank_of(
        [
            *(a_question(f"exe-{n:03}") for n in range(1, 5)),
            *(a_question(f"brd-{n:03}", **BREADTH) for n in range(1, 4)),
        ]
    )
    preparing.with_kit()
    (first,) = preparing.file().kits.values()
    page = preparing.page("kit", requisition=REQUISITION)
    assert primaries(page) == ["Add candidates"]

    press(page, "Create an equivalent kit")
    assert primaries(page) == ["Lock the kit"]
    press(page, "Lock the kit")

    _, second = preparing.file().kits.values()
    asked = [{i.asked.question for i in kit.items} for kit in (first, second)]
    competencies = [[i.asked.competency for i in kit.items] for kit in (first, second)]
    assert (first.minutes, competencies[0]) == (second.minutes, competencies[1])
    assert len(asked[0] & asked[1]) == 0


def test_a_parallel_form_that_shares_questions_says_so():
    preparing = PreparingPages().with_requisition().with_brief().with_kit()
    page = preparing.page("kit", requisition=REQUISITION)

    press(page, "Create an equivalent kit")

    # 20 minutes: execution and breadth have another question, placement and integration have not.
    assert page.session_state["notice"] == (
        "This kit is equivalent to K1. It shares 2 questions with your other kits (plc-001 and "
        "int-001): the bank has no others that fit. No question covers production · dispatching."
    )
    assert captions(page).count("also in K1") == 2


def test_a_kit_is_chosen_in_the_address_and_the_newest_needs_none():
    preparing = PreparingPages().with_requisition().with_brief().with_kit().with_kit()
    page = preparing.page("kit")
    assert (page.title[0].value, list(page.query_params)) == ("Kit K2", [])

    choice(page, "Kit").set_value("K1").run()
    assert (page.title[0].value, page.query_params["kit"]) == ("Kit K1", "K1")

    press(page, "Create an equivalent kit")
    press(page, "Lock the kit")
    assert (page.title[0].value, list(page.query_params)) == ("Kit K3", [])
