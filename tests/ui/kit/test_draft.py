"""The kit page, alone, from the first draft to the frozen kit."""

from dataclasses import replace

from assessment.domain.permissions import OWNER
from assessment.services.hiring import briefs
from assessment.services.kits import kits
from question_bank import Variant, Variants
from question_bank.model import Industry
from tests.builders import (
    REQUISITION,
    a_brief,
)
from tests.ui.page_reading import field_of, press, primaries, said, told
from tests.ui.preparing_pages import PreparingPages


def drafted(preparing: PreparingPages) -> list[str]:
    return list(
        kits.drafted(
            preparing.open_uow, preparing.clock, preparing.bank, REQUISITION, by=OWNER
        ).draft.questions
    )


def test_a_kit_waits_for_the_brief(preparing):
    page = preparing.with_requisition().page("kit", requisition=REQUISITION)

    assert primaries(page) == ["Write the role brief"]


def test_a_kit_is_assembled_and_frozen_with_two_presses(preparing):
    page = preparing.with_requisition().with_brief().page("kit", requisition=REQUISITION)
    assert field_of(page, "Interview length (minutes)").value == 50

    press(page, "Build the kit")
    assert primaries(page) == ["Lock the kit"]
    assert "7 questions, 35 of 50 minutes · not locked yet" in said(page)
    assert "only has enterprise questions for this:** Governance." in said(page)

    press(page, "Lock the kit")
    (kit,) = preparing.file().kits.values()
    assert f"hash `{kit.digest}`" in said(page)
    assert primaries(page) == ["Add candidates"]


def test_only_the_kit_on_the_screen_is_frozen(preparing):
    preparing.with_requisition().with_brief().with_draft(minutes=20)
    page = preparing.page("kit", requisition=REQUISITION)
    preparing.with_draft(minutes=15)  # assembled anew in another window

    press(page, "Lock the kit")
    assert told(page) == [
        (
            "The kit was changed in another window in the meantime. Review the new version, then "
            "lock it."
        )
    ]
    assert preparing.file().kits == {}
    assert "of 15 minutes · not locked yet" in said(page)

    press(page, "Lock the kit")
    assert [k.minutes for k in preparing.file().kits.values()] == [15]


def test_a_question_is_read_moved_swapped_and_taken_out(preparing):
    preparing.with_requisition().with_brief().with_draft(minutes=20)
    order = ["prd-dsp-001", "plc-001", "int-001", "qua-trk-001"]
    page = preparing.page("kit", requisition=REQUISITION, q="qua-trk-001")
    assert "forty orders queued" in said(page)

    press(page, "Move up")
    assert drafted(preparing) == [*order[:2], "qua-trk-001", "int-001"]
    press(page, "Move down")
    assert drafted(preparing) == order

    field_of(page, "Replace with").set_value(preparing.bank.questions["mnt-sch-001"]).run()
    press(page, "Replace question")
    assert drafted(preparing) == [*order[:3], "mnt-sch-001"]
    assert page.query_params["q"] == "mnt-sch-001"

    press(page, "Remove")
    assert drafted(preparing) == order[:3]
    assert "q" not in page.query_params


def test_a_draft_shows_the_words_that_it_would_freeze(preparing):
    plain = preparing.bank.questions["prd-dsp-001"]
    variants = Variants(batch=Variant(prompt="Reactor 3 stops.", probes=("Who may?", "And then?")))
    told = plain.model_copy(update={"variants": variants})
    preparing.bank = replace(
        preparing.bank, questions={**preparing.bank.questions, "prd-dsp-001": told}
    )
    preparing.with_requisition().with_brief().with_draft(minutes=20)
    page = preparing.page("kit", requisition=REQUISITION, q="prd-dsp-001")
    assert "forty orders queued" in said(page)
    told_as = "Wording for batch industry."
    assert told_as not in [c.value for c in page.caption]

    brief = replace(a_brief(), industry=Industry.BATCH)
    briefs.save(preparing.open_uow, preparing.clock, preparing.bank, brief, by=OWNER)
    page = preparing.page("kit", requisition=REQUISITION, q="prd-dsp-001")
    assert told_as in [c.value for c in page.caption]
    assert "Reactor 3 stops" in said(page)
    assert "And then?" in said(page)
    assert "forty orders queued" not in said(page)

    press(page, "Lock the kit")
    (kit,) = preparing.file().kits.values()
    asked = next(i.asked for i in kit.items if i.asked.question == "prd-dsp-001")
    assert (asked.prompt, asked.probes) == ("Reactor 3 stops.", ("Who may?", "And then?"))


def test_a_title_opens_its_question_and_closes_it_again(preparing):
    page = (
        preparing.with_requisition().with_brief().with_draft().page("kit", requisition=REQUISITION)
    )

    page.button(key="read-plc-001").click().run()
    assert page.query_params["q"] == "plc-001"
    page.button(key="read-plc-001").click().run()
    assert "q" not in page.query_params


def test_a_question_is_added_and_too_many_minutes_are_said(preparing):
    page = (
        preparing.with_requisition().with_brief().with_draft().page("kit", requisition=REQUISITION)
    )

    field_of(page, "Another question").set_value(preparing.bank.questions["asr-001"])
    press(page, "Add question")
    assert "5 questions, 25 of 20 minutes, 5 too many · not locked yet" in said(page)
    press(page, "Lock the kit")
    assert told(page)[0].startswith("The questions take 25 minutes and the interview has 20")

    field_of(page, "Interview length (minutes)").set_value(25).run()
    press(page, "Lock the kit")
    assert [k.minutes for k in preparing.file().kits.values()] == [25]


def test_a_question_the_bank_took_away_has_to_be_taken_out(preparing):
    preparing.with_requisition().with_brief().with_draft()
    preparing.bank = replace(
        preparing.bank,
        questions={q: v for q, v in preparing.bank.questions.items() if q != "plc-001"},
    )
    page = preparing.page("kit", requisition=REQUISITION)
    assert [w.value for w in page.warning] == [
        "The bank no longer has plc-001. Remove it before you lock the kit."
    ]

    press(page, "Remove plc-001")

    assert drafted(preparing) == ["prd-dsp-001", "int-001", "qua-trk-001"]


def test_a_second_kit_is_prepared_beside_the_frozen_one_or_dropped(preparing):
    preparing.with_requisition().with_brief().with_kit()
    page = preparing.page("kit", requisition=REQUISITION)

    press(page, "Build another kit")
    press(page, "Delete draft")
    assert "Locked Mon 2 Mar 2026, 12:00" in said(page)

    press(page, "Build another kit")
    press(page, "Lock the kit")
    assert [k.rpartition(".")[2] for k in preparing.file().kits] == ["K1", "K2"]
    assert page.title[0].value == "Kit K2"
    assert preparing.page("kit", requisition=REQUISITION, kit="K1").title[0].value == "Kit K1"


def test_a_frozen_kit_says_what_it_could_not_cover_in_the_words_of_its_draft(preparing):
    preparing.with_requisition().with_brief().with_draft(minutes=50)
    page = preparing.page("kit", requisition=REQUISITION)
    before = bullets(page)
    assert "only has enterprise questions for this:** Governance." in before[0]

    press(page, "Lock the kit")
    assert bullets(page) == before

    preparing.bank = replace(preparing.bank, version="000000000002")
    (line,) = bullets(preparing.page("kit", requisition=REQUISITION))
    assert line == (
        "- **Reason unknown, because the bank has changed since this kit was locked:** Governance."
    )


def bullets(page) -> list[str]:
    """What the kit could not cover, line by line."""
    return [line for line in said(page).splitlines() if line.startswith("- **")]
