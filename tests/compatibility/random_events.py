"""Hypothesis strategies for batches of events as they come out of the JSON: good, bad, and wild.

Half a surrogate pair and NUL appear in values, but not in the names `item`, `part`, `kit` and
`kind`: there the recorded version either answered 500 or quoted them in its refusal.
"""

import json
from typing import Any

from hypothesis import strategies as st

CARDS = frozenset({"crd-001", "crd-002", "crd-014"})
_KINDS = {
    "verdict": st.sampled_from([1, 2, 3, 4, 5, None, "not_asked", "no_evidence"]),
    "evidence": st.text(),
    "probe": st.booleans(),
    "belief": st.booleans(),
    "seconds": st.integers(0, 604_800),
    "deviation": st.text(),
    "added": st.just(""),
    "recommendation": st.sampled_from(["strong_no", "no", "mixed", "yes", "strong_yes", None]),
    "reasons": st.text(),
    "submit": st.just(value=True),
}
_BOARD_KINDS = {
    "convention": st.sampled_from(["production_operations", "own_words", "interchangeable", None]),
    "words": st.text(),
    "move": st.sampled_from(["0", "4", "none", "3.supporting", "3.quality.tracking", None]),
    "footprint": st.booleans(),
    "finish": st.just(value=True),
}
_any_text = st.text(st.characters(exclude_categories=()), max_size=20)
"""With surrogates and NUL."""
_name = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=70)
_long = st.sampled_from([64, 65, 1000, 1001, 2000, 2001, 50_000, 50_001]).map(lambda n: "x" * n)
_number = st.one_of(
    st.integers(-3, 8), st.integers(), st.floats(), st.sampled_from([2**31 - 1, 2**31, 10**400])
)
wild_values = st.recursive(
    st.one_of(st.none(), st.booleans(), _number, _any_text, _long),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_any_text, inner, max_size=3)
    ),
    max_leaves=5,
)
"""Whatever a JSON document can hold, and NaN."""


@st.composite
def _added_questions(draw: st.DrawFn) -> str:
    asked: dict[str, Any] = {
        "question": "ptf-001",
        "revision": 2,
        "title": "A title",
        "competency": "portfolio",
        "operations_category": None,
        "activity": None,
        "functional_level": "none",
        "target_level": "enterprise",
        "type": "situational",
        "prompt": "What would you do?",
        "probes": ["Why?"],
        "listen_for": [],
        "anchors": {"1": "a", "3": "b", "5": "c"},
        "wrong_beliefs": ["It sells itself."],
        "accepted_positions": [],
        "cells": ["production.tracking"],
    }
    told: dict[str, Any] = {"because": draw(_any_text), "minutes": 5, "asked": asked}
    for name in draw(st.lists(st.sampled_from(sorted(asked)), max_size=2, unique=True)):
        asked[name] = draw(wild_values)
    for name in draw(st.lists(st.sampled_from(["because", "minutes", "asked"]), max_size=1)):
        told[name] = draw(wild_values)
    if draw(st.booleans()):
        asked.pop(draw(st.sampled_from(sorted(asked))))
    return json.dumps(told)


def _good(kind: str, value: Any, seq: int, part: str) -> dict[str, Any]:
    item = "" if kind in {"recommendation", "reasons", "submit"} else "q01"
    event = {"seq": seq, "kind": kind, "item": item, "part": part, "value": value, "base": 0}
    return event | {"at": 1_773_651_600_000, "kit": "MES-7.K1"}


@st.composite
def _sheet_event(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(_KINDS)))
    parts = {"probe": "0", "belief": "1", "deviation": "order"}
    value = draw(st.one_of(_KINDS[kind], wild_values))
    if kind == "added":
        value = draw(st.one_of(_added_questions(), wild_values))
    return _good(kind, value, draw(st.integers(1, 9)), parts.get(kind, ""))


@st.composite
def _board_event(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(_BOARD_KINDS)))
    parts = {"move": "crd-014", "footprint": "quality.tracking"}
    value = draw(st.one_of(_BOARD_KINDS[kind], wild_values))
    return _good(kind, value, draw(st.integers(1, 9)), parts.get(kind, "")) | {"item": ""}


@st.composite
def _changed(draw: st.DrawFn, events: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    """One of `events` with up to three of its fields wrong, missing, or of another's kind."""
    event = draw(events)
    names = {
        "item": _name,
        "part": st.one_of(_name, st.sampled_from(["0", "007", "٣", "²", "skipped", "crd-001"])),
        "kit": _name,
        "kind": st.one_of(_name, st.sampled_from([*_KINDS, *_BOARD_KINDS])),
    }
    free = dict.fromkeys(("seq", "base", "at", "value", "more"), wild_values)
    not_text = st.one_of(st.none(), st.booleans(), _number, st.lists(st.integers(), max_size=2))
    for field in draw(st.lists(st.sampled_from([*names, *free]), max_size=3, unique=True)):
        if draw(st.integers(0, 3)) == 0:
            event.pop(field, None)
        else:
            event[field] = draw(
                st.one_of(names[field], not_text) if field in names else free[field]
            )
    return event


def batches(*, board: bool = False) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Lists of raw events for a scorecard or a board."""
    events = _board_event() if board else _sheet_event()
    return st.lists(st.one_of(events, _changed(events)), min_size=1, max_size=5)
