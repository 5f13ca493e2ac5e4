"""A kit is drafted from the brief, changed by hand, and frozen with the wording it had."""

from dataclasses import replace

import pytest

from assessment.domain.errors import AssessmentError, Incomplete, Invalid, NotAllowed, NotFound
from assessment.domain.kit import contents, digest_of
from assessment.domain.permissions import OWNER
from assessment.services.kits import kits, locking
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import Cell, QuestionType, Variant, Variants, load_bank
from question_bank.model import Industry, UsableFor
from tests.builders import (
    KIT,
    NOON,
    PLANT,
    REQUISITION,
    a_bank,
    a_brief,
    a_kit,
    a_kit_draft,
    a_kit_item,
    a_question,
    a_requisition,
    an_interview,
    bank_of,
    furnish,
)
from tests.fakes import StoppedClock, fake_open_uow

BANK = a_bank()
EXECUTION = Cell.parse("production.execution_management")


def a_store(*questions: str, minutes: int = 20) -> OpenUnitOfWork:
    """A requisition with a brief and, where questions are named, a draft."""
    open_uow = fake_open_uow()
    with open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.briefs.add(a_brief())
        if questions:
            uow.kits.save_draft(a_kit_draft(minutes=minutes, questions=questions))
        uow.commit()
    return open_uow


def order(open_uow: OpenUnitOfWork) -> tuple[str, ...]:
    found = kits.drafted(open_uow, StoppedClock(), BANK, REQUISITION, by=OWNER)
    return found.draft.questions if found else ()


def refusal(of: type[AssessmentError], act) -> str:
    with pytest.raises(of) as caught:
        act()
    return str(caught.value)


def test_a_draft_is_assembled_from_the_brief_and_replaces_the_older_one():
    open_uow = a_store("gov-001")

    made = kits.draft(open_uow, StoppedClock(), BANK, requisition=REQUISITION, minutes=15, by=OWNER)

    assert made == a_kit_draft(minutes=15, questions=("prd-dsp-001", "plc-001", "int-001"))
    found = kits.drafted(open_uow, StoppedClock(), BANK, REQUISITION, by=OWNER)
    assert (found.draft, found.plan.planned_minutes, found.gone) == (made, 15, ())


def test_a_draft_avoids_what_the_client_has_heard_and_its_ledger_tells():
    # Breadth has another question than the one that was heard. A second question on execution,
    # which would have had room, was heard too, and the essential cell does not need it.
    open_uow = a_store()
    heard = a_kit(questions=[BANK.questions[q] for q in ("prd-exe-001", "mnt-sch-001")])
    furnish(open_uow, an_interview(kit=heard.id), kit=heard)

    kits.draft(open_uow, StoppedClock(), BANK, requisition=REQUISITION, minutes=50, by=OWNER)

    found = kits.drafted(open_uow, StoppedClock(), BANK, REQUISITION, by=OWNER)
    assert set(order(open_uow)) == {
        "prd-dsp-001",
        "plc-001",
        "int-001",
        "qua-trk-001",
        "prd-ana-001",
        "asr-001",
    }
    assert found.ledger.latest("mnt-sch-001").at == NOON


def test_the_mix_is_kept_for_the_next_kit_of_the_requisition():
    open_uow = a_store()
    given = {"requisition": REQUISITION, "minutes": 50}
    assert kits.share_wanted(open_uow, REQUISITION, by=OWNER) == 60

    kits.draft(open_uow, StoppedClock(), BANK, **given, behaviour_share=100, by=OWNER)

    assert kits.share_wanted(open_uow, REQUISITION, by=OWNER) == 100
    found = kits.drafted(open_uow, StoppedClock(), BANK, REQUISITION, by=OWNER)
    assert (found.behaviour_share, found.plan.behavioural) == (100, 6)
    assert found.plan.holes[0].sentence == (
        "Performance: only knowledge questions fit, and 100\u00a0% must be situational or about "
        "past behaviour."
    )


def test_a_kit_that_would_be_empty_is_refused_and_the_older_draft_stays():
    open_uow = a_store("plc-001")
    knowledge = bank_of([a_question(question_type=QuestionType.KNOWLEDGE)])
    given = {"requisition": REQUISITION, "minutes": 10}
    with open_uow() as uow:
        uow.briefs.add(replace(a_brief(), revision=2, enterprise_share=100))
        uow.commit()

    said = [
        refusal(
            AssessmentError,
            lambda bank=bank, share=share: kits.draft(
                open_uow, StoppedClock(), bank, **given, behaviour_share=share, by=OWNER
            ),
        )
        for bank, share in (
            (bank_of([a_question(target_level=UsableFor.PLANT)]), 60),
            (knowledge, 60),
            (BANK, 101),
        )
    ]

    assert said == [
        "No question in the bank suits this brief.",
        (
            "Only knowledge questions fit here, and 60\u00a0% must be situational or about "
            "past behaviour. Lower the share."
        ),
        (
            "The share of questions that are situational or about past behaviour is a percentage "
            "from 0 to 100, not 101."
        ),
    ]
    assert order(open_uow) == ("plc-001",)


