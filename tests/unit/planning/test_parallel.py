"""Another form of a kit asks as much with other questions, and says where it cannot."""

import pytest

from assessment.domain.errors import Incomplete, Invalid
from assessment.planning import Pattern, assemble, forms_of, parallel_forms, plan_of
from question_bank import CELLS, Cell, Competency, QuestionType, load_bank
from question_bank.model import UsableFor
from tests.builders import a_brief, a_kit_item, a_question, bank_of

DISPATCHING = Cell.parse("production.dispatching")
TRACKING = Cell.parse("production.tracking")
SHIPPED = load_bank()
BREADTH = {"competency": Competency.BREADTH}


def ids(questions) -> list[str]:
    return [q.id for q in questions]


def test_a_form_asks_other_questions_on_the_same_competencies_and_cells_in_the_same_order():
    bank = bank_of(
        [
            a_question("prd-trk-001", cell=TRACKING, minutes=6),
            a_question("brd-001", **BREADTH),
            a_question("prd-dsp-001", cell=DISPATCHING),
            a_question("prd-dsp-002", cell=DISPATCHING),
            a_question("prd-dsp-003", cell=DISPATCHING, minutes=6),
            a_question("prd-trk-003", cell=TRACKING, minutes=6),
            a_question("brd-002", question_type=QuestionType.KNOWLEDGE, **BREADTH),
            a_question("brd-003", target_level=UsableFor.PLANT, **BREADTH),
            a_question("brd-004", **BREADTH),
        ]
    )
    brief = a_brief(cells={DISPATCHING: 2, TRACKING: 1})
    plan = plan_of(bank.active[:3], brief, bank, 20)

    (form,) = parallel_forms(plan, brief, bank, 1)

    assert ids(form.plan.questions) == ["prd-trk-003", "brd-004", "prd-dsp-002"]
    assert (form.plan.minutes, form.shared, form.differences) == (20, (), ())


def test_where_the_bank_has_no_others_questions_are_shared_and_named():
    bank = bank_of([a_question("exe-001"), a_question("exe-002"), a_question("brd-001", **BREADTH)])
    brief = a_brief(cells={})
    plan = plan_of([bank.questions["exe-001"], bank.questions["brd-001"]], brief, bank, 10)

    first, second = parallel_forms(plan, brief, bank, 2)

    assert (ids(first.plan.questions), first.shared) == (["exe-002", "brd-001"], ("brd-001",))
    # Execution has had both its questions once by now, so either is as good.
    assert second.shared == tuple(ids(second.plan.questions))


def test_what_a_form_cannot_keep_is_told():
    bank = bank_of(
        [
            a_question("prd-dsp-001", cell=DISPATCHING),
            a_question("exe-001", minutes=4),
        ]
    )
    brief = a_brief(cells={DISPATCHING: 2})
    plan = plan_of([bank.questions["prd-dsp-001"]], brief, bank, 10)

    (form,) = parallel_forms(plan, brief, bank, 1)

    assert form.differences == (
        "No question covers production · dispatching.",
        "The questions take 4 minutes instead of 5.",
    )


def test_a_form_of_a_frozen_kit_does_without_questions_that_the_bank_took_away():
    gone = [a_question("exe-007"), a_question("exe-008"), a_question("exe-009")]
    items = [a_kit_item(f"q{n:02}", question=q) for n, q in enumerate(gone, 1)]
    bank = bank_of([a_question("exe-001"), a_question("exe-002")])

    (form,) = forms_of(Pattern.of_items(items, 15), a_brief(cells={}), bank, 1)

    assert set(ids(form.plan.questions)) == {"exe-001", "exe-002"}
    assert form.differences == (
        "Execution has 2 of the 3 questions in the first kit.",
        "The questions take 10 minutes instead of 15.",
    )


def test_questions_of_other_forms_and_recent_ones_are_left_alone_while_there_are_others():
    bank = bank_of([a_question(f"exe-{n:03}") for n in range(1, 5)])
    brief = a_brief(cells={})
    pattern = Pattern.of_plan(plan_of([bank.questions["exe-001"]], brief, bank, 5))

    (form,) = forms_of(
        pattern,
        brief,
        bank,
        1,
        recent=frozenset({"exe-002"}),
        asked_before=[frozenset({"exe-003"})],
    )

    assert ids(form.plan.questions) == ["exe-004"]


def test_forms_of_the_shipped_bank_are_disjoint_and_ask_as_much():
    brief = a_brief(cells=dict.fromkeys([c for c in CELLS if c[0] == "production"], 1))
    plan = assemble(brief, SHIPPED, 50)

    forms = parallel_forms(plan, brief, SHIPPED, 3)

    every = [plan, *(form.plan for form in forms)]
    asked = [q.id for form in every for q in form.questions]
    assert len(set(asked)) == len(asked)
    assert all(
        [q.competency for q in form.questions] == [q.competency for q in plan.questions]
        for form in every
    )
    assert all(abs(form.planned_minutes - plan.planned_minutes) <= 2 for form in every)


@pytest.mark.parametrize(
    ("how_many", "questions", "said"),
    [
        (0, ["exe-001"], "At least one equivalent kit is needed, not 0."),
        (1, [], "The kit has no questions, so it can't have an equivalent."),
    ],
)
def test_what_cannot_be_made_is_refused(how_many, questions, said):
    bank = bank_of([a_question(q) for q in questions] or [a_question()])
    plan = plan_of(bank.active if questions else [], a_brief(), bank, 10)

    with pytest.raises((Invalid, Incomplete)) as caught:
        parallel_forms(plan, a_brief(), bank, how_many)

    assert str(caught.value) == said
