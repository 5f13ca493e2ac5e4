"""A kit is the best there is: no other choice of questions stands better, on any small bank."""

from collections.abc import Iterable, Sequence
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.errors import Invalid
from assessment.domain.role import Emphasis, blend
from assessment.planning import Blueprint, PlanRank, assemble
from question_bank import CELLS, Boundary, Cell, Competency, Question, QuestionType, load_bank
from question_bank.model import Industry, UsableFor
from question_bank.similar import similar_pairs
from question_bank.taxonomy import Activity
from tests.builders import ENTERPRISE, PLANT, a_brief, a_question, bank_of
from tests.greedy_kits import greedy_questions

SHIPPED = load_bank()
FEW_CELLS = tuple(
    Cell.parse(f"production.{activity}")
    for activity in ("dispatching", "tracking", "execution_management")
)
SOME = (Competency.PLACEMENT, Competency.EXECUTION, Competency.BREADTH)


_SIMILAR = st.sampled_from([(), (), (), ("exe-000",), ("exe-001", "exe-002")])
"""Named by a later question, since none is similar to itself."""


@st.composite
def small_questions(draw: st.DrawFn) -> list[Question]:
    """Up to nine questions over three competencies and three cells."""
    made = []
    for number in range(draw(st.integers(1, 9))):
        cell = draw(st.sampled_from((None, *FEW_CELLS)))
        across = draw(st.booleans()) and cell is not None
        made.append(
            a_question(
                f"exe-{number:03}",
                competency=draw(st.sampled_from(SOME)),
                cell=cell,
                boundary=_boundary(cell) if across else None,
                minutes=draw(st.integers(3, 7)),
                question_type=draw(st.sampled_from(QuestionType)),
                target_level=draw(st.sampled_from(UsableFor)),
                industries=(draw(st.sampled_from((Industry.GENERAL, Industry.BATCH))),),
            ).model_copy(update={"similar_to": draw(_SIMILAR) if number > 2 else ()})
        )
    return made


def _boundary(cell: Cell) -> Boundary:
    tracks = cell.activity is Activity.TRACKING
    return Boundary(activity=Activity.DISPATCHING if tracks else Activity.TRACKING)


@st.composite
def small_blueprints(draw: st.DrawFn) -> Blueprint:
    weights = {c: float(draw(st.integers(0, 3))) if c in SOME else 0.0 for c in Competency}
    if not any(weights.values()):
        weights[Competency.EXECUTION] = 1.0
    brief = a_brief(
        weights=weights,
        cells=draw(st.dictionaries(st.sampled_from(FEW_CELLS), st.sampled_from((1, 2)))),
        enterprise_share=draw(st.sampled_from((0, 30, 50, 100))),
    )
    return Blueprint(
        brief=brief,
        minutes=draw(st.integers(0, 30)),
        behaviour_share=draw(st.sampled_from((0, 50, 60, 100))),
        recent=draw(st.frozensets(st.sampled_from([f"exe-{n:03}" for n in range(9)]))),
    )


def every_choice(questions: Sequence[Question]) -> Iterable[tuple[Question, ...]]:
    sizes = range(len(questions) + 1)
    return chain.from_iterable(combinations(questions, size) for size in sizes)


def best_of_all(questions: Sequence[Question], blueprint: Blueprint) -> PlanRank:
    """By trying everything: at most 512 choices of nine questions."""
    allowed = (
        chosen
        for chosen in every_choice(questions)
        if sum(q.minutes for q in chosen) <= blueprint.minutes
        and blueprint.keeps_mix(chosen)
        and not similar_pairs(chosen)
    )
    return min(map(blueprint.rank, allowed))


@settings(max_examples=60)
@given(questions=small_questions(), blueprint=small_blueprints())
def test_trying_every_choice_finds_no_better_kit(questions: list[Question], blueprint: Blueprint):
    bank = bank_of(questions)

    plan = assemble(
        blueprint.brief,
        bank,
        blueprint.minutes,
        recent=blueprint.recent,
        behaviour_share=blueprint.behaviour_share,
    )

    best = best_of_all(blueprint.pool(bank), blueprint)
    assert blueprint.rank(plan.questions) == best
    assert plan.planned_minutes <= blueprint.minutes
    assert blueprint.keeps_mix(plan.questions)
    assert not similar_pairs(plan.questions)


