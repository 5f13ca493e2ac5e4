"""A proposal changes what it speaks of, with its reason, and nothing else."""

from dataclasses import replace

import pytest

from assessment.domain.role import blend
from assessment.scoping import BriefProposal, Proposed, WayIn, applied, with_questions
from question_bank import (
    Activity,
    Cell,
    Competency,
    OperationsCategory,
    OrganisationalScope,
    TargetLevel,
    load_bank,
)
from tests.builders import a_brief

DISPATCHING = Cell(OperationsCategory.PRODUCTION, Activity.DISPATCHING)
PROFILES = load_bank().profiles
WHY = ("the planner calls the engineer at night",)


def _nothing() -> BriefProposal:
    return BriefProposal(way_in=WayIn.ADVERT, name="advert.txt")


def test_an_empty_proposal_changes_nothing() -> None:
    brief = a_brief()
    now = applied(_nothing(), brief, PROFILES)
    assert replace(now, origin=brief.origin) == brief
    assert (now.origin.start.way_in, now.origin.start.name) == (WayIn.ADVERT, "advert.txt")


def test_proposed_values_replace_those_of_the_brief() -> None:
    proposal = BriefProposal(
        way_in=WayIn.ROLE,
        name="MES engineer",
        cells={DISPATCHING: Proposed(value=2, evidence=WHY)},
        organisational_scope=Proposed(value=OrganisationalScope.SEVERAL_SITES, evidence=WHY),
        enterprise_share=Proposed(value=40, evidence=WHY),
        weights={Competency.EXECUTION: Proposed(value=35.0, evidence=WHY)},
        open_questions=(Proposed(value="Who decides at night?", evidence=WHY),),
        title=Proposed(value="Dispatching engineer", evidence=WHY),
    )
    now = applied(proposal, a_brief(), PROFILES)
    follows = blend(PROFILES[TargetLevel.PLANT], PROFILES[TargetLevel.ENTERPRISE], 40)
    assert now.cells == {DISPATCHING: 2}
    assert now.organisational_scope is OrganisationalScope.SEVERAL_SITES
    assert now.enterprise_share == 40
    assert now.weights == follows | {Competency.EXECUTION: 35.0}
    assert now.rationale == {Competency.EXECUTION: WHY[0]}
    assert now.to_clear_up == "Who decides at night?"
    assert (now.title, now.origin.start.title) == (a_brief().title, "Dispatching engineer")
    assert now.origin.start.reasons == {
        "cells.production.dispatching": WHY[0],
        "organisational_scope": WHY[0],
        "enterprise_share": WHY[0],
        "weights.execution": WHY[0],
    }
    assert (now.client, now.industry) == (a_brief().client, a_brief().industry)


def test_a_weight_with_a_reason_of_its_own_outlives_a_proposal_without_one() -> None:
    weights = {**a_brief().weights, Competency.ASSURANCE: 30.0}
    why = {Competency.ASSURANCE: "the last audit"}
    brief = replace(a_brief(), weights=weights, rationale=why)
    share = Proposed(value=100, evidence=WHY)
    now = applied(
        BriefProposal(way_in=WayIn.ROLE, name="Architect", enterprise_share=share), brief, PROFILES
    )
    assert now.weights[Competency.ASSURANCE] == 30
    assert now.weights[Competency.PORTFOLIO] == 15
    assert now.rationale == why


def test_a_question_is_added_once_however_it_is_written() -> None:
    listed = "- Who owns the schedule?\nAnd at night"
    more = ("who owns  the schedule?", "Which sites?", "Which sites?", " ")
    assert with_questions(listed, more) == f"{listed}\nWhich sites?"


def test_a_proposal_needs_evidence_and_a_possible_probability() -> None:
    with pytest.raises(ValueError, match="needs its evidence"):
        Proposed(value=1, evidence=(" ",))
    with pytest.raises(ValueError, match="from 0 to 1, not 80"):
        Proposed(value=1, evidence=WHY, probability=80)
