"""Two similar questions are never chosen together; a person who asks both is cautioned."""

from assessment.planning import HoleReason, Pattern, alternatives, assemble, forms_of, plan_of
from question_bank import Cell, Competency, Question, QuestionBank
from question_bank.similar import similar_pairs
from tests.builders import a_brief, a_question, bank_of

DISPATCHING = Cell.parse("production.dispatching")
TRACKING = Cell.parse("production.tracking")
EXECUTION_ONLY = {c: 100.0 * (c is Competency.EXECUTION) for c in Competency}


def similar(question: Question, *others: str) -> Question:
    return question.model_copy(update={"similar_to": others})


def ids(questions) -> set[str]:
    return {q.id for q in questions}


def three_of_which_two_are_similar() -> QuestionBank:
    return bank_of(
        [
            similar(a_question("exe-001"), "exe-002"),
            a_question("exe-002"),
            a_question("exe-003"),
        ]
    )


def test_a_kit_asks_one_of_a_similar_pair_though_there_is_time_for_both():
    bank = three_of_which_two_are_similar()

    plan = assemble(a_brief(weights=EXECUTION_ONLY, cells={}), bank, 15)

    assert len(plan.questions) == 2
    assert "exe-003" in ids(plan.questions)
    assert plan.remarks == (
        "The brief has no cell in scope, so questions are chosen by competency alone.",
    )


def test_a_group_of_similar_questions_gives_one():
    trio = ("exe-001", "exe-002", "exe-003")
    bank = bank_of([similar(a_question(id_), *({*trio} - {id_})) for id_ in trio])

    plan = assemble(a_brief(weights=EXECUTION_ONLY), bank, 30)

    assert len(plan.questions) == 1


def test_an_essential_cell_that_only_a_similar_question_speaks_of_is_open_and_says_why():
    bank = bank_of(
        [
            similar(a_question("prd-dsp-001", cell=DISPATCHING), "prd-trk-001"),
            a_question("prd-trk-001", cell=TRACKING),
        ]
    )

    plan = assemble(a_brief(weights=EXECUTION_ONLY, cells={DISPATCHING: 2, TRACKING: 2}), bank, 30)

    (hole,) = plan.holes
    assert (hole.reason, hole.why) == (
        HoleReason.SIMILAR,
        "the only questions that fit are similar to one in this kit",
    )


def test_the_questions_of_a_parallel_form_are_not_similar_to_each_other():
    bank = bank_of(
        [
            a_question("exe-001"),
            a_question("exe-002"),
            similar(a_question("exe-003"), "exe-004"),
            a_question("exe-004"),
            a_question("exe-005"),
        ]
    )
    brief = a_brief(weights=EXECUTION_ONLY, cells={})
    first = plan_of([bank.questions["exe-001"], bank.questions["exe-002"]], brief, bank, 10)

    forms = forms_of(Pattern.of_plan(first), brief, bank, 3)

    assert [similar_pairs(f.plan.questions) for f in forms] == [[], [], []]
    assert forms[0].shared == ()


def test_a_parallel_form_may_ask_what_is_similar_to_a_question_of_the_first():
    bank = bank_of([similar(a_question("exe-001"), "exe-002"), a_question("exe-002")])
    brief = a_brief(weights=EXECUTION_ONLY, cells={})
    first = plan_of([bank.questions["exe-001"]], brief, bank, 5)

    (form,) = forms_of(Pattern.of_plan(first), brief, bank, 1)

    assert ids(form.plan.questions) == {"exe-002"}


def test_no_alternative_is_similar_to_a_question_that_stays():
    bank = three_of_which_two_are_similar()
    brief = a_brief()

    instead_of_the_third = alternatives(
        bank.questions["exe-003"], brief, bank, ("exe-001", "exe-003")
    )
    instead_of_the_first = alternatives(
        bank.questions["exe-001"], brief, bank, ("exe-001", "exe-003")
    )

    assert ids(instead_of_the_third) == set()
    assert ids(instead_of_the_first) == {"exe-002"}


def test_a_pair_that_a_person_put_together_is_named_in_a_sentence():
    bank = three_of_which_two_are_similar()

    plan = plan_of(bank.active, a_brief(cells={DISPATCHING: 1}), bank, 30)

    assert plan.remarks == (
        (
            "A line goes down (exe-001) and A line goes down (exe-002) have nearly the same "
            "answer. Ask only one of them."
        ),
    )


def test_a_fresh_question_is_not_offered_when_it_is_similar_to_one_that_stays():
    bank = bank_of(
        [
            a_question("exe-001"),
            similar(a_question("exe-002"), "exe-003"),
            a_question("exe-003"),
        ]
    )
    brief = a_brief(weights=EXECUTION_ONLY, cells={DISPATCHING: 1})
    chosen = [bank.questions["exe-001"], bank.questions["exe-002"]]

    plan = plan_of(chosen, brief, bank, 10, recent=frozenset({"exe-001"}))

    assert plan.remarks == (
        (
            "A line goes down (exe-001) was recently asked at this client, and there is no unused "
            "replacement."
        ),
    )