@settings(max_examples=12)
@given(
    share=st.sampled_from((0, 30, 100)),
    cells=st.dictionaries(st.sampled_from(CELLS), st.sampled_from((1, 2)), max_size=12),
    minutes=st.integers(0, 70),
)
def test_one_best_question_after_the_other_never_makes_a_better_kit(
    share: int, cells: dict[Cell, Emphasis], minutes: int
):
    brief = a_brief(enterprise_share=share, cells=cells, weights=blend(PLANT, ENTERPRISE, share))
    blueprint = Blueprint(brief=brief, minutes=minutes, behaviour_share=0)

    plan = assemble(brief, SHIPPED, minutes, behaviour_share=0)

    chosen = greedy_questions(blueprint.pool(SHIPPED), blueprint, fill=True)
    assert blueprint.rank(plan.questions) <= blueprint.rank(chosen)


def test_the_best_kit_is_found_where_the_best_next_question_misleads():
    # Ten minutes, two essential cells. The widest question covers both but takes eight, and nothing
    # is then left for integration; two questions of five minutes have all of it.
    both = Boundary(activity=Activity.TRACKING)
    dispatching, tracking, _ = FEW_CELLS
    questions = [
        a_question("exe-001", cell=dispatching, boundary=both, minutes=8),
        a_question("exe-002", cell=dispatching),
        a_question("exe-003", cell=tracking, competency=Competency.INTEGRATION),
    ]
    brief = a_brief(cells={dispatching: 2, tracking: 2})
    blueprint = Blueprint(brief=brief, minutes=10)

    plan = assemble(brief, bank_of(questions), 10)

    assert [q.id for q in plan.questions] == ["exe-002", "exe-003"]
    assert [q.id for q in greedy_questions(questions, blueprint)] == ["exe-001"]


def test_the_order_of_the_bank_does_not_matter():
    brief = a_brief(cells=dict.fromkeys(CELLS[:8], 1))
    backwards = bank_of(list(SHIPPED.active)[::-1])

    assert (
        assemble(brief, backwards, 50).questions
        == assemble(brief, bank_of(SHIPPED.active), 50).questions
    )


def test_the_minutes_go_to_the_competencies_by_weight():
    # 40 minutes by weights 3 and 1: 30 and 10, that is six questions of five minutes and two.
    weights = dict.fromkeys(Competency, 0.0) | {
        Competency.EXECUTION: 3.0,
        Competency.BREADTH: 1.0,
    }
    brief = a_brief(weights=weights, cells={})
    bank = bank_of(
        [
            *(a_question(f"exe-{n:03}") for n in range(1, 9)),
            *(a_question(f"brd-{n:03}", competency=Competency.BREADTH) for n in range(1, 9)),
        ]
    )

    plan = assemble(brief, bank, 40)

    asked = [q.competency for q in plan.questions]
    assert (asked.count(Competency.EXECUTION), asked.count(Competency.BREADTH)) == (6, 2)
    assert Blueprint(brief=brief, minutes=40).shares == {
        Competency.EXECUTION: 30,
        Competency.BREADTH: 10,
    }


def test_shares_are_whole_minutes_that_add_up():
    # 50 minutes by 20 25 10 20 10 10 5: 10 12.5 5 10 5 5 2.5; the minute over goes to execution.
    assert Blueprint(brief=a_brief(), minutes=50).shares == {
        Competency.EXECUTION: 13,
        Competency.PLACEMENT: 10,
        Competency.INTEGRATION: 10,
        Competency.BREADTH: 5,
        Competency.PERFORMANCE: 5,
        Competency.ASSURANCE: 5,
        Competency.GOVERNANCE: 2,
    }


@pytest.mark.parametrize(("share", "asked"), [(0, 4), (50, 4), (60, 3), (100, 3)])
def test_a_kit_keeps_the_mix_that_was_asked_for(share, asked):
    # Four competencies, each with a knowledge question of 3 minutes and a situational one of 5.
    # 16 minutes hold two and two of them, which is half; with one knowledge question among four it
    # would be 18 minutes, so from 60 % on only three competencies are heard, in 15 minutes.
    four = tuple(Competency)[:4]
    knowledge = [
        a_question(f"kno-{n:03}", competency=c, question_type=QuestionType.KNOWLEDGE, minutes=3)
        for n, c in enumerate(four)
    ]
    situational = [a_question(f"sit-{n:03}", competency=c) for n, c in enumerate(four)]
    brief = a_brief(weights={c: 10.0 if c in four else 0.0 for c in Competency}, cells={})

    plan = assemble(brief, bank_of([*knowledge, *situational]), 16, behaviour_share=share)

    assert (len(plan.questions), plan.behavioural) == (asked, 2 if asked == 4 else 3)


def test_a_share_that_is_no_percentage_is_refused():
    with pytest.raises(Invalid) as caught:
        assemble(a_brief(), SHIPPED, 50, behaviour_share=140)

    assert str(caught.value) == (
        "The share of questions that are situational or about past behaviour is a percentage "
        "from 0 to 100, not 140."
    )
