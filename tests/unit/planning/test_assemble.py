"""A kit covers the competencies by weight, then the cells, and never exceeds its minutes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.role import Emphasis, blend
from assessment.planning import Hole, HoleReason, Plan, alternatives, assemble, holes_of, plan_of
from question_bank import CELLS, Boundary, Cell, Competency, QuestionType, load_bank
from question_bank.model import Industry, QuestionStatus, UsableFor
from question_bank.taxonomy import Activity
from tests.builders import ENTERPRISE, PLANT, a_bank, a_brief, a_question, bank_of

DISPATCHING = Cell.parse("production.dispatching")
EXECUTION = Cell.parse("production.execution_management")
TRACKING = Cell.parse("quality.tracking")
SHIPPED = load_bank()


def not_covered(plan):
    """All that could not be covered and why, in sentences."""
    return (*(hole.sentence for hole in plan.holes), *plan.remarks)


def asked(plan: Plan) -> tuple[str, ...]:
    return tuple(q.id for q in plan.questions)


def only(*weighted: Competency) -> dict[Competency, float]:
    """Weights 10, 9, 8, … for these competencies, 0 for the others."""
    return {c: 10.0 - weighted.index(c) if c in weighted else 0.0 for c in Competency}


def test_the_heaviest_competency_is_asked_first_and_cells_fill_the_rest():
    # Plant weights: execution 25, placement and integration 20, breadth, performance and assurance
    # 10. Governance (5) has only an enterprise question, portfolio weighs nothing. The essential
    # cell is met by the execution question, the other one by the second execution question. The
    # second question on breadth has room: breadth has 6 of 60 minutes by its weight, and 5 so far.
    brief = a_brief(cells={DISPATCHING: 2, EXECUTION: 1})

    plan = assemble(brief, a_bank(), 60)

    assert asked(plan) == (
        "prd-dsp-001",
        "plc-001",
        "int-001",
        "mnt-sch-001",
        "prd-ana-001",
        "asr-001",
        "prd-exe-001",
        "qua-trk-001",
    )
    assert plan.cells == {DISPATCHING, EXECUTION}
    assert [h.sentence for h in plan.holes] == [
        "Governance: the bank only has enterprise questions for this."
    ]


def test_short_of_minutes_the_lightest_competencies_stay_open_and_say_so():
    # 10 minutes, 5 a question: execution (25) and placement (20, before integration by order).
    plan = assemble(a_brief(cells={TRACKING: 1}), a_bank(), 10)

    assert asked(plan) == ("prd-dsp-001", "plc-001")
    assert plan.minutes_left == 0
    no_time = "not enough time (0 min left, the shortest question takes 5)"
    assert [h.sentence for h in plan.holes] == [
        f"Integration: {no_time}.",
        f"Breadth: {no_time}.",
        f"Performance: {no_time}.",
        f"Assurance: {no_time}.",
        "Governance: the bank only has enterprise questions for this.",
        f"Quality · tracking: {no_time}.",
    ]


def test_a_shorter_question_is_taken_where_the_better_one_no_longer_fits():
    bank = bank_of(
        [
            a_question("prd-dsp-001", cell=DISPATCHING, minutes=8),
            a_question("prd-dsp-002", minutes=4),
        ]
    )
    brief = a_brief(weights=only(Competency.EXECUTION), cells={DISPATCHING: 2})

    assert asked(assemble(brief, bank, 8)) == ("prd-dsp-001",)
    assert asked(assemble(brief, bank, 7)) == ("prd-dsp-002",)


def test_essential_cells_come_before_cells_in_scope():
    bank = bank_of(
        [
            a_question("exe-001"),
            a_question("prd-exe-001", cell=EXECUTION),
            a_question("qua-trk-001", cell=TRACKING),
        ]
    )
    brief = a_brief(weights=only(Competency.EXECUTION), cells={EXECUTION: 1, TRACKING: 2})

    assert asked(assemble(brief, bank, 5)) == ("qua-trk-001",)
    assert asked(assemble(brief, bank, 10)) == ("qua-trk-001", "prd-exe-001")
    assert asked(assemble(brief, bank, 60)) == ("qua-trk-001", "prd-exe-001", "exe-001")


def test_a_question_over_a_boundary_covers_both_its_cells():
    bank = bank_of(
        [
            a_question(
                "prd-dsp-001",
                cell=DISPATCHING,
                boundary=Boundary(activity=Activity.EXECUTION_MANAGEMENT),
            )
        ]
    )
    brief = a_brief(weights=only(Competency.EXECUTION), cells={DISPATCHING: 2, EXECUTION: 1})

    assert assemble(brief, bank, 60).cells == {DISPATCHING, EXECUTION}


def test_questions_for_the_other_target_are_never_chosen_for_a_pure_role():
    bank = bank_of(
        [
            a_question("prd-dsp-001", cell=DISPATCHING, target_level=UsableFor.PLANT),
            a_question("prd-dsp-002", target_level=UsableFor.ENTERPRISE),
        ]
    )
    weights = only(Competency.EXECUTION)

    plant = assemble(a_brief(weights=weights, enterprise_share=0), bank, 60)
    enterprise = assemble(a_brief(weights=weights, enterprise_share=100), bank, 60)

    assert asked(plant) == ("prd-dsp-001",)
    assert asked(enterprise) == ("prd-dsp-002",)
    assert [h.why for h in enterprise.holes] == ["the bank only has plant questions for this"]


def test_a_blend_asks_plant_and_enterprise_questions_by_its_share():
    # At 50 % a plant question leans -50 and an enterprise question 50. Of three questions two of
    # one kind and one of the other come within half a question; at 20 % a plant question leans -20
    # and an enterprise question 80, so that three plant questions (-60) are a tenth too many and
    # two of them with one enterprise question (40) are not.
    three = (Competency.EXECUTION, Competency.BREADTH, Competency.INTEGRATION)
    bank = bank_of(
        [
            a_question(f"{prefix}-00{n}", competency=competency, target_level=target)
            for competency, prefix in zip(three, ("exe", "brd", "int"), strict=True)
            for n, target in enumerate((UsableFor.PLANT, UsableFor.ENTERPRISE), 1)
        ]
    )

    def plant_questions(share: int) -> int:
        brief = a_brief(weights=only(*three), enterprise_share=share, cells={})
        return [q.target_level for q in assemble(brief, bank, 15).questions].count(UsableFor.PLANT)

    assert [plant_questions(share) for share in (0, 10, 20, 80, 100)] == [3, 3, 2, 1, 0]
    assert plant_questions(50) in {1, 2}


def test_the_clients_industry_is_preferred_among_equals():
    bank = bank_of(
        [
            a_question("exe-001", industries=(Industry.CONTINUOUS,)),
            a_question("exe-002", industries=(Industry.DISCRETE,)),
            a_question("exe-003"),
        ]
    )
    # The brief's industry is general: the continuous and discrete questions stand back.
    assert asked(assemble(a_brief(weights=only(Competency.EXECUTION), cells={}), bank, 5)) == (
        "exe-003",
    )


def test_what_is_to_be_avoided_or_retired_or_weighs_nothing_is_not_chosen():
    bank = bank_of(
        [
            a_question("exe-001"),
            a_question("exe-002", status=QuestionStatus.RETIRED),
            a_question("brd-001", competency=Competency.BREADTH, cell=TRACKING),
        ]
    )
    brief = a_brief(weights=only(Competency.EXECUTION), cells={TRACKING: 1})

    plan = assemble(brief, bank, 60, avoid=frozenset({"exe-001"}))

    assert asked(plan) == ()
    assert [h.sentence for h in plan.holes] == [
        "Execution: no suitable question in the bank.",
        "Quality · tracking: no suitable question in the bank.",
    ]


def test_what_was_taken_out_by_hand_is_named_with_a_question_that_would_fit():
    bank, brief = a_bank(), a_brief(weights=only(Competency.EXECUTION), cells={EXECUTION: 2})

    assert holes_of([bank.questions["prd-dsp-001"]], brief, bank, 20) == (
        Hole(
            subject=EXECUTION,
            name="Production · execution management",
            essential=True,
            reason=HoleReason.LEFT_OUT,
            why="prd-exe-001 (5 min) would cover this",
        ),
    )


def test_an_empty_bank_for_a_cell_is_told_from_a_wrong_target():
    brief = a_brief(weights=only(Competency.EXECUTION), cells={TRACKING: 1})

    plan = plan_of([], brief, bank_of([a_question("exe-001")]), 20)

    assert [h.why for h in plan.holes] == [
        "exe-001 (5 min) would cover this",
        "no question in the bank",
    ]


def test_alternatives_measure_the_same_and_stand_nearest_cell_first():
    bank = bank_of(
        [
            a_question("prd-dsp-001", cell=DISPATCHING),
            a_question("prd-dsp-002", cell=DISPATCHING, target_level=UsableFor.ENTERPRISE),
            a_question("prd-dsp-003", cell=DISPATCHING),
            a_question("prd-exe-001", cell=EXECUTION),
            a_question("qua-trk-001", cell=TRACKING),
            a_question("exe-001"),
            a_question("brd-001", competency=Competency.BREADTH),
        ]
    )

    found = alternatives(bank.questions["prd-dsp-001"], a_brief(), bank, {"exe-001"})

    # Same cell (the enterprise one last: the brief is a plant role), same category, elsewhere.
    assert [q.id for q in found] == ["prd-dsp-003", "prd-dsp-002", "prd-exe-001", "qua-trk-001"]


def test_a_question_without_a_cell_is_nearest_to_others_without_one():
    bank = bank_of(
        [a_question("exe-001"), a_question("exe-002"), a_question("prd-dsp-001", cell=DISPATCHING)]
    )

    found = alternatives(bank.questions["exe-001"], a_brief(), bank, ())

    assert [q.id for q in found] == ["exe-002", "prd-dsp-001"]


def test_a_question_asked_recently_is_asked_again_only_where_nothing_else_is_heard():
    # Ten minutes. Execution has a fresh question, breadth has none: its old one stays. The cell in
    # scope stays open rather than asking for it again.
    bank = bank_of(
        [
            a_question("exe-001"),
            a_question("exe-002"),
            a_question("brd-001", competency=Competency.BREADTH, title="Two planners"),
            a_question("qua-trk-001", cell=TRACKING),
        ]
    )
    brief = a_brief(
        weights=only(Competency.EXECUTION, Competency.BREADTH), cells={TRACKING: 1, DISPATCHING: 2}
    )
    recent = frozenset({"exe-001", "brd-001", "qua-trk-001"})

    plan = assemble(brief, bank, 60, recent=recent)

    assert asked(plan) == ("exe-002", "brd-001")
    assert not_covered(plan) == (
        "Production · dispatching: no question in the bank.",
        "Quality · tracking: the only questions that fit were recently asked at this client.",
        (
            "Two planners (brd-001) was recently asked at this client, and there is no unused "
            "replacement."
        ),
    )


def test_an_essential_cell_is_worth_asking_a_question_again():
    bank = bank_of([a_question("exe-001"), a_question("qua-trk-001", cell=TRACKING)])
    brief = a_brief(weights=only(Competency.EXECUTION), cells={TRACKING: 2})

    plan = assemble(brief, bank, 5, recent=frozenset({"qua-trk-001"}))

    assert asked(plan) == ("qua-trk-001",)


def test_a_question_asked_recently_and_kept_by_hand_names_a_fresh_one():
    bank = bank_of([a_question("exe-001"), a_question("exe-002")])
    brief = a_brief(weights=only(Competency.EXECUTION), cells={DISPATCHING: 1})

    plan = plan_of([bank.questions["exe-001"]], brief, bank, 5, recent=frozenset({"exe-001"}))

    assert plan.remarks == (
        (
            "A line goes down (exe-001) was recently asked at this client. You could ask exe-002 "
            "instead."
        ),
    )


def test_a_competency_with_knowledge_questions_only_stays_open_when_the_mix_forbids_it():
    bank = bank_of(
        [
            a_question("exe-001"),
            a_question(
                "brd-001",
                competency=Competency.BREADTH,
                question_type=QuestionType.KNOWLEDGE,
            ),
        ]
    )
    brief = a_brief(weights=only(Competency.EXECUTION, Competency.BREADTH), cells={DISPATCHING: 1})

    strict, half = (assemble(brief, bank, 60, behaviour_share=share) for share in (60, 50))

    assert asked(strict) == ("exe-001",)
    assert not_covered(strict)[0] == (
        "Breadth: only knowledge questions fit, and 60\u00a0% must be situational or about past "
        "behaviour."
    )
    assert asked(half) == ("exe-001", "brd-001")


def test_a_mix_by_hand_that_falls_short_is_told():
    bank = bank_of([a_question("exe-001", question_type=QuestionType.KNOWLEDGE)])

    plan = plan_of(bank.active, a_brief(cells={DISPATCHING: 1}), bank, 5)

    assert plan.remarks == (
        "0 of 1 questions are situational or about past behaviour. The target is 60\u00a0%.",
    )


def test_a_brief_without_cells_says_what_chose_the_questions():
    plan = assemble(a_brief(cells={}), a_bank(), 5)

    assert asked(plan) == ("prd-dsp-001",)
    assert plan.remarks == (
        "The brief has no cell in scope, so questions are chosen by competency alone.",
    )


@pytest.mark.parametrize(
    ("questions", "minutes", "why"),
    [
        (
            [a_question("exe-001", minutes=6), a_question("exe-002", minutes=5)],
            4,
            "No question fits into 4 minutes. The shortest suitable one takes 5.",
        ),
        (
            [a_question("exe-001", question_type=QuestionType.KNOWLEDGE)],
            60,
            (
                "Only knowledge questions fit here, and 60\u00a0% must be situational or about "
                "past behaviour. Lower the share."
            ),
        ),
        (
            [a_question("brd-001", competency=Competency.BREADTH)],
            60,
            "No question in the bank suits this brief.",
        ),
    ],
)
def test_a_kit_without_a_question_says_why(questions, minutes, why):
    brief = a_brief(weights=only(Competency.EXECUTION), cells={DISPATCHING: 1})

    plan = assemble(brief, bank_of(questions), minutes)

    assert (plan.questions, plan.remarks) == ((), (why,))


@settings(max_examples=15)
@given(
    share=st.integers(0, 100),
    cells=st.dictionaries(st.sampled_from(CELLS), st.sampled_from((1, 2)), max_size=12),
    minutes=st.integers(0, 80),
    recent=st.frozensets(st.sampled_from(sorted(SHIPPED.questions)), max_size=150),
)
def test_every_competency_and_cell_of_the_brief_is_covered_or_named_as_a_hole(
    share: int, cells: dict[Cell, Emphasis], minutes: int, recent: frozenset[str]
):
    brief = a_brief(enterprise_share=share, cells=cells, weights=blend(PLANT, ENTERPRISE, share))

    plan = assemble(brief, SHIPPED, minutes, recent=recent)

    assert plan.planned_minutes <= minutes
    assert len(set(asked(plan))) == len(plan.questions)
    weighted = {c for c, w in brief.weights.items() if w > 0}
    holes = {h.subject for h in plan.holes}
    assert plan.competencies | plan.cells | holes == weighted | set(cells)
    assert not holes & (plan.competencies | plan.cells)
    assert all(h.reason is not HoleReason.LEFT_OUT for h in plan.holes)
    assert not any("could be asked instead" in remark for remark in plan.remarks)