def test_a_kit_follows_from_a_brief():
    open_uow = fake_open_uow()
    with open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.commit()

    def act():
        kits.draft(open_uow, StoppedClock(), BANK, requisition=REQUISITION, minutes=50, by=OWNER)

    assert refusal(Incomplete, act) == "A kit is built from the role brief: save the brief first."
    assert kits.drafted(open_uow, StoppedClock(), BANK, REQUISITION, by=OWNER) is None


@pytest.mark.parametrize("minutes", [9, 241])
def test_minutes_that_no_interview_takes_are_refused(minutes):
    def act():
        kits.draft(
            a_store(), StoppedClock(), BANK, requisition=REQUISITION, minutes=minutes, by=OWNER
        )

    assert refusal(Invalid, act) == (f"An interview takes 10 to 240 minutes, not {minutes}.")


def test_questions_move_and_stop_at_the_ends():
    open_uow = a_store("plc-001", "prd-dsp-001", "int-001")

    kits.move(open_uow, requisition=REQUISITION, question="int-001", step=-1, by=OWNER)
    assert order(open_uow) == ("plc-001", "int-001", "prd-dsp-001")

    kits.move(open_uow, requisition=REQUISITION, question="plc-001", step=-1, by=OWNER)
    kits.move(open_uow, requisition=REQUISITION, question="prd-dsp-001", step=1, by=OWNER)
    assert order(open_uow) == ("plc-001", "int-001", "prd-dsp-001")

    kits.move(open_uow, requisition=REQUISITION, question="plc-001", step=1, by=OWNER)
    assert order(open_uow) == ("int-001", "plc-001", "prd-dsp-001")


def test_questions_are_swapped_in_place_added_at_the_end_and_removed():
    open_uow = a_store("plc-001", "prd-dsp-001")

    kits.swap(
        open_uow, BANK, requisition=REQUISITION, question="plc-001", instead="int-001", by=OWNER
    )
    kits.add(open_uow, BANK, requisition=REQUISITION, question="asr-001", by=OWNER)
    kits.remove(open_uow, requisition=REQUISITION, question="prd-dsp-001", by=OWNER)

    assert order(open_uow) == ("int-001", "asr-001")


def test_a_similar_question_may_be_added_and_the_draft_cautions():
    twin = BANK.questions["asr-001"].model_copy(update={"similar_to": ("int-001",)})
    bank = replace(BANK, questions={**BANK.questions, "asr-001": twin})
    open_uow = a_store("int-001", "prd-dsp-001")

    kits.add(open_uow, bank, requisition=REQUISITION, question="asr-001", by=OWNER)

    found = kits.drafted(open_uow, StoppedClock(), bank, REQUISITION, by=OWNER)
    assert found.draft.questions == ("int-001", "prd-dsp-001", "asr-001")
    caution = (
        "The server is down (asr-001) and Who owns the order (int-001) have nearly the "
        "same answer. Ask only one of them."
    )
    assert caution in found.plan.remarks
    kit = locking.freeze(open_uow, StoppedClock(), bank, requisition=REQUISITION, by=OWNER)
    assert [i.asked.question for i in kit.items] == ["int-001", "prd-dsp-001", "asr-001"]


def test_freezing_keeps_the_handout_of_the_industry():
    told = Variants(batch=Variant(prompt="A reactor stops. Why?", handout="Reactor 3: 6 lots"))
    shown = BANK.questions["int-001"].model_copy(
        update={"handout": "Line 4: 40 orders", "variants": told}
    )
    bank = replace(BANK, questions={**BANK.questions, "int-001": shown})

    frozen = []
    for industry in (Industry.GENERAL, Industry.BATCH):
        open_uow = a_store("int-001", "plc-001")
        with open_uow() as uow:
            uow.briefs.add(replace(a_brief(), industry=industry, revision=2))
            uow.commit()
        kit = locking.freeze(open_uow, StoppedClock(), bank, requisition=REQUISITION, by=OWNER)
        frozen.append([i.asked.handout for i in kit.items])

    assert frozen == [["Line 4: 40 orders", None], ["Reactor 3: 6 lots", None]]


