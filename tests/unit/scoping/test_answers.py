"""Each answer moves the brief visibly and goes back when it is taken back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.brief_origin import BriefOrigin, ClientAnswer
from assessment.domain.role import blend
from assessment.scoping import (
    BriefMove,
    Talk,
    answered,
    begun_with,
    changed_since_start,
    contradictions,
    moved_by,
    role_proposal,
)
from question_bank import Cell, Competency, OrganisationalScope, TargetLevel, load_bank
from tests.builders import a_brief

BANK = load_bank()
TALK = Talk(conversation=BANK.scoping.conversation, profiles=BANK.profiles)
PLANT, ENTERPRISE = BANK.profiles[TargetLevel.PLANT], BANK.profiles[TargetLevel.ENTERPRISE]
EXECUTION = Cell.parse("production.execution_management")
DISPATCHING = Cell.parse("production.dispatching")


def says(**chosen):
    return {q.replace("_", "-"): ClientAnswer(chosen=tuple(a.split())) for q, a in chosen.items()}


def told(**chosen):
    return answered(a_brief(), says(**chosen), TALK)


def test_an_answer_moves_cells_target_scope_and_weights():
    brief = told(night="line", sites="several", decide="configure")

    assert brief.cells[EXECUTION] == 2
    assert brief.organisational_scope is OrganisationalScope.SEVERAL_SITES
    # 0 - 10 (line) + 10 (several) - 10 (configure), not below 0
    assert brief.enterprise_share == 0
    assert brief.weights == PLANT | {Competency.ASSURANCE: 15.0, Competency.EXECUTION: 30.0}
    assert brief.rationale == {
        Competency.ASSURANCE: (
            "The client said: “The line stops because an order, a step or a scan isn't accepted”."
        ),
        Competency.EXECUTION: ("The client said: “How steps, checks and screens work on a line”."),
    }


def test_weights_follow_the_target_that_the_answers_lead_to():
    brief = told(sites="all", hands="rules")
    assert brief.enterprise_share == 35
    follows = blend(PLANT, ENTERPRISE, 35)
    governance = follows[Competency.GOVERNANCE] + 4
    assert brief.weights == follows | {Competency.GOVERNANCE: governance}


def test_an_answer_taken_back_leaves_the_brief_as_it_was():
    brief = told(night="line", systems="lims", sites="all", reports="open")
    assert brief.to_clear_up
    assert answered(brief, {}, TALK) == a_brief()


def test_what_was_set_by_hand_since_stays():
    first = told(night="line")
    quality = Cell.parse("quality.tracking")
    by_hand = replace(
        first,
        cells={**first.cells, quality: 2},
        enterprise_share=50,
        weights={**first.weights, Competency.ASSURANCE: 40.0},
        rationale={Competency.ASSURANCE: "two audits this year"},
        to_clear_up="Who owns nights?",
    )

    brief = answered(by_hand, says(night="line", sites="several", last="down"), TALK)

    assert brief.cells[quality] == 2
    assert brief.enterprise_share == 60
    assert brief.weights[Competency.ASSURANCE] == 40
    assert brief.rationale[Competency.ASSURANCE] == "two audits this year"
    assert brief.to_clear_up == "Who owns nights?"


def test_a_weight_without_a_reason_yet_is_not_overwritten():
    typed = replace(a_brief(), weights={**a_brief().weights, Competency.EXECUTION: 44.0})
    brief = answered(typed, says(sites="all"), TALK)
    assert brief.weights[Competency.EXECUTION] == 44


def test_cells_that_belong_to_somebody_else_go_out_and_come_back():
    brief = begun_with(
        role_proposal(BANK.scoping.roles["quality-systems-engineer"]), a_brief(), TALK
    )
    without = answered(brief, says(systems="lims"), TALK)
    assert Cell.parse("quality.execution_management") not in without.cells
    assert without.cells[Cell.parse("quality.tracking")] == 2
    assert answered(without, {}, TALK).cells == brief.cells


def test_what_an_answer_moved_is_told_with_its_reason():
    brief = told(night="line", sites="several")
    moved = {move.subject: move for move in moved_by("sites", brief, TALK)}
    assert moved["organisational_scope"] == BriefMove(
        subject="organisational_scope",
        before=OrganisationalScope.ONE_SITE,
        after=OrganisationalScope.SEVERAL_SITES,
        why="“A few sites, known by name”: The role answers for several sites.",
    )
    assert moved_by("hands", brief, TALK) == ()
    assert {m.subject for m in moved_by("night", brief, TALK)} >= {EXECUTION, Competency.ASSURANCE}


def test_what_changed_since_the_role_says_whether_an_answer_or_a_hand_did_it():
    role = begun_with(role_proposal(BANK.scoping.roles["mes-engineer"]), a_brief(), TALK)
    assert changed_since_start(role, TALK) == ()
    brief = answered(role, says(sites="several", improve="repairs"), TALK)
    brief = replace(brief, cells={c: e for c, e in brief.cells.items() if c != DISPATCHING})

    moves = {move.subject: move for move in changed_since_start(brief, TALK)}

    assert (moves[DISPATCHING].before, moves[DISPATCHING].after) == (2, 0)
    assert moves[DISPATCHING].why == "Changed by hand."
    assert moves[Cell.parse("maintenance.tracking")].why.startswith("“Maintenance plans")
    assert moves["enterprise_share"].after == 10
    assert moves[Competency.BREADTH].why.startswith("“Maintenance plans")
    assert Competency.GOVERNANCE not in moves  # it only follows the target


def test_a_brief_by_hand_has_nothing_to_be_compared_with():
    assert changed_since_start(told(night="line"), TALK) == ()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (
            says(sites="one", template="owns"),
            "One site, but the role decides on a template for all sites.",
        ),
        (says(night="nobody line"), "can't both be true"),
        (says(systems="lims", improve="tests"), "quality · execution management"),
        (says(sites="several", template="owns"), "reach differently far"),
        (says(reports="production", sites="all"), "reports to one plant"),
    ],
)
def test_contradictions_are_named_at_once_and_join_the_open_questions(answers, words):
    brief = answered(a_brief(), answers, TALK)
    found = contradictions(brief, TALK)
    assert any(words in conflict.says for conflict in found)
    assert {conflict.ask for conflict in found} <= set(brief.to_clear_up.splitlines())
    assert answered(brief, {}, TALK).to_clear_up == ""


def test_answers_that_agree_contradict_nothing():
    plant = says(night="line", sites="one", template="follows", hands="builds", reports="plant-it")
    assert contradictions(answered(a_brief(), plant, TALK), TALK) == ()


def test_answers_far_from_the_role_are_named():
    role = begun_with(role_proposal(BANK.scoping.roles["mes-engineer"]), a_brief(), TALK)
    answers = says(sites="all", template="owns", hands="rules")
    (far,) = contradictions(answered(role, answers, TALK), TALK)
    assert far.says == (
        "The brief began with MES engineer at 0\u00a0% enterprise; the answers lead to 50\u00a0%."
    )


def test_ids_of_another_version_move_nothing_and_stay():
    answers = {"gone": ClientAnswer(chosen=("x",), note="the client's words")}
    brief = answered(a_brief(), answers, TALK)
    assert brief.origin.answers == answers
    assert replace(brief, origin=BriefOrigin()) == a_brief()


QUESTIONS = BANK.scoping.conversation.questions
ANY_ANSWERS = st.fixed_dictionaries(
    {
        q.id: st.lists(st.sampled_from([a.id for a in q.answers]), unique=True, max_size=3).map(
            lambda chosen: ClientAnswer(chosen=tuple(chosen))
        )
        for q in QUESTIONS
    }
)


@settings(max_examples=60, deadline=None)
@given(one=ANY_ANSWERS, other=ANY_ANSWERS, role=st.sampled_from(sorted(BANK.scoping.roles)))
def test_any_talk_makes_a_brief_that_can_be_saved_and_does_not_depend_on_its_order(
    one, other, role
):
    start = begun_with(role_proposal(BANK.scoping.roles[role]), a_brief(), TALK)
    straight = answered(start, other, TALK)

    assert 0 <= straight.enterprise_share <= 100
    assert all(0 <= w <= 1000 for w in straight.weights.values())
    follows = blend(PLANT, ENTERPRISE, straight.enterprise_share)
    edited = {c for c in Competency if abs(straight.weights[c] - follows[c]) > 1e-9}
    assert edited <= set(straight.rationale)
    assert answered(straight, other, TALK) == straight
    assert changed_since_start(start, TALK) == ()
    by_hand = [m for m in changed_since_start(straight, TALK) if m.why == "Changed by hand."]
    assert by_hand == []
    around = answered(answered(start, one, TALK), other, TALK)
    assert around.cells == straight.cells
    assert around.organisational_scope is straight.organisational_scope
    assert around.rationale == straight.rationale
    assert around.enterprise_share == straight.enterprise_share
