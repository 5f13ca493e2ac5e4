"""A role of the catalogue fills a brief, and that brief is most like this role."""

from dataclasses import replace

import pytest

from assessment.domain.brief_origin import ClientAnswer
from assessment.scoping import Blends, Talk, answered, begun_with, most_like, role_proposal
from assessment.scoping.roles import likeness
from question_bank import (
    EIGHT_ACTIVITIES,
    Cell,
    Competency,
    OperationsCategory,
    OrganisationalScope,
    TargetLevel,
    load_bank,
)
from tests.builders import a_brief

BANK = load_bank()
ROLES = BANK.scoping.roles
TALK = Talk(conversation=BANK.scoping.conversation, profiles=BANK.profiles)
BLENDS = Blends(BANK.profiles[TargetLevel.PLANT], BANK.profiles[TargetLevel.ENTERPRISE])


def filled(role, brief=None):
    return begun_with(role_proposal(ROLES[role]), brief or a_brief(cells={}), TALK)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_fills_the_brief_with_a_reason_for_each_part(role):
    brief, typical = filled(role), ROLES[role]

    assert brief.cells == typical.cells
    assert brief.enterprise_share == typical.target.enterprise_share
    assert brief.organisational_scope is typical.organisational_scope.value
    assert brief.weights == pytest.approx(BLENDS.weights_of(typical))
    assert brief.rationale == {w.competency: w.why for w in typical.weights}
    assert brief.to_clear_up.splitlines() == list(typical.ask)
    assert brief.title == a_brief().title
    start = brief.origin.start
    assert (start.role, start.name, start.title) == (role, typical.name, typical.name)
    assert set(start.reasons) == {
        "organisational_scope",
        "enterprise_share",
        *(f"cells.{cell.key}" for cell in typical.cells),
        *(f"weights.{w.competency}" for w in typical.weights),
    }


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_brief_is_most_like_the_role_that_filled_it(role):
    brief = filled(role)
    assert likeness(brief, ROLES[role], BLENDS) == pytest.approx(1)
    assert [like.id for like in most_like(brief, ROLES.values(), BLENDS)] == [role]


def test_likeness_by_hand():
    # Cells 2 of 2 in common of 2 + the role's 16 others; the target 20 points apart; one step of
    # scope; weights as plant.
    engineer = ROLES["mes-engineer"]
    brief = a_brief(enterprise_share=20)
    brief = replace(brief, organisational_scope=OrganisationalScope.SEVERAL_SITES)
    emphasis = sum(engineer.cells.values())
    shares = BLENDS.weights_of(engineer)
    common = sum(min(brief.weights[c] / 100, shares[c] / sum(shares.values())) for c in Competency)
    expected = (2 / emphasis + 0.8 + 0.5 + common) / 4
    assert likeness(brief, engineer, BLENDS) == pytest.approx(expected)


def test_a_brief_without_cells_is_like_nothing():
    assert most_like(a_brief(cells={}), ROLES.values(), BLENDS) == ()


def test_another_role_takes_the_place_of_the_first_one_and_of_its_questions():
    first = filled("mes-engineer", a_brief(cells={}, to_clear_up="Who owns nights?"))
    second = begun_with(role_proposal(ROLES["mom-architect"]), first, TALK)
    expected = filled("mom-architect", a_brief(cells={}, to_clear_up="Who owns nights?"))
    assert second == expected


def test_a_weight_that_somebody_gave_a_reason_outlives_another_role():
    weights = {**a_brief().weights, Competency.PERFORMANCE: 30.0}
    by_hand = a_brief(weights=weights, rationale={Competency.PERFORMANCE: "the last audit"})

    brief = filled("mes-engineer", by_hand)

    assert brief.weights[Competency.PERFORMANCE] == 30
    assert brief.rationale[Competency.PERFORMANCE] == "the last audit"


TALKS = [
    (
        {"night": "line", "sites": "one", "improve": "steps losses", "hands": "builds"},
        "mes-engineer",
    ),
    (
        {"night": "nobody", "sites": "all", "reports": "head-office", "decide": "order"}
        | {"template": "follows", "hands": "leads", "success": "rollout money"},
        "mes-programme-manager",
    ),
    (
        {"night": "nobody", "sites": "all", "template": "owns", "decide": "vary connect"}
        | {"improve": "trace tests repairs stock", "hands": "rules", "reports": "central"},
        "mom-architect",
    ),
]


@pytest.mark.parametrize(("chosen", "expected"), TALKS)
def test_a_talk_from_scratch_leads_to_the_role_that_a_client_would_name(chosen, expected):
    answers = {q: ClientAnswer(chosen=tuple(ids.split())) for q, ids in chosen.items()}
    all_of_production = {Cell(OperationsCategory.PRODUCTION, a): 1 for a in EIGHT_ACTIVITIES}

    brief = answered(a_brief(cells=all_of_production), answers, TALK)

    assert most_like(brief, ROLES.values(), BLENDS)[0].id == expected
