"""When the wait after a kill counts as back to what it was."""

import pytest

from benchmarks.servers import Outcome


def outcome(*p95_after):
    return Outcome(
        interviewers=1,
        acknowledged=1,
        sent_again=0,
        lost=0,
        doubled=0,
        p95_before=0.1,
        p95_after=p95_after,
    )


@pytest.mark.parametrize(
    ("after", "back"),
    [
        ((0.1, 0.1, 0.1), 0),
        ((0.9, 0.2, 0.1), 1),
        ((0.1, 0.9, 0.1), 2),
        ((0.9, 0.1, 0.9), None),
        ((0.9, 0.9, 0.9), None),
    ],
)
def test_it_is_back_from_the_second_after_which_no_other_is_late(after, back):
    assert outcome(*after).back_after == back


def test_the_wait_is_told_as_a_multiple_of_the_one_before():
    assert outcome(0.1, 0.25).ratios == [1.0, 2.5]
