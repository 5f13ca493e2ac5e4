"""A whole bank is told what it lacks, floor by floor; a folder of one's own is not."""

from dataclasses import replace

import pytest

from question_bank import Exemplar, ExemplarAnswer, QuestionStatus, QuestionType
from question_bank.boundaries import PAIRS
from question_bank.loader import shipped_content
from question_bank.model import Boundary, UsableFor
from question_bank.quality import check, floors_of
from question_bank.quality.coverage import holes
from question_bank.quality.floors import SHIPPED, Floors
from question_bank.taxonomy import (
    CELLS,
    Activity,
    Cell,
    Competency,
    OperationsCategory,
    TargetLevel,
)
from tests.small_bank import a_question
from tests.unit.question_bank.folders import HOME, a_folder, changed, put

LOW = Floors(
    questions=42,
    lived_share=0.6,
    in_each_cell=1,
    on_each_boundary=1,
    hand_offs=1,
    with_exemplars=2,
    weak_share=0.5,
)
"""What the bank below just reaches."""


def just_enough():
    """One question in each cell, half of them on a boundary, and ten beside the grid."""
    neighbour = {
        Activity.DISPATCHING: Activity.DETAILED_SCHEDULING,
        Activity.EXECUTION_MANAGEMENT: Activity.DISPATCHING,
        Activity.DATA_COLLECTION: Activity.TRACKING,
        Activity.PERFORMANCE_ANALYSIS: Activity.TRACKING,
    }
    in_cells = [
        a_question(
            f"prd-dsp-{n:03}",
            cell=cell,
            boundary=Boundary(activity=near) if (near := neighbour.get(cell.activity)) else None,
        )
        for n, cell in enumerate(CELLS)
    ]
    beside = [
        a_question(f"gov-{n:03}", competency=competency) for n, competency in enumerate(Competency)
    ]
    handing = [
        a_question(f"int-00{level}", boundary=Boundary(functional_level=level)) for level in (2, 4)
    ]
    return {q.id: q for q in (*in_cells, *beside, *handing)}


def answers(question_id, levels):
    told = "word " * 40
    return Exemplar(
        question=question_id,
        revision=1,
        answers=tuple(
            ExemplarAnswer(level=level, answer=f"{told}{n}", reason="As the anchor says.")
            for n, level in enumerate(levels)
        ),
    )


EXEMPLARS = (answers("gov-001", (1, 2, 3)), answers("gov-002", (2, 4, 5)))


def told(questions, exemplars=EXEMPLARS, floors=LOW):
    active = [q for q in questions.values() if q.status is QuestionStatus.ACTIVE]
    return list(holes(active, exemplars, floors))


def test_a_bank_that_reaches_its_floors_is_told_nothing():
    # 32 cells, 8 competencies and 2 hand-offs are 42 questions; 3 of 6 answers are weak.
    assert told(just_enough()) == []


def test_a_retired_question_reaches_no_floor():
    questions = just_enough()
    retired = {"status": QuestionStatus.RETIRED}
    first = questions["prd-dsp-000"]
    questions[first.id] = first.model_copy(update=retired)

    assert told(questions) == [
        "41 active questions; at least 42 are needed",
        *(
            f"0 active questions usable at {target} in the cell {CELLS[0].key}; "
            "at least 1 is needed"
            for target in TargetLevel
        ),
    ]


def test_too_few_questions_are_counted():
    assert told(just_enough(), floors=replace(LOW, questions=43)) == [
        "42 active questions; at least 43 are needed"
    ]


def test_too_much_recall_is_told():
    questions = just_enough()
    for question_id in list(questions)[:17]:
        questions[question_id] = questions[question_id].model_copy(
            update={"type": QuestionType.KNOWLEDGE}
        )
    past = {"type": QuestionType.PAST_BEHAVIOUR}
    questions["gov-001"] = questions["gov-001"].model_copy(update=past)

    # 25 of 42 are 59.5 %; with one more they would be 61.9 %.
    assert told(questions) == [
        "25 of 42 active questions are situational or about past behaviour: fewer than 60%"
    ]


def test_a_competency_nobody_asks_about_is_told():
    questions = just_enough()
    questions["gov-007"] = questions["gov-007"].model_copy(
        update={"competency": Competency.PLACEMENT}
    )

    assert told(questions) == ["no active question measures portfolio"]


def test_a_cell_is_reached_by_the_questions_that_live_in_it_at_either_level():
    questions = just_enough()
    n = CELLS.index(Cell.parse("quality.tracking"))
    plant = {"target_level": UsableFor.PLANT}
    questions[f"prd-dsp-{n:03}"] = questions[f"prd-dsp-{n:03}"].model_copy(update=plant)

    # Collection and analysis reach into tracking across their boundaries; they do not live there.
    assert told(questions) == [
        "0 active questions usable at enterprise in the cell quality.tracking; at least 1 is needed"
    ]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.label)
