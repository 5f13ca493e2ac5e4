"""Weights have one hash, in whatever order they are written."""

from assessment.export.rows import weights_hash


def test_the_hash_of_weights_ignores_their_order_and_notices_a_changed_one():
    weights = {"plant": {"placement": 20, "execution": 25}, "equal": {"placement": 1.0}}
    turned = {"equal": {"placement": 1}, "plant": {"execution": 25.0, "placement": 20.0}}
    other = {"plant": {"placement": 20, "execution": 26}, "equal": {"placement": 1.0}}

    assert weights_hash(weights) == weights_hash(turned)
    assert weights_hash(weights) != weights_hash(other)
