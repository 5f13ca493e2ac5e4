"""How far behind, and what could be left out: worked by hand, then against every other set."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.ids import ItemId
from assessment.domain.pace import (
    LARGEST_SET,
    LeftOut,
    PacedItem,
    Proposal,
    behind,
    least_loss,
    left_out,
    overrun,
    proposal,
)

WEIGHTS = {"dispatching": 10, "governance": 30, "quality": 60}


def an_item(number, competency="quality", **more):
    settings = {"minutes": 5, "weight": 1.0, "cells": ()} | more
    return PacedItem(id=ItemId(f"q{number:02}"), competency=competency, **settings)


def ids(found):
    return [option.items for option in found]


def test_what_is_done_had_its_minutes_and_what_is_not_used_what_it_used():
    items = [
        an_item(1, spent=240, done=True),  # a minute ahead
        an_item(2, spent=575),  # 4:35 over its five minutes
        an_item(3, spent=60),  # within its plan
    ]

    assert behind(items) == 575 - 300 - 60


def test_for_an_added_question_no_time_was_planned():
    assert behind([an_item(1, added=True, spent=120)]) == 120
    assert behind([an_item(1, added=True, spent=120, done=True)]) == 120


def test_the_overrun_counts_what_was_used_and_what_is_still_to_come():
    items = [an_item(1, spent=500, done=True), an_item(2, spent=100), an_item(3)]

    # 500 + (100 + 200) + 300 = 1,100 seconds, of 15 minutes = 900
    assert overrun(items, 15) == 200


def test_the_only_question_left_of_an_unassessed_competency_costs_its_share():
    items = [an_item(1), an_item(2, "dispatching")]

    assert left_out(items, WEIGHTS, items[1:]).coverage == 10  # of 10 + 30 + 60


def test_a_second_question_of_a_competency_costs_nothing_and_both_cost_all_of_it():
    items = [an_item(1), an_item(2)]

    assert left_out(items, WEIGHTS, items[1:]).coverage == 0
    assert left_out(items, WEIGHTS, items).coverage == 60


def test_a_competency_that_was_rated_already_is_not_lost():
    items = [an_item(1, done=True, rated=True), an_item(2)]

    assert left_out(items, WEIGHTS, items[1:]).coverage == 0


def test_a_question_without_evidence_assesses_nothing():
    items = [an_item(1, done=True), an_item(2)]

    assert left_out(items, WEIGHTS, items[1:]).coverage == 60


def test_cells_count_that_no_other_question_speaks_of():
    items = [
        an_item(1, cells=("a", "b"), done=True, rated=True),
        an_item(2, cells=("c",)),
        an_item(3, cells=("a", "c", "d")),
    ]

    assert left_out(items, WEIGHTS, items[2:]).cells == 1  # d alone
    assert left_out(items, WEIGHTS, items[1:]).cells == 2  # c and d


def test_without_any_weight_nothing_is_lost():
    assert left_out([an_item(1)], {"quality": 0}, [an_item(1)]).coverage == 0


def test_coverage_comes_first_then_cells_then_weight_then_the_later_question():
    items = [
        an_item(1, "governance"),
        an_item(2, cells=("a",)),
        an_item(3, weight=2.0),
        an_item(4),
        an_item(5),
        an_item(6, "dispatching"),
    ]

    assert ids(least_loss(items, WEIGHTS)) == [
        ("q05",),
        ("q04",),
        ("q03",),
        ("q02",),
        ("q06",),
        ("q01",),
    ]


def test_what_is_done_or_open_is_not_proposed():
    items = [an_item(1, done=True, rated=True), an_item(2, open=True), an_item(3)]

    assert ids(least_loss(items, WEIGHTS)) == [("q03",)]


def test_single_questions_are_offered_side_by_side():
    items = [an_item(1, done=True, rated=True, spent=540)]
    items += [an_item(2, open=True), an_item(3), an_item(4), an_item(5, "dispatching")]

    # 540 + 4 * 300 = 1,740 seconds, of 25 minutes: 240 late
    found = proposal(items, WEIGHTS, 25)

    assert found == Proposal(
        options=(
            LeftOut(items=("q04",), coverage=0, cells=0, seconds=300),
            LeftOut(items=("q03",), coverage=0, cells=0, seconds=300),
            LeftOut(items=("q05",), coverage=10, cells=0, seconds=300),
        ),
        enough=True,
    )


def test_two_are_proposed_only_where_one_is_not_enough():
    items = [an_item(1, done=True, rated=True, spent=700)]
    items += [an_item(2, "governance"), an_item(3), an_item(4, "dispatching"), an_item(5)]

    # 700 + 4 * 300 = 1,900 seconds, of 25 minutes: 400 late, and one question wins back 300
    assert proposal(items, WEIGHTS, 25) == Proposal(
        options=(LeftOut(items=("q03", "q05"), coverage=0, cells=0, seconds=600),), enough=True
    )


def test_where_three_are_not_enough_three_are_named_and_said_not_to_be_enough():
    items = [an_item(0, done=True, rated=True, spent=3000), *(an_item(n) for n in range(1, 6))]

    assert proposal(items, WEIGHTS, 30) == Proposal(
        options=(LeftOut(items=("q03", "q04", "q05"), coverage=0, cells=0, seconds=900),),
        enough=False,
    )


def test_with_one_question_to_come_that_one_is_named():
    items = [an_item(1, done=True, spent=3000), an_item(2, "dispatching")]

    assert proposal(items, WEIGHTS, 30) == Proposal(
        options=(LeftOut(items=("q02",), coverage=10, cells=0, seconds=300),), enough=False
    )


@pytest.mark.parametrize("spent", [0, 300])
def test_an_interview_that_ends_in_time_needs_nothing(spent):
    assert proposal([an_item(1, spent=spent), an_item(2)], WEIGHTS, 10) is None


def test_with_nothing_left_to_come_nothing_is_proposed():
    assert proposal([an_item(1, done=True, spent=3000)], WEIGHTS, 30) is None


@st.composite
def sheets(draw):
    """A sheet in mid-interview: verdicts stand only on what was asked."""
    items = []
    for number in range(draw(st.integers(1, 9))):
        done = draw(st.booleans())
        items.append(
            an_item(
                number,
                draw(st.sampled_from([*WEIGHTS, "unweighed"])),
                minutes=draw(st.integers(1, 8)),
                weight=draw(st.sampled_from([0.5, 1.0, 2.0])),
                cells=tuple(draw(st.sets(st.sampled_from("abcd"), max_size=2))),
                spent=draw(st.integers(0, 900)),
                done=done,
                rated=done and draw(st.booleans()),
                added=draw(st.booleans()),
            )
        )
    return items


def cost(option):
    return (option.coverage, option.cells)


@given(sheets(), st.integers(10, 60))
def test_no_other_set_of_the_same_size_that_is_enough_loses_less(items, minutes):
    late, found = overrun(items, minutes), proposal(items, WEIGHTS, minutes)
    if found is None:
        assert late <= 0 or all(i.done for i in items)
        return

    best = found.options[0]
    remaining = [i for i in items if not i.done]
    sets = [
        left_out(items, WEIGHTS, chosen)
        for size in range(1, LARGEST_SET + 1)
        for chosen in combinations(remaining, size)
    ]
    enough = [s for s in sets if s.seconds >= late]
    assert found.enough == bool(enough)
    if enough:
        assert len(best.items) == min(len(s.items) for s in enough)
    rivals = [s for s in enough or sets if len(s.items) == len(best.items)]
    assert cost(best) == min(cost(s) for s in rivals)


@given(sheets(), st.data())
def test_leaving_out_more_never_loses_less(items, data):
    more = data.draw(st.lists(st.sampled_from(items), unique_by=lambda i: i.id))
    fewer = more[: data.draw(st.integers(0, len(more)))]

    assert cost(left_out(items, WEIGHTS, fewer)) <= cost(left_out(items, WEIGHTS, more))
