"""The product's event parsers against the frozen ones: the same refusals, the same typed values.

Outcomes are compared by `repr`, so that True is not 1, 3 is not 3.0, and NaN equals itself.
"""

import gzip
import json
from typing import Any

import pytest
from hypothesis import given, settings

from tests.compatibility import observing
from tests.compatibility.doors import RECORDED, parse_board_event, parse_sheet_event
from tests.compatibility.old_parsers import board_outcome, sheet_outcome
from tests.compatibility.random_events import CARDS, batches

CASES = json.loads(gzip.decompress((RECORDED / "events.json.gz").read_bytes()))


def recorded_events(log: str) -> list[dict[str, Any]]:
    """Every event of every recorded request that could be read as JSON."""
    found = []
    for case in CASES.values():
        for request in case["requests"] if case["log"] == log else ():
            try:
                events = json.loads(observing.lengthened(request).encode("latin-1"))["events"]
                found += [event for event in events if isinstance(event, dict)]
            except (ValueError, TypeError, RecursionError):
                continue
    return found


def test_recorded_events_of_scorecards_are_read_alike() -> None:
    events = recorded_events("entries")

    assert len(events) > 1000
    for event in events:
        assert repr(parse_sheet_event(event)) == repr(sheet_outcome(event)), repr(event)[:300]


def test_recorded_events_of_boards_are_read_alike() -> None:
    events = recorded_events("boards")
    cards = frozenset(e["part"] for e in events if str(e.get("part")).startswith("crd-"))

    assert len(events) > 400
    for event in events:
        made = repr(parse_board_event(event, cards))
        assert made == repr(board_outcome(event, cards)), repr(event)[:300]


@given(batches())
@settings(max_examples=100)
def test_random_events_of_scorecards_are_read_alike(events: list[dict[str, Any]]) -> None:
    for event in events:
        assert repr(parse_sheet_event(event)) == repr(sheet_outcome(event))


@given(batches(board=True))
@settings(max_examples=100)
def test_random_events_of_boards_are_read_alike(events: list[dict[str, Any]]) -> None:
    for event in events:
        assert repr(parse_board_event(event, CARDS)) in board_outcomes(event)


def board_outcomes(event: dict[str, Any]) -> set[str]:
    """The frozen outcome, and for an event with several faults the sentence of each of them.

    The recorded version looked at the number, the kind, the part and the value, in this order. A
    page shows one sentence, and which of two faults it names was never promised.
    """
    parts = {"move": min(CARDS), "footprint": "quality.tracking"}
    right = {"seq": 1}, {"part": parts.get(str(event.get("kind")), "")}
    mended = [event | fixed for fixed in ({}, *right, right[0] | right[1])]
    frozen, *others = [board_outcome(changed, CARDS) for changed in mended]
    if frozen[0] == "accepted":
        return {repr(frozen)}
    return {repr(frozen), *(repr(other) for other in others if other[0] == "refused")}


@pytest.mark.parametrize(("log", "outcome"), [("entries", sheet_outcome), ("boards", None)])
def test_the_recorded_refusals_are_those_of_the_frozen_parsers(log: str, outcome: Any) -> None:
    """The oracle is checked too: it refuses with the sentences of the recorded version."""
    compared = 0
    for name, case in CASES.items():
        if case["log"] != log or "every value" not in name:
            continue
        body = json.loads(observing.lengthened(case["requests"][0]).encode("latin-1"))
        cards = frozenset({body["events"][0].get("part")} if "move" in name else ())
        why = [refusal["why"] for refusal in case["answers"][0][1]["refused"]]
        for event in body["events"]:
            verdict, told = outcome(event) if outcome else board_outcome(event, cards)
            if verdict == "refused":
                compared += 1
                assert observing.shortened(told) in why, (name, told)
    assert compared > 200
