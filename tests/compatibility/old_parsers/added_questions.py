"""The frozen check of a question that a page says it added."""

import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from tests.compatibility.old_parsers.values import (
    LEVELS,
    Activity,
    OperationsCategory,
    Refused,
    cell_key,
    cleaned_within,
)

QUESTION = re.compile(r"[a-z0-9-]{1,38}")
LONGEST_REASON = 1_000
MOST_MINUTES = 120
FIELDS = (
    *("question", "revision", "title", "competency", "operations_category", "activity"),
    *("functional_level", "target_level", "type", "prompt", "probes", "listen_for", "anchors"),
    *("wrong_beliefs", "accepted_positions", "cells"),
)
LISTS = ("probes", "listen_for", "wrong_beliefs", "accepted_positions")


class Competency(StrEnum):
    PLACEMENT = "placement"
    EXECUTION = "execution"
    BREADTH = "breadth"
    INTEGRATION = "integration"
    PERFORMANCE = "performance"
    ASSURANCE = "assurance"
    GOVERNANCE = "governance"
    PORTFOLIO = "portfolio"


def checked(text: str) -> str:
    """What the log keeps of an added question."""
    try:
        plain = cleaned_within(json.loads(text))
        asked, minutes, because = _asked(plain["asked"]), plain["minutes"], plain["because"]
        _hold(asked, minutes, because)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused("an added question needs its wording and its minutes") from None
    if not because.strip():
        raise Refused("Give a short reason for adding this question.")
    if len(because) > LONGEST_REASON:
        raise Refused(
            f"The reason has {len(because):,} characters. Shorten it to {LONGEST_REASON} or fewer."
        )
    document = {**asked, "anchors": {str(n): t for n, t in asked["anchors"].items()}}
    kept = {"because": because, "minutes": minutes, "asked": document}
    return json.dumps(kept, ensure_ascii=False)


def _asked(plain: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: plain[name] for name in FIELDS if name in plain}
    category, activity = plain["operations_category"], plain["activity"]
    known |= {name: tuple(plain[name]) for name in LISTS}
    known |= {
        "competency": Competency(plain["competency"]).value,
        "operations_category": OperationsCategory(category).value if category else None,
        "activity": Activity(activity).value if activity else None,
        "anchors": {int(level): text for level, text in plain["anchors"].items()},
        "cells": [cell_key(key) for key in tuple(plain["cells"])],
    }
    return {name: known[name] for name in FIELDS}


def _hold(asked: Mapping[str, Any], minutes: Any, because: Any) -> None:
    words = [asked[n] for n in ("title", "functional_level", "target_level", "type", "prompt")]
    lists = [asked[n] for n in LISTS]
    texts: Iterable[Any] = [
        *words,
        *(t for kept in lists for t in kept),
        *asked["anchors"].values(),
    ]
    if not all(isinstance(t, str) for t in (*texts, because, asked["question"])):
        raise TypeError("every wording is text")
    if not all(type(n) is int and n > 0 for n in (asked["revision"], minutes)):
        raise TypeError("revision and minutes are whole numbers")
    fits = QUESTION.fullmatch(asked["question"]) and minutes <= MOST_MINUTES
    if not fits or not {1, 3, 5} <= set(asked["anchors"]) <= set(LEVELS):
        raise ValueError("an id, minutes and anchors are within their limits")