def test_each_of_the_sixteen_boundaries_is_asked_for(pair):
    questions = {
        q.id: q.model_copy(update={"boundary": None})
        if {c.activity for c in q.cells} == {pair.one, pair.other}
        and q.operations_category is pair.operations_category
        else q
        for q in just_enough().values()
    }

    assert told(questions) == [
        f"0 active questions on the boundary {pair.label}; at least 1 is needed"
    ]


def test_a_boundary_is_covered_from_either_side():
    questions = just_enough()
    n = CELLS.index(Cell.parse("inventory.dispatching"))
    scheduling = CELLS.index(Cell.parse("inventory.detailed_scheduling"))
    over = questions[f"prd-dsp-{n:03}"]
    questions[over.id] = over.model_copy(update={"boundary": None})
    questions[f"prd-dsp-{scheduling:03}"] = questions[f"prd-dsp-{scheduling:03}"].model_copy(
        update={"boundary": Boundary(activity=Activity.DISPATCHING)}
    )

    assert told(questions) == []


def test_hand_offs_are_counted_by_level():
    questions = just_enough()
    questions["int-004"] = questions["int-004"].model_copy(update={"boundary": None})

    assert told(questions) == [
        "0 active questions on the hand-off to Level 4; at least 1 is needed"
    ]


def test_exemplars_count_for_active_questions_and_many_are_weak():
    assert told(just_enough(), EXEMPLARS[:1]) == [
        "1 active question with exemplar answers; at least 2 are needed"
    ]
    assert told(just_enough(), (EXEMPLARS[0], answers("gov-900", (1, 1, 1)))) == [
        "1 active question with exemplar answers; at least 2 are needed"
    ]
    assert told(just_enough(), (EXEMPLARS[0], answers("gov-002", (3, 4, 5)))) == [
        "2 of 6 exemplar answers are of level 1 or 2: fewer than 50%"
    ]


def test_the_shipped_bank_promises_what_is_published():
    assert floors_of(shipped_content()) == SHIPPED
    assert (
        Floors(
            questions=300,
            lived_share=0.6,
            in_each_cell=3,
            on_each_boundary=1,
            hand_offs=4,
            with_exemplars=40,
            weak_share=0.4,
            most_double=0.25,
            most_staged=0.2,
            most_without_fallback=0.1,
        )
        == SHIPPED
    )


def test_a_folder_of_ones_own_has_no_floors(tmp_path):
    root = a_folder(tmp_path)

    assert floors_of(root) is None
    assert check(root, floors_of(root)) == ()


def test_a_folder_held_to_the_floors_is_told_each_of_them(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, changed("type: situational", "type: knowledge"))
    cell = "production.dispatching"
    pair = PAIRS[0]
    assert pair.label == "production: detailed scheduling / dispatching"

    assert [str(p) for p in check(root, SHIPPED) if p.path == root] == [
        f"{root}:1: {said}"
        for said in (
            "1 active question; at least 300 are needed",
            "0 of 1 active questions are situational or about past behaviour: fewer than 60%",
            *(
                f"no active question measures {c}"
                for c in Competency
                if c is not Competency.EXECUTION
            ),
            *(
                f"{'1 active question' if c.key == cell and target == 'plant' else none} usable at "
                f"{target} in the cell {c.key}; at least 3 are needed"
                for none in ("0 active questions",)
                for c in CELLS
                for target in ("plant", "enterprise")
            ),
            *(
                f"0 active questions on the boundary {p.label}; at least 1 is needed"
                for p in PAIRS[1:]
            ),
            "0 active questions on the hand-off to Level 2; at least 4 are needed",
            "0 active questions on the hand-off to Level 4; at least 4 are needed",
            "0 active questions with exemplar answers; at least 40 are needed",
            "1 of 1 prompts ask two questions or more: at most 25% may (prd-dsp-001)",
            "holds no active placement card; cards belong into the folder cards",
            "0 roles; at least 14 are needed",
            "0 platforms; at least 20 are needed",
            "0 questions in conversation.yaml; at least 8 are needed",
        )
    ]


def test_holes_are_not_told_while_a_file_cannot_be_read(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, changed("Describes only", "Describes some of"))
    put(root, "governance/gov-001.yaml", "")

    assert [f"{p.path.relative_to(root)}:{p.line}: {p.message}" for p in check(root, SHIPPED)] == [
        "governance/gov-001.yaml:1: is empty",
        f"{HOME}:26: no anchor for level 2; the shipped bank describes 1, 2, 3 and 5",
        f'{HOME}:27: the anchor says "some": describe what is heard instead of judging it',
        (
            f"{HOME}:29: level 5 does not say how many of its points are needed; write At least "
            "two of: …"
        ),
    ]


def test_the_sixteen_boundaries_are_four_in_each_category():
    assert len(PAIRS) == 16
    assert {p.operations_category for p in PAIRS} == set(OperationsCategory)
