"""A frozen kit says why it left something open, by what it was made from, and guesses nothing."""

from dataclasses import replace
from datetime import timedelta

from assessment.domain.permissions import OWNER
from assessment.planning import HoleReason
from assessment.services.kits import kits, locking
from assessment.services.kits.coverage_gaps import BANK_CHANGED, LATER, PLANNED_SINCE, left_open
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import Cell, Competency, load_bank
from tests.builders import (
    NOON,
    PLANT,
    REQUISITION,
    a_bank,
    a_brief,
    a_kit,
    a_kit_draft,
    a_requisition,
    an_interview,
    furnish,
)
from tests.fakes import StoppedClock, fake_open_uow

BANK = a_bank()
DISPATCHING = Cell.parse("production.dispatching")
EXECUTION = Cell.parse("production.execution_management")
STOCK = Cell.parse("inventory.tracking")
DAY = timedelta(days=1)
BRIEF = a_brief(cells={DISPATCHING: 2, EXECUTION: 1, STOCK: 2})
ASKED = ("prd-dsp-001", "plc-001")


def a_store(*, minutes: int = 12, earlier: timedelta | None = None) -> OpenUnitOfWork:
    """A draft of dispatching and placement, perhaps after a kit that asked about execution."""
    open_uow = fake_open_uow()
    with open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.briefs.add(BRIEF)
        uow.kits.save_draft(a_kit_draft(minutes=minutes, questions=ASKED))
        uow.commit()
    if earlier is not None:
        heard = a_kit(questions=[BANK.questions["prd-exe-001"]])
        furnish(open_uow, an_interview(kit=heard.id, planned_at=NOON + earlier), kit=heard)
    return open_uow


def frozen(open_uow: OpenUnitOfWork, bank=BANK):
    """The kit, and what the draft said just before."""
    draft = kits.drafted(open_uow, StoppedClock(), bank, REQUISITION, by=OWNER)
    return locking.freeze(
        open_uow, StoppedClock(), bank, requisition=REQUISITION, by=OWNER
    ), draft.plan


def why(open_uow, kit, subject, *, bank=BANK, brief=BRIEF):
    holes = left_open(open_uow, bank, kit, brief, by=OWNER).holes
    return next(((h.reason, h.why) for h in holes if h.subject == subject), None)


def test_a_frozen_kit_says_what_its_draft_said():
    open_uow = a_store()
    kit, draft = frozen(open_uow)

    told = left_open(open_uow, BANK, kit, BRIEF, by=OWNER)

    assert (told.holes, told.remarks) == (draft.holes, draft.remarks)
    assert why(open_uow, kit, EXECUTION)[1] == (
        "not enough time (2 min left, the shortest question takes 5)"
    )
    assert why(open_uow, kit, STOCK)[1] == "no question in the bank"


def test_a_kit_with_a_board_has_the_minutes_that_the_board_left():
    bank = load_bank()
    open_uow = fake_open_uow()
    with open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.briefs.add(BRIEF)
        uow.commit()
    kits.draft(open_uow, StoppedClock(), bank, requisition=REQUISITION, minutes=20, by=OWNER)
    kits.change_minutes(open_uow, requisition=REQUISITION, minutes=37, by=OWNER)
    kits.add_exercise(open_uow, bank, requisition=REQUISITION, by=OWNER)
    kit, draft = frozen(open_uow, bank)

    # The talk speaks of placement, so that is no hole any more; the rest is as it was.
    holes = [h for h in draft.holes if h.subject != Competency.PLACEMENT]
    assert list(left_open(open_uow, bank, kit, BRIEF, by=OWNER).holes) == holes
    assert any(h.reason is HoleReason.NO_TIME for h in holes)


def test_of_another_bank_it_says_that_the_reason_is_not_known_any_more():
    open_uow = a_store()
    kit, _ = frozen(open_uow)
    other = replace(BANK, version="000000000002")

    told = left_open(open_uow, other, kit, BRIEF, by=OWNER)

    assert {h.subject for h in told.holes} >= {EXECUTION, STOCK}
    assert {(h.reason, h.why) for h in told.holes} == {(HoleReason.FORGOTTEN, BANK_CHANGED)}
    assert told.remarks == ()


def test_what_came_into_the_brief_later_is_told_as_that_and_what_left_it_is_no_hole():
    open_uow = a_store()
    kit, _ = frozen(open_uow)
    later = a_brief(
        revision=2,
        cells={DISPATCHING: 2, EXECUTION: 1, Cell.parse("quality.tracking"): 2},
        weights=PLANT | {Competency.PORTFOLIO: 5.0},
        saved_at=NOON + DAY,
    )
    with open_uow() as uow:
        uow.briefs.add(later)
        uow.commit()

    found = {h.subject: h for h in left_open(open_uow, BANK, kit, later, by=OWNER).holes}

    assert found[Cell.parse("quality.tracking")].why == LATER
    assert found[Competency.PORTFOLIO].why == LATER
    assert found[EXECUTION].reason is HoleReason.NO_TIME
    assert STOCK not in found
    # The reasons stay those of another bank only where the brief of then asked at all.
    other = replace(BANK, version="000000000002")
    assert why(open_uow, kit, EXECUTION, bank=other, brief=later)[1] == BANK_CHANGED
    assert why(open_uow, kit, Competency.PORTFOLIO, bank=other, brief=later)[1] == LATER


def test_the_mix_is_the_one_that_was_asked_for_then():
    # Performance has a knowledge question alone, and nothing else would fit a mix of 100 %.
    open_uow = a_store(minutes=40)
    given = {"requisition": REQUISITION, "minutes": 40}
    kits.draft(open_uow, StoppedClock(), BANK, **given, behaviour_share=100, by=OWNER)
    kit, draft = frozen(open_uow)
    then = why(open_uow, kit, Competency.PERFORMANCE)
    assert then[0] is HoleReason.TYPE_MIX

    kits.draft(open_uow, StoppedClock(), BANK, **given, behaviour_share=0, by=OWNER)

    assert why(open_uow, kit, Competency.PERFORMANCE) == then
    assert left_open(open_uow, BANK, kit, BRIEF, by=OWNER).holes == draft.holes


def test_what_the_client_had_heard_by_then_counts_and_what_came_later_does_not():
    open_uow = a_store(minutes=40, earlier=-DAY)
    kit, draft = frozen(open_uow)
    assert kit.id == "MES-1.K2"
    assert why(open_uow, kit, EXECUTION)[0] is HoleReason.RECENTLY_ASKED

    # The next kit asks it too, and the one after the first was measured without knowing of that.
    first = left_open(open_uow, BANK, kit, BRIEF, by=OWNER)
    again = a_kit("MES-1.K3", questions=list(BANK.questions.values()), frozen_at=NOON + DAY)
    held = an_interview("MES-1.C-01.2", kit=again.id, planned_at=NOON + DAY)
    furnish(open_uow, held, kit=again)

    assert left_open(open_uow, BANK, kit, BRIEF, by=OWNER) == first
    assert first.holes == draft.holes


def test_an_interview_that_may_have_been_planned_since_makes_the_reason_uncertain():
    open_uow = a_store(minutes=40, earlier=DAY)
    kit, _ = frozen(open_uow)

    assert why(open_uow, kit, EXECUTION) == (HoleReason.FORGOTTEN, PLANNED_SINCE)
    assert why(open_uow, kit, STOCK)[1] == "no question in the bank"