def test_a_change_that_makes_no_sense_says_so_and_changes_nothing():
    open_uow = a_store("plc-001", "prd-dsp-001")
    given = {"requisition": REQUISITION, "by": OWNER}

    said = [
        refusal(Invalid, lambda: kits.add(open_uow, BANK, **given, question="plc-001")),
        refusal(NotFound, lambda: kits.add(open_uow, BANK, **given, question="xyz-001")),
        refusal(
            Invalid,
            lambda: kits.swap(open_uow, BANK, **given, question="plc-001", instead="prd-dsp-001"),
        ),
        refusal(NotFound, lambda: kits.remove(open_uow, **given, question="int-001")),
        refusal(NotFound, lambda: kits.move(open_uow, **given, question="int-001", step=1)),
    ]

    assert said == [
        "plc-001 is already in this kit. A kit asks each question once.",
        "The bank has no question 'xyz-001'.",
        "prd-dsp-001 is already in this kit. A kit asks each question once.",
        "int-001 is no longer in this kit.",
        "int-001 is no longer in this kit.",
    ]
    assert order(open_uow) == ("plc-001", "prd-dsp-001")


def test_freezing_keeps_wording_weights_and_hash_and_ends_the_draft():
    open_uow = a_store("prd-dsp-001", "plc-001")

    kit = locking.freeze(open_uow, StoppedClock(), BANK, requisition=REQUISITION, by=OWNER)

    items = (
        a_kit_item("q01", question=BANK.questions["prd-dsp-001"]),
        a_kit_item("q02", question=BANK.questions["plc-001"]),
    )
    assert (kit.id, kit.minutes, kit.items) == (KIT, 20, items)
    assert (kit.weights, kit.bank_version, kit.frozen_at) == (PLANT, BANK.version, NOON)
    assert kit.digest == digest_of(contents(20, items, PLANT))
    with open_uow(read_only=True) as uow:
        assert (uow.kits.of(REQUISITION), uow.kits.draft(REQUISITION)) == ([kit], None)


def test_a_later_kit_gets_the_next_number_and_the_first_stays_the_reference():
    open_uow = a_store("prd-dsp-001")
    first = locking.freeze(open_uow, StoppedClock(), BANK, requisition=REQUISITION, by=OWNER)
    kits.draft(open_uow, StoppedClock(), BANK, requisition=REQUISITION, minutes=10, by=OWNER)

    second = locking.freeze(open_uow, StoppedClock(), BANK, requisition=REQUISITION, by=OWNER)

    assert second.id == "MES-1.K2"
    with open_uow(read_only=True) as uow:
        assert uow.kits.of(REQUISITION) == [first, second]


def test_an_edit_in_the_bank_does_not_reach_a_frozen_kit():
    open_uow = a_store("prd-dsp-001")
    locking.freeze(open_uow, StoppedClock(), BANK, requisition=REQUISITION, by=OWNER)
    kits.draft(open_uow, StoppedClock(), BANK, requisition=REQUISITION, minutes=10, by=OWNER)
    reworded = bank_of([a_question("prd-dsp-001", prompt="Another prompt.", revision=2)])
    with open_uow() as uow:
        uow.kits.save_draft(a_kit_draft(questions=("prd-dsp-001",), minutes=20))
        uow.commit()

    second = locking.freeze(open_uow, StoppedClock(), reworded, requisition=REQUISITION, by=OWNER)

    with open_uow(read_only=True) as uow:
        first = uow.kits.of(REQUISITION)[0]
    assert first.items[0].asked.prompt == BANK.questions["prd-dsp-001"].prompt
    assert second.items[0].asked.prompt == "Another prompt."
    assert first.digest != second.digest


def test_a_kit_freezes_the_words_of_the_industry_in_its_brief():
    told = a_question("prd-dsp-001").model_copy(
        update={
            "variants": Variants(
                batch=Variant(prompt="Reactor 3 stops.", probes=("Who may?", "And then?")),
                discrete=Variant(prompt="Cell 3 stops."),
            )
        }
    )
    bank = bank_of([told, a_question("plc-001")])
    made = {}
    for industry in (Industry.GENERAL, Industry.BATCH, Industry.DISCRETE, Industry.CONTINUOUS):
        open_uow = a_store("prd-dsp-001", "plc-001")
        with open_uow() as uow:
            uow.briefs.add(replace(a_brief(revision=2), industry=industry))
            uow.commit()
        kit = locking.freeze(open_uow, StoppedClock(), bank, requisition=REQUISITION, by=OWNER)
        made[industry.value] = [(i.asked.prompt, i.asked.probes) for i in kit.items]
        assert kit.items[0].asked.anchors == {a.level: a.behaviour for a in told.anchors}
        assert kit.items[0].asked.question == "prd-dsp-001"

    plain = (a_question().prompt, a_question().probes)
    assert made == {
        "general": [plain, plain],
        "batch": [("Reactor 3 stops.", ("Who may?", "And then?")), plain],
        "discrete": [("Cell 3 stops.", told.probes), plain],
        "continuous": [plain, plain],
    }


