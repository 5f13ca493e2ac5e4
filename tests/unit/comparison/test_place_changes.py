"""Who changes place between plant and enterprise: exact arithmetic, and only where they do."""

import pytest

from assessment.comparison.place_changes import place_changes
from assessment.comparison.score_gap import parting
from question_bank import Competency

C = Competency
PLANT = dict.fromkeys(C, 0.0) | {C.EXECUTION: 75.0, C.GOVERNANCE: 25.0}
ENTERPRISE = dict.fromkeys(C, 0.0) | {C.EXECUTION: 25.0, C.GOVERNANCE: 75.0}
DOER = {C.EXECUTION: 1.0, C.GOVERNANCE: 0.0}
RULER = {C.EXECUTION: 0.0, C.GOVERNANCE: 1.0}


def changes(**values):
    gaps = {name: parting(own, PLANT, ENTERPRISE) for name, own in values.items()}
    return place_changes({n: g for n, g in gaps.items() if g}, PLANT, ENTERPRISE)


def test_two_opposites_change_place_and_the_parts_make_up_both_leads():
    (found,) = changes(A=RULER, B=DOER)

    assert (found.plant, found.enterprise) == ("B", "A")
    # 75 against 25 either way: a lead of 50 and of 50.
    assert (found.plant_lead, found.enterprise_lead) == (50.0, 50.0)
    assert dict(found.parts) == pytest.approx({C.EXECUTION: 50.0, C.GOVERNANCE: 50.0})
    assert sum(points for _, points in found.parts) == pytest.approx(100.0)


def test_only_what_carries_the_turn_is_named():
    (found,) = changes(
        A={C.EXECUTION: 0.5, C.GOVERNANCE: 1.0}, B={C.EXECUTION: 0.7, C.GOVERNANCE: 0.6}
    )

    # B leads by 0.75 x 20 - 0.25 x 40 = 5 for the plant, A by 0.75 x 40 - 0.25 x 20 = 25.
    assert (found.plant_lead, found.enterprise_lead) == pytest.approx((5.0, 25.0))
    assert found.through == "governance"


def test_nobody_is_named_where_the_order_is_the_same_or_a_score_is_equal():
    assert changes(A=DOER, B={C.EXECUTION: 0.5, C.GOVERNANCE: 0.0}) == ()
    assert changes(A=DOER, B=dict(DOER)) == ()


def test_with_different_competencies_assessed_the_parts_still_make_up_both_leads():
    gaps = changes(A={C.EXECUTION: 0.2, C.GOVERNANCE: 1.0}, B={C.EXECUTION: 0.5})
    (found,) = gaps

    assert sum(points for _, points in found.parts) == pytest.approx(
        found.plant_lead + found.enterprise_lead
    )


def test_the_largest_turn_comes_first():
    found = changes(A=RULER, B=DOER, D={C.EXECUTION: 0.9, C.GOVERNANCE: 0.2})

    assert [(c.plant, c.enterprise) for c in found] == [("B", "A"), ("D", "A"), ("B", "D")]
