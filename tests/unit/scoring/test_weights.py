"""Weight profiles from anyone's table."""

import pytest

from tests.unit.scoring.tables import a_file, faults, read_weights

HEADER = "profile,competency,weight"
TAKEN = "equal is reserved for the profile with equal weights: rename this one"


def told(*lines):
    return faults(read_weights, a_file(*lines, header=HEADER))


def test_profiles_keep_the_order_and_the_weights_of_the_file():
    data = a_file("plant,b,20", "plant,a,0", "enterprise,a,7.5", header=HEADER)

    found = read_weights(data)

    assert found == {"plant": {"b": 20, "a": 0}, "enterprise": {"a": 7.5}}
    assert list(found) == ["plant", "enterprise"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["p,a,-1"], ["w.csv:2:weight: the weight -1 is below zero"]),
        (["p,a,"], ["w.csv:2:weight: a weight is needed; 0 leaves it out"]),
        (["p,a,much"], ["w.csv:2:weight: 'much' is not a number"]),
        ([",a,1"], ["w.csv:2:profile: has no profile"]),
        (["p,,1"], ["w.csv:2:competency: has no competency"]),
        (["p,a,1", "q,a,1", "p,a,2"], ["w.csv:4:competency: p already weighs a in row 2"]),
        (["q,a,1", "p,a,0", "p,b,0"], ["w.csv:3:weight: all weights of p are zero"]),
        (
            ["p,a,1", "p,A,2", "P,b,1"],
            [
                (
                    "w.csv:3:competency: 'A' in row 3 and 'a' in row 2 differ only in case: "
                    "use one spelling"
                ),
                (
                    "w.csv:4:profile: 'P' in row 4 and 'p' in row 2 differ only in case: "
                    "use one spelling"
                ),
            ],
        ),
        (["p,a,1", "equal,a,1", "equal,b,2"], [f"w.csv:3:profile: {TAKEN}"]),
        (["Equal,a,1", "Equal,b,1"], [f"w.csv:2:profile: {TAKEN}"]),
        (["equal,a,2", "equal,b,2"], []),
        (
            ["p,a,-1", "p,a", "p,a,x"],
            [
                "w.csv:2:weight: the weight -1 is below zero",
                "w.csv:3: has 2 cells under a header of 3",
                "w.csv:4:weight: 'x' is not a number",
                "w.csv:4:competency: p already weighs a in row 2",
            ],
        ),
    ],
)
def test_a_faulty_row_is_told_with_row_and_column(lines, said):
    assert told(*lines) == said