def test_a_kit_keeps_its_words_when_the_brief_names_another_industry_later():
    told = a_question("prd-dsp-001").model_copy(
        update={"variants": Variants(batch=Variant(prompt="Reactor 3 stops."))}
    )
    open_uow = a_store("prd-dsp-001")
    kit = locking.freeze(
        open_uow, StoppedClock(), bank_of([told]), requisition=REQUISITION, by=OWNER
    )
    with open_uow() as uow:
        uow.briefs.add(replace(a_brief(revision=2), industry=Industry.BATCH))
        uow.commit()

    with open_uow(read_only=True) as uow:
        assert uow.kits.of(REQUISITION) == [kit]
    assert kit.items[0].asked.prompt == a_question().prompt


def test_a_kit_that_cannot_be_frozen_says_what_to_do():
    over = a_store("prd-dsp-001", "plc-001", "int-001", minutes=10)
    gone = a_store("prd-dsp-001", "old-001")
    empty = a_store("prd-dsp-001")
    kits.remove(empty, requisition=REQUISITION, question="prd-dsp-001", by=OWNER)

    said = [
        refusal(
            AssessmentError,
            lambda store=store: locking.freeze(
                store, StoppedClock(), BANK, requisition=REQUISITION, by=OWNER
            ),
        )
        for store in (over, gone, empty, a_store())
    ]

    assert said == [
        (
            "The questions take 15 minutes and the interview has 10: remove a question, or make "
            "the interview longer."
        ),
        "The bank no longer has old-001: remove or replace it first.",
        "The kit has no questions yet: build it, or add questions.",
        "MES-1 has no draft kit: it was locked or deleted in the meantime. Build a new one.",
    ]


def test_another_draft_than_the_one_that_was_seen_is_not_frozen():
    open_uow = a_store("prd-dsp-001", "plc-001")
    with open_uow(read_only=True) as uow:
        seen = uow.kits.draft(REQUISITION)
    now = kits.move(open_uow, requisition=REQUISITION, question="plc-001", step=-1, by=OWNER)
    given = {"requisition": REQUISITION, "seen": seen, "by": OWNER}

    assert (
        refusal(NotAllowed, lambda: locking.freeze(open_uow, StoppedClock(), BANK, **given))
        == "The kit was changed in another window in the meantime. Review the new version, "
        "then lock it."
    )
    with open_uow(read_only=True) as uow:
        assert (uow.kits.draft(REQUISITION), uow.kits.of(REQUISITION)) == (now, [])


def test_more_minutes_mend_a_kit_that_is_too_long():
    open_uow = a_store("prd-dsp-001", "plc-001", "int-001", minutes=10)
    assert (
        kits.drafted(open_uow, StoppedClock(), BANK, REQUISITION, by=OWNER).plan.minutes_left == -5
    )

    kits.change_minutes(open_uow, requisition=REQUISITION, minutes=15, by=OWNER)

    assert (
        locking.freeze(open_uow, StoppedClock(), BANK, requisition=REQUISITION, by=OWNER).minutes
        == 15
    )


def test_a_draft_names_what_the_bank_no_longer_offers():
    found = kits.drafted(
        a_store("prd-dsp-001", "old-001"), StoppedClock(), BANK, REQUISITION, by=OWNER
    )

    assert found.gone == ("old-001",)
    assert [q.id for q in found.plan.questions] == ["prd-dsp-001"]


def test_a_dropped_draft_leaves_the_frozen_kits():
    open_uow = a_store("prd-dsp-001")
    frozen = locking.freeze(open_uow, StoppedClock(), BANK, requisition=REQUISITION, by=OWNER)
    kits.draft(open_uow, StoppedClock(), BANK, requisition=REQUISITION, minutes=10, by=OWNER)

    kits.drop(open_uow, requisition=REQUISITION, by=OWNER)

    with open_uow(read_only=True) as uow:
        assert (uow.kits.draft(REQUISITION), uow.kits.of(REQUISITION)) == (None, [frozen])


