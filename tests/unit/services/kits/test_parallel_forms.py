"""A parallel form of a frozen kit is a draft that asks as much with other questions."""

from dataclasses import replace

import pytest

from assessment.domain.errors import AssessmentError
from assessment.domain.permissions import OWNER
from assessment.services.kits import kits, locking, parallel_forms
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import Competency, Variant, Variants, load_bank
from question_bank.model import Industry
from tests.builders import (
    KIT,
    REQUISITION,
    a_brief,
    a_kit,
    a_kit_draft,
    a_question,
    a_requisition,
    an_interview,
    bank_of,
    furnish,
)
from tests.fakes import StoppedClock, fake_open_uow

BREADTH = {"competency": Competency.BREADTH}
BANK = bank_of(
    [
        *(a_question(f"exe-{n:03}") for n in range(1, 5)),
        a_question("brd-001", **BREADTH),
        a_question("brd-002", **BREADTH),
    ]
)
FIRST = [BANK.questions["brd-001"], BANK.questions["exe-001"], BANK.questions["exe-002"]]


def a_store(*, brief: bool = True) -> OpenUnitOfWork:
    """A frozen kit on breadth, execution, execution, in 20 minutes."""
    open_uow = fake_open_uow()
    with open_uow() as uow:
        uow.requisitions.add(a_requisition())
        if brief:
            uow.briefs.add(a_brief(cells={}))
        uow.kits.add(a_kit(questions=FIRST, minutes=20))
        uow.commit()
    return open_uow


def make(open_uow: OpenUnitOfWork, kit: str = KIT, bank=BANK) -> parallel_forms.MadeForm:
    return parallel_forms.make_parallel(
        open_uow, StoppedClock(), bank, requisition=REQUISITION, kit=kit, by=OWNER
    )


def test_the_form_is_a_draft_with_the_same_minutes_and_none_of_the_questions():
    open_uow = a_store()

    made = make(open_uow)

    first, *others = made.draft.questions
    assert (first, set(others)) == ("brd-002", {"exe-003", "exe-004"})
    assert (made.draft.minutes, made.form.shared, made.form.differences) == (20, (), ())
    assert kits.drafted(open_uow, StoppedClock(), BANK, REQUISITION, by=OWNER).draft == made.draft


def test_the_form_is_told_in_the_industry_of_the_first_kit():
    words = Variants(batch=Variant(prompt="Reactor 3 stops. What runs next?"))
    told = [q.model_copy(update={"variants": words}) for q in BANK.questions.values()]
    open_uow = a_store()
    with open_uow() as uow:
        uow.briefs.add(replace(a_brief(cells={}, revision=2), industry=Industry.BATCH))
        uow.commit()
    make(open_uow, bank=bank_of(told))

    kit = locking.freeze(open_uow, StoppedClock(), bank_of(told), requisition=REQUISITION, by=OWNER)

    assert {i.asked.prompt for i in kit.items} == {"Reactor 3 stops. What runs next?"}


def test_the_form_leaves_the_other_kits_alone_too_and_names_what_it_shares():
    open_uow = a_store()
    make(open_uow)
    locking.freeze(open_uow, StoppedClock(), BANK, requisition=REQUISITION, by=OWNER)

    made = make(open_uow)

    # Every question is in one of the two kits by now.
    assert made.form.shared == made.draft.questions
    assert made.draft.questions[0] in {"brd-001", "brd-002"}


def test_questions_heard_at_the_client_are_left_alone_where_others_are_as_good():
    open_uow = a_store()
    with open_uow() as uow:
        uow.requisitions.add(a_requisition("MES-2"))
        uow.briefs.add(a_brief("MES-2"))
        uow.commit()
    bank = bank_of([*BANK.active, a_question("exe-005")])
    heard = a_kit("MES-2.K1", questions=[bank.questions["exe-004"]])
    furnish(open_uow, an_interview("MES-2.C-01.1", kit=heard.id), kit=heard)

    made = make(open_uow, bank=bank)

    assert set(made.draft.questions) == {"brd-002", "exe-003", "exe-005"}


@pytest.mark.parametrize(
    ("store", "kit", "bank", "said"),
    [
        (a_store(), "MES-1.K9", BANK, "MES-1 has no locked kit 'MES-1.K9'."),
        (
            a_store(brief=False),
            KIT,
            BANK,
            "An equivalent kit is built from the role brief: save the brief first.",
        ),
        (
            a_store(),
            KIT,
            bank_of([a_question("plc-001", competency=Competency.PLACEMENT)]),
            "The bank has no questions that could replace those in MES-1.K1.",
        ),
    ],
)
def test_what_cannot_be_made_says_why_and_keeps_the_older_draft(store, kit, bank, said):
    older = a_kit_draft(questions=("exe-001",))
    with store() as uow:
        uow.kits.save_draft(older)
        uow.commit()

    with pytest.raises(AssessmentError) as caught:
        make(store, kit, bank)

    assert str(caught.value) == said
    with store(read_only=True) as uow:
        assert uow.kits.draft(REQUISITION) == older


def test_a_kit_with_a_board_gets_a_deck_of_other_cards_and_no_second_talk():
    open_uow, bank = fake_open_uow(), load_bank()
    with open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.briefs.add(a_brief())
        uow.commit()
    given = {"requisition": REQUISITION, "by": OWNER}
    kits.draft(open_uow, StoppedClock(), bank, **given, minutes=60)
    kits.add_exercise(open_uow, bank, **given, size=9)
    kits.draft(open_uow, StoppedClock(), bank, **given, minutes=60)
    first = locking.freeze(open_uow, StoppedClock(), bank, **given)

    made = make(open_uow, first.id, bank)
    second = locking.freeze(open_uow, StoppedClock(), bank, **given)

    assert (len(made.draft.cards), set(made.draft.cards) & set(first.deck.ids)) == (9, set())
    assert bank.exercise.id not in made.draft.questions
    assert [i.id for i in second.items].count("talk") == 1
    assert second.planned_minutes <= 60