def test_a_changed_brief_does_not_reach_the_weights_of_a_frozen_kit():
    open_uow = a_store("prd-dsp-001")
    frozen = locking.freeze(open_uow, StoppedClock(), BANK, requisition=REQUISITION, by=OWNER)
    with open_uow() as uow:
        uow.briefs.add(replace(a_brief(enterprise_share=100), revision=2))
        uow.commit()

    with open_uow(read_only=True) as uow:
        assert uow.kits.find(frozen.id).weights == PLANT


def test_a_frozen_exercise_keeps_its_cards_their_keys_and_what_is_asked_about_them():
    open_uow = a_store("plc-001", minutes=30)
    bank = load_bank()
    draft = kits.add_exercise(open_uow, bank, requisition=REQUISITION, size=9, by=OWNER)
    with open_uow() as uow:
        uow.kits.save_draft(replace(draft, questions=(bank.active[0].id,)))
        uow.commit()

    kit = locking.freeze(open_uow, StoppedClock(), bank, requisition=REQUISITION, by=OWNER)

    assert (kit.deck.ids, len(kit.deck.cards)) == (draft.cards, 9)
    assert [i.id for i in kit.items] == ["q01", "talk"]
    assert kit.items[-1].asked.question == bank.exercise.id
    # The board takes 10 minutes, the talk about it 5.
    assert kit.planned_minutes == bank.active[0].minutes + 10 + 5
    plain = contents(kit.minutes, kit.items, kit.weights)
    assert kit.digest == digest_of(plain | {"deck": kit.deck.document()})


def test_a_second_deck_avoids_the_cards_of_the_first():
    open_uow, bank = a_store("plc-001", minutes=60), load_bank()
    first = kits.add_exercise(open_uow, bank, requisition=REQUISITION, by=OWNER)
    with open_uow() as uow:
        uow.kits.save_draft(replace(first, questions=(bank.active[0].id,)))
        uow.commit()
    locking.freeze(open_uow, StoppedClock(), bank, requisition=REQUISITION, by=OWNER)
    with open_uow() as uow:
        uow.kits.save_draft(replace(first, cards=()))
        uow.commit()

    second = kits.add_exercise(open_uow, bank, requisition=REQUISITION, by=OWNER)

    assert (len(second.cards), set(first.cards) & set(second.cards)) == (12, set())


def test_an_exercise_that_does_not_fit_says_what_it_takes():
    open_uow, bank = a_store("plc-001", minutes=16), load_bank()
    draft = kits.add_exercise(open_uow, bank, requisition=REQUISITION, by=OWNER)
    with open_uow() as uow:
        uow.kits.save_draft(replace(draft, questions=(bank.active[0].id,)))
        uow.commit()

    took = bank.active[0].minutes + 15
    assert (
        refusal(
            Invalid,
            lambda: locking.freeze(
                open_uow, StoppedClock(), bank, requisition=REQUISITION, by=OWNER
            ),
        )
        == f"The questions and the placement exercise take {took} minutes and the interview has "
        "16: remove a question, make the interview longer, or choose Rebuild the kit for "
        "questions that fit with the board."
    )
    assert kits.drop_exercise(open_uow, requisition=REQUISITION, by=OWNER).cards == ()


def test_a_card_that_the_bank_lost_is_named():
    open_uow, bank = a_store("plc-001"), load_bank()
    with open_uow() as uow:
        kept = uow.kits.draft(REQUISITION)
        uow.kits.save_draft(replace(kept, questions=(bank.active[0].id,), cards=("crd-999",)))
        uow.commit()

    assert (
        refusal(
            Invalid,
            lambda: locking.freeze(
                open_uow, StoppedClock(), bank, requisition=REQUISITION, by=OWNER
            ),
        )
        == "The bank no longer has the card crd-999: draw new cards."
    )


def test_a_kit_mixes_questions_of_ones_own_with_the_shipped_ones():
    own = a_question("x-exe-001", title="A question of ours")
    both = bank_of([*BANK.questions.values(), own])
    open_uow = a_store("plc-001", "x-exe-001")

    kit = locking.freeze(open_uow, StoppedClock(), both, requisition=REQUISITION, by=OWNER)

    assert [item.asked.question for item in kit.items] == ["plc-001", "x-exe-001"]
    assert kit.items[1].asked.title == "A question of ours"


def test_a_draft_whose_own_question_is_left_out_names_it():
    open_uow = a_store("plc-001", "x-exe-001")

    found = kits.drafted(open_uow, StoppedClock(), BANK, REQUISITION, by=OWNER)

    assert found
    assert found.gone == ("x-exe-001",)
